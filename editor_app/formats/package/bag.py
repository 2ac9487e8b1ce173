"""Checking a package as a bag: every file named, every digest right, nothing beside them."""

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.package import layout
from editor_app.formats.package.trees import Tree, damaged, lines_of, read_whole

_DIGITS = frozenset("0123456789abcdef")
_SHA256_LENGTH = 64
_UNNAMED = {layout.TAG_MANIFEST, layout.SIGNATURE, layout.SIGNING_KEY}
_TAGS = (layout.BAGIT, layout.BAG_INFO, layout.MANIFEST)


def check_bag(tree: Tree) -> Iterator[Remark]:
    """Give a remark for everything that keeps a package from being the bag it was written as."""
    missing = [name for name in (*_TAGS, layout.TAG_MANIFEST) if name not in tree.names()]
    if missing:
        yield from (Remark(name, "file_missing") for name in missing)
        return
    if not read_whole(tree, layout.BAGIT).startswith(b"BagIt-Version: "):
        yield Remark(layout.BAGIT, "not_a_bag")
    tags = _manifest(tree, layout.TAG_MANIFEST)
    payload = _manifest(tree, layout.MANIFEST)
    yield from _check_names(tree, payload, tags)
    yield from _check_digests(tree, {**tags, **payload})


def payload_digests(tree: Tree) -> dict[str, str]:
    """Give the SHA-256 of each file below `data` as the manifest has it."""
    return _manifest(tree, layout.MANIFEST)


def _manifest(tree: Tree, name: str) -> dict[str, str]:
    digests: dict[str, str] = {}
    most = len(tree.names())
    for line in lines_of(tree, name):
        digest, path = _manifest_line(line, name)
        if path in digests or len(digests) > most:
            raise damaged("bad_manifest", name)
        digests[path] = digest
    return digests


def _manifest_line(line: bytes, name: str) -> tuple[str, str]:
    try:
        digest, _, path = line.decode("utf-8").rstrip("\r").partition(" ")
    except UnicodeDecodeError as fault:
        raise damaged("bad_manifest", name) from fault
    path = path.lstrip(" *")
    is_digest = len(digest) == _SHA256_LENGTH and set(digest.lower()) <= _DIGITS
    if not is_digest or not path or ".." in PurePosixPath(path).parts or path.startswith("/"):
        raise damaged("bad_manifest", name)
    return digest.lower(), path


def _check_names(tree: Tree, payload: dict[str, str], tags: dict[str, str]) -> Iterator[Remark]:
    there = tree.names()
    for name in sorted(payload.keys() | tags.keys()):
        if name not in there:
            yield Remark(name, "file_missing")
    for name in sorted(there - payload.keys() - tags.keys() - _UNNAMED):
        yield Remark(name, "file_unlisted")
    for name in _TAGS:
        if name not in tags:
            yield Remark(name, "file_unlisted")


def _check_digests(tree: Tree, expected: dict[str, str]) -> Iterator[Remark]:
    for name in sorted(expected.keys() & tree.names()):
        try:
            if sha256_of(tree, name) != expected[name]:
                yield Remark(name, "file_changed")
        except Problem:
            yield Remark(name, "file_unreadable")


def sha256_of(tree: Tree, name: str) -> str:
    """Give the SHA-256 of a file of a package, read in pieces."""
    digest = hashlib.sha256()
    for piece in tree.pieces(name):
        digest.update(piece)
    return digest.hexdigest()
