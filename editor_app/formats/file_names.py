"""File names for documents that any file system takes and that cannot collide."""

import unicodedata

_MOST_BYTES = 80
_ID_DIGITS = 12
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._")


def file_name(name: str, document: str, suffix: str = ".txt") -> str:
    """Give the name of a document's file: a readable slug of its name, then 12 digits of its id.

    Only small letters, digits, dots, underscores and hyphens are used, so that case, Unicode forms,
    reserved names and trailing dots make no difference anywhere.
    """
    stem = name.rpartition("/")[2]
    for known in (".txt", ".md", ".markdown", ".text"):
        stem = stem.removesuffix(known)
    return f"{slug(stem) or 'document'}-{id_mark(document)}{suffix}"


def id_mark(document: str) -> str:
    """Give the digits of a document's id that its file's name ends with."""
    return document[:_ID_DIGITS]


def slug(text: str) -> str:
    """Give the plain small-letter form of a text, at most 80 bytes long; "" where nothing is left of it."""
    if _KEPT.issuperset(text):  # most names are so already
        return text[:_MOST_BYTES].strip("-._")
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    kept = "".join(letter if letter in _KEPT else "-" for letter in letters)
    while "--" in kept:
        kept = kept.replace("--", "-")
    return kept[:_MOST_BYTES].strip("-._")
