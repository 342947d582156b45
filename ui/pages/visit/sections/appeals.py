"""Section 6: what the family asked, what was answered, and issues with owner and due day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Visit, VisitIssue
from fieldapp.records.declare import fields_of
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import (
    FieldSet,
    NameField,
    VisitColumn,
    label,
    labelled,
)
from ui.pages.visit.state import VisitState
from ui.style.layouts import row
from ui.widgets.code_field import CodeField
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import LongTextField, TextField

_TEXTS = ("family_change", "appeal_text", "explained_text")
_ISSUE = ("text", "category", "action", "owner", "due")


class Appeals:
    """Three texts and the issues; the last issue is empty and waits for a new one."""

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        del state
        self._fields = fields
        self._names = {name: spec.label(language()) for name, spec in fields_of(VisitIssue).items()}
        self._rest: dict[str, tuple[QWidget, ...]] = {}
        form.section("⑥ " + _("Appeals and answers"))
        for name in _TEXTS:
            words = fields_of(Visit)[name].label(language())
            form.add(labelled((words, fields.bind(f"visit.{name}", LongTextField(words)))))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        form.add(self._column)

    def show_state(self, state: VisitState) -> None:
        """Add rows for new issues; ask for kind, action, owner and due day once there is one."""
        for uid in state.new_issues:
            if uid not in self._rest:
                self._fresh(uid, state)
            raised = bool(state.text(f"new_issue.{uid}.text").strip())
            for part in self._rest[uid]:
                part.setVisible(raised)

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        yield from (f"visit.{name}" for name in _TEXTS)
        for uid in state.new_issues:
            yield from (f"new_issue.{uid}.{name}" for name in _ISSUE)

    def _fresh(self, uid: str, state: VisitState) -> None:
        names = self._names
        made: dict[str, QWidget] = {
            "text": TextField(names["text"], _("+ new issue")),
            "category": CodeField(names["category"], code_options("issue_category", language())),
            "action": TextField(names["action"]),
            "owner": NameField(names["owner"], state.team),
            "due": DateField(names["due"], state.today, "future"),
        }
        for name in _ISSUE:
            self._fields.bind_bare(f"new_issue.{uid}.{name}", made[name])
            self._fields.move(f"new_issue.{uid}.{name}", state.text(f"new_issue.{uid}.{name}"))
        of_what = self._cells(made, ("category", 60, 1))
        rest = self._cells(made, ("action", 0, 6), ("owner", 40, 3), ("due", 52, 4))
        self._rest[uid] = (of_what, rest)
        raised = labelled((names["text"], made["text"]))
        raised.setStretch(1, 6)
        raised.addWidget(of_what, 5)
        self._column.addLayout(raised)
        self._column.addWidget(rest)

    def _cells(self, made: Mapping[str, QWidget], *cells: tuple[str, int, int]) -> QWidget:
        """Fields side by side: each by name, with the width of its label and its share."""
        line = row(gap=1.25)
        for name, width, share in cells:
            line.addWidget(label(self._names[name], width))
            line.addWidget(made[name], share)
        held = QWidget()
        held.setLayout(line)
        return held
