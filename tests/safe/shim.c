/* Loaded before a program's libraries: lets its writes and syncs fail, or writes all of them down in order.

   Only files whose path contains the matched text are meant. cc -shared -fPIC -O1 -o shim.so shim.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2 };

static char match[512];
static long left, seen;
static int error_number, kinds, lasting, is_armed;
static int record = -1;

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

static ssize_t real_write(int fd, const void *data, size_t length) {
    REAL(write);
    return real(fd, data, length);
}

/* From the `at`-th matching call on, fail once or until lifted. */
void shim_fail(const char *path, long at, int number, int which, int is_lasting) {
    snprintf(match, sizeof match, "%s", path);
    left = at; error_number = number; kinds = which; lasting = is_lasting; seen = 0; is_armed = 1;
}

void shim_lift(void) { is_armed = 0; }

/* How many matching calls there were since the failure was set. */
long shim_seen(void) { return seen; }

void shim_record(const char *path, const char *file) {
    snprintf(match, sizeof match, "%s", path);
    record = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static int names(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, match) != NULL;
}

static void note(char kind, const char *path, int64_t offset, const void *data, size_t length) {
    uint32_t head[2] = {(uint32_t)strlen(path), (uint32_t)length};
    real_write(record, &kind, 1);
    real_write(record, head, sizeof head);
    real_write(record, &offset, sizeof offset);
    real_write(record, path, strlen(path));
    if (length) real_write(record, data, length);
}

void shim_mark(const char *words) { if (record >= 0) note('m', words, 0, NULL, 0); }

static int fails(int fd, int kind) {
    int before = errno, answer = 0;
    char path[4096];
    if (is_armed && (kinds & kind) && names(fd, path, sizeof path)) {
        seen++;
        answer = seen == left || (lasting && seen > left);
    }
    errno = answer ? error_number : before;
    return answer;
}

static void written(int fd, char kind, int64_t offset, const void *data, ssize_t length) {
    int before = errno;
    char path[4096];
    if (record >= 0 && length >= 0 && names(fd, path, sizeof path)) note(kind, path, offset, data, length);
    errno = before;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (fails(fd, WRITES)) return -1;
    ssize_t done = real_write(fd, data, length);
    if (record >= 0 && fd != record && done > 0) written(fd, 'w', lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    REAL(pwrite);
    if (fails(fd, WRITES)) return -1;
    ssize_t done = real(fd, data, length, offset);
    written(fd, 'w', offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    if (fails(fd, WRITES)) return -1;
    ssize_t done = real(fd, data, length, offset);
    written(fd, 'w', offset, data, done);
    return done;
}

int fsync(int fd) {
    REAL(fsync);
    if (fails(fd, SYNCS)) return -1;
    int answer = real(fd);
    if (answer == 0) written(fd, 's', 0, NULL, 0);
    return answer;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    if (fails(fd, SYNCS)) return -1;
    int answer = real(fd);
    if (answer == 0) written(fd, 's', 0, NULL, 0);
    return answer;
}

int ftruncate(int fd, off_t length) {
    REAL(ftruncate);
    if (fails(fd, WRITES)) return -1;
    int answer = real(fd, length);
    if (answer == 0) written(fd, 't', length, NULL, 0);
    return answer;
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    if (fails(fd, WRITES)) return -1;
    int answer = real(fd, length);
    if (answer == 0) written(fd, 't', length, NULL, 0);
    return answer;
}
