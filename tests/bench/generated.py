"""Generated archives in the shapes of real ones: seeded, two to ten kilobytes a wire, mostly boilerplate."""

import random
from collections.abc import Iterator
from pathlib import Path

BOILERPLATE = (
    "Launch-archive bulk classification (10 May 2026). Source signal originates from a real AI provider, "
    "regulator, or model-comparison probe; the harm or behavioural change described would not have occurred "
    "without the AI system being deployed in the role described. Editor reviewing the archive may amend the "
    "rationale per-wire."
)
TEST_LINE = 'Counterfactual "but-for" test per the Editor\'s Guide.'
SOURCES = (
    "eu-ai-office",
    "court-docket",
    "regulator-notice",
    "provider-status",
    "model-probe",
    "policy-desk",
)
WORDS = [
    "model",
    "system",
    "agency",
    "report",
    "notice",
    "court",
    "provider",
    "output",
    "drift",
    "testing",
    "regulator",
    "working",
    "group",
    "statement",
    "finding",
    "evaluation",
    "deployment",
    "incident",
    "user",
    "service",
    "error",
    "account",
    "data",
    "record",
    "answer",
    "question",
    "review",
    "published",
    "announced",
    "observed",
    "described",
    "committed",
    "established",
    "noted",
    "the",
    "a",
    "of",
    "in",
    "and",
    "to",
    "for",
    "with",
    "on",
    "by",
]


def wires(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give names and bytes of documents; one in fifty has its own rationale, one in a hundred none."""
    chance = random.Random(seed)
    for number in range(count):
        yield f"{number:07d}.txt", _document(chance, number).encode()


def folder(target: Path, count: int, seed: int = 1) -> Path:
    """Write an archive as a folder, a thousand files a folder."""
    for number, (name, data) in enumerate(wires(count, seed)):
        place = target / f"{number // 1000:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return target


def _document(chance: random.Random, number: int) -> str:
    headline = _sentence(chance, 8).rstrip(".")
    paragraphs = [
        " ".join(_sentence(chance, 18) for _ in range(chance.randint(3, 8)))
        for _ in range(chance.randint(4, 9))
    ]
    if number % 100 == 99:
        return "\n".join([headline, "", *paragraphs])
    rationale = (
        BOILERPLATE
        if number % 50
        else f"Launch-archive bulk classification (10 May 2026). {_sentence(chance, 30)}"
    )
    paragraphs[0] += " [source]."
    lines = [
        f"[{chance.choice(SOURCES)}] {headline}",
        *paragraphs,
        "Why this is an AI incident",
        rationale,
        TEST_LINE,
    ]
    return "\n".join(lines)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."
