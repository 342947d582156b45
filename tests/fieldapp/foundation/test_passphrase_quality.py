"""How hard passphrases are to guess."""

from __future__ import annotations

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import LANGUAGES
from fieldapp.foundation.passphrase_quality import WEAKNESSES, quality, require_good


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("password1", "common"),
        ("fupin2016", "known"),
        ("扶贫办密码", "known"),
        ("zhengjiacun2016", "known"),
        ("abcdefghij", "sequence"),
        ("77777777777", "repeat"),
        ("zxcvbnm,./", "spatial"),
        ("2016-05-01", "date"),
        ("兴山县六组", ""),
        ("alexandra", "word"),
    ],
)
def test_what_makes_a_passphrase_weak_is_named(weak: str, why: str) -> None:
    found = quality(weak, ["zhengjiacun"])
    assert (found.good, found.weakness) == (False, why)
    for language in LANGUAGES:
        assert found.sentence(language)


@pytest.mark.parametrize(
    "good",
    ["correct horse battery", "春眠不觉晓处处闻啼鸟", "mountain-lamp-river-9", "x" + "青山" * 60],
)
def test_good_ones_pass(good: str) -> None:
    require_good(good)
    assert quality(good).sentence("en") == ""


def test_the_sentence_is_in_the_language_of_the_screen() -> None:
    with pytest.raises(Refused) as caught:
        require_good("abcdefghij")
    assert caught.value.code == "passphrase_too_weak"
    assert caught.value.facts["why"] == "里面有 abc、654 一类的连续字符。"
    assert len({*WEAKNESSES.values()}) == len(WEAKNESSES)
