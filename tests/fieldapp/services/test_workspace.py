"""Workspaces begin: a county with its keys, a laptop from the county's starting file."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.bootstrap import Opener
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import created
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import identities, load_profile, load_recovery, peers
from fieldapp.services.workspace import INBOX, Founding, invite
from tests.factories import a_household, a_village, act

PASSPHRASE = "correct horse battery"


@pytest.fixture
def founding() -> Founding:
    return Opener().founding()


def test_a_laptop_begins_with_its_villages_and_the_county_s_two_keys(
    founding: Founding, tmp_path: Path
) -> None:
    county = founding.county(tmp_path / "county", "县办", PASSPHRASE)
    here, there = a_village("郑家村"), a_village("邻村")
    county.write(act(), [created(here), created(there), created(a_household(here))])
    exchange = Exchange(county, founding.clock, founding.ids, tmp_path / "county" / INBOX)
    start = tmp_path / "start.fstart"
    invite(exchange, ["郑家村"], start, PASSPHRASE, "一号机")
    team = founding.team(tmp_path / "team", start, PASSPHRASE, PASSPHRASE)
    assert [row.name for row in team.questions.villages()] == ["郑家村"]
    assert load_profile(team).villages == (here.uid,)
    (known,) = peers(team)
    recovery = load_recovery(county)
    assert recovery is not None
    assert (known.role, known.recovery) == ("county", recovery.public())
    assert len(known.recipients()) == len(identities(county)) == 2
    assert load_recovery(team) is None
    for store in (county, team):
        assert store.examine().problems == ()
        store.close()
    founding.reopen(tmp_path / "team", PASSPHRASE).close()


def test_a_starting_file_opens_with_its_own_passphrase_only(
    founding: Founding, tmp_path: Path
) -> None:
    county = founding.county(tmp_path / "county", "县办", PASSPHRASE)
    county.write(act(), [created(a_village("郑家村"))])
    exchange = Exchange(county, founding.clock, founding.ids, tmp_path / "county" / INBOX)
    start = tmp_path / "start.fstart"
    invite(exchange, ["郑家村"], start, PASSPHRASE)
    county.close()
    with pytest.raises(Refused) as caught:
        founding.team(tmp_path / "team", start, "another passphrase", PASSPHRASE)
    assert caught.value.code == "invite_wrong_passphrase"
    assert not (tmp_path / "team").exists()


def test_nothing_is_made_in_a_folder_that_is_in_use(founding: Founding, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        founding.county(tmp_path, "县办", PASSPHRASE)
    assert caught.value.code == "workspace_exists"
    with pytest.raises(Refused) as caught:
        founding.county(tmp_path / "new", "县办", "short")
    assert caught.value.code == "passphrase_too_short"
    assert not list((tmp_path / "new").iterdir())
