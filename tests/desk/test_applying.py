"""Many decisions out of a sheet: what fits is decided, what does not is told with its line."""

import json
from codecs import BOM_UTF16_BE

import pytest

from editor_app.desk import applying, counting, drafting, undoing, viewing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.watch import Watch
from editor_app.domain.drafts import Working
from editor_app.domain.problems import Interrupted, Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import BULK, WIRES, add, open_sample


def state(desk, id):
    return viewing.view(desk, id).row.state


def written(tmp_path, text, name="sheet.jsonl"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_json_lines_by_id_and_by_name(desk, ids, tmp_path):
    sheet = written(
        tmp_path,
        lines(
            {"id": ids["000.txt"][:8], "outcome": "accept", "verifiable": "yes", "route": "artefact"},
            {
                "name": "001.txt",
                "outcome": "reject",
                "reason": ["spam", "other"],
                "note": "n",
                "is": "hazard",
            },
            {"name": "002.txt", "outcome": "amend", "rationale": "New words.", "note": "Why."},
        ),
    )

    applied = applying.apply(desk, sheet)

    assert (applied.applied, applied.unchanged, applied.problems) == (3, 0, ())
    assert [state(desk, ids[name]) for name in sorted(ids)] == [
        State.ACCEPTED,
        State.REJECTED,
        State.AMENDED,
        State.NONE,
    ]
    verdict = viewing.view(desk, ids["001.txt"]).standing.verdict
    assert (verdict.reasons, verdict.what_it_is) == (("spam", "other"), "hazard")


def test_a_rerun_adds_nothing(desk, ids, tmp_path):
    sheet = written(tmp_path, lines({"name": "000.txt", "outcome": "accept"}))
    applying.apply(desk, sheet)
    history = viewing.view(desk, ids["000.txt"]).history

    again = applying.apply(desk, sheet)

    assert (again.applied, again.unchanged) == (0, 1)
    assert not again.changes
    assert viewing.view(desk, ids["000.txt"]).history == history


def test_of_lines_that_differ_about_a_document_the_first_that_fits_counts_and_a_rerun_adds_nothing(
    desk, ids, tmp_path
):
    sheet = written(
        tmp_path,
        lines(
            {"name": "000.txt", "outcome": "reject"},
            {"name": "000.txt", "outcome": "accept"},
            {"id": ids["000.txt"], "outcome": "accept"},
            {"id": ids["000.txt"], "outcome": "defer"},
        ),
    )

    applied = applying.apply(desk, sheet)
    again = applying.apply(desk, sheet)

    assert (applied.applied, applied.unchanged) == (1, 1)
    assert [(remark.code, remark.fields) for remark in applied.problems] == [
        ("reject_without_reason", {"line": 1}),
        ("decided_above", {"first": 2, "line": 4}),
    ]
    assert (again.applied, again.unchanged, again.problems) == (0, 2, applied.problems)
    assert state(desk, ids["000.txt"]) is State.ACCEPTED


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_the_separators_spreadsheets_use(desk, ids, tmp_path, separator):
    head = ["Name", "headline", "outcome", "reason", "duplicate-of", "but_for", "note"]
    rows = [
        ["000.txt", "h", "accept", "", "", "yes", ""],
        ["001.txt", "h", "Reject", "duplicate", ids["000.txt"], "", '"two\nlines"'],
    ]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in [head, *rows]) + "\r\n"

    applied = applying.apply(desk, written(tmp_path, text, "sheet.csv"))

    assert (applied.applied, applied.problems, applied.ignored) == (2, (), ("headline",))
    verdict = viewing.view(desk, ids["001.txt"]).standing.verdict
    assert (verdict.duplicate_of, verdict.note) == (ids["000.txt"], "two\nlines")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"name": "000.txt"}, "outcome_missing"),
        ({"outcome": "accept"}, "row_names_nothing"),
        ({"name": "none.txt", "outcome": "accept"}, "no_such_name"),
        ({"id": "123", "outcome": "accept"}, "id_too_short"),
        ({"id": "f" * 64, "outcome": "accept"}, "no_such_document"),
        ({"name": "000.txt", "outcome": "agree"}, "unknown_word"),
        ({"name": "000.txt", "outcome": "accept", "but_for": "perhaps"}, "unknown_word"),
        ({"name": "000.txt", "outcome": "reject"}, "reject_without_reason"),
        ({"name": "000.txt", "outcome": "reject", "reason": "other"}, "reason_needs_note"),
        ({"name": "000.txt", "outcome": "amend", "rationale": BULK}, "amend_unchanged"),
        ({"name": "000.txt", "outcome": "accept", "rationale": "Other words."}, "rationale_without_amend"),
        ({"name": "000.txt", "outcome": 3}, "sheet_value_no_text"),
        (["no", "object"], "sheet_line_no_object"),
    ],
)
def test_a_line_that_does_not_fit_is_told_and_the_others_go_on(desk, ids, tmp_path, row, code):
    good = {"name": "001.txt", "outcome": "defer"}
    sheet = written(tmp_path, lines(good) + "\n" + lines(row) + lines({**good, "name": "002.txt"}))

    applied = applying.apply(desk, sheet)

    assert applied.applied == 2
    assert [(remark.code, remark.fields["line"]) for remark in applied.problems] == [(code, 3)]
    assert state(desk, ids["000.txt"]) is State.PENDING


def test_a_line_that_is_no_json_is_told(desk, ids, tmp_path):
    sheet = written(tmp_path, '{"name": "000.txt", "name": "001.txt", "outcome": "defer"}\n{oops\n')

    applied = applying.apply(desk, sheet)

    assert [remark.fields["line"] for remark in applied.problems] == [1, 2]


def test_the_proposed_rationale_beside_an_accept_is_no_amendment(desk, ids, tmp_path):
    sheet = written(tmp_path, lines({"name": "000.txt", "outcome": "accept", "rationale": BULK}))

    assert applying.apply(desk, sheet).applied == 1
    assert viewing.view(desk, ids["000.txt"]).standing.verdict == Verdict(Outcome.ACCEPT)


def test_a_name_in_two_archives_does_not_say_which(desk, ids, tmp_path):
    add(desk, {"000.txt": b"Another\n"}, archive="second")
    sheet = written(tmp_path, lines({"name": "000.txt", "outcome": "defer"}))

    assert [remark.code for remark in applying.apply(desk, sheet).problems] == ["name_ambiguous"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("sheet.csv", "name,note\n000.txt,x\n", "sheet_without_columns"),
        ("sheet.csv", "name,outcome,outcome\n000.txt,x,y\n", "sheet_column_twice"),
        ("none.jsonl", None, "sheet_unreadable"),
    ],
)
def test_a_sheet_that_cannot_be_used_changes_nothing(desk, ids, tmp_path, name, text, code):
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as raised:
        applying.apply(desk, path)
    assert raised.value.code == code


def test_a_sheet_in_another_encoding_is_refused(desk, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"name,outcome,note\n000.txt,defer,caf\xe9\n")
    with pytest.raises(Problem, match="sheet_no_utf8"):
        applying.apply(desk, path)


def many(desk, count):
    return add(desk, {f"{number:04}.txt": b"Text %d\n" % number for number in range(count)})


def test_undo_takes_a_whole_sheet_back_also_where_it_took_several_batches(desk, tmp_path):
    documents = many(desk, 1_100)
    sheet = written(tmp_path, lines(*({"name": name, "outcome": "context"} for name in documents)))
    assert applying.apply(desk, sheet).applied == 1_100
    assert counting.stats(desk)["by_state"] == {"context": 1_100}

    undone = undoing.undo(desk)

    assert undone.act.kind == "applied"
    assert len(undone.changes.documents) == 1_100
    assert counting.stats(desk)["by_state"] == {"none": 1_100}
    with pytest.raises(Problem, match="nothing_to_undo"):
        undoing.undo(desk)
    undoing.redo(desk)
    assert counting.stats(desk)["by_state"] == {"context": 1_100}


def test_a_stop_leaves_whole_batches_and_the_rerun_does_the_rest(desk, tmp_path):
    documents = many(desk, 600)
    sheet = written(tmp_path, lines(*({"name": name, "outcome": "context"} for name in documents)))

    with pytest.raises(Interrupted):
        applying.apply(desk, sheet, StoppedAfterABatch())
    done = counting.stats(desk)["by_state"].get("context", 0)
    assert 0 < done < 600

    again = applying.apply(desk, sheet)
    assert (again.applied, again.unchanged) == (600 - done, done)


class StoppedAfterABatch(Watch):
    """A watch somebody stops as soon as anything is done."""

    def step(self, phase, done, total=None, item=""):
        if done and phase == "applying":
            self.stop()
        super().step(phase, done, total, item)


def test_a_decided_draft_goes(desk, ids, tmp_path):
    drafting.keep(desk, ids["000.txt"], Working(text="Half"))
    applying.apply(desk, written(tmp_path, lines({"name": "000.txt", "outcome": "accept"})))
    assert drafting.begun(desk, ids["000.txt"]).is_empty


def test_a_plan_counts_as_applying_will_and_changes_nothing(tmp_path):
    with open_sample(tmp_path / "fresh.desk", None) as desk:
        add(desk, WIRES)
        sign_in(desk, "Grace Example", stays=False)
        sheet = tmp_path / "planned.csv"
        sheet.write_text("name,outcome,reason\n000.txt,accept,\n001.txt,reject,spam\n002.txt,reject,\n")
        planned = applying.plan(desk, sheet)
        assert (planned.decisions, planned.replaced, len(planned.problems)) == (2, 0, 1)
        with desk.store.reading() as work:
            assert not work.events.heads()
        applied = applying.apply(desk, sheet)
        assert (applied.applied, applied.problems) == (planned.decisions, planned.problems)
        with desk.store.reading() as work:
            assert "Grace Example" in work.events.named_editors().values()
        again = applying.plan(desk, sheet)
        assert (again.decisions, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"name": "000.txt", "outcome": ', "sheet_line_no_json"),
        ('{"name": "000.txt", "name": "001.txt", "outcome": "defer"}', "sheet_line_key_twice"),
    ],
)
def test_a_line_of_json_that_cannot_be_read_is_told_in_words_for_it(desk, ids, tmp_path, line, code):
    applied = applying.apply(desk, written(tmp_path, line + "\n"))

    assert [(remark.name, remark.code) for remark in applied.problems] == [("line 1", code)]


def test_a_line_with_a_cell_too_many_says_how_many_there_are(desk, ids, tmp_path):
    sheet = written(tmp_path, "name,outcome,note\n000.txt,defer,too, many\n", "sheet.csv")

    (remark,) = applying.apply(desk, sheet).problems

    assert remark.code == "sheet_line_too_long"
    assert (remark.fields["found"], remark.fields["wanted"]) == (4, 3)


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_told_to_be_one(desk, tmp_path, begins):
    path = tmp_path / "filled in.xlsx"
    path.write_bytes(begins + bytes(40))

    with pytest.raises(Problem) as refused:
        applying.plan(desk, path)

    assert refused.value.code == "sheet_is_workbook"


def test_lines_nobody_filled_in_are_counted_once_and_no_fault(desk, ids, tmp_path):
    rows = [
        "name,rationale,outcome,reason,note",
        "000.txt,,accept,,",
        f'001.txt,"{BULK}",,,',
        "002.txt,,,,",
        "gone.txt,,,,",
    ]
    sheet = written(tmp_path, "\r\n".join(rows), "sheet.csv")
    plan = applying.plan(desk, sheet)
    assert (plan.decisions, plan.unfilled, plan.problems) == (1, 3, ())
    applied = applying.apply(desk, sheet)
    assert (applied.applied, applied.unfilled, applied.problems) == (1, 3, ())
    assert state(desk, ids["001.txt"]) is State.PENDING


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("001.txt,,,spam,", "outcome_missing"),
        ("001.txt,,,,Wait for the court.", "outcome_missing"),
        ("001.txt,A rationale somebody wrote.,,,", "outcome_missing"),
        (",,,,A remark below the table", "row_names_nothing"),
    ],
)
def test_a_line_somebody_began_is_told_and_never_passed_over(desk, ids, tmp_path, row, code):
    sheet = written(tmp_path, f"name,rationale,outcome,reason,note\n{row}\n", "sheet.csv")
    applied = applying.apply(desk, sheet)
    assert ([one.code for one in applied.problems], applied.unfilled) == ([code], 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_sheet_that_says_how_it_is_written_is_read(desk, ids, tmp_path, encoding):
    text = "name\toutcome\tnote\n001.txt\tdefer\tŁódź’s court first\n"
    mark = BOM_UTF16_BE if encoding == "utf-16-be" else b""
    (tmp_path / "sheet.csv").write_bytes(mark + text.encode(encoding))
    assert applying.apply(desk, tmp_path / "sheet.csv").applied == 1
    assert viewing.view(desk, ids["001.txt"]).standing.verdict.note == "Łódź’s court first"


@pytest.mark.parametrize(
    "data",
    [
        "name,outcome,note\n001.txt,defer,caf\u00e9\n".encode("cp1252"),
        "name,outcome\n001.txt,defer\n".encode("utf-16")[:-1],
        "name,outcome\n001.txt,defer\n".encode("utf-32"),
    ],
)
def test_an_encoding_that_could_only_be_guessed_is_refused(desk, ids, tmp_path, data):
    (tmp_path / "sheet.csv").write_bytes(data)
    with pytest.raises(Problem) as caught:
        applying.apply(desk, tmp_path / "sheet.csv")
    assert caught.value.code == "sheet_no_utf8" and state(desk, ids["001.txt"]) is State.PENDING
