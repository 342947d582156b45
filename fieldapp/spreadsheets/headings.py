"""What the headings of rosters mean: declared fields, and targets that are no field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fieldapp.records.codes import code_list
from fieldapp.records.declare import FieldSpec, Record, fields_of
from fieldapp.records.household import CardRating, Household
from fieldapp.records.household_year import HouseholdYear
from fieldapp.records.kinds import Dec, Int, Kind, Ref, Refs, Text
from fieldapp.records.member import Member, MemberYear
from fieldapp.records.outcome import MonitoringCase
from fieldapp.records.people import TeamMember
from fieldapp.records.places import VillageGroup
from fieldapp.spreadsheets.cells import plain

Level = Literal["household", "member", "ignored"]


@dataclass(frozen=True)
class Target:
    """Where the cells of a column go."""

    name: str
    """``entity.field``; ``roster.…`` for what is no field of its own, ``income.…`` for amounts."""
    level: Level
    kind: Kind
    zh: str
    headings: tuple[str, ...]
    unit: str = ""
    sens: int = 0
    national: str = ""
    en: str = ""

    def label(self, language: str) -> str:
        """What the target is called in ``language``."""
        return self.en if language == "en" else self.zh

    @property
    def entity(self) -> str:
        """The part before the point."""
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        """The part after the point."""
        return self.name.partition(".")[2]


_ENTITIES: tuple[tuple[type[Record], Level], ...] = (
    (Household, "household"),
    (Member, "member"),
    (MemberYear, "member"),
    (HouseholdYear, "household"),
)
_STANDING = frozenset(("year", "name_pinyin"))
"""``year`` is a column of the roster itself; the pinyin follows the name."""

_TEXT = Text(500)
_YUAN = Dec(12, 2)

_EXTRAS = (
    Target(
        "roster.serial",
        "household",
        _TEXT,
        "序号",
        ("序号", "编号", "No", "No."),
        en="Serial number",
    ),
    Target(
        "roster.county",
        "ignored",
        _TEXT,
        "县",
        ("县(市、区、旗)", "县"),
        national="AAR003",
        en="County",
    ),
    Target(
        "roster.township",
        "ignored",
        _TEXT,
        "乡镇",
        ("乡(镇)", "乡镇", "镇(街道)", "镇", "乡"),
        en="Township",
    ),
    Target(
        "roster.village",
        "household",
        Text(40),
        "行政村",
        ("行政村", "村(居委)", "村", "村名", "行政村名称"),
        national="AAD001",
        en="Village",
    ),
    Target(
        "roster.year", "household", Int(1980, 2100), "年度", ("年度", "年份"), unit="年", en="Year"
    ),
    Target(
        "roster.head_name",
        "household",
        Text(50),
        "户主姓名",
        ("户主", "户主姓名", "贫困户姓名", "户名"),
        sens=1,
        national="AAC029",
        en="Head's name",
    ),
    Target(
        "roster.head_id",
        "household",
        Text(22),
        "户主身份证号码",
        ("户主证件号码", "户主身份证号", "户主身份证号码", "户主身份证"),
        sens=2,
        en="Head's ID number",
    ),
    Target(
        "roster.age",
        "member",
        Int(0, 150),
        "年龄",
        ("年龄", "周岁"),
        unit="岁",
        sens=1,
        en="Age (compared only)",
    ),
    Target(
        "roster.disability",
        "member",
        Text(40),
        "残疾类别",
        ("残疾类别", "残疾等级"),
        sens=2,
        en="Kind of disability (not kept)",
    ),
    Target(
        "roster.measures",
        "household",
        _TEXT,
        "帮扶措施",
        ("帮扶措施", "扶持项目", "享受政策"),
        en="Measures",
    ),
)

_AMOUNT = re.compile(r".*(收入|支出|费用|费|金|补贴|补助|津贴|补偿|收益|分红|款)")
"""Words for an income item that may head a column; 务工 alone may as well ask yes or no."""

_WATCHED = ("monitoring_class", "risks", "found_date", "removed", "removed_date")
_HELPER = ("name", "unit", "phone")
_HELPER_LABELS = {
    "name": ("帮扶责任人", "Helper"),
    "unit": ("帮扶单位", "Helper's unit"),
    "phone": ("帮扶人电话", "Helper's phone"),
}


@cache
def targets() -> Mapping[str, Target]:
    """Every target by name, in the order in which a roster is written."""
    return {target.name: target for target in _all_targets()}


def _all_targets() -> Iterator[Target]:
    yield from _EXTRAS
    yield _of_field(
        fields_of(VillageGroup)["name"], "household", "roster.group", ("村民小组", "Group")
    )
    yield _of_field(fields_of(CardRating)["colour"], "household")
    for cls, level in _ENTITIES:
        for name, spec in fields_of(cls).items():
            if name not in _STANDING and not isinstance(spec.kind, Ref | Refs):
                yield _of_field(spec, level)
    for code in code_list("C19").codes:
        words = tuple(word for word in (code.zh, *code.synonyms) if _AMOUNT.fullmatch(word))
        yield Target(f"income.{code.value}", "household", _YUAN, code.zh, words, "元", en=code.en)
    watched = fields_of(MonitoringCase)
    for name in _WATCHED:
        yield _of_field(watched[name], "household")
    helper = fields_of(TeamMember)
    for name in _HELPER:
        yield _of_field(helper[name], "household", f"helper.{name}", _HELPER_LABELS[name])


def _of_field(
    spec: FieldSpec, level: Level, name: str = "", labels: tuple[str, str] | None = None
) -> Target:
    zh, en = labels or (spec.zh, spec.en)
    return Target(
        name or f"{spec.entity}.{spec.name}",
        level,
        spec.kind,
        zh,
        spec.headings,
        spec.unit,
        spec.sens,
        spec.declared.nat if not name else "",
        en,
    )


def heading_of(target: Target) -> str:
    """The heading under which a target is written, with its unit: ``耕地面积(亩)``."""
    return (
        f"{target.zh}({target.unit})"
        if target.unit in ("元", "亩", "公里", "平方米")
        else target.zh
    )


# ---------------------------------------------------------------- recognising

_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_NOISE = re.compile(r"[\s*♦◆★:_#]+")


@dataclass(frozen=True)
class Heading:
    """A heading in its normal forms."""

    whole: str
    """Normalised, the words of brackets kept."""
    bare: str
    """Normalised, brackets left out."""
    hints: tuple[str, ...]
    """What the brackets said: units, mostly."""


@cache
def normal(text: str) -> Heading:
    """The normal forms of a heading (half-width, no blanks, ``*`` ``♦`` ``：``, folded case)."""
    tidy = _NOISE.sub("", plain(text)).casefold()
    hints = tuple(_BRACKETS.findall(tidy))
    return Heading(_BRACKETS.sub(r"\1", tidy), _BRACKETS.sub("", tidy), hints)


@cache
def known_headings() -> Mapping[str, Target]:
    """Every normal heading with its target: declared ones first, then labels, then codes."""
    known: dict[str, Target] = {}
    everyone = tuple(targets().values())
    for target in everyone:
        for text in target.headings:
            known.setdefault(normal(text).whole, target)
    for target in everyone:
        for text in (*target.headings, heading_of(target), target.zh):
            known.setdefault(normal(text).whole, target)
            known.setdefault(normal(text).bare, target)
    for target in everyone:
        if target.national:
            known.setdefault(target.national.casefold(), target)
    return known


def recognise(text: str) -> Target | None:
    """The target that a heading means, or ``None``."""
    heading = normal(text)
    known = known_headings()
    return known.get(heading.whole) or known.get(heading.bare)
