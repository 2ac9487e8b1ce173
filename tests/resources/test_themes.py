"""Both themes hold the same tokens, and every pair that may stand together can be read."""

import itertools
import re
from typing import Any

import pytest

from .shipped_toml import read_toml

TEXT, EDGE = 4.5, 3.0
GROUNDS = ("app", "pane", "surface", "sunken", "hover", "accent_soft")
HUES = ("accept", "amend", "reject", "flag")
PAIRS = [
    *((token, ground, TEXT) for token in ("text", "text2", "text3", "accent", *HUES) for ground in GROUNDS),
    *((hue, f"{hue}_soft", TEXT) for hue in HUES),
    *((token, f"{hue}_soft", TEXT) for token in ("text2", "text3") for hue in ("amend", "reject", "flag")),
    ("add_fg", "add_bg", TEXT),
    ("del_fg", "del_bg", TEXT),
    ("mark_fg", "mark", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_toast", "toast", TEXT),
    ("toast_act", "toast", TEXT),
    *(("control", ground, EDGE) for ground in ("app", "pane", "surface", "hover")),
]
# In high contrast the hairlines carry meaning too, and the grey texts are the text itself.
HIGH_CONTRAST_PAIRS = [
    *((token, ground, 7.0) for token in ("text", "text2", "text3") for ground in GROUNDS),
    *(("control", ground, TEXT) for ground in GROUNDS),
    *(("border", ground, EDGE) for ground in ("app", "pane", "surface", "hover")),
]
OPAQUE = re.compile(r"#[0-9A-F]{6}")
CLEAR = re.compile(r"rgba\((\d{1,3}),(\d{1,3}),(\d{1,3}),(0?\.\d+)\)")


THEMES = {name: read_toml("themes", f"{name}.toml") for name in ("light", "dark")}


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _high_contrast(theme: dict[str, Any]) -> dict[str, str]:
    tokens = theme["tokens"]
    return tokens | {token: tokens[origin] for token, origin in theme["high_contrast"].items()}


def test_the_formula_gives_the_known_extremes() -> None:
    assert _contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("token", "ground", "needed"), PAIRS)
def test_a_pair_can_be_read(theme: str, token: str, ground: str, needed: float) -> None:
    tokens = THEMES[theme]["tokens"]
    assert _contrast(tokens[token], tokens[ground]) >= needed


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("token", "ground", "needed"), HIGH_CONTRAST_PAIRS)
def test_a_pair_can_be_read_in_high_contrast(theme: str, token: str, ground: str, needed: float) -> None:
    tokens = _high_contrast(THEMES[theme])
    assert _contrast(tokens[token], tokens[ground]) >= needed


def test_both_themes_hold_the_same_tokens() -> None:
    light, dark = THEMES["light"], THEMES["dark"]
    assert light["tokens"].keys() == dark["tokens"].keys()
    assert light["high_contrast"] == dark["high_contrast"]


def test_every_token_stands_in_the_table_or_carries_no_words() -> None:
    told = set(itertools.chain.from_iterable((token, ground) for token, ground, _ in PAIRS))
    assert THEMES["light"]["tokens"].keys() - told == {"border", "scrim", "shadow"}


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_written_in_one_of_the_two_ways(theme: str) -> None:
    for token, colour in THEMES[theme]["tokens"].items():
        pattern = CLEAR if token in {"scrim", "shadow"} else OPAQUE
        assert pattern.fullmatch(colour), token


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_says_which_it_is(theme: str) -> None:
    assert (THEMES[theme]["id"], THEMES[theme]["scheme"]) == (theme, theme)
