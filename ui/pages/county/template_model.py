"""What happens with the county's forms: choosing, writing with a live page beside, keeping."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.office_package import kind_of
from fieldapp.ports.store import Done
from fieldapp.services.county_forms import (
    EXAMPLES,
    FormLine,
    example_text,
    export_form,
    form_lines,
    import_form,
)
from fieldapp.services.county_settings import county_sets
from fieldapp.services.desk import Desk
from fieldapp.services.form_pack import Keeping, KeptForm, drop_form, keep_form, kept_forms
from fieldapp.services.office_forms import (
    KeepingOffice,
    KeptOffice,
    drop_office,
    export_office,
    keep_office,
)
from ui.navigation.intents import Saved
from ui.pages.county.live_page import LivePage
from ui.pages.county.office_model import OfficeModel
from ui.pages.county.template_state import TemplateRow, TemplateState
from ui.pages.county.template_wording import example_words, line_words, template_row
from ui.widgets.problem_list import ProblemLine
from ui.workers.runner import Runner

_Answer = tuple[tuple[FormLine, ...], dict[str, KeptForm], Mapping[str, KeptOffice]]


class TemplateModel(QObject):
    """Outlives the page; the signals are those of :class:`CountyViewModel`."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._lines: tuple[FormLine, ...] = ()
        self._kept: dict[str, KeptForm] = {}
        self._texts: dict[str, str] = {}
        self._current: str | None = None
        self._revision = 0
        self.office = OfficeModel(desk, runner)
        self.office.changed.connect(self._office_changed)
        self.office.failed.connect(self.failed)
        self.live = LivePage(desk.printing, runner)
        self.live.changed.connect(self.changed)
        self.live.failed.connect(self.failed)

    @property
    def state(self) -> TemplateState:
        """This moment, in the language that is on now."""
        current, live = self._current or "", self.live
        if current in self.office.forms:
            return self._office_state(current)
        return TemplateState(
            ours=county_sets(self._desk.store),
            rows=self._rows,
            examples=tuple((name, example_words(name)) for name in EXAMPLES),
            current=current,
            shown=self._current is not None,
            text=self._text(current),
            revision=self._revision,
            dirty=self._is_dirty(current),
            line=live.wrong_line,
            problems=_problems(live),
            language=live.language,
            picture=live.picture,
            missing=_("The page stands here once the template can be read.")
            if live.refused
            else _("The page is being made …"),
            where=line_words(live.page, live.pages),
            can_back=live.page > 0,
            can_forward=live.page < live.pages - 1,
        )

    @property
    def _rows(self) -> tuple[TemplateRow, ...]:
        own = (template_row(line, self._is_dirty(line.name)) for line in self._lines)
        return (*own, *self.office.rows)

    def _office_state(self, current: str) -> TemplateState:
        return TemplateState(
            county_sets(self._desk.store), self._rows,
            tuple((name, example_words(name)) for name in EXAMPLES),
            current, shown=True, text=self.office.text, revision=self._revision,
            language=self.live.language, missing=self.office.told, office=True,
        )  # fmt: skip

    def refresh(self) -> None:
        """Read the templates again."""
        store = self._desk.store
        self._runner.ask(
            lambda: (form_lines(store), dict(kept_forms(store)), self.office.read(store)),
            self._take,
            self.failed.emit,
        )

    def choose(self, name: str) -> None:
        """Look at a template; what was typed into another one stays."""
        if name != self._current and (name in self._kept or name in self.office.forms):
            self._show(name)

    def begin(self, example: str) -> None:
        """Begin a new template from a shipped example."""
        self._texts[""] = example_text(example)
        self._show("")

    def typed(self, text: str) -> None:
        """Take what stands in the editor; the page follows after a short pause."""
        if self._current is not None:
            self._texts[self._current] = text
            self.live.follow(text)
            self.changed.emit()

    def save(self) -> None:
        """Keep what stands in the editor."""
        if self._current is not None:
            registers, text = self._desk.registers, self._text(self._current)
            self._runner.ask(lambda: keep_form(registers, text), self._done, self.live.refuse)

    def take_in(self, file: Path) -> None:
        """Keep a template file with the logo beside it."""
        registers = self._desk.registers
        if kind_of(file.name):
            self._runner.ask(
                lambda: keep_office(registers, file), self._kept_office, self.failed.emit
            )
            return
        self._runner.ask(lambda: import_form(registers, file), self._done, self.failed.emit)

    def write_out(self, file: Path) -> None:
        """Write the template that is kept as a file."""
        store, name = self._desk.store, self._current or ""
        if name:
            export = export_office if name in self.office.forms else export_form
            self._runner.ask(lambda: export(store, name, file), _nothing, self.failed.emit)

    def remove(self) -> None:
        """Use the template no more."""
        registers, name = self._desk.registers, self._current or ""
        if name:
            drop = drop_office if name in self.office.forms else drop_form
            self._runner.ask(lambda: drop(registers, name), self._removed, self.failed.emit)

    def _text(self, name: str) -> str:
        kept = self._kept.get(name)
        return self._texts.get(name, kept.text if kept else "")

    def _is_dirty(self, name: str) -> bool:
        kept = self._kept.get(name)
        return name in self._texts and (kept is None or self._texts[name] != kept.text)

    def _show(self, name: str) -> None:
        self._current = name
        self._revision += 1
        if name in self.office.forms:
            self.office.show(name)
            self.changed.emit()
        else:
            self.live.show(self._text(name))

    def _office_changed(self) -> None:
        self._revision += 1
        self.changed.emit()

    def _kept_office(self, kept: KeepingOffice) -> None:
        self.office.forms = self.office.read(self._desk.store)
        self.saved.emit(
            Saved(lambda: _("The form is kept; laptops get it with a bundle"), kept.done)
        )
        self._show(kept.name)

    def _take(self, answer: _Answer) -> None:
        before, (self._lines, self._kept, self.office.forms) = self._kept, answer
        name = self._current
        if name is None and self._lines:
            self._show(self._lines[0].name)
        elif name and name in self._kept and self._kept[name] != before.get(name):
            self._show(name)
        elif self._current and self._current not in {*self._kept, *self.office.forms}:
            self._current = None
            self._revision += 1
        self.changed.emit()

    def _done(self, kept: Keeping) -> None:
        for typed in {self._current or "", kept.name}:
            self._texts.pop(typed, None)
        self.saved.emit(
            Saved(lambda: _("The form is kept; laptops get it with a bundle"), kept.done)
        )
        store = self._desk.store
        self._lines, self._kept = form_lines(store), dict(kept_forms(store))
        self._show(kept.name)

    def _removed(self, done: Done) -> None:
        self._texts.pop(self._current or "", None)
        self._current = None
        self.saved.emit(Saved(lambda: _("The form is used no more"), done))
        self.refresh()


def _nothing(_answer: object) -> None:
    """Nothing is left to do."""


def _problems(live: LivePage) -> tuple[ProblemLine, ...]:
    if live.refused is not None:
        message, hint = sentence(live.refused, language())
        hint = hint.removeprefix(_("Nothing was changed.")).strip()
        return (ProblemLine(str(live.wrong_line), f"{message}\n{hint}"),)
    lines = live.chinese_only
    if not lines:
        return ()
    words = _("No English yet, the Chinese stands there: lines {lines}")
    told = words.format(lines=" · ".join(map(str, lines)))
    return (ProblemLine(str(lines[0]), told, "missing"),)
