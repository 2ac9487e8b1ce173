"""JSON from strangers: what JSON itself allows and no more, within bounds."""

import json
import math
import re
from itertools import islice
from typing import Any, NoReturn

_MOST_DIGITS = 18
_MOST_DEPTH = 64
_LONGEST_NUMBER = 400
_MOST_VALUES = 200_000
# A text, also one without an end, or a sign that begins one more value. Nothing in it is gone through twice.
_VALUES = re.compile(r'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)|(?P<one_more>[,\[{])', re.DOTALL)


class BadJson(ValueError):
    """The text is no JSON we take; `cause` is a word for the reason."""

    def __init__(self, cause: str) -> None:
        """Name the reason: syntax, duplicate_key, number, depth, surrogate or too_many_values."""
        super().__init__(cause)
        self.cause = cause


def parse(text: str) -> Any:
    """Parse one JSON value.

    Refused as BadJson: duplicate keys, NaN and infinities, numbers of more than 18 digits, nesting deeper
    than 64, lone surrogates, more than 200,000 values, and whatever is not JSON.
    """
    _refuse_too_many(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_refuse_number,
            parse_int=_small_int,
            parse_float=_finite,
        )
    except RecursionError as fault:
        raise BadJson("depth") from fault
    except BadJson:
        raise
    except ValueError as fault:
        raise BadJson("syntax") from fault
    if text.count("[") + text.count("{") > _MOST_DEPTH or not _is_storable(text) or "\\u" in text:
        _refuse_depth_and_surrogates(value)
    return value


def _refuse_too_many(text: str) -> None:
    """Refuse a text of so many small values that they would take far more room than it does."""
    if len(text) <= _MOST_VALUES or sum(map(text.count, ",[{")) <= _MOST_VALUES:
        return
    signs = (found for found in _VALUES.finditer(text) if found["one_more"])
    if next(islice(signs, _MOST_VALUES, None), None) is not None:
        raise BadJson("too_many_values")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadJson("duplicate_key")
    return made


def _refuse_number(_literal: str) -> NoReturn:
    raise BadJson("number")


def _finite(literal: str) -> float:
    number = float(literal) if len(literal) <= _LONGEST_NUMBER else math.inf
    if not math.isfinite(number):
        raise BadJson("number")
    return number


def _small_int(literal: str) -> int:
    if len(literal) > _MOST_DIGITS:
        raise BadJson("number")
    return int(literal)


def _refuse_depth_and_surrogates(value: Any) -> None:
    pending = [(value, 1)]
    while pending:
        item, depth = pending.pop()
        if depth > _MOST_DEPTH:
            raise BadJson("depth")
        if isinstance(item, str) and not _is_storable(item):
            raise BadJson("surrogate")
        if isinstance(item, dict):
            pending.extend((part, depth + 1) for pair in item.items() for part in pair)
        elif isinstance(item, list):
            pending.extend((part, depth + 1) for part in item)


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
