"""A laptop whose own clock cannot be right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.i18n import set_language
from fieldapp.foundation.ids import RandomIds
from fieldapp.services.desk import open_desk
from fieldapp.services.own_clock import A_DAY, TOO_LONG, clock_doubt, doubt_words
from tests.exchanging import carry, write
from tests.two_desks import LATER, TwoDesks

TEN_YEARS = dt.timedelta(days=3652)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def exchanged(desks: TwoDesks, tmp_path: Path) -> TwoDesks:
    stick = tmp_path / "stick"
    stick.mkdir()
    write(desks.team, phone="13900000163")
    carry(desks, stick)
    return desks


@pytest.mark.parametrize(
    ("off", "way"),
    [
        (-TEN_YEARS, "behind"), (-A_DAY - MINUTE, "behind"), (-A_DAY + MINUTE, None),
        (TOO_LONG - MINUTE, None), (TOO_LONG + MINUTE, "ahead"), (TEN_YEARS, "ahead"),
    ],
)  # fmt: skip
def test_a_clock_is_doubted_by_what_is_known_of_the_past(
    exchanged: TwoDesks, off: dt.timedelta, way: str | None
) -> None:
    doubt = clock_doubt(exchanged.team.store, FixedClock(LATER + off))
    assert (doubt and doubt.way) == way
    assert doubt is None or doubt.newest == LATER


def test_a_partner_that_was_ahead_itself_proves_nothing(desks: TwoDesks, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ahead = FixedClock(LATER + TEN_YEARS)
    team = open_desk(desks.team.folder, desks.team.store, ahead, RandomIds())
    write(team, phone="13900000163")
    carry(TwoDesks(desks.county, team), stick)
    assert clock_doubt(desks.county.store, desks.county.clock) is None


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_is_told_names_both_days(exchanged: TwoDesks, language: str) -> None:
    set_language(language)
    doubt = clock_doubt(exchanged.team.store, FixedClock(LATER - TEN_YEARS))
    assert doubt is not None
    message, hint = doubt_words(doubt)
    assert f"{doubt.now:%Y-%m-%d}" in message
    assert f"{LATER:%Y-%m-%d}" in message
    assert hint
