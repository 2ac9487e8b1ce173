"""Words for a person: sentences for problems and remarks, translated where a translation is there."""

import gettext as _gettext
import re
import string
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from editor_app import paths

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@cache
def _translations() -> _gettext.NullTranslations:
    return _gettext.translation("editor-app", paths.shipped("resources", "locale"), fallback=True)


def gettext(message: str) -> str:
    """Give a sentence in the person's language."""
    return _translations().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Give the form of a sentence that goes with a count."""
    return _translations().ngettext(one, many, count)


@cache
def _sentences() -> Mapping[str, str]:
    data = tomllib.loads(paths.shipped("resources", "words", "problems.toml").read_text(encoding="utf-8"))
    return {code: str(sentence) for table in data.values() for code, sentence in table.items()}


def sentence(code: str, fields: Mapping[str, object]) -> str:
    """Give the sentence for a code, its fields filled in; an unknown code shows itself and its fields."""
    template = _sentences().get(code)
    if template is None:
        return " ".join([code, *(f"{name}={value}" for name, value in fields.items())])
    return _Lenient().vformat(gettext(template), (), fields)


class _Lenient(string.Formatter):
    """Leaves a field that was not given visible instead of failing while telling of a failure."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:  # noqa: ARG002
        return kwargs.get(str(key), "{" + str(key) + "}")

    def format_field(self, value: object, format_spec: str) -> str:
        """Say a moment as a clock here shows it, with its day where that is not today."""
        text = str(super().format_field(value, format_spec))
        return _clock_time(text) if _TIME.fullmatch(text) else text


def _clock_time(at: str) -> str:
    then = datetime.fromisoformat(at).astimezone()
    is_today = then.date() == datetime.now().astimezone().date()
    return then.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")
