"""A page for people elsewhere: nothing in it runs, loads, hides or turns the text around it."""

import re
from html.parser import HTMLParser

import pytest

from editor_app.formats.page import Entry, Page, Section, as_html, as_text

EVIL = '<script>alert(1)</script> & "quoted" <img src=x onerror=y>'
TURNED = "Rejected \u202etxt.exe\u202c and \u200bhidden \U000e0041"


def page(text):
    entry = Entry(text, text, (text, f"two\nlines of {text}"))
    return Page(text, ((text, text),), (Section(text, text, (entry,)), Section("Empty", "None.")), text)


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("text", [EVIL, TURNED, "plain"])
def test_html_has_the_same_tags_whatever_the_text(text):
    tags = Tags()
    tags.feed(as_html(page(text)).decode("utf-8"))
    assert "script" not in tags.tags and "img" not in tags.tags
    assert tags.attributes <= {"charset", "http-equiv", "content", "name", "lang", "class"}


def test_html_keeps_to_itself():
    text = as_html(page(EVIL)).decode("utf-8")
    assert "default-src 'none'" in text and "@media print" in text and "color-scheme" in text
    assert not re.search(r"https?:|url\(|@import|\bsrc=x(?!.*&gt;)", text)


@pytest.mark.parametrize("write", [as_html, as_text])
def test_what_could_not_be_seen_is_a_mark(write):
    text = write(page(TURNED)).decode("utf-8")
    assert not set("\u202e\u202c\u200b\U000e0041") & set(text)
    assert "\u2426" in text


def test_text_is_plain_lines():
    flags = Section("Flags (1)", "", (Entry("One", "a.txt", ("said",)),))
    made = Page("A title", (("By", "Ada"), ("From", "noon")), (flags,), "End.")
    assert as_text(made).decode("utf-8") == (
        "A title\n=======\nBy:   Ada\nFrom: noon\n\nFlags (1)\n---------\n1. One (a.txt)\n    said\n\nEnd.\n"
    )


def test_what_a_stranger_wrote_stays_on_its_line():
    lines = as_text(page("one\r\nFrom: somebody\u2028else\x0bhere")).decode("utf-8").split("\n")
    assert "one From: somebody else here" in lines
