"""The contract in one table: every verb, how it can end, and which keys its JSON has."""

import json

import pytest

from editor_app.cli.parser import VERBS
from tests.cli.calling import Program
from tests.desk.sample import WIRES

D = frozenset(["id", "name", "archive", "kind", "source", "headline", "date", "state", "batch", "batch_date"])
SHOW = D | frozenset(
    [
        "body",
        "rationale",
        "test",
        "encoding",
        "sha256",
        "revision_of",
        "same_rationale",
        "flags",
        "review",
        "history",
    ]
)
IMPORT = frozenset(["added", "unchanged", "revised", "problems", "notices", "import"])
TAKEN = frozenset(["removed", "kept"])
APPLY = frozenset(["applied", "unchanged", "problems"])
UNDO = frozenset(["act", "documents"])
EXPORT = frozenset(["written", "left_out", "path", "digest"])
HOLDS = frozenset(["ok", "problems"])
MERGE = frozenset(["documents", "added", "agree", "disputed"])
STATS = frozenset(
    [
        "documents",
        "wires",
        "by_state",
        "by_source",
        "by_batch",
        "by_reason",
        "by_editor",
        "untouched_boilerplate",
    ]
)
PERSON = frozenset(["id", "name", "editors", "decisions"])
COPY = {"path", "sha256", "decisions"}
ERROR = frozenset({"error"})

# Words in braces are places and ids of the prepared desk below.
TABLE = [
    ("import {archive}", 0, IMPORT),
    ("import {mixed}", 1, IMPORT),
    ("import {archive} --dry-run", 0, IMPORT),
    ("import {archive} --archive Other", 0, IMPORT),
    ("import {nowhere}", 2, ERROR),
    ("import", 2, ERROR),
    ("import --take-back {import_id}", 0, TAKEN),
    ("import --take-back nonsense", 2, ERROR),
    ("list", 0, D),
    ("list --state pending --kind wire --archive launch --search chatbot --limit 1", 0, D),
    ("list --state nonsense", 2, ERROR),
    ("list --archive nonsense", 2, ERROR),
    ("show {wire}", 0, SHOW),
    ("show 1234567", 2, ERROR),
    ("decide {wire} accept", 0, SHOW),
    ("decide {wire} amend --rationale Words --note Why", 0, SHOW),
    ("decide {wire} reject --reason spam --is not_relevant --verifiable no --but-for unclear", 0, SHOW),
    ("decide {wire} accept --verifiable yes --route two_sources --but-for yes", 0, SHOW),
    ("decide {wire} reject --reason duplicate --duplicate-of {other}", 0, SHOW),
    ("decide {wire} defer", 0, SHOW),
    ("decide {wire} context", 0, SHOW),
    ("decide {wire} reopen", 0, SHOW),
    ("decide {wire} reject", 2, ERROR),
    ("decide {document} accept", 2, ERROR),
    ("apply {sheet} --dry-run", 0, APPLY),
    ("apply {sheet}", 0, APPLY),
    ("apply {faulty_sheet}", 1, APPLY),
    ("apply {nowhere}", 2, ERROR),
    ("undo", 0, UNDO),
    ("redo", 2, ERROR),
    ("export {new}.review.zip", 0, EXPORT),
    ("export {new}/ --format package", 0, EXPORT),
    ("export {new}.csv", 2, ERROR),
    ("export {new}.csv/", 0, EXPORT),
    ("export {new}.csv --format package", 0, EXPORT),
    ("export {new}", 0, EXPORT),
    ("export {new} --format wires --state none", 0, EXPORT),
    ("export {new} --format jsonl --archive launch", 0, EXPORT),
    ("export {new} --format csv --search chatbot", 0, EXPORT),
    ("export {sheet} --format csv", 2, ERROR),
    ("export {sheet} --format csv --force", 2, ERROR),
    ("export {sheet} --format jsonl --force", 0, EXPORT),
    ("export {new} --format xlsx", 0, EXPORT),
    ("export {new} --format ninjs", 1, EXPORT),
    ("export {new} --format aiid", 2, ERROR),
    ("export {new}.csv --format ledger", 2, ERROR),
    ("export {new} --format html", 0, EXPORT),
    ("export {new} --format pdf", 2, ERROR),
    ("verify {package}", 0, HOLDS),
    ("verify {broken}", 3, HOLDS),
    ("verify {nowhere}", 2, ERROR),
    ("check", 0, HOLDS),
    ("check --repair", 0, HOLDS),
    ("merge {package}", 0, MERGE),
    ("merge {package} --dry-run", 0, MERGE),
    ("merge {package} {broken}", 3, ERROR),
    ("merge {nowhere}", 2, ERROR),
    ("merge {hub}", 0, MERGE),
    ("merge {hub} --dry-run", 0, MERGE),
    ("merge {hub} {package}", 2, ERROR),
    ("export {hub} --format hub", 0, EXPORT),
    ("export {new} --format hub", 0, EXPORT),
    ("export {archive} --format hub", 2, ERROR),
    ("editors", 0, PERSON),
    ("editors --join 12345678 87654321", 2, ERROR),
    ("editors --part 12345678", 2, ERROR),
    ("stats", 0, STATS),
    ("stats --nonsense", 2, ERROR),
    ("backup", 0, COPY),
    ("backup {new}", 0, COPY),
    ("backup {sheet}", 2, ERROR),
    ("restore {copy}", 0, COPY),
    ("restore {package}", 2, ERROR),
]


@pytest.fixture
def prepared(program, tmp_path):
    """A desk with an imported archive and one act behind it, and what the table names."""
    archive = tmp_path / "launch"
    archive.mkdir()
    for name, data in WIRES.items():
        (archive / name).write_bytes(data)
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / "bytes.txt").write_bytes(b"\x00")
    (mixed / "text.txt").write_bytes(b"A text\n")
    import_id = program.json("import", archive)["import"]
    package = tmp_path / "package.review.zip"
    program("export", package)
    broken = tmp_path / "broken.review.zip"
    broken.write_bytes(package.read_bytes()[:-50])
    ids = {row["name"]: row["id"] for row in program.json("list")}
    program("decide", ids["002.txt"], "defer")
    program("export", tmp_path / "hub", "--format", "hub")
    places = {
        "archive": archive,
        "hub": tmp_path / "hub",
        "mixed": mixed,
        "package": package,
        "broken": broken,
        "copy": program.json("backup", tmp_path / "copy.desk")["path"],
        "new": tmp_path / "new",
        "nowhere": tmp_path / "nowhere",
        "import_id": import_id,
        "wire": ids["000.txt"],
        "other": ids["001.txt"],
        "document": ids["003.txt"],
        "sheet": _sheet(tmp_path / "sheet.jsonl", ids["001.txt"], "context"),
        "faulty_sheet": _sheet(tmp_path / "faulty.jsonl", ids["001.txt"], "nonsense"),
    }
    return program, places


def _sheet(path, document, outcome):
    path.write_text(json.dumps({"id": document, "outcome": outcome}) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("call", "status", "keys"), TABLE, ids=[row[0] for row in TABLE])
def test_every_verb_ends_as_the_contract_says(prepared, call, status, keys):
    program, places = prepared

    answer = program(*(word.format(**places) for word in call.split()), "--json")

    assert answer.status == status, answer
    records = answer.json if isinstance(answer.json, list) else [answer.json]
    assert records
    assert all(record.keys() == keys for record in records)


def test_the_table_has_every_verb(capsys, tmp_path):
    assert {call.split()[0] for call, _, _ in TABLE} == {verb.name for verb in VERBS}
    assert Program(tmp_path / "none.desk", capsys)("redo", "--json").status == 2
