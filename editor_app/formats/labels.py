"""The words of a review as public pages spell them: as the shipped vocabulary does, else the id in letters.

They do not follow a newsroom's own labels, so that the same record gives the same bytes on every desk.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from editor_app import paths
from editor_app.domain.vocabulary import Vocabulary, read_vocabulary


def spelt(word: str) -> str:
    """Give an id in letters and blanks."""
    return word.replace("_", " ")


def state_label(state: str) -> str:
    """Spell a state so that it says by itself what it counts."""
    return {"none": "without a rationale", "pending": "not yet reviewed"}.get(state) or spelt(state)


def reading_text(reading: Mapping[str, Any]) -> str:
    """Say on one line what one side of a dispute decided, who, when and why."""
    said = f"{reading['outcome']} ({reading['editor']}, {reading['at'][:10]})"
    why = [reading["rationale"]] if reading["outcome"] == "amend" else map(reason_label, reading["reasons"])
    reasons = "; ".join(why)
    note = f" ({reading['note']})" if reading["note"] else ""
    return f"{said}{f': {reasons}' if reasons else ''}{note}"


def gates_text(review: Mapping[str, Any]) -> str:
    """Say how the two gates were answered and by which route; "" where neither was."""
    said = []
    if review.get("verifiable"):
        route = f" ({spelt(review['route'])})" if review.get("route") else ""
        said.append(f"Event verifiable: {review['verifiable']}{route}")
    if review.get("but_for"):
        said.append(f"but-for: {review['but_for']}" if said else f"But-for: {review['but_for']}")
    return "; ".join(said)


def reason_label(id: str) -> str:
    """Spell a reason to reject."""
    known = _shipped().reason(id)
    return known.label if known else spelt(id)


def kind_label(id: str) -> str:
    """Spell what a document is, where it is no incident."""
    known = _shipped().kind(id)
    return known.label if known else spelt(id)


def details_text(details: Mapping[str, Any] | None) -> str:
    """Say the details of a verdict, as a record holds them, in one line; "" where there are none."""
    return "; ".join(_parts(details or {}))


def deviation_text(details: Mapping[str, Any] | None) -> str:
    """Say a deviation from the Guide with who signed it off and when; "" where there is none."""
    deviation = (details or {}).get("deviation")
    if deviation is None:
        return ""
    signed_off = f"{deviation['signed_off_by']}, {deviation['signed_off_at']}"
    return f"deviation from the Guide ({signed_off}): {deviation['ledger_text']}"


def _parts(details: Mapping[str, Any]) -> Iterator[str]:
    if details.get("category"):
        yield _label("categories", details["category"])
    for table in ("confidence", "wording"):
        if details.get(table):
            yield f"{table}: {_label(table, details[table])}"
    if details.get("severity"):
        reason = f" ({details['severity_reason']})" if details.get("severity_reason") else ""
        yield f"severity: {_label('severity', details['severity'])}{reason}"
    if details.get("harm_types"):
        yield f"harm: {', '.join(_label('harm_types', one) for one in details['harm_types'])}"
    if details.get("answers"):
        yield ", ".join(f"{question} {_answer(question, it)}" for question, it in details["answers"].items())
    if deviation_text(details):
        yield deviation_text(details)


def _answer(question: str, answer: str) -> str:
    asked = _shipped().question(question)
    return _label(asked.answers if asked else "answers", answer)


def _label(table: str, id: str) -> str:
    known = _shipped().term(table, id)
    return known.label.lower() if known else spelt(id)


@cache
def _shipped() -> Vocabulary:
    text = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))
