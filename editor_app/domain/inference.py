"""What follows from the answers to the gates: said to the editor, never decided for them."""

from enum import StrEnum

from editor_app.domain.verdicts import Answer, Gates


class Inference(StrEnum):
    """The sentence the strip under the gates stands for."""

    BOTH_MET = "both_met"
    FIRST_NOT_MET = "first_not_met"
    SECOND_NOT_MET = "second_not_met"
    NEITHER_MET = "neither_met"


def infer(gates: Gates) -> Inference | None:
    """Give what follows from the answers, or None while nothing does."""
    first_fails, second_fails = gates.verifiable == Answer.NO, gates.but_for == Answer.NO
    if first_fails and second_fails:
        return Inference.NEITHER_MET
    if first_fails:
        return Inference.FIRST_NOT_MET
    if second_fails:
        return Inference.SECOND_NOT_MET
    return Inference.BOTH_MET if gates.both_yes else None


def suggested_reason(gates: Gates) -> str | None:
    """Give the reject reason that follows from the answers; it is highlighted, never committed."""
    if gates.verifiable == Answer.NO:
        return "no_harm_event"
    if gates.but_for == Answer.NO:
        return "fails_but_for"
    if gates.verifiable == Answer.UNCLEAR:
        return "evidence_insufficient"
    return None
