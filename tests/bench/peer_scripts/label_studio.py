"""Import the rows of a JSON Lines file into Label Studio and ask for the next task; print both as JSON.

The server runs on this machine alone, in a folder of its own, for as long as the script does.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TOKEN = "0123456789abcdef0123456789abcdef01234567"
LABELS = (
    '<View><Text name="t" value="$text"/><Choices name="c" toName="t">'
    '<Choice value="accept"/><Choice value="reject"/></Choices></View>'
)
PATIENCE, TASKS = 600, 40
QUIET = dict.fromkeys(("COLLECT_ANALYTICS", "LATEST_VERSION_CHECK"), "false") | dict.fromkeys(
    ("SENTRY_DSN", "FRONTEND_SENTRY_DSN"), ""
)


def main():
    """Start, import, ask, and stop the server again."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("label-studio")), "start", "--no-browser",
                "--port", str(port), "--internal-host", "127.0.0.1", "--username", "bench@example.org",
                "--password", "bench-password", "--user-token", TOKEN, "--enable-legacy-api-token",
            ],
            env={**os.environ, **QUIET, "LABEL_STUDIO_BASE_DATA_DIR": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return _measured(f"http://127.0.0.1:{port}/api", Path(sys.argv[1]))
        finally:
            server.terminate()
            server.wait()


def _measured(address, source):
    _wait_for(address)
    project = _call("POST", f"{address}/projects", {"title": "wires", "label_config": LABELS})["id"]
    with source.open(encoding="utf-8") as lines:
        tasks = [{"data": {"text": json.loads(line)["body"]}} for line in lines]
    start = time.perf_counter()
    told = _call("POST", f"{address}/projects/{project}/import?return_task_ids=0", tasks)
    taken = time.perf_counter() - start
    if told["task_count"] != len(tasks):
        raise SystemExit(f"Label Studio took in {told['task_count']} of {len(tasks)} tasks.")
    return {"import": taken, "next": [_next(address, project) for _ in range(TASKS)]}


def _next(address, project):
    """Ask for the next task, and decide on it so that the one after is another."""
    start = time.perf_counter()
    task = _call("GET", f"{address}/projects/{project}/next")
    taken = time.perf_counter() - start
    choice = {"from_name": "c", "to_name": "t", "type": "choices", "value": {"choices": ["accept"]}}
    _call("POST", f"{address}/tasks/{task['id']}/annotations/", {"result": [choice]})
    return taken


def _wait_for(address):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _call("GET", f"{address}/projects")
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(1)


def _call(method, address, data=None):
    request = urllib.request.Request(
        address,
        method=method,
        data=None if data is None else json.dumps(data).encode(),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.loads(answer.read() or b"{}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


print(json.dumps(main()))
