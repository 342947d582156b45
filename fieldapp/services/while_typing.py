"""What the rules say while somebody types: the saving rehearsed, then judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Edit
from fieldapp.rules.checks.facts import HouseholdFacts
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.checking import Checking
from fieldapp.services.households import Registers
from fieldapp.services.rehearsal import Save, rehearsed
from fieldapp.services.typed_facts import as_edited, village_as_edited


@dataclass(frozen=True, slots=True)
class TypedFinding:
    """A finding that comes of what is typed; ``near`` when it is about the record typed."""

    finding: Finding
    near: bool


@dataclass(frozen=True)
class WhileTyping:
    """Judges what is typed by the rules that judge what is saved."""

    registers: Registers

    def household(self, uid: str, save: Save) -> tuple[TypedFinding, ...]:
        """What saving with ``save`` would bring about or touch in a household, the gravest first.

        ``uid`` is empty for a household that is being added. What cannot be saved as it stands
        is not judged.

        Raises:
            WorldFailed: the store cannot be read.
        """
        edits = self._edits(save)
        if edits is None:
            return ()
        store, checking = self.registers.store, Checking(self.registers)
        facts = store.questions.facts
        found = facts.of_households([uid]) if uid else []
        if uid and not found:
            return ()
        held = found[0] if found else None
        typed = as_edited(store, held, edits)
        register = facts.beside(typed)
        after = checking.judged(typed, register).findings
        before: tuple[Finding, ...] = ()
        if held is not None:
            same = _numbers(held) == _numbers(typed)
            before = checking.judged(held, register if same else None).findings
        near = _near(typed, {edit.uid for edit in edits})
        return tuple(TypedFinding(one, one.uid in near) for one in _touched(before, after, edits))

    def village(self, uid: str, save: Save) -> tuple[TypedFinding, ...]:
        """As :meth:`household`, what saving would bring about in what is declared of a village.

        What a village's records mean for its households is not asked: there can be thousands.

        Raises:
            WorldFailed: the store cannot be read.
        """
        edits, checking = self._edits(save), Checking(self.registers)
        held = checking.villages(uid)
        if edits is None or not held:
            return ()
        typed = village_as_edited(self.registers.store, held[0], edits)
        after = checking.judged_village(typed).findings
        before = checking.judged_village(held[0]).findings
        near = {edit.uid for edit in edits}
        return tuple(TypedFinding(one, one.uid in near) for one in _touched(before, after, edits))

    def _edits(self, save: Save) -> list[Edit] | None:
        """What would be written; ``None`` when it cannot be saved as it stands."""
        try:
            return rehearsed(self.registers, save)
        except Refused:
            return None


def _numbers(home: HouseholdFacts) -> tuple[object, ...]:
    """What the register is asked about a household."""
    people = [(one.member.uid, one.member.name, one.member.id_number) for one in home.living]
    helpers = [one.team_member for one in home.pairings]
    return home.registered, home.household.phone, people, helpers


def _touched(
    before: Iterable[Finding], after: Iterable[Finding], edits: Iterable[Edit]
) -> Iterator[Finding]:
    """The findings that are new, say something else than before, or lie on a typed field."""
    known = {one.key: one.facts for one in before}
    typed = {(edit.entity, edit.uid, name) for edit in edits for name in edit.values}
    for one in after:
        if known.get(one.key) != one.facts or (one.entity, one.uid, one.field) in typed:
            yield one


def _near(home: HouseholdFacts, edited: set[str]) -> set[str]:
    """The edited records, with a person's years beside the person, a year beside the household."""
    found = set(edited)
    for person in home.people:
        own = {person.member.uid, *([person.year.uid] if person.year else [])}
        found |= own if own & edited else set()
    own = {home.household.uid, *([home.year.uid] if home.year else [])}
    return found | (own if own & edited else set())
