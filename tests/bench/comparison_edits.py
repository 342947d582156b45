"""The same work for every engine: new households, then edits of one to three of their fields."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.store import SqlStore
from fieldapp.ports.store import Edit, created
from fieldapp.records import Household, Village
from tests.factories import a_village, act

FIELDS = ("local_no", "hh_class", "address_detail", "altitude_m", "phone", "bank_name",
          "bank_account", "national_hh_no", "status", "note", "declared_size")  # fmt: skip
"""With the village, the twelve columns that a household of the comparison fills."""
EDITS_A_UNIT = 2
"""So many records does one action of a person write."""


@dataclass(frozen=True)
class Work:
    """The households of one village, and what is then written to them."""

    village: Village
    homes: Sequence[Household]
    edits: Sequence[tuple[str, dict[str, Any]]]
    """The uid of a household, and one to three fields with their new values."""

    def rows(self) -> list[dict[str, Any]]:
        """The households as plain rows."""
        names = ("uid", "village", *FIELDS)
        return [{name: getattr(home, name) for name in names} for home in self.homes]

    def enter(self, laptop: SqlStore) -> None:
        """Enter the households on a laptop, as an imported register is."""
        laptop.write_many(act(), map(created, [self.village, *self.homes]))

    def edit(self, laptop: SqlStore) -> None:
        """Make the edits on a laptop, a unit at a time; one transaction, to get done."""
        with laptop.together():
            for at in range(0, len(self.edits), EDITS_A_UNIT):
                some = self.edits[at : at + EDITS_A_UNIT]
                laptop.write(act(), [Edit("household", uid, values) for uid, values in some])


def work(households: int, edits: int) -> Work:
    """The same work every time."""
    chance = random.Random(7)
    village = a_village()
    homes = [_home(chance, village, number) for number in range(households)]
    return Work(village, homes, list(_edits(chance, homes, edits)))


def _home(chance: random.Random, village: Village, number: int) -> Household:
    uid = f"0155{number // 50 & 0xFFFF:04x}-{number // 7 & 0xFFFF:04x}-7"
    tail = f"{chance.getrandbits(76):019x}"
    return Household(
        uid=f"{uid}{tail[:3]}-{8 + number % 4:x}{tail[3:6]}-{tail[6:18]}",
        village=village.uid,
        local_no=f"H{number:06d}",
        **{name: _value(chance, name) for name in FIELDS if name != "local_no"},
    )


def _edits(
    chance: random.Random, homes: Sequence[Household], count: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    for _ in range(count):
        names = chance.sample(FIELDS[1:], chance.randint(1, 3))
        yield chance.choice(homes).uid, {name: _value(chance, name) for name in names}


_WORDS: Mapping[str, Sequence[object]] = {
    "altitude_m": range(300, 1800),
    "declared_size": range(1, 9),
    "phone": range(10**8),
    "bank_account": range(10**12),
    "national_hh_no": range(10**12),
    "hh_class": ("REG", "GEN"),
    "status": ("active", "active", "moved"),
    "address_detail": ("张家湾三组", "何家坪", "新屋场二组", "大垭口", "桥边"),
    "bank_name": ("农商行", "邮储银行", "农业银行"),
    "note": ("养蜂", "长期慢性病", "危房改造", "外出务工", "子女在校", "缺技术"),
}
_FORMS = {"phone": "139{:08d}", "bank_account": "6228{:012d}", "national_hh_no": "6228{:012d}"}


def _value(chance: random.Random, name: str) -> Any:  # noqa: ANN401  of any field
    found = chance.choice(_WORDS[name])
    return _FORMS[name].format(found) if name in _FORMS else found
