"""The page on which a visit is recorded: last time at the left, the form, what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.findings.wording import weighed
from ui.pages.visit.returned import ReturnedBanner
from ui.pages.visit.sections.appeals import Appeals
from ui.pages.visit.sections.card_causes import CardCauses
from ui.pages.visit.sections.closing import Closing
from ui.pages.visit.sections.field_set import FieldSet, VisitColumn
from ui.pages.visit.sections.findings import Findings
from ui.pages.visit.sections.last_time import LastTimePanel
from ui.pages.visit.sections.measures import Measures
from ui.pages.visit.sections.photos import Photos
from ui.pages.visit.sections.who_when import WhoWhen
from ui.pages.visit.state import Remark, VisitState, WaitingDraft
from ui.pages.visit.view_model import VisitViewModel
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.chips import CardChip
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Line
from ui.widgets.marks import Mark
from ui.widgets.panel import Panel
from ui.widgets.problem_list import ProblemLine, ProblemList
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Elided, Text
from ui.widgets.tile import Tile

_LEFT, _RIGHT = 262, 236
_BAR = 10
"""Room for the bar that scrolls what stands at the right."""
_ARMED_MS = 4000


class VisitPage(QWidget):
    """Shows the view model's state; what is typed goes back to it."""

    def __init__(self, model: VisitViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._entry: EntryView | None = None
        self._revision = -1
        self._stack = QStackedLayout(self)
        self._waiting = WaitingView(model)
        self._stack.addWidget(self._waiting)
        model.changed.connect(self._show)
        model.moved.connect(self._moved)
        model.jump.connect(self._jump)
        self._show()

    def refresh(self) -> None:
        """The page came to the front."""
        if self._model.state.phase == "empty":
            self._model.look_for_drafts()
        elif self._entry is not None:
            self._entry.go_on()

    def status_hints(self) -> str:
        """What the keys do here."""
        return _(
            "Enter next   Shift+Enter back   number or first letters choose   Space switches   "
            "Ctrl+Enter save   Esc back to the list"
        )

    def _show(self) -> None:
        state = self._model.state
        if state.phase in {"empty", "loading"}:
            self._drop_entry()
            self._waiting.show_state(state)
            return
        if self._entry is None or state.revision != self._revision:
            self._drop_entry()
            self._revision = state.revision
            self._entry = EntryView(self._model, state)
            self._stack.addWidget(self._entry)
            self._stack.setCurrentWidget(self._entry)
            self._entry.show_state(state)
            begin = self._entry.begin_at_blank if state.at_blank else self._entry.begin
            QTimer.singleShot(0, self._entry, begin)
            return
        self._entry.show_state(state)

    def _drop_entry(self) -> None:
        if self._entry is not None:
            self._stack.setCurrentWidget(self._waiting)
            self._stack.removeWidget(self._entry)
            self._entry.hide()
            self._entry.deleteLater()
            self._entry = None

    def _moved(self, key: str, text: str) -> None:
        if self._entry is not None:
            self._entry.fields.move(key, text)

    def _jump(self, key: str) -> None:
        if self._entry is not None:
            self._entry.jump(key)


class EntryView(QWidget):
    """One entry: made anew for each household and each language."""

    def __init__(self, model: VisitViewModel, state: VisitState) -> None:
        super().__init__()
        self._model = model
        self._order: tuple[str, ...] = ()
        self.form = VisitColumn(self)
        self.fields = FieldSet(self.form)
        self._head = HeadBand(model, self.save)
        self._notice = Banner()
        self.returned = ReturnedBanner(model.returned, state.today)
        self._left = LastTimePanel(state, self.fields)
        self._left.setFixedWidth(_LEFT)
        self._sections = (
            WhoWhen(state, self.form, self.fields),
            Findings(state, self.form, self.fields),
            CardCauses(state, self.form, self.fields),
            Measures(state, self.form, self.fields),
            Appeals(state, self.form, self.fields),
            Closing(state, self.form, self.fields),
        )
        self._photos = Photos(model.photos)
        self._missing = ProblemList(_("Everything is there."))
        self._missing.jump.connect(self.jump)
        self._remarks: tuple[Remark, ...] | None = None
        self._arrange()
        self.fields.fill(state.texts)
        self.fields.typed.connect(model.put)
        self.form.left.connect(model.judge.settle)
        self.form.finished.connect(self._head.save_button.setFocus)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.form.walker.step(self._head.save_button, back=False)

    def begin_at_blank(self) -> None:
        """Put the cursor into the first field in which nothing stands."""
        blank = self.fields.first_blank(self._order)
        if blank:
            self.jump(blank)
        else:
            self.begin()

    def go_on(self) -> None:
        """Come back to where the cursor stood."""
        focus = self.focusWidget()
        if isinstance(focus, QWidget):
            focus.setFocus()

    def show_state(self, state: VisitState) -> None:
        """Show this moment; the fields already show what was typed."""
        self._head.show_state(state)
        self._notice.say(state.notice.message, state.notice.hint, state.notice.tone)
        self._left.show_state(state)
        self._photos.show_photos(state.photos)
        for section in self._sections:
            section.show_state(state)
        self._walk(state)
        if state.remarks != self._remarks:
            self._remarks = state.remarks
            self._missing.set_problems(
                [
                    ProblemLine(
                        remark.key, weighed(remark.severity, remark.sentence), remark.weight
                    )
                    for remark in state.remarks
                ]
            )
            said: dict[str, list[Line]] = {}
            for remark in state.remarks:
                if remark.marked:
                    words = weighed(remark.severity, remark.sentence)
                    said.setdefault(remark.key, []).append((words, _tone(remark)))
            self.form.set_problems(said)
            self.fields.mark({key: lines[0][1] for key, lines in said.items()})

    def jump(self, key: str) -> None:
        """Go to the field a problem belongs to."""
        field = self.fields.field(key)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.reveal(field)

    def save(self) -> None:
        """Take what is typed in the field one stands in, then save."""
        self.fields.settle()
        self._model.save()

    def _walk(self, state: VisitState) -> None:
        """Tell Enter the order of the fields, whenever there are others."""
        order = tuple(self._keys(state))
        if order != self._order:
            self._order = order
            self.fields.order(iter(order))

    def _keys(self, state: VisitState) -> Iterator[str]:
        for promise in state.promises:
            yield f"promise.{promise.uid}"
            yield f"{promise.kind}.{promise.uid}.due"
            yield f"{promise.kind}.{promise.uid}.reason"
        yield from chain.from_iterable(section.order(state) for section in self._sections)

    def _arrange(self) -> None:
        middle = Panel()
        middle.body.addWidget(self.form)
        missing = Panel(_("Still missing"))
        missing.body.addWidget(self._missing)
        beside = QWidget()
        beside.setLayout(column(missing, self._photos, None, gap=2))
        right = Scrolled()  # sentences are never squeezed, however many there are
        right.setFixedWidth(_RIGHT + _BAR)
        right.replace(beside)
        body = row(gap=2)
        body.addWidget(self._left)
        body.addWidget(middle, 1)
        body.addWidget(right)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 20)
        outer.setSpacing(12)
        outer.addWidget(self._head)
        outer.addWidget(self._notice)
        outer.addWidget(self.returned)
        outer.addLayout(body, 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; the draft stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.fields.settle()
            self._model.leave()
            return
        super().keyPressEvent(event)


def _tone(remark: Remark) -> Mark:
    return "note" if remark.weight == "missing" else remark.weight


class HeadBand(QWidget):
    """Whose visit this is, when the draft was stored, and the two ways out."""

    def __init__(self, model: VisitViewModel, save: Callable[[], None]) -> None:
        super().__init__()
        self._title = Text("", "title")
        self._card = CardChip("")
        self._place = Elided("", "quiet")
        self._draft = Text("", "body", "ok")
        self.save_button = PrimaryButton(_("Save"), "Ctrl+Enter", save, changes=True)
        self._model = model
        self._discard = QuietButton(_("Discard"), "", self._discard_pressed)
        self._calm = QTimer(self, singleShot=True, interval=_ARMED_MS)
        self._calm.timeout.connect(lambda: self._discard.set_text(_("Discard")))
        line = row(self._title, self._card, gap=1.5)
        line.addWidget(self._place, 1)
        for widget in (self._draft, self._discard, self.save_button):
            line.addWidget(widget)
        self.setLayout(line)

    def _discard_pressed(self) -> None:
        """The first press warns, a second one soon after throws the draft away."""
        if self._calm.isActive():
            self._model.discard()
            return
        self._discard.set_text(_("Press again to discard"))
        self._calm.start()

    def show_state(self, state: VisitState) -> None:
        """Show this moment."""
        self._title.setText(state.heading.title)
        self._card.set_chip(state.heading.card, state.heading.tone)
        self._card.setVisible(bool(state.heading.card))
        self._place.set_whole(state.heading.place)
        self._draft.setText(state.draft_note)
        self.save_button.setEnabled(state.phase == "ready")


class WaitingView(QWidget):
    """While no visit is open: how to begin one, and the drafts that wait."""

    def __init__(self, model: VisitViewModel) -> None:
        super().__init__()
        self._model = model
        self._drafts: tuple[WaitingDraft, ...] = ()
        self._notice = Banner()
        self._list = column(gap=1)
        panel = Panel(_("Begun and not saved"))
        panel.body.addLayout(self._list)
        self._panel = panel
        self._empty = EmptyState(
            "visits",
            _("No visit is open"),
            _("Find the household with Ctrl+K and choose “Record a visit”."),
        )
        self.setLayout(column(self._notice, panel, self._empty, None, gap=2, margin=3))
        self._panel.hide()

    def show_state(self, state: VisitState) -> None:
        """Show the drafts."""
        self._notice.say(state.notice.message, state.notice.hint, state.notice.tone)
        self._empty.setVisible(state.phase == "empty")
        if state.waiting == self._drafts:
            return
        self._drafts = state.waiting
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for draft in state.waiting:
            self._list.addWidget(self._line(draft))
        self._panel.setVisible(bool(state.waiting))

    def _line(self, draft: WaitingDraft) -> Tile:
        line = Tile(draft.title, "flat")
        line.setLayout(
            row(Text(draft.title, "strong"), Text(draft.note, "quiet"), None, margin=0.5)
        )
        line.clicked.connect(lambda: self._model.open(draft.household))
        return line
