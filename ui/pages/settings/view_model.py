"""What happens on the settings page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import N_, _, language
from fieldapp.ports.store import Done
from fieldapp.records.codes import code_list
from fieldapp.records.declare import entity_named
from fieldapp.rules.visit_cadence import USUAL, Cadence
from fieldapp.services.about import About, about
from fieldapp.services.access import reads_looks
from fieldapp.services.cadence import load_cadence, set_cadence
from fieldapp.services.desk import Desk
from fieldapp.services.doctor import Diagnosis, diagnose, rebuilt_words
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.locking import LEAST_PASSPHRASE, change_passphrase
from fieldapp.services.looking_up import Look, LookingUp
from fieldapp.services.people_pins import people_with_pins
from fieldapp.services.preferences import (
    LanguageChoice,
    Preferences,
    ThemeChoice,
    load_preferences,
    save_preferences,
)
from fieldapp.services.profile import load_profile
from fieldapp.services.rebuilding import Mended, Rebuilding
from ui.models.moments import size_words
from ui.models.wording import dotted
from ui.navigation.intents import Saved
from ui.pages.settings.packing_model import PackingModel
from ui.pages.settings.safety_model import SafetyModel
from ui.pages.settings.state import LookRow, SettingsState, Work
from ui.widgets.text import Tone
from ui.workers.runner import Runner

_LOOKS = 200
"""So many of the newest looks are listed."""
_FILES = {
    "roster": N_("roster written"), "register": N_("whole register written"),
    "template": N_("office form written"),
}  # fmt: skip


@dataclass(frozen=True)
class _Held:
    people: tuple[tuple[str, str], ...]
    person: str
    cadence: Cadence
    about: About
    looks: tuple[Look, ...] | None


class SettingsViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``said`` carries a ``Telling``, ``saved``
    a :class:`Saved`, ``failed`` an exception. ``language_asked`` and ``theme_asked`` want the
    window to speak and look otherwise at once; ``keyboard_taken`` that the services are opened
    anew in another person's name.
    """

    changed = Signal()
    said = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    language_asked = Signal(str)
    theme_asked = Signal(str)
    keyboard_taken = Signal(str)
    pin_wanted = Signal(str)

    def __init__(self, desk: Desk, runner: Runner, preferences: Path) -> None:
        super().__init__()
        self.safety = SafetyModel(desk, runner)
        self.safety.said.connect(self.said)
        self.safety.failed.connect(self.failed)
        self.packing = PackingModel(desk, runner)
        self.packing.said.connect(self.said)
        self.packing.failed.connect(self.failed)
        self._desk = desk
        self._runner = runner
        self._file = preferences
        self._preferences = load_preferences(preferences)
        self._held: _Held | None = None
        self._found: Diagnosis | None = None
        self._work: Work = ""
        self._passphrases = 0

    @property
    def state(self) -> SettingsState:
        """This moment, in the language that is on now."""
        held = self._held
        return SettingsState(
            language=language(),
            theme=self._preferences.theme,
            people=held.people if held else (),
            person=held.person if held else "",
            cadence=held.cadence if held else USUAL,
            least_passphrase=LEAST_PASSPHRASE,
            about=_about_lines(held.about) if held else (),
            findings=_findings(self._found),
            mendable=self._found is not None and self._found.mendable,
            looks=_look_rows(held.looks if held else None),
            work=self._work,
            changed=self._passphrases,
        )

    def refresh(self) -> None:
        """Ask again who may be at the keyboard, and how large the store is."""
        self.safety.refresh()
        store, folder, spoken = self._desk.store, self._desk.folder, language()
        looking = LookingUp(self._desk.registers)

        def look() -> _Held:
            author = load_profile(store).author
            return _Held(
                tuple(people(store, spoken)), author, load_cadence(store), about(folder),
                tuple(looking.looks()[:_LOOKS]) if reads_looks(store) else None,
            )  # fmt: skip

        self._runner.ask(look, self._take, self.failed.emit)

    def speak(self, wanted: LanguageChoice) -> None:
        """Speak this language from now on."""
        self._keep(replace(self._preferences, language=wanted))
        self.language_asked.emit(wanted)

    def dress(self, wanted: ThemeChoice) -> None:
        """Look light, dark, or as the desktop does."""
        self._keep(replace(self._preferences, theme=wanted))
        self.theme_asked.emit(wanted)

    def sit_down(self, name: str) -> None:
        """Somebody else is at the keyboard; who has a PIN is asked for it."""
        store = self._desk.store

        def take() -> bool:
            if name in people_with_pins(store):
                return False
            take_keyboard(store, name)
            return True

        def seated(taken: bool) -> None:
            if not taken:
                self.pin_wanted.emit(name)
                self.refresh()
                return
            self.said.emit(lambda: _("{name} is at the keyboard").format(name=name))
            self.keyboard_taken.emit(name)
            self.refresh()

        self._runner.ask(take, seated, self.failed.emit)

    def set_cadence(self, wanted: Cadence) -> None:
        """Let households be visited and the team meet this often."""
        registers = self._desk.registers

        def kept(done: Done) -> None:
            self.saved.emit(Saved(lambda: _("Visits and meetings are set"), done))

        self._runner.ask(lambda: set_cadence(registers, wanted), kept, self.failed.emit)

    def change_passphrase(self, old: str, new: str, again: str) -> None:
        """Lock the workspace with another passphrase."""
        store, folder = self._desk.store, self._desk.folder
        self._begin("passphrase")
        self._runner.file_job(
            lambda _job: change_passphrase(store, folder, old, new, again),
            self._locked,
            self._failed,
        )

    def examine(self) -> None:
        """Let the store examine itself, and look at every photo and paper."""
        attachments = self._desk.attachments
        self._found = None
        self._begin("examination")
        self._runner.file_job(lambda job: diagnose(attachments, job), self._examined, self._failed)

    def rebuild(self) -> None:
        """Make the records anew from the change log, then look again."""
        desk = self._desk
        rebuilding = Rebuilding(desk.folder, desk.store, desk.copying)
        self._begin("rebuilding")
        self._runner.file_job(lambda _job: rebuilding.run(), self._rebuilt, self._failed)

    def _keep(self, preferences: Preferences) -> None:
        self._preferences = preferences
        file = self._file
        self._runner.file_job(
            lambda _job: save_preferences(file, preferences), lambda _done: None, self.failed.emit
        )
        self.changed.emit()

    def _take(self, held: _Held) -> None:
        self._held = held
        self.changed.emit()

    def _begin(self, work: Work) -> None:
        self._work = work
        self.changed.emit()

    def _locked(self, _nothing: None) -> None:
        self._passphrases += 1
        self._begin("")
        self.said.emit(lambda: _("The passphrase is changed"))

    def _examined(self, found: Diagnosis) -> None:
        self._found = found
        self._begin("")

    def _rebuilt(self, done: Mended) -> None:
        self.said.emit(lambda: rebuilt_words(done))
        self.examine()

    def _failed(self, failure: BaseException) -> None:
        self._begin("")
        self.failed.emit(failure)


def _look_rows(looks: tuple[Look, ...] | None) -> tuple[LookRow, ...] | None:
    return None if looks is None else tuple(_look_row(look) for look in looks)


def _look_row(look: Look) -> LookRow:
    entry, spoken = look.entry, language()
    entity, _slash, field = entry.what.partition("/")
    what = entity_named(entity).fields[field].label(spoken) if field else _(_FILES[entity])
    reason = code_list("access_reason").label(entry.reason or "", spoken)
    when = entry.at.strftime("%Y-%m-%d %H:%M") if entry.at else ""
    household = look.household or ("" if entry.rows is None else f"× {entry.rows}")
    return LookRow(when, entry.person or "", household, what, dotted(reason, entry.note or ""))


def _about_lines(known: About) -> tuple[tuple[str, str], ...]:
    dictionary = _("{entities} kinds of records, {fields} fields, {lists} code lists")
    return (
        (_("Program"), f"{_('Household Visits')} {known.version}"),
        (_("Workspace"), str(known.folder)),
        (_("Size"), size_words(known.bytes)),
        (
            _("Data dictionary"),
            dictionary.format(entities=known.entities, fields=known.fields, lists=known.lists),
        ),
    )


def _findings(diagnosis: Diagnosis | None) -> tuple[tuple[str, Tone], ...]:
    if diagnosis is None:
        return ()
    found = diagnosis.found
    looked_at = _("{records} records and {changes} changes were looked at.")
    seen: tuple[str, Tone] = (
        looked_at.format(records=f"{found.records:,}", changes=f"{found.changes:,}"), "",
    )  # fmt: skip
    if not diagnosis.problems:
        return (seen, (_("✓ Everything fits together."), "ok"))
    problems: list[tuple[str, Tone]] = [(said, "error") for said in diagnosis.sentences()]
    return (seen, *problems, *((said, "") for said in diagnosis.advice()))
