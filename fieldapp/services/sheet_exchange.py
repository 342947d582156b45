"""Gathers what the sheets of the exchange say: conflicts to settle, and the slip of a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.ports.questions import Conflict, Side
from fieldapp.ports.store import Store
from fieldapp.records.declare import FieldSpec, entity_named
from fieldapp.records.kinds import Ref, Refs, Stored
from fieldapp.rules.masks import masked_id
from fieldapp.services.access import sees_health
from fieldapp.services.custody import named
from fieldapp.services.households import Registers
from fieldapp.services.profile import ledger, load_profile
from fieldapp.services.record_names import name_of
from fieldapp.services.resolving import ours, theirs
from fieldapp.sheets.conflict_sheet import ConflictLine, ConflictPaper
from fieldapp.sheets.cover_slip import SlipPaper
from fieldapp.sheets.form_words import FormWords

_NUMBERS = frozenset({"id_number", "disability_card", "bank_account"})
"""Fields whose values are never printed in full."""


@dataclass(frozen=True)
class ExchangePapers:
    """The papers of the exchange, in the words of the sheet."""

    registers: Registers
    words: FormWords

    @property
    def _store(self) -> Store:
        return self.registers.store

    def conflicts(self) -> Iterator[ConflictPaper]:
        """All open conflicts on one paper; none without any."""
        lines = tuple(self._lines())
        if lines:
            today = self.registers.clock.now().date()
            yield ConflictPaper(today, load_profile(self._store).name, lines)

    def slips(self) -> Iterator[SlipPaper]:
        """The slip of the newest bundle that was made here; none without any."""
        made = next((line for line in ledger(self._store) if line.way == "out"), None)
        if made is None:
            return
        contents = sorted(named(made.contents).items())
        yield SlipPaper(
            made.number, made.at.replace("T", " ")[:16], load_profile(self._store).name,
            made.peer, made.bundle, made.check_code, made.changes, contents,
        )  # fmt: skip

    def _lines(self) -> Iterator[ConflictLine]:
        open_health = sees_health(self._store)
        for row in self._store.questions.conflicts():
            found = self._store.questions.conflict(row.id)
            if found is None:
                continue
            spec = entity_named(found.entity).fields.get(found.field)
            hidden = spec is not None and spec.sens > 1 and not open_health
            yield ConflictLine(
                self._household(row.household),
                self._field(found, spec),
                self._said(spec, found.base, hidden=hidden),
                (self._side(spec, ours(found), hidden=hidden),),
                tuple(self._side(spec, side, hidden=hidden) for side in theirs(found)),
            )

    def _household(self, uid: str | None) -> str:
        row = self._store.questions.household(uid) if uid else None
        return self.words.parts((row.local_no, row.head_name)) if row else ""

    def _field(self, found: Conflict, spec: FieldSpec | None) -> str:
        entity = entity_named(found.entity).label(self.words.language)
        if spec is None:
            return self.words.named(entity, self.words.gettext("removed or kept"))
        return self.words.named(entity, spec.label(self.words.language))

    def _side(self, spec: FieldSpec | None, side: Side, *, hidden: bool) -> str:
        value = self._said(spec, side.value, hidden=hidden)
        when = side.at.replace("T", " ")[:16]
        return f"{value}\n{self.words.parts((side.author, side.device, when))}"

    def _said(self, spec: FieldSpec | None, stored: Stored, *, hidden: bool) -> str:
        words = self.words
        if spec is None:
            return words.gettext("stays") if stored else words.gettext("removed")
        if stored is None:
            return words.gettext("(empty)")
        if spec.name in _NUMBERS:
            return masked_id(str(stored))
        if hidden:
            return words.gettext("(only on the screen)")
        value = spec.kind.from_stored(stored)
        if isinstance(spec.kind, Ref | Refs):
            uids = value if isinstance(value, tuple) else (str(value),)
            return words.names(name_of(self._store, spec.kind.entity, uid) for uid in uids)
        return spec.kind.show(value, words.language)
