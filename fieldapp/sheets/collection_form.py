"""The collection form (贫困户信息采集表): the declared fields in form order, choices ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fieldapp.records import Household, HouseholdYear, Member, MemberYear
from fieldapp.records.declare import Record, fields_of
from fieldapp.records.kinds import Bool3
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import COST, SOURCES
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, field_table, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.plan_sheet import source_name
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table
from fieldapp.sheets.typefaces import typefaces

BLOCKS = ("household", "causes", "people", "land", "living", "income")
"""The names of its blocks, in their order; the three lists of people share one."""
_HOME = (
    "national_hh_no", "phone", "address_detail", "bank_name", "bank_account", "hh_class",
    "poor_attribute", "standard_used", "first_identified", "exit_planned_year", "exit_status",
    "exit_year", "return_year", "not_exit_reason", "is_martyr_army", "is_family_planning",
)  # fmt: skip
_CAUSES = ("main_cause", "other_causes", "cause_note")
_LAND = (
    "farmland", "irrigated", "woodland", "returned_farmland", "fruit", "grassland", "water",
    "pigs", "cattle", "sheep", "poultry", "bee_colonies", "sheds", "production_tools",
    "power_production", "coop_member", "lead_firm", "local_leader",
)  # fmt: skip
_LIVING = (
    "house_area_m2", "house_structure", "house_built_year", "house_grade", "water_hard",
    "water_safe", "water_source", "power_home", "tv", "broadband", "fuel", "toilet_sanitary",
    "entry_road", "road_distance_km", "relocated", "move_way", "settlement", "settlement_place",
)  # fmt: skip
_PERSON = (
    "name", "sex", "id_number", "relation", "ethnic", "political", "phone", "national_person_no",
)  # fmt: skip
_YEARLY = (
    "education", "school_status", "health", "disease_name", "labour", "work_area", "work_place",
    "work_months",
)  # fmt: skip
_SECURITY = (
    "ins_resident_medical", "ins_employee_medical", "ins_serious", "pension_resident",
    "pension_employee", "dibao", "tekun",
)  # fmt: skip
FIELDS: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "household": (Household, _HOME),
    "causes": (HouseholdYear, _CAUSES),
    "land": (HouseholdYear, _LAND),
    "living": (HouseholdYear, _LIVING),
}
"""The tables of fields: of which record, and which of its fields in which order."""
_EMPTY = 4
_LABEL = 96.0
_MOST_CHOICES = 8
_SIZE = 8.5


def collection_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Collection Form of a Poor Household")


def collection_form(
    paper: HouseholdPaper, words: FormWords, chosen: Mapping[str, Sequence[str]] | None = None
) -> FlowSheet:
    """What is recorded, field by field; what is not stays to be filled by hand.

    ``chosen`` are other fields for some of the tables in ``FIELDS``.
    """
    year = paper.year.record if paper.year else None
    fields = {name: names for name, (_, names) in FIELDS.items()} | dict(chosen or {})
    blocks: tuple[Block, ...] = (
        _section(_home(paper, words, fields["household"]), words.gettext("1. The household")),
        _section(_fields(HouseholdYear, year, fields["causes"], words), words.gettext("2. Causes")),
        *_people(paper.persons, words),
        _section(
            _fields(HouseholdYear, year, fields["land"], words),
            words.gettext("4. Land and production"),
        ),
        _section(_fields(HouseholdYear, year, fields["living"], words), words.gettext("5. Living")),
        _income(paper, words),
    )
    labels = ("Head signs", "Filled in by, phone", "Checked by")
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in labels), words.day_to_write()
    )
    heading = paper.heading(collection_title(words), words, "collection")
    names = tuple(name for name in BLOCKS for _ in range(3 if name == "people" else 1))
    return FlowSheet(heading, paper.bookmark(), blocks, ending, names=names)


def _section(pairs: Iterator[tuple[str, str]], caption: str) -> Table:
    faces = typefaces()
    return field_table(list(pairs), lambda text: faces.width(text, faces.regular), _LABEL, caption)


def _home(
    paper: HouseholdPaper, words: FormWords, names: Sequence[str]
) -> Iterator[tuple[str, str]]:
    yield words.gettext("Head"), paper.head_name
    people = words.gettext("{count} in all", count=paper.people) if paper.people else ""
    yield words.gettext("People"), people
    yield words.gettext("Card"), words.code("card_colour", paper.card)
    yield words.label(Household, "local_no"), paper.row.local_no
    yield from _fields(Household, paper.home, names, words)


def _fields(
    cls: type[Record], record: Record | None, names: Sequence[str], words: FormWords
) -> Iterator[tuple[str, str]]:
    for name in names:
        yield words.label(cls, name), _answer(cls, record, name, words)


def _answer(cls: type[Record], record: Record | None, name: str, words: FormWords) -> str:
    """The value, or all choices with the one that was given; a unit is printed to write before."""
    spec = fields_of(cls)[name]
    value = getattr(record, name) if record else None
    if isinstance(spec.kind, Bool3):
        answers = ((True, words.gettext("yes")), (False, words.gettext("no")))
        return words.parts(words.tick(word, ticked=value is known) for known, word in answers)
    if spec.codes is not None and len(spec.codes.codes) <= _MOST_CHOICES:
        given = value if isinstance(value, tuple) else (value,)
        return words.parts(
            words.tick(code.label(words.language), ticked=code.value in given)
            for code in spec.codes.codes
        )
    return words.shown(record, name) or words.number(None, words.unit(spec.unit))


def _people(persons: Sequence[Person], words: FormWords) -> Iterator[Table]:
    """Who they are, what they do, what secures them: three lists of the same people."""
    numbered = list(enumerate(persons, start=1))
    name = words.label(Member, "name")
    identity = [
        (str(number), *(words.shown(person.member, field) for field in _PERSON))
        for number, person in numbered
    ]
    yield listing(
        Columns(
            (0.5, 1.2, 1, 2.1, 1.15, 0.85, 1.05, 1.4, 1.1),
            (words.gettext("#"), *(words.label(Member, field) for field in _PERSON)), "mlmllllll",
        ),
        identity or [("",) * 9] * _EMPTY, size=_SIZE, caption=words.gettext("3. The people"),
    )  # fmt: skip
    for fields, sides in ((_YEARLY, "lllllllm"), (_SECURITY, "m" * len(_SECURITY))):
        lines = [
            (
                str(number),
                person.member.name,
                *(_short(person.year, field, words) for field in fields),
            )
            for number, person in numbered
        ]
        yield listing(
            Columns(
                (0.5, 1.2, *[1.2] * len(fields)),
                (words.gettext("#"), name, *(words.label(MemberYear, field) for field in fields)),
                "ml" + sides,
            ),
            lines or [("",) * (len(fields) + 2)] * _EMPTY,
            size=_SIZE,
        )


def _short(year: MemberYear | None, name: str, words: FormWords) -> str:
    """A narrow answer: √ and □ for yes and no."""
    value = getattr(year, name) if year else None
    if isinstance(value, bool):
        return "√" if value else "□"
    return words.shown(year, name, bare=True)


def _income(paper: HouseholdPaper, words: FormWords) -> Table:
    year = paper.year
    sums = year.sums if year else None
    header = (
        words.gettext("Year"), *(source_name(letter, words) for letter in (*SOURCES, COST)),
        words.gettext("Net income"), words.gettext("A head"),
    )  # fmt: skip
    amounts = [words.number(sums.by_source[letter]) if sums else "" for letter in (*SOURCES, COST)]
    line = (
        str(year.record.year) if year else "", *amounts, words.number(sums.net) if sums else "",
        words.number(year.per_head) if year else "",
    )  # fmt: skip
    return listing(
        Columns((0.7, 1, 1.1, 1, 1, 1.1, 1, 1), header, "mrrrrrrr"),
        [line],
        size=9,
        caption=words.gettext("6. Income (yuan)"),
    )
