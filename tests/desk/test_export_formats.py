"""Every format of an export keeps one contract, and each says what it says in its own form."""

import csv
import hashlib
import json
import os
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from editor_app.desk import exporting, importing, listing, reviewing
from editor_app.desk.export_choice import Choice, Format, kind_of
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.outgoing import kinds, workbook
from tests.desk.export_stage import NEW, export, forget_formats, install_example, review
from tests.desk.sample import WIRES, add, open_sample

SCHEMAS = Path(__file__).parents[2] / "resources" / "schema"
# The published schema of IPTC: http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json (CC BY 4.0).
NINJS_SCHEMA = os.environ.get("EDITOR_APP_NINJS_SCHEMA")
NAMES = [*kinds.names(), "headlines"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A reviewed desk; no export changes anything in it, so all tests share it."""
    with open_sample(tmp_path_factory.mktemp("desk") / "review.desk") as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(desk):
    return review(desk, add(desk, WIRES))


@pytest.fixture(scope="module", autouse=True)
def installed(tmp_path_factory):
    """The example format, installed beside those that ship."""
    with pytest.MonkeyPatch.context() as patch:
        install_example(tmp_path_factory.mktemp("site"), patch)
        yield
    forget_formats()


def content(path):
    if path.is_file():
        return path.read_bytes()
    return {file.relative_to(path): file.read_bytes() for file in path.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("name", NAMES)
class TestEveryExportKind:
    """The contract of an export kind, held against each that ships and one that is installed."""

    def test_it_says_what_it_is(self, name):
        kind = kind_of(name)
        assert kind.name == name and kind.title and kind.about.endswith(".") and kind.ending
        assert kind in kinds.kinds() and name in kinds.names()

    def test_the_plan_tells_what_is_written_and_what_is_left_out(self, desk, tmp_path, name):
        choice = Choice(name, tmp_path / "out")
        plan, report = exporting.plan(desk, choice), exporting.run(desk, choice)
        assert (plan.written, plan.left_out) == (report.written, report.left_out)
        assert report.written + len(report.left_out) == plan.total == 5
        assert all(remark.code and remark.name for remark in report.left_out)

    def test_the_same_state_gives_the_same_bytes(self, desk, tmp_path, name):
        first = export(desk, tmp_path / "one", name)
        assert first.digest == export(desk, tmp_path / "two", name).digest
        assert content(tmp_path / "one") == content(tmp_path / "two")

    def test_the_digest_is_of_what_stands_there(self, desk, tmp_path, name):
        report = export(desk, tmp_path / "out", name)
        if report.path.is_dir():
            assert hashlib.sha256((report.path / "manifest.csv").read_bytes()).hexdigest() == report.digest
        elif name != Format.PACKAGE:
            assert hashlib.sha256(report.path.read_bytes()).hexdigest() == report.digest

    def test_what_is_there_is_refused_and_force_takes_the_place_of_its_own(self, desk, tmp_path, name):
        first = export(desk, tmp_path / "out", name)
        before = content(tmp_path / "out")
        with pytest.raises(Problem) as caught:
            export(desk, tmp_path / "out", name)
        assert caught.value.code == "target_exists" and content(tmp_path / "out") == before
        assert export(desk, tmp_path / "out", name, force=True).digest == first.digest
        assert sorted(path.name for path in tmp_path.glob("out*")) == ["out"]

    def test_every_filter_of_the_queue_applies(self, desk, tmp_path, name):
        rejected = frozenset({State.REJECTED})
        plan = exporting.plan(desk, Choice(name, tmp_path / "out", states=rejected))
        assert (plan.total, plan.not_chosen) == (1, 4)
        assert exporting.plan(desk, Choice(name, tmp_path / "out", search="regulator")).total == 1
        with pytest.raises(Problem) as caught:
            export(desk, tmp_path / "none", name, search="state:disputed")
        assert caught.value.code == "nothing_to_export"
        done = Criteria(list=ListName.DONE)
        assert exporting.plan(desk, Choice(name, tmp_path / "out", within=done)).total == 3
        narrowed = Choice(name, tmp_path / "out", within=done, states=rejected, search="regulator")
        assert exporting.plan(desk, narrowed).total == 1
        either = Criteria(states=frozenset({State.REJECTED, State.ACCEPTED}))
        both = frozenset({State.REJECTED, State.AMENDED})
        assert exporting.plan(desk, Choice(name, tmp_path / "out", within=either, states=both)).total == 1

    def test_a_document_is_shown_as_it_is_written(self, desk, everything, tmp_path, name):
        shown = exporting.preview(desk, Choice(name, tmp_path / "out"), everything["001.txt"])
        assert shown.name and shown.text

    def test_what_is_left_out_is_shown_with_its_reason(self, desk, tmp_path, name):
        choice = Choice(name, tmp_path / "out")
        for remark in exporting.plan(desk, choice).left_out:
            shown = exporting.preview(desk, choice, remark.fields["document"])
            assert shown.left_out == remark

    def test_nothing_is_left_beside_it(self, desk, tmp_path, name):
        export(desk, tmp_path / "out", name)
        assert os.listdir(tmp_path) == ["out"]


def test_a_format_that_is_installed_is_found_like_those_that_ship(desk, everything, tmp_path):
    report = export(desk, tmp_path / "list.txt", "headlines")
    assert "amended: Two countries sign an agreement\n" in report.path.read_text()
    assert [remark.name for remark in report.left_out] == ["003.txt"]


def test_a_pdf_is_made_by_the_window_alone():
    with pytest.raises(Problem) as caught:
        kind_of("pdf")
    assert (caught.value.code, caught.value.status) == ("format_window_only", ExitStatus.UNUSABLE)


def test_an_unknown_format_is_told_with_those_there_are():
    with pytest.raises(Problem) as caught:
        kind_of("docx")
    assert caught.value.code == "format_unknown" and "xlsx" in caught.value.fields["formats"]


@pytest.mark.parametrize("name", [Format.AIID, Format.LEDGER])
def test_a_choice_of_which_nothing_fits_the_format_writes_nothing(desk, everything, tmp_path, name):
    with pytest.raises(Problem) as caught:
        export(desk, tmp_path / "out", name, states=frozenset({State.PENDING}))
    assert caught.value.code == "nothing_fits_format" and not (tmp_path / "out").exists()


def test_every_json_line_keeps_its_schema(desk, everything, tmp_path):
    rules = json.loads((SCHEMAS / "record.schema.json").read_text())
    assert rules["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    lines = export(desk, tmp_path / "out.jsonl", Format.JSONL).path.read_text().split("\n")[:-1]
    for line in lines:
        jsonschema.validate(json.loads(line), rules, cls=jsonschema.Draft202012Validator)
    assert len(lines) == 5


def rows_of(path, sheet="Documents"):
    book = openpyxl.load_workbook(path)
    head, *rows = book[sheet].iter_rows()
    assert all(cell.data_type in ("s", "n", "inlineStr") for row in rows for cell in row)
    return [{name.value: cell.value for name, cell in zip(head, row, strict=True)} for row in rows]


def test_a_workbook_reads_back_as_the_table_it_is(desk, everything, tmp_path):
    found = rows_of(export(desk, tmp_path / "out.xlsx", Format.XLSX).path)
    with export(desk, tmp_path / "out.csv", Format.CSV).path.open(newline="", encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))
    for row, line in zip(found, wanted, strict=True):
        for name, text in line.items():
            plain = text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text
            assert (row[name] or "") == plain


def test_nothing_in_a_workbook_is_a_formula(desk, everything, tmp_path):
    path = export(desk, tmp_path / "out.xlsx", Format.XLSX).path
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=cmd|' /C calc'!A0" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_workbook_counts_what_it_holds(desk, everything, tmp_path):
    path = export(desk, tmp_path / "o.xlsx", Format.XLSX, states=frozenset({State.REJECTED})).path
    counts = dict(openpyxl.load_workbook(path)["Counts"].iter_rows(values_only=True))
    assert counts == {
        "Documents written": "1",
        "State: rejected": "1",
        "Documents not chosen": "4",
        "Documents left out": "0",
    }


def test_a_text_longer_than_a_cell_is_cut_and_told(desk, everything, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_CHARACTERS", 40)
    report = export(desk, tmp_path / "out.xlsx", Format.XLSX)
    assert {notice.code for notice in report.notices} == {"cell_cut"}
    assert all(len(value or "") <= 40 for row in rows_of(report.path) for value in row.values())


def test_more_rows_than_a_sheet_takes_go_on_in_another(desk, everything, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    path = export(desk, tmp_path / "out.xlsx", Format.XLSX).path
    sheets = [name for name in openpyxl.load_workbook(path).sheetnames if name.startswith("Documents")]
    assert [len(rows_of(path, sheet)) for sheet in sheets] == [2, 2, 1]


def test_a_workbook_without_its_library_says_what_to_install(desk, everything, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "xlsxwriter", None)
    with pytest.raises(Problem) as caught:
        export(desk, tmp_path / "out.xlsx", Format.XLSX)
    assert (caught.value.code, caught.value.fields["extra"]) == ("extra_missing", "xlsx")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.fixture
def items(desk, everything, tmp_path):
    """The ninjs items by the names of their documents."""
    folder = export(desk, tmp_path / "ninjs", Format.NINJS).path
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return {item["title"]: item for item in found}


def test_a_ninjs_item_carries_verdict_reasons_and_rationale(items):
    assert {name: item["pubStatus"] for name, item in items.items()} == {
        "000.txt": "usable",
        "001.txt": "usable",
        "002.txt": "canceled",
        "004.txt": "withheld",
    }
    said = {(subject["rel"], subject["name"]) for subject in items["002.txt"]["subjects"]}
    assert {("verdict", "rejected"), ("reason", "no harm event"), ("rationale", "An own rationale.")} <= said
    assert ("rationale", NEW) in {(it["rel"], it["name"]) for it in items["001.txt"]["subjects"]}
    assert items["001.txt"]["edNote"].startswith("Amended on review (2026-11-21, Ada Example).")


def test_a_ninjs_item_guesses_nothing(items):
    assert "versionCreated" not in items["004.txt"]
    assert not {"language", "contentCreated", "by", "located"} & {key for it in items.values() for key in it}


def test_the_manifest_of_ninjs_names_what_was_left_out(desk, everything, tmp_path):
    folder = export(desk, tmp_path / "ninjs", Format.NINJS).path
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows[:-1]:
        assert hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest() == row["sha256"]
    assert (rows[-1]["name"], rows[-1]["left_out"], rows[-1]["path"]) == ("003.txt", "no_wire", "")


@pytest.mark.skipif(
    not NINJS_SCHEMA, reason="EDITOR_APP_NINJS_SCHEMA names no copy of IPTC's ninjs schema 3.1"
)
def test_every_ninjs_item_is_valid_under_the_published_schema(items):
    rules = json.loads(Path(NINJS_SCHEMA).read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
    for item in items.values():
        checker.validate(item)
    with pytest.raises(jsonschema.ValidationError):
        checker.validate({**items["000.txt"], "pubStatus": "perhaps"})


def test_aiid_drafts_leave_unknown_dates_empty_and_say_what_is_to_fill_in(desk, everything, tmp_path):
    report = export(desk, tmp_path / "drafts.json", Format.AIID)
    made = json.loads(report.path.read_text(encoding="utf-8"))
    assert [draft["title"] for draft in made["submissions"]] == [
        "A court finds a chatbot at fault",
        "Two countries sign an agreement",
    ]
    for draft in made["submissions"]:
        assert {draft[name] for name in draft if "date" in name} == {""}
        name = "000.txt" if "court" in draft["title"] else "001.txt"
        assert draft["editor_notes"].endswith(f"document sha256 {everything[name]}")
    assert NEW in made["submissions"][1]["editor_notes"]
    assert made["submissions"][0]["submitters"] == ["Ada Example"]
    assert {"incident_date", "date_published", "url"} <= set(made["to_fill"][0]["fields"])
    assert {line["code"] for line in made["left_out"]} == {"not_an_incident"}
    assert [line["name"] for line in made["left_out"]] == ["002.txt", "003.txt", "004.txt"]


@pytest.mark.parametrize(
    ("body", "url", "address", "domain"),
    [
        ("See [source: https://www.example.org/a?b=1].", "", "https://www.example.org/a?b=1", "example.org"),
        ("[source](http://x.example/a), [source: http://y.example/b]", "", "http://x.example/a", "x.example"),
        ("See [source: https://x.example/a].", "https://z.example/z", "https://z.example/z", "z.example"),
        ("See [source] and https://x.example/loose.", "", "", ""),
        ("See [source: javascript:alert(1)].", "", "", ""),
    ],
)
def test_a_draft_has_the_address_of_the_archive_else_the_first_that_stands_with_a_source(
    tmp_path, body, url, address, domain
):
    row = {
        "title": "A court finds a chatbot at fault",
        "body": body,
        "rationale": "It was.",
        "source": "court",
    }
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(row | ({"url": url} if url else {})) + "\n", encoding="utf-8")
    with open_sample(tmp_path / "review.desk") as own:
        importing.run(own, rows)
        (wire,) = listing.rows(own, listing.ids(own, Criteria()))
        reviewing.decide(own, wire.id, Verdict(Outcome.ACCEPT))
        (draft,) = json.loads(export(own, tmp_path / "drafts.json", Format.AIID).path.read_text())[
            "submissions"
        ]
    assert (draft["url"], draft["source_domain"]) == (address, domain)


def test_the_ledger_is_markdown_or_csv_by_the_name_of_its_file(desk, everything, tmp_path):
    text = export(desk, tmp_path / "ledger.md", Format.LEDGER).path.read_text()
    assert text.startswith("# Ledger of changes") and text.count("\n| 00") == 2
    with export(desk, tmp_path / "ledger.csv", Format.LEDGER).path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["wire"], row["after"]) for row in rows] == [("001.txt", NEW), ("002.txt", "rejected")]
    said = 'No harm or near-harm event; Policy or governance news; =HYPERLINK("http://x","y")'
    assert rows[1]["reason"] == said
    assert rows[0]["id"] == everything["001.txt"] and rows[0]["date"] == "2026-11-21"


def test_the_report_is_one_page_that_loads_nothing(desk, everything, tmp_path):
    page = export(desk, tmp_path / "report.html", Format.HTML).path.read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not any(mark in page for mark in ("<script", "src=", "href=", "url(", "@import", "<link", "<img"))
    assert "&lt;the answers&gt;" in page and "Two countries sign an agreement" in page
    for title in ("Amended", "Rejected", "Accepted", "Not settled"):
        assert f"<h2>{title}</h2>" in page


def test_the_report_says_how_many_were_not_chosen(desk, everything, tmp_path):
    report = export(desk, tmp_path / "report.html", Format.HTML, states=frozenset({State.AMENDED}))
    assert "4 other documents were not chosen" in report.path.read_text(encoding="utf-8")
