"""A page of facts and lists for people elsewhere, as text or as one HTML file with nothing from outside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from editor_app.formats.page_text import escaped, plain

_INDENT: Final = "  "
_HEAD: Final = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 Georgia, serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem;
color: #1d1b18; background: #ffffff; }}
h1 {{ font-size: 1.7rem; margin: 0 0 .5rem; }} h2 {{ font-size: 1.2rem; margin: 2rem 0 .25rem; }}
.facts {{ border-collapse: collapse; margin: 1rem 0; }} .facts th {{ text-align: left; font-weight: 600;
padding: .15rem 1.5rem .15rem 0; vertical-align: top; }} .facts td {{ padding: .15rem 0; }}
ol {{ padding-left: 1.6rem; margin: .5rem 0; }} li {{ margin: 0 0 .7rem; overflow-wrap: anywhere; }}
li b {{ font-weight: 600; }} .lead, .sub, footer {{ color: #55514a; font-size: .9rem; margin: 0; }}
.said {{ margin: .1rem 0 0; white-space: pre-wrap; }} footer {{ margin-top: 2.5rem;
border-top: 1px solid #e4e0d8; padding-top: .5rem; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 11pt; }} li {{ break-inside: avoid; }}
h2 {{ break-after: avoid; }} }}
</style></head><body>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: what it is about, where it comes from, and what is said of it."""

    title: str
    about: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A list under a heading; `lead` explains it, or says that it is empty."""

    title: str
    lead: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A title, facts each with its name, lists, and a last line; `language` is that of its words."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str = ""
    language: str = "en"


def as_text(page: Page) -> bytes:
    """Give the page as plain text in UTF-8."""
    return ("\n".join(_text_lines(page)).rstrip("\n") + "\n").encode("utf-8")


def as_html(page: Page) -> bytes:
    """Give the page as one HTML file: no script, no address, nothing that is loaded."""
    return "".join(_html_parts(page)).encode("utf-8")


def _text_lines(page: Page) -> Iterator[str]:
    yield from _headed(page.title, "=")
    widest = max((len(name) for name, _ in page.facts), default=0)
    for name, value in page.facts:
        yield f"{plain(name)}:{' ' * (widest - len(name) + 1)}{plain(value)}"
    for section in page.sections:
        yield ""
        yield from _headed(section.title, "-")
        if section.lead:
            yield plain(section.lead)
        for number, entry in enumerate(section.entries, start=1):
            about = f" ({plain(entry.about)})" if entry.about else ""
            yield f"{number}. {plain(entry.title)}{about}"
            yield from (f"{_INDENT * 2}{line}" for said in entry.said for line in _lines(said))
    if page.foot:
        yield from ("", plain(page.foot))


def _headed(title: str, sign: str) -> Iterator[str]:
    shown = plain(title)
    yield from (shown, sign * len(shown))


def _lines(text: str) -> Sequence[str]:
    return [plain(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _html_parts(page: Page) -> Iterator[str]:
    yield _HEAD.format(language=escaped(page.language), title=escaped(page.title))
    yield f'<h1>{escaped(page.title)}</h1>\n<table class="facts">\n'
    for name, value in page.facts:
        yield f"<tr><th>{escaped(name)}</th><td>{_isolated(value)}</td></tr>\n"
    yield "</table>\n"
    for section in page.sections:
        yield f"<h2>{escaped(section.title)}</h2>\n"
        yield f'<p class="lead">{escaped(section.lead)}</p>\n' if section.lead else ""
        yield from _html_list(section)
    yield f"<footer>{escaped(page.foot)}</footer>\n" if page.foot else ""
    yield "</body></html>\n"


def _html_list(section: Section) -> Iterator[str]:
    if not section.entries:
        return
    yield "<ol>\n"
    for entry in section.entries:
        yield f"<li><b>{_isolated(entry.title)}</b>"
        yield f' <span class="sub">{_isolated(entry.about)}</span>' if entry.about else ""
        yield from (f'<p class="said">{_isolated(said)}</p>' for said in entry.said)
        yield "</li>\n"
    yield "</ol>\n"


def _isolated(text: str) -> str:
    """Keep the direction in which a stranger's text runs from turning what stands beside it."""
    return f"<bdi>{escaped(text)}</bdi>"
