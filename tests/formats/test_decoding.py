"""Bytes become text and the same bytes again."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.problems import Problem
from editor_app.formats.decoding import decode, encode, encode_document, without_controls


@pytest.mark.parametrize(
    ("data", "text", "encoding", "notices"),
    [
        ("Zażółć".encode(), "Zażółć", "utf-8", ()),
        (codecs.BOM_UTF8 + "é".encode(), "é", "utf-8-bom", ()),
        (codecs.BOM_UTF16_LE + "日本\r\n".encode("utf-16-le"), "日本\r\n", "utf-16-le", ()),
        (codecs.BOM_UTF16_BE + "日本".encode("utf-16-be"), "日本", "utf-16-be", ()),
        (b"\x93quoted\x94 caf\xe9", "“quoted” café", "cp1252", ("encoding_guessed",)),
        (codecs.BOM_UTF8 + b"\xff", "ï»¿ÿ", "cp1252", ("encoding_guessed",)),
        (b"", "", "utf-8", ()),
        (b"a\tb\x0cc\r\n", "a\tb\x0cc\r\n", "utf-8", ()),
        ("a\u2028b\u0085c".encode(), "a\u2028b\u0085c", "utf-8", ()),
    ],
)
def test_text_is_read_by_mark_then_utf8_then_windows(data, text, encoding, notices):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.notices) == (text, encoding, notices)
    assert encode_document(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize(
    "data",
    [
        b"a\x00b",
        b"\x1b[31mred",
        b"\x89PNG\r\n\x1a\n",
        b"caf\xe9 \x81",  # fits neither UTF-8 nor Windows-1252
        codecs.BOM_UTF16_LE + b"a",  # half a character
        codecs.BOM_UTF16_LE + "a\x00b".encode("utf-16-le"),
        codecs.BOM_UTF16_LE + b"\x00\xd8",  # a lone surrogate
        codecs.BOM_UTF32_LE + "text".encode("utf-32-le"),
        b"del\x7fete",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Problem) as caught:
        decode(data)
    assert caught.value.code == "not_text"


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("a", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\n", "\r"), ("a\r\r\n", "\r")],
)
def test_the_first_line_end_is_the_documents(text, newline):
    assert decode(text.encode()).newline == newline


def test_a_character_that_does_not_fit_is_not_replaced():
    with pytest.raises(UnicodeEncodeError):
        encode("日本", "cp1252")


@given(st.binary(max_size=200))
def test_whatever_is_read_is_written_back_the_same(data):
    try:
        decoded = decode(data)
    except Problem:
        return
    assert encode_document(decoded.text, decoded.encoding) == data


@given(st.text(max_size=100))
def test_controls_go_and_nothing_else(text):
    kept = without_controls(text)
    assert [c for c in text if c >= " " and c != "\x7f"] == [c for c in kept if c >= " "]
