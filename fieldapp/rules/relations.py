"""What relation a person has to another head, where the recorded relations make it certain."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.rules.identity import FEMALE, MALE

HEAD, SPOUSE = "01", "02"

_MALE = frozenset({"03", "06", "07", "09", "11", "13", "15", "17", "19", "X3", "X4", "X6"})
_FEMALE = frozenset({"04", "05", "08", "10", "12", "14", "16", "18", "20", "X2", "X5", "X7"})

# Each line: the new head's relation to the old head, then pairs "a person's relation to the old
# head > the relation to the new one". Step and adopted children are children in code list C01,
# so a head's spouse is the mother or father of the head's children. ``X1m`` is a brother.
_OF_A_MAN = """
02: 01>02 03>03 04>04 05>05 06>06 07>07 08>08 09>09 10>10 11>15 12>16 13>11 14>12 X6>X6 X7>X7
03: 01>11 02>12 03>X1 04>X1 11>17 12>18 X1m>X3
04: 01>11 02>12 03>X1 04>X1 11>17 12>18 X1m>X3
05: 01>15 02>16
06: 01>13 02>14
07: 01>17 02>18
08: 01>17 02>18
09: 01>19 02>20
10: 01>19 02>20
11: 01>03 02>05 03>07 04>08 07>X6 08>X7 X1m>03 X1f>04
12: 01>03 02>05 03>07 04>08 07>X6 08>X7 X1m>03 X1f>04
13: 01>06 02>04 03>09 04>10
14: 01>06 02>04 03>09 04>10
17: 01>07
18: 01>07
19: 01>09
20: 01>09
X1: 01>X1 02>X2 03>X4 04>X5 11>11 12>12 17>17 18>18 19>19 20>20 X1>X1
X3: 01>X4
X4: 01>X3
X5: 01>X3
"""
_OF_A_WOMAN = """
02: 01>02 03>03 04>04 05>05 06>06 07>07 08>08 09>09 10>10 11>13 12>14 15>11 16>12 X6>X6 X7>X7
03: 01>12 02>11 03>X1 04>X1 11>19 12>20
04: 01>12 02>11 03>X1 04>X1 11>19 12>20
05: 01>16 02>15
06: 01>14 02>13
07: 01>18 02>17
08: 01>18 02>17
09: 01>20 02>19
10: 01>20 02>19
11: 01>04 02>06 03>09 04>10 X1m>03 X1f>04
12: 01>04 02>06 03>09 04>10 X1m>03 X1f>04
15: 01>05 02>03 03>07 04>08
16: 01>05 02>03 03>07 04>08
17: 01>08
18: 01>08
19: 01>10
20: 01>10
X1: 01>X1 11>11 12>12 17>17 18>18 19>19 20>20 X1>X1
X3: 01>X5
"""
# The other way: a head who joins another household, and what the people that came along are there.
_JOINING = """
02: 03>03 04>04
03: 02>05 03>07 04>08
04: 02>06 03>09 04>10
07: 03>X6 04>X7
11: 02>12
12: 02>11
17: 02>18
18: 02>17
X1m: 02>X2 03>X4 04>X5
"""


@dataclass(frozen=True, slots=True)
class Kin:
    """A person as a household knows one: the relation to its head, and the sex where recorded."""

    relation: str | None
    sex: str | None = None

    @property
    def known_sex(self) -> str | None:
        """The sex that is recorded, or that the relation tells."""
        return self.sex if self.sex in (MALE, FEMALE) else sex_of_relation(self.relation)

    @property
    def keys(self) -> tuple[str, ...]:
        """The names under which the tables know the relation: ``X1m`` besides ``X1``."""
        told = {MALE: "m", FEMALE: "f"}.get(self.known_sex or "")
        relation = self.relation or ""
        return (f"{relation}{told}", relation) if told else (relation,)


def sex_of_relation(relation: str | None) -> str | None:
    """The sex that a relation tells (V-REL): a daughter is female; ``None`` when it tells none."""
    if relation in _MALE:
        return MALE
    return FEMALE if relation in _FEMALE else None


def relation_fits_sex(relation: str | None, sex: str | None) -> bool:
    """V-REL: the relation does not contradict the sex, where both are recorded."""
    told = sex_of_relation(relation)
    return told is None or sex not in (MALE, FEMALE) or told == sex


def relation_to_new_head(person: Kin, new_head: Kin, old_head: Kin) -> str | None:
    """The relation of ``person`` to the new head; ``None`` when it is not certain.

    ``person`` and ``new_head`` have their relations to the old head; the old head's is ``01``.
    """
    table = {MALE: _MAN, FEMALE: _WOMAN}.get(old_head.known_sex or "")
    return _look_up(table or {}, new_head, person)


def relation_after_joining(person: Kin, old_head: Kin) -> str | None:
    """The relation of ``person`` to the head of the household that the old head has joined.

    ``person`` has the relation to the old head, ``old_head`` the one to the head joined; ``None``
    when it is not certain.
    """
    return _look_up(_JOINED, old_head, person)


def _look_up(table: dict[str, dict[str, str]], new_head: Kin, person: Kin) -> str | None:
    for key in new_head.keys:
        for name in person.keys:
            found = table.get(key, {}).get(name)
            if found is not None:
                return found
    return None


def _read(text: str) -> dict[str, dict[str, str]]:
    table = {}
    for line in text.strip().splitlines():
        key, pairs = line.split(":")
        table[key] = dict(pair.split(">") for pair in pairs.split())
    return table


_MAN, _WOMAN, _JOINED = map(_read, (_OF_A_MAN, _OF_A_WOMAN, _JOINING))
