"""What is typed in a form is judged by the rules, a moment after the last key, off the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.rules.checks.findings import Severity
from fieldapp.services.households import Registers
from fieldapp.services.rehearsal import Save
from fieldapp.services.while_typing import TypedFinding, WhileTyping
from ui.findings.wording import begun
from ui.forms.request import FormRequest
from ui.workers.runner import Runner

PAUSE_MS = 400
"""So long nothing is typed before it is judged; leaving a field does not wait."""

UNNAMED = "…"
"""Stands for the name of somebody whose name is not typed yet."""

_OF_PEOPLE = frozenset({"member", "member_year"})

Found = tuple[TypedFinding, ...]
Root = Literal["household", "village"]
"""Whose records a form changes."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How what is typed would be saved, and to which household or village, by uid.

    The uid is empty for a household that is added.
    """

    uid: str
    save: Save
    root: Root = "household"


class TypingJudge(QObject):
    """``found`` carries the :class:`TypedFinding` of what was typed last.

    One question at a time goes to the database lane, and an answer to what has been typed over
    since is dropped, so that typing is never slowed. ``failed`` carries an exception.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, registers: Registers, runner: Runner, owner: QObject) -> None:
        super().__init__(owner)
        self._judging = WhileTyping(registers)
        self._runner = runner
        self._saving: Saving | None = None
        self._turn = 0
        self._asked = 0
        """The turn whose answer is awaited; 0 for none."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def typed(self, saving: Saving | None) -> None:
        """Something was typed; it is judged after a pause."""
        self._saving = saving
        self._turn += 1
        self._pause.start()

    def settle(self) -> None:
        """A field was left: do not wait any longer."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def forget(self) -> None:
        """The form is gone."""
        self._pause.stop()
        self._turn += 1
        self._saving = None

    def _ask(self) -> None:
        if self._asked or self._saving is None:
            return
        saving, self._asked = self._saving, self._turn
        judge = self._judging.village if saving.root == "village" else self._judging.household
        self._runner.ask(lambda: judge(saving.uid, saving.save), self._answered, self._not_answered)

    def _answered(self, found: Found) -> None:
        turn, self._asked = self._asked, 0
        if turn == self._turn:
            self.found.emit(found)
        elif not self._pause.isActive():
            self._ask()

    def _not_answered(self, failure: BaseException) -> None:
        self._asked = 0
        self.failed.emit(failure)


@dataclass(frozen=True, slots=True)
class Said:
    """One finding as a form shows it: beside the field ``key``, or in its list when empty."""

    key: str
    severity: Severity
    sentence: str


def in_form(request: FormRequest, found: Iterable[TypedFinding], language: str) -> list[Said]:
    """The findings in the words of ``language``, each with the form's field it lies on."""
    fields = {(known.entity, known.key) for known in request.fields()}
    said = []
    for one in found:
        finding = one.finding
        here = one.near and (finding.entity, finding.field) in fields
        sentence = begun(finding.sentence(language))
        if not one.near and finding.entity in _OF_PEOPLE:
            sentence = f"{finding.who}{': ' if language == 'en' else '：'}{sentence}"
        said.append(Said(finding.field if here else "", finding.rule.severity, sentence))
    return said
