"""The colours can be read by everybody, in both themes."""

from __future__ import annotations

import pytest

from ui.style.tokens import DARK, LIGHT, Tokens

LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_every_ground_it_is_used_on(theme: Tokens) -> None:
    grounds = (theme.ground, theme.surface, theme.sunken)
    pairs = [
        (text, ground)
        for text in (theme.text, theme.quiet, theme.faint, theme.ok, theme.warning, theme.error)
        for ground in grounds
    ]
    pairs += [(theme.text, theme.selection), (theme.text, theme.hover)]
    pairs += [(theme.quiet, theme.selection), (theme.error, theme.selection)]
    pairs += [(theme.warning, theme.selection), (theme.accent, theme.selection)]
    pairs += [(theme.on_accent, theme.accent), (theme.on_accent, theme.accent_hover)]
    pairs += [(theme.accent, theme.surface), ("#ffffff", theme.badge)]
    pairs += [(theme.rail_text, theme.rail_active), (theme.rail_quiet, theme.rail)]
    chips = (theme.red, theme.yellow, theme.general, theme.green)
    pairs += [(chip.text, chip.ground) for chip in chips]
    weak = [(text, ground) for text, ground in pairs if contrast(text, ground) < LEAST_CONTRAST]
    assert weak == []
