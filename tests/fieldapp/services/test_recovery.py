"""Forgotten passphrases: the county's answer, and the words printed at set-up."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from fieldapp.bootstrap import Opener
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import LANGUAGES
from fieldapp.foundation.recovery_words import entropy_of, words_of
from fieldapp.foundation.vault import read_key_file, unlock
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import load_recovery, peers, save_peer, save_recovery
from fieldapp.services.recovery import recover_at_county, recover_from_paper, recover_laptop
from fieldapp.services.workspace import invite
from tests.templates import template_folder

OPENER = Opener()
COUNTY, TEAM, NEW = "an office of the county", "a laptop of the team", "ten new yellow umbrellas"
INVITE = "an invitation for one"
ENTROPY = bytes(range(16))


@pytest.fixture(scope="module")
def founded() -> Path:
    folder = template_folder("recovery")
    store = OPENER.founding().county(folder / "county", "兴山县", COUNTY, words=ENTROPY)
    exchange = Exchange(store, OPENER.clock, OPENER.ids, folder / "inbox")
    invite(exchange, [], folder / "start.fstart", INVITE, "七号机")
    store.close()
    OPENER.founding().team(folder / "laptop", folder / "start.fstart", INVITE, TEAM).close()
    return folder


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "both"))


def answered(folder: Path, change: str = "") -> tuple[Path, str]:
    """The county's recovery file for the laptop and the passphrase for it."""
    store = OPENER.founding().reopen(folder / "county", COUNTY)
    try:
        if change == "revoked":
            (peer,) = peers(store)
            save_peer(store, msgspec.structs.replace(peer, revoked="stolen"))
        if change == "another county":
            save_recovery(store, DeviceKeys.generate())
        done = recover_at_county(store, folder / "laptop" / "key.json", folder)
    finally:
        store.close()
    return done.file, done.one_time


def code_of(work: object) -> str:
    with pytest.raises(FieldappError) as caught:
        work()  # type: ignore[operator]  # any act
    return caught.value.code


def test_the_county_opens_a_laptop_whose_passphrase_is_forgotten(folder: Path) -> None:
    laptop = folder / "laptop"
    key = unlock(laptop, TEAM)
    file, one_time = answered(folder)
    assert recover_laptop(laptop, file, one_time, NEW) == key
    assert unlock(laptop, NEW) == key
    assert code_of(lambda: unlock(laptop, TEAM)) == "wrong_passphrase"
    assert read_key_file(laptop).county == read_key_file(folder / "laptop").county is not None


def test_only_who_is_told_the_passphrase_can_use_the_answer(folder: Path) -> None:
    file, _one_time = answered(folder)
    before = (folder / "laptop" / "key.json").read_bytes()
    assert (
        code_of(lambda: recover_laptop(folder / "laptop", file, "0000-0000-0000-0000", NEW))
        == "wrong_passphrase"
    )
    assert (folder / "laptop" / "key.json").read_bytes() == before


def test_a_revoked_laptop_is_not_opened(folder: Path) -> None:
    assert code_of(lambda: answered(folder, "revoked")) == "device_revoked"


def test_another_county_cannot_open_it(folder: Path) -> None:
    assert code_of(lambda: answered(folder, "another county")) == "sealed_for_another"


def test_a_laptop_cannot_open_its_neighbour(folder: Path) -> None:
    store = OPENER.founding().reopen(folder / "laptop", TEAM)
    try:
        key_file = folder / "laptop" / "key.json"
        assert code_of(lambda: recover_at_county(store, key_file, folder)) == "not_a_county"
    finally:
        store.close()


def test_an_answer_for_another_laptop_changes_nothing(folder: Path) -> None:
    file, one_time = answered(folder)
    assert (
        code_of(lambda: recover_laptop(folder / "county", file, one_time, NEW))
        == "recovery_for_another"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_open_the_countys_own_workspace(folder: Path, language: str) -> None:
    key = unlock(folder / "county", COUNTY)
    words = words_of(ENTROPY, language)
    assert len(words) == 12
    assert recover_from_paper(folder / "county", " ".join(words), NEW) == key
    assert unlock(folder / "county", NEW) == key


def test_words_are_read_however_they_are_typed() -> None:
    assert entropy_of("".join(words_of(ENTROPY, "zh_CN"))) == ENTROPY
    assert entropy_of("  ".join(words_of(ENTROPY, "en")).upper()) == ENTROPY


def test_wrong_words_are_told_apart_from_misread_ones(folder: Path) -> None:
    county = folder / "county"
    others = " ".join(words_of(bytes(16), "en"))
    assert code_of(lambda: recover_from_paper(county, others, NEW)) == "wrong_recovery_words"
    misread = " ".join(reversed(words_of(ENTROPY, "en")))
    assert code_of(lambda: recover_from_paper(county, misread, NEW)) == "recovery_words_misread"
    laptop = folder / "laptop"
    assert code_of(lambda: recover_from_paper(laptop, others, NEW)) == "no_recovery_words"


def half_of(folder: Path) -> str:
    """The opening half as it is printed: groups of eight."""
    store = OPENER.founding().reopen(folder / "county", COUNTY)
    keys = load_recovery(store)
    store.close()
    assert keys is not None
    return " ".join(keys.opening[at : at + 8] for at in range(0, len(keys.opening), 8))


def test_the_key_from_the_safe_opens_a_laptop_when_nobody_has_the_county(folder: Path) -> None:
    half, laptop = half_of(folder), folder / "laptop"
    shutil.rmtree(folder / "county")
    key = unlock(laptop, TEAM)
    assert recover_from_paper(laptop, half.lower(), NEW) == key
    assert unlock(laptop, NEW) == key
    assert code_of(lambda: unlock(laptop, TEAM)) == "wrong_passphrase"


def test_a_key_that_was_misread_or_is_another_countys_changes_nothing(folder: Path) -> None:
    laptop, half = folder / "laptop", half_of(folder)
    before = (laptop / "key.json").read_bytes()
    misread = half[:-1] + ("Q" if half[-1] != "Q" else "P")
    another = DeviceKeys.generate().opening
    for typed, code in (
        (misread, "recovery_key_misread"), (another, "sealed_for_another"),
    ):  # fmt: skip
        assert code_of(lambda typed=typed: recover_from_paper(laptop, typed, NEW)) == code
    assert (laptop / "key.json").read_bytes() == before
    assert code_of(lambda: recover_from_paper(folder / "county", half, NEW)) == "not_recoverable"
