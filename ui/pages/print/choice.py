"""Which households get a sheet: by filter, or as another page handed them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fieldapp.foundation.i18n import N_, _, _n
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from fieldapp.services.sheet_kinds import (
    BINDINGS,
    SHEET_KINDS,
    AnyKind,
    Binding,
    SheetKind,
    SheetOrder,
    is_of_household,
    own_given,
)
from ui.models.wording import card_short, card_tone, card_word, dotted
from ui.pages.print.own_forms import OwnForm, own_choices
from ui.pages.print.state import SheetRow
from ui.widgets.buttons import Choices
from ui.widgets.problem_list import ProblemLine

_CARDS = ("RED", "YELLOW", "GENERAL")
_KINDS: dict[SheetKind, str] = {
    "blank-sheet": N_("Before a visit"),
    "visit-sheet": N_("Visit record"),
    "plan": N_("Help Plan of One Household"),
    "collection-form": N_("Collection Form of a Poor Household"),
    "income-card": N_("Income Card"),
    "measures-card": N_("Card of Help Measures"),
    "household-file": N_("File of One Household"),
    "health": N_("Health Follow-up Sheets"),
    "notice": N_("Public Notice of Card Ratings"),
    "roster": N_("Roster of the Households"),
    "meeting": N_("Meeting Record"),
    "quality": N_("Data-Quality Report"),
    "village-report": N_("Village Report"),
    "conflicts": N_("Values That Differ"),
    "cover-slip": N_("Slip of a Data Bundle"),
}

_COPIES = (1, 2, 3, 4, 5, 10)
_BINDINGS: dict[Binding, str] = {
    "sheets": N_("single pages"),
    "booklet-a4": N_("booklet, A4 folded"),
    "booklet-a3": N_("booklet, A3 folded"),
}


@dataclass(frozen=True)
class Choice:
    """What is printed, for whom, in which language.

    ``handed`` are uids chosen on another page (``None``: the filters choose); ``visit`` is one
    earlier visit of a single household.
    """

    kind: AnyKind = "blank-sheet"
    language: str = "zh_CN"
    card: str = ""
    group: str = ""
    term: str = "due"
    handed: frozenset[str] | None = None
    visit: str | None = None
    copies: int = 1
    binding: Binding = "sheets"

    def wished(self, wishes: Mapping[str, str]) -> Choice:
        """The same with other choices by name; what cannot be chosen stays as it is."""
        given = wishes.get("kind", "")
        shipped = next((one for one in SHEET_KINDS if one == given), None)
        kind: AnyKind = shipped or own_given(given) or self.kind
        binding = next((one for one in BINDINGS if one == wishes.get("binding")), self.binding)
        return replace(
            self,
            kind=kind,
            language=wishes.get("language", self.language),
            card=wishes.get("card", self.card),
            group=wishes.get("group", self.group),
            term=wishes.get("term", self.term),
            copies=int(wishes.get("copies", self.copies)),
            binding=binding,
            visit=self.visit if kind == "visit-sheet" or "kind" not in wishes else None,
        )

    def order(self, rows: Sequence[HouseholdRow]) -> SheetOrder:
        """What the workshop is asked for, for these households."""
        return SheetOrder(
            self.kind, tuple(rows), self.language, self.visit, self.copies, self.binding
        )

    def households(self, rows: Sequence[HouseholdRow], terms: Terms) -> tuple[HouseholdRow, ...]:
        """The chosen ones in walking order: by group, then by number."""
        found = [row for row in rows if self._takes(row, terms)]
        return tuple(sorted(found, key=lambda row: (row.village, row.group, row.local_no)))

    def _takes(self, row: HouseholdRow, terms: Terms) -> bool:
        if self.handed is not None:
            return row.uid in self.handed
        return (
            (not self.card or (row.card or "GENERAL") == self.card)
            and (not self.group or row.group == self.group)
            and (self.term != "due" or terms.overdue(row) is not None)
            and (self.term != "never" or row.visits == 0)
        )


def kind_choices(kinds: Sequence[SheetKind]) -> Choices:
    """What can be printed, in the order of a working year."""
    return tuple((kind, _(words)) for kind, words in _KINDS.items() if kind in kinds)


def kind_word(kind: AnyKind, forms: Sequence[OwnForm]) -> str:
    """The name of a kind of sheet, or the title of one of the county's ``forms``."""
    offered = (*kind_choices(tuple(_KINDS)), *own_choices(forms))
    return next((words for key, words in offered if key == kind), "")


def count_words(kind: AnyKind, count: int) -> str:
    """How many sheets are printed, or how many households one sheet is about."""
    if is_of_household(kind):
        words = _n("{count} sheet", "{count} sheets", count)
    else:
        words = _n("{count} household", "{count} households", count)
    return words.format(count=f"{count:,}")


def where_words(
    kind: AnyKind,
    rows: Sequence[HouseholdRow],
    place: int,
    page: tuple[int, int],
    forms: Sequence[OwnForm] = (),
) -> str:
    """Which sheet and which of its pages is looked at; ``page`` from 0, and how many there are."""
    number, pages = page
    turned = _("page {page} of {pages}").format(page=number + 1, pages=pages) if pages > 1 else ""
    if not rows:
        return ""
    if not is_of_household(kind):
        return dotted(kind_word(kind, forms), turned)
    sheet = _("Sheet {place} of {count}").format(place=place + 1, count=len(rows))
    return dotted(sheet, rows[place].head_name, turned)


def card_choices() -> Choices:
    """The cards as filter."""
    return (("", _("all")), *((card, card_word(card)) for card in _CARDS))


def group_choices(rows: Sequence[HouseholdRow]) -> Choices:
    """The groups as filter."""
    return (("", _("all")), *((name, name) for name in sorted({r.group for r in rows if r.group})))


def term_choices() -> Choices:
    """Whether a visit is due, as filter."""
    return (("", _("all")), ("due", _("due")), ("never", _("never visited")))


def copy_choices() -> Choices:
    """How many copies of each sheet."""
    return tuple((str(count), str(count)) for count in _COPIES)


def binding_choices() -> Choices:
    """How the pages lie on the paper."""
    return tuple((binding, _(words)) for binding, words in _BINDINGS.items())


def sheet_rows(rows: Sequence[HouseholdRow]) -> tuple[SheetRow, ...]:
    """The households as the list shows them."""
    return tuple(
        SheetRow(
            row.uid, row.local_no, row.head_name, row.group, card_short(row.card),
            card_tone(row.card),
        )
        for row in rows
    )  # fmt: skip


def what_is_missing(
    kind: AnyKind, rows: Sequence[HouseholdRow], letters: Sequence[str], blanks: int
) -> tuple[ProblemLine, ...]:
    """What to know before paper is used.

    ``letters`` are characters of the sheet looked at that no font has, ``blanks`` counts its cells
    to write on.
    """
    found = []
    without = sum(row.visits == 0 for row in rows)
    if kind == "visit-sheet" and without:
        text = _n(
            "{count} household was never visited: its sheet stays empty. Take the blank sheet.",
            "{count} households were never visited: their sheets stay empty. Take the blank sheet.",
            without,
        )
        found.append(ProblemLine("blank", text.format(count=without), "warning"))
    nameless = sum(not row.head_name for row in rows)
    if nameless:
        text = _n(
            "{count} household has no head in the register.",
            "{count} households have no head in the register.",
            nameless,
        )
        found.append(ProblemLine("", text.format(count=nameless), "warning"))
    if letters:
        text = _("No font has these characters; they are printed as a box: {letters}")
        found.append(ProblemLine("", text.format(letters=" ".join(letters)), "warning"))
    if blanks:
        text = _n(
            "{count} cell of this sheet is empty, to write on by hand.",
            "{count} cells of this sheet are empty, to write on by hand.",
            blanks,
        )
        found.append(ProblemLine("", text.format(count=blanks), "missing"))
    return tuple(found)
