"""The sample archive has the shapes, the variety and the originality its page promises.

Only the standard library is used, so that the archive is not judged by the very parser it is meant to try.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARCHIVE = SEEDS / "launch-archive"
DOCUMENTS = sorted(ARCHIVE.iterdir())
NAMES = [path.name for path in DOCUMENTS]

HEADER = re.compile(r"\[([a-z0-9-]+)\] (\S.*)")
HEADING = "Why this is an AI incident"
BATCH = "Launch-archive bulk classification (10 May 2026). "
TEST_LINE = 'Counterfactual "but-for" test per the Editor\'s Guide.'
BOILERPLATE = BATCH + (
    "Source signal originates from a real AI provider, regulator, or model-comparison probe; the harm or "
    "behavioural change described would not have occurred without the AI system being deployed in the role "
    "described. Editor reviewing the archive may amend the rationale per-wire."
)
STRAIGHT = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
COPIED_RUN = 12
WIRE_WORDS = range(200, 400 + 1)
OTHER_WORDS = range(350, 1000 + 1)
WORD = re.compile(r"[^\W_]+")


def read(path: Path) -> str:
    """Return a document's text with plain line breaks; a byte that is not UTF-8 fails the test."""
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def lines(path: Path) -> list[str]:
    """Return a document's lines without the one a final line break would add."""
    return read(path).removesuffix("\n").split("\n")


def is_wire(path: Path) -> bool:
    """Tell a wire by its header, as a reader does."""
    return HEADER.fullmatch(lines(path)[0]) is not None


WIRES = [path for path in DOCUMENTS if is_wire(path)]
OTHERS = [path for path in DOCUMENTS if not is_wire(path)]
ARTICLES = [path for path in OTHERS if path.suffix == ".txt"]
STATEMENTS = [path for path in OTHERS if path.suffix == ".md"]


def named(path: Path) -> str:
    """Name a parametrised test after its document."""
    return path.name


def body(path: Path) -> list[str]:
    """Return a wire's paragraphs between header and heading."""
    return lines(path)[1:-3]


def story(path: Path) -> str:
    """Return what a document tells, without the section a wire ends with."""
    return "\n".join(lines(path)[:-3]) if is_wire(path) else read(path)


def title(path: Path) -> str:
    """Return a document's headline or title without its markup."""
    first = next(line for line in lines(path) if line.strip())
    header = HEADER.fullmatch(first)
    return header.group(2) if header else first.strip("#* ")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of as many words as would count as copied."""
    words = WORD.findall(text.translate(STRAIGHT).casefold())
    for start in range(len(words) - COPIED_RUN + 1):
        yield tuple(words[start : start + COPIED_RUN])


def test_the_archive_holds_18_wires_4_articles_and_2_statements() -> None:
    assert (len(WIRES), len(ARTICLES), len(STATEMENTS)) == (18, 4, 2)
    assert len(DOCUMENTS) == len(WIRES) + len(ARTICLES) + len(STATEMENTS)


def test_file_names_number_the_archive_order() -> None:
    assert [name[:4] for name in NAMES] == [f"{number:03}_" for number in range(24)]
    assert all(re.fullmatch(r"\d{3}_[a-z0-9]+(-[a-z0-9]+)*\.(txt|md)", name) for name in NAMES)


def test_the_first_five_documents_show_every_kind() -> None:
    first = DOCUMENTS[:5]
    assert first[0] in WIRES
    assert all(any(path in kind for path in first) for kind in (WIRES, ARTICLES, STATEMENTS))


def test_no_two_documents_have_the_same_bytes_or_the_same_title() -> None:
    assert len({path.read_bytes() for path in DOCUMENTS}) == len(DOCUMENTS)
    assert len({title(path).casefold() for path in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_document_is_plain_utf8_text(path: Path) -> None:
    text = read(path)
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert not [character for character in text if ord(character) < ord(" ") and character != "\n"]
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


@pytest.mark.parametrize("path", WIRES, ids=named)
def test_a_wire_ends_with_heading_batch_and_test_line(path: Path) -> None:
    heading, statement, test = lines(path)[-3:]
    assert heading.lstrip("# ") == HEADING
    assert statement.startswith(BATCH)
    assert test.translate(STRAIGHT) == TEST_LINE
    assert read(path).count(HEADING) == 1


@pytest.mark.parametrize("path", WIRES, ids=named)
def test_a_wire_has_four_to_seven_paragraphs_and_200_to_400_words(path: Path) -> None:
    assert len(body(path)) in range(4, 7 + 1)
    assert all(paragraph.strip() for paragraph in body(path))
    assert len(" ".join(body(path)).split()) in WIRE_WORDS
    assert len(read(path).split()) in WIRE_WORDS


@pytest.mark.parametrize("path", WIRES, ids=named)
def test_a_wire_shows_its_source(path: Path) -> None:
    assert re.search(r"\[source(: https://[^\s\]]+)?\]", "\n".join(body(path)))


@pytest.mark.parametrize("path", OTHERS, ids=named)
def test_an_article_or_statement_has_a_title_and_nothing_of_a_wire(path: Path) -> None:
    assert title(path)
    assert HEADING.casefold() not in read(path).casefold()
    assert "classification" not in lines(path)[-1]
    assert len(read(path).split()) in OTHER_WORDS


@pytest.mark.parametrize("path", STATEMENTS, ids=named)
def test_a_statement_has_headings_emphasis_and_escapes(path: Path) -> None:
    text = read(path)
    assert re.search(r"^## \*\*", text, re.MULTILINE)
    assert re.search(r"^### \*\*\d\. ", text, re.MULTILINE)
    assert re.search(r"\\[*.\[]", text)


def test_most_wires_share_the_boilerplate_and_some_do_not() -> None:
    statements = Counter(lines(path)[-2] for path in WIRES)
    assert statements.most_common(1) == [(BOILERPLATE, 14)]
    assert sorted(statements.values()) == [1, 1, 2, 14]


def test_the_harmless_differences_of_form_are_there() -> None:
    assert sum(b"\r\n" in path.read_bytes() for path in DOCUMENTS) == 1
    assert sum("\u201c" in lines(path)[-1] for path in WIRES) == 1
    assert sum(lines(path)[-3].startswith("## ") for path in WIRES) == 1
    assert {read(path).endswith("\n") for path in WIRES} == {True, False}


def test_crlf_is_used_throughout_where_it_is_used() -> None:
    stored = next(path.read_bytes() for path in DOCUMENTS if b"\r\n" in path.read_bytes())
    assert stored.count(b"\n") == stored.count(b"\r\n") == stored.count(b"\r")


def test_the_page_lists_every_document_and_no_other() -> None:
    page = (SEEDS / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([^`]+)` \| (wire|article|statement) \|", page, re.MULTILINE)
    kinds = {path.name: "wire" for path in WIRES}
    kinds |= {path.name: "article" for path in ARTICLES}
    kinds |= {path.name: "statement" for path in STATEMENTS}
    assert listed == sorted(kinds.items())


def test_the_page_lies_outside_the_folder_that_is_imported() -> None:
    assert all(path.is_file() and path.suffix in {".txt", ".md"} for path in DOCUMENTS)
    assert "README.md" not in NAMES


def test_nothing_is_copied_from_a_real_archive() -> None:
    place = os.environ.get("EDITOR_APP_REAL_ARCHIVE")
    if not place or not Path(place).is_dir():
        pytest.skip("EDITOR_APP_REAL_ARCHIVE names no folder: there is no real archive to compare with")
    real = [path for path in Path(place).rglob("*") if path.is_file() and path.suffix in {".txt", ".md"}]
    assert real, "the folder holds no document"
    known = {run for path in real for run in runs(path.read_bytes().decode("utf-8", "replace"))}
    copied = {path.name: " ".join(run) for path in DOCUMENTS for run in runs(story(path)) if run in known}
    assert copied == {}
