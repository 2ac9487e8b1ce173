"""Generated archives in the shapes of real ones: seeded, two to ten kilobytes a wire, mostly boilerplate."""

import json
import random
from collections.abc import Iterator
from functools import cache
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


_SYLLABLES = [
    *("ka", "lo", "mi", "ra", "ten", "vor", "si", "quo", "del", "ban", "ix", "aro", "pul"),
    *("ge", "shi", "nu", "tra", "mel", "cor", "dan", "fei", "ost", "ryn", "zu", "hal"),
]
_SENTENCES = 20_000


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


def rows(target: Path, count: int, seed: int = 1) -> Path:
    """Write an archive as JSON Lines."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as file:
        for name, data in wires(count, seed):
            file.write(json.dumps({"id": name, "text": data.decode()}) + "\n")
    return target


def _document(chance: random.Random, number: int) -> str:
    headline = f"{_name(chance)} and {_name(chance)} {_sentence(chance)[:60].lower()}".rstrip(".")
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(4, 9))]
    if number % 100 == 99:
        return "\n".join([headline, "", *paragraphs])
    rationale = (
        BOILERPLATE
        if number % 50
        else f"Launch-archive bulk classification (10 May 2026). {_sentence(chance)} {_name(chance)}."
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


def _paragraph(chance: random.Random) -> str:
    """Give some sentences and a rare name with a number, so that the index grows as a real one."""
    sentences = [_sentence(chance) for _ in range(chance.randint(3, 8))]
    return " ".join([*sentences, f"{_name(chance)} {chance.randint(1, 99_999)}."])


def _sentence(chance: random.Random) -> str:
    return _sentences()[int(chance.random() * _SENTENCES)]


def _name(chance: random.Random) -> str:
    """Give an invented name; few come often and most hardly ever."""
    number = min(int(chance.paretovariate(0.6)), 10**7)
    letters = [_SYLLABLES[number // 25**place % 25] for place in range(2 + number % 3)]
    return "".join(letters).capitalize()


@cache
def _sentences() -> tuple[str, ...]:
    chance = random.Random(0)
    return tuple(" ".join(chance.choices(WORDS, k=18)).capitalize() + "." for _ in range(_SENTENCES))
