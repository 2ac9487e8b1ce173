"""list, show, decide, apply, undo, redo, check, stats: answers, refusals and exit statuses."""

import json
import re

import pytest

from editor_app import paths
from editor_app.desk import deciding_together, listing, tagging
from editor_app.desk.watch import Watch
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Interrupted
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import BULK, REVISED, add, open_sample, tamper

D = ["id", "name", "archive", "kind", "source", "headline", "date", "state", "batch", "batch_date"]
SHOWN = {
    *D,
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
}
REVIEW = {
    "outcome",
    "rationale",
    "reasons",
    "is",
    "duplicate_of",
    "verifiable",
    "route",
    "but_for",
    "quotes",
    "sources",
    "note",
    "details",
    "editor",
    "at",
    "event",
}
STATS = {
    "documents",
    "wires",
    "by_state",
    "by_source",
    "by_batch",
    "by_reason",
    "by_editor",
    "untouched_boilerplate",
}


def test_list_gives_documents_in_archive_order_with_the_keys_of_the_contract(program, ids):
    listed = program.json("list")

    assert [row["name"] for row in listed] == sorted(ids)
    assert all(list(row) == D for row in listed)
    assert listed[0] == {
        "id": ids["000.txt"],
        "name": "000.txt",
        "archive": "launch",
        "kind": "wire",
        "source": "some-office",
        "headline": "A court finds a chatbot at fault",
        "date": "2026-05-10",
        "state": "pending",
        "batch": "Launch-archive bulk classification",
        "batch_date": "2026-05-10",
    }
    assert [listed[3][name] for name in ("kind", "source", "date", "state", "batch")] == [
        "document",
        None,
        None,
        "none",
        None,
    ]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--state", "none"], ["003.txt"]),
        (["--state", "none", "--state", "pending", "--limit", "3"], ["000.txt", "001.txt", "002.txt"]),
        (["--kind", "document"], ["003.txt"]),
        (["--kind", "wire", "--limit", "1"], ["000.txt"]),
        (["--limit", "0"], []),
        (["--archive", "launch", "--search", "agreement countries"], ["001.txt"]),
        (["--search", 'C++ OR AND "'], []),
        (["--search", '"sign an agreement" -chatbot state:pending'], ["001.txt"]),
        (["--search", "kind:document"], ["003.txt"]),
        (["--search", "source:some-office -name:1"], ["000.txt", "002.txt"]),
        (["--search", " "], ["000.txt", "001.txt", "002.txt", "003.txt"]),
    ],
)
def test_list_narrows(program, ids, options, names):
    assert [row["name"] for row in program.json("list", *options)] == names


@pytest.mark.parametrize("verb", [["list"], ["export", "out.csv", "--format", "csv"]])
def test_a_search_that_cannot_be_read_is_refused(program, ids, tmp_path, verb):
    verb = [str(tmp_path / part) if part == "out.csv" else part for part in verb]
    answer = program(*verb, "--search", "state:pendin", "--json")
    assert (answer.status, answer.json["error"]["code"]) == (2, "query_value_unknown")
    assert "“pendin”" in answer.json["error"]["message"] and "pending" in answer.json["error"]["message"]
    assert not (tmp_path / "out.csv").exists()


def test_list_for_a_person_is_one_line_each(program, ids):
    answer = program("list", "--limit", "2")

    assert answer.status == 0
    assert answer.out.splitlines() == [
        f"{ids['000.txt'][:12]}  pending    A court finds a chatbot at fault",
        f"{ids['001.txt'][:12]}  pending    Two countries sign an agreement",
    ]


def test_nothing_of_a_document_steers_the_terminal(program):
    with open_sample(program.desk, name=None) as desk:
        ids = add(desk, {"\x1b[31mred.txt": "Red \x9b31m \u202e head\n\nBody \u200b\n".encode()})

    for answer in (program("list"), program("show", next(iter(ids.values())))):
        assert answer.status == 0
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b]", answer.out)


def test_show_has_the_keys_of_the_contract(program, ids):
    shown = program.json("show", ids["000.txt"][:8])

    assert shown.keys() == SHOWN
    assert shown["rationale"] == BULK
    assert shown["body"].strip() == "The body [source]."
    assert shown["test"].startswith("Counterfactual")
    assert (shown["encoding"], shown["sha256"]) == ("utf-8", ids["000.txt"])
    assert (shown["revision_of"], shown["review"], shown["history"]) == (None, None, [])
    assert shown["same_rationale"] == 1
    assert shown["flags"] == [
        "boilerplate",
        "test_named_not_done",
        "names_no_system",
        "names_no_harm",
        "source_unlinked",
    ]


def test_show_takes_the_id_of_either_revision(program, ids):
    program("decide", ids["000.txt"], "accept")
    with open_sample(program.desk, name=None) as desk:
        newer = add(desk, {"000.txt": REVISED}, revision=1)["000.txt"]

    assert program.json("show", newer)["revision_of"] == ids["000.txt"]
    assert program.json("show", newer)["state"] == "changed"
    assert program.json("show", ids["000.txt"])["state"] == "accepted"
    assert len(program.json("list")) == 4


def test_decide_answers_as_show_does(program, ids):
    answer = program(
        *["decide", ids["001.txt"], "reject"],
        *["--reason", "no_harm_event", "--reason", "policy_or_governance"],
        *["--verifiable", "no", "--but-for", "unclear", "--is", "complementary", "--note", "An agreement."],
        "--json",
    )

    assert answer.status == 0
    shown = answer.json
    assert shown.keys() == SHOWN
    assert shown["state"] == "rejected"
    review = shown["review"]
    assert review.keys() == REVIEW
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", review.pop("at"))
    assert review.pop("event") == shown["history"][0]["event"]
    assert review == {
        "outcome": "reject",
        "rationale": None,
        "reasons": ["no_harm_event", "policy_or_governance"],
        "is": "complementary",
        "duplicate_of": None,
        "verifiable": "no",
        "route": None,
        "but_for": "unclear",
        "quotes": [],
        "sources": [],
        "note": "An agreement.",
        "details": None,
        "editor": "Ada Example",
    }
    entry = shown["history"][0]
    assert set(entry) == {"event", "at", "editor", "kind", "summary"}
    assert (entry["editor"], entry["kind"]) == ("Ada Example", "decided")
    assert "No harm or near-harm event; Policy or governance news" in entry["summary"]


@pytest.mark.parametrize(
    ("options", "state"),
    [
        (["accept", "--verifiable", "yes", "--route", "artefact", "--but-for", "yes"], "accepted"),
        (["accept"], "accepted"),
        (["accept", "--verifiable", "no", "--note", "On purpose."], "accepted"),
        (["amend", "--rationale", "A court found harm."], "amended"),
        (["amend", "--rationale=- begins with a dash"], "amended"),
        (["defer", "--note", "Later."], "deferred"),
        (["context"], "context"),
        (["reopen"], "pending"),
        (["reject", "--reason", "other", "--note", "Why."], "rejected"),
    ],
)
def test_decide_takes_every_outcome(program, ids, options, state):
    assert program.json("decide", ids["000.txt"], *options)["state"] == state


def test_a_duplicate_is_named_by_the_beginning_of_its_id(program, ids):
    options = ["reject", "--reason", "duplicate", "--duplicate-of", ids["001.txt"][:10]]

    program("decide", ids["000.txt"], *options)

    shown = program.json("show", ids["000.txt"])
    assert shown["review"]["reasons"] == ["duplicate"]
    assert shown["review"]["duplicate_of"] == ids["001.txt"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["reject"], "reject_without_reason"),
        (["reject", "--reason", "other"], "reason_needs_note"),
        (["reject", "--reason", "duplicate"], "reason_needs_duplicate"),
        (["reject", "--reason", "nonsense"], "unknown_reason"),
        (["reject", "--reason", "spam", "--is", "nonsense"], "unknown_kind"),
        (["amend"], "amend_without_text"),
        (["amend", "--rationale", BULK], "amend_unchanged"),
        (["amend", "--rationale", f"  {BULK.replace(' ', '  ')} "], "amend_unchanged"),
        (["accept", "--reason", "spam"], "reason_without_reject"),
        (["accept", "--but-for", "no"], "note_needed_against_no"),
        (["accept", "--route", "artefact"], "route_without_yes"),
        (["accept", "--rationale", "Other."], "rationale_without_amend"),
        (["accept", "--verifiable", "maybe"], "usage"),
        (["agree"], "usage"),
        ([], "usage"),
    ],
)
def test_decide_refuses_what_the_window_refuses(program, ids, options, code):
    answer = program("decide", ids["000.txt"], *options, "--json")

    assert answer.status == 2
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message"}
    assert answer.json["error"]["code"] == code
    assert program.json("show", ids["000.txt"])["history"] == []


def test_the_same_verdict_again_makes_no_event(program, ids):
    for _ in range(2):
        answer = program("decide", ids["000.txt"], "accept", "--json")
        assert answer.status == 0
        assert len(answer.json["history"]) == 1
    assert "stands already" in answer.err


@pytest.mark.parametrize("verb", [["show"], ["decide", "accept"]])
@pytest.mark.parametrize(
    ("id", "code"),
    [("1234567", "id_too_short"), ("0" * 64, "no_such_document"), ("000.txt", "no_such_document")],
)
def test_an_id_that_names_nothing_is_refused(program, ids, verb, id, code):
    answer = program(verb[0], id, *verb[1:], "--json")

    assert (answer.status, answer.json["error"]["code"]) == (2, code)


def test_undo_and_redo_across_calls(program, ids):
    program("decide", ids["000.txt"], "amend", "--rationale", "New words.")
    program("decide", ids["001.txt"], "accept")

    undone = program("undo", "--json")
    assert undone.status == 0
    assert undone.json["act"] == "decided"
    assert [(row["id"], row["state"], list(row)) for row in undone.json["documents"]] == [
        (ids["001.txt"], "pending", D)
    ]
    assert program.json("undo")["documents"][0]["id"] == ids["000.txt"]
    nothing = program("undo", "--json")
    assert (nothing.status, nothing.json["error"]["code"]) == (2, "nothing_to_undo")

    assert program.json("redo")["documents"][0]["state"] == "amended"
    assert program("redo").status == 0
    nothing = program("redo", "--json")
    assert (nothing.status, nothing.json["error"]["code"]) == (2, "nothing_to_redo")
    history = program.json("show", ids["000.txt"])["history"]
    assert [entry["kind"] for entry in history] == ["decided", "taken_back", "taken_back"]
    assert history[1]["summary"] == "Undid the decision."
    assert history[2]["summary"] == "Did again what was undone."


def test_undo_and_redo_say_what_they_took_back_and_did_again(program, ids, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,outcome\n000.txt,defer\n001.txt,context\n", encoding="utf-8")
    program("apply", sheet)
    program("decide", ids["000.txt"], "reject", "--reason", "spam")

    assert program("undo").out.splitlines()[0] == "Undone: rejected “A court finds a chatbot at fault”"
    assert program("undo").out.splitlines()[0] == "Undone: decisions on 2 documents"
    assert program("redo").out.splitlines()[0] == "Done again: decisions on 2 documents"


def test_a_half_filled_sheet_is_no_fault_and_told_once(program, ids, tmp_path):
    sheet = tmp_path / "half.csv"
    sheet.write_text("name,outcome\n000.txt,accept\n001.txt,\n002.txt,\n", encoding="utf-8")
    answer = program("apply", sheet)
    assert (answer.status, answer.out) == (0, "1 applied, 0 stood already.\n")
    assert answer.err == "2 lines are not filled in.\n"


def test_apply_that_is_stopped_says_how_far_it_came(program, ids, tmp_path, monkeypatch):
    sheet = tmp_path / "sheet.csv"
    rows = ["000.txt,accept"] * 500 + ["001.txt,accept"]
    sheet.write_text("\n".join(["name,outcome", *rows]), encoding="utf-8")

    def stop_later(_watch, _phase, done, *_more):
        if done:
            raise Interrupted

    with monkeypatch.context() as patch:
        patch.setattr(Watch, "step", stop_later)
        answer = program("apply", sheet, "--json")

    assert (answer.status, answer.json["error"]["code"]) == (130, "interrupted")
    assert "Stopped after 500 lines" in answer.err
    again = program.json("apply", sheet)
    assert (again["applied"], again["unchanged"]) == (1, 500)


def test_a_line_of_a_sheet_is_named_once(program, ids, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text('{"name": "000.txt", "outcome": "accept"}\n{"outcome": "accept"}\n', encoding="utf-8")

    answer = program("apply", sheet)

    assert answer.status == 1
    assert answer.err.casefold().count("line 2") == 1


def test_each_editor_undoes_their_own(program, ids):
    program("decide", ids["000.txt"], "accept", editor="Grace Example")

    assert program("undo").status == 2
    assert program("undo", editor="grace example").status == 0


def test_apply_decides_many_and_lists_what_did_not_fit(program, ids, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    rows = [
        {"id": ids["000.txt"], "outcome": "accept"},
        {"name": "001.txt", "outcome": "reject"},
        {"name": "none.txt", "outcome": "accept"},
    ]
    sheet.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    answer = program("apply", sheet, "--json")

    assert answer.status == 1
    assert {name: answer.json[name] for name in ("applied", "unchanged")} == {"applied": 1, "unchanged": 0}
    assert [(problem["name"], problem["code"]) for problem in answer.json["problems"]] == [
        ("001.txt", "reject_without_reason"),
        ("none.txt", "no_such_name"),
    ]
    assert [problem["message"][:7] for problem in answer.json["problems"]] == ["Line 2:", "Line 3:"]
    again = program("apply", sheet, "--json")
    assert (again.json["applied"], again.json["unchanged"]) == (0, 1)
    told = program("apply", sheet)
    assert "Line 2:" in told.err
    assert "0 applied, 1 stood already." in told.out


def test_apply_says_beforehand_what_it_would_come_to(program, ids, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,outcome\n000.txt,accept\n001.txt,reject\n", encoding="utf-8")

    planned = program("apply", sheet, "--dry-run", "--json")
    assert program.json("show", ids["000.txt"])["state"] == "pending"
    told = program("apply", sheet, "--dry-run")

    assert "1 would be applied" in told.out and "Nothing was decided" in told.out
    assert "Line 3:" in told.err
    assert (planned.status, planned.json) == (1, program.json("apply", sheet))


def test_a_dry_run_of_apply_makes_no_desk(program, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,outcome\n000.txt,accept\n", encoding="utf-8")

    answer = program("--desk", str(tmp_path / "none.desk"), "apply", sheet, "--dry-run", "--json")

    assert answer.status == 2 and not (tmp_path / "none.desk").exists()


def test_apply_takes_csv(program, ids, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,outcome,reason\n001.txt,reject,no_harm_event;spam\n", encoding="utf-8")

    assert program("apply", sheet, "--json").json == {"applied": 1, "unchanged": 0, "problems": []}
    assert program.json("show", ids["001.txt"])["review"]["reasons"] == ["no_harm_event", "spam"]
    assert program.json("undo")["act"] == "applied"


def test_stats_have_the_keys_of_the_contract(program, ids):
    program("decide", ids["000.txt"], "accept")

    stats = program.json("stats")

    assert stats.keys() == STATS
    assert stats["by_editor"] == {"Ada Example": 1}
    assert stats["untouched_boilerplate"] == 1.0
    assert "untouched_boilerplate: 1.0" in program("stats").out


def test_check_tells_a_sound_desk_from_one_that_was_changed(program, ids):
    program("decide", ids["000.txt"], "accept")
    assert program("check", "--json").json == {"ok": True, "problems": []}
    with open_sample(program.desk, name=None) as desk:
        tamper(desk, "UPDATE standings SET state = 'rejected' WHERE state = 'accepted'")

    found = program("check", "--json")
    assert (found.status, found.json["ok"]) == (3, False)
    assert {"name", "code", "message"} == set(found.json["problems"][0])
    assert program("check", "--repair", "--json").json == {"ok": True, "problems": []}
    assert program("check").status == 0


def test_undo_takes_a_bulk_act_back_as_one_and_says_so(program, ids):
    act = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
    with open_sample(program.desk, program.editor, settings_file=paths.settings_file()) as desk:
        plan = deciding_together.plan(desk, listing.ids(desk, Criteria()), act)
        deciding_together.run(desk, plan, plan.sample)
    assert program.json("stats")["by_state"] == {"rejected": 4}
    assert program.json("show", ids["000.txt"])["history"][0]["summary"].startswith("Rejected: ")

    undone = program("undo")
    assert undone.out.splitlines()[0] == "Undone: rejected 4 documents"
    assert program.json("stats")["by_state"] == {"none": 1, "pending": 3}
    again = program.json("redo")
    assert again["act"] == "decided_together"
    assert [row["state"] for row in again["documents"]] == ["rejected"] * 4
    assert program.json("check") == {"ok": True, "problems": []}


def test_show_and_history_tell_of_a_source_tag(program, ids):
    with open_sample(program.desk, program.editor, settings_file=paths.settings_file()) as desk:
        tagging.tag(desk, ids["000.txt"], "court-docket")
    shown = program.json("show", ids["000.txt"])
    assert shown["source"] == "court-docket"
    assert [entry["summary"] for entry in shown["history"]] == ["Listed under court-docket."]
    assert program.json("stats")["by_source"] == {"court-docket": 1, "some-office": 2}
    assert program("undo").out.splitlines()[0].startswith("Undone: changed the source of")
    history = program.json("show", ids["000.txt"])["history"]
    assert history[1]["summary"] == "Undid the tag."


def test_show_tells_the_details_in_words(program, ids, tmp_path):
    said = {"answers": {"B1": "yes", "B2": "near"}, "harm_types": ["rights", "other"], "category": "other"}
    signed = {"signed_off_by": "Ada", "signed_off_at": "2026-05-10", "ledger_text": "Kept all the same."}
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text(json.dumps({"name": "000.txt", "outcome": "accept"} | said | signed), encoding="utf-8")
    assert program("apply", str(sheet)).status == 0

    lines = program("show", ids["000.txt"]).out.splitlines()

    assert {
        "answers: B1 yes, B2 near",
        "category: other",
        "harm_types: rights, other",
        "signed_off_by: Ada",
        "ledger_text: Kept all the same.",
    } <= set(lines)
    assert program.json("show", ids["000.txt"])["review"]["details"]["realisation"] == "near"
