"""Section 6: what the family asked, what was answered, and issues with owner and due day."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Visit, VisitIssue
from fieldapp.records.declare import fields_of
from ui.pages.visit.sections.field_set import (
    FieldSet,
    NameField,
    VisitColumn,
    label,
    labelled,
)
from ui.pages.visit.state import VisitState
from ui.style.layouts import row
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import LongTextField, TextField

_TEXTS = ("family_change", "appeal_text", "explained_text")
_ISSUE = ("text", "action", "owner", "due")


class Appeals:
    """Three texts and the issues; the last issue is empty and waits for a new one."""

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        del state
        self._fields = fields
        self._names = {name: spec.label(language()) for name, spec in fields_of(VisitIssue).items()}
        self._rest: dict[str, QWidget] = {}
        form.section("⑥ " + _("Appeals and answers"))
        for name in _TEXTS:
            words = fields_of(Visit)[name].label(language())
            form.add(labelled((words, fields.bind(f"visit.{name}", LongTextField(words)))))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        form.add(self._column)

    def show_state(self, state: VisitState) -> None:
        """Add rows for new issues; ask for action, owner and due day once there is an issue."""
        for uid in state.new_issues:
            if uid not in self._rest:
                self._fresh(uid, state)
            self._rest[uid].setVisible(bool(state.text(f"new_issue.{uid}.text").strip()))

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        yield from (f"visit.{name}" for name in _TEXTS)
        for uid in state.new_issues:
            yield from (f"new_issue.{uid}.{name}" for name in _ISSUE)

    def _fresh(self, uid: str, state: VisitState) -> None:
        names = self._names
        made: dict[str, QWidget] = {
            "text": TextField(names["text"], _("+ new issue")),
            "action": TextField(names["action"]),
            "owner": NameField(names["owner"], state.team),
            "due": DateField(names["due"], state.today, "future"),
        }
        for name in _ISSUE:
            self._fields.bind_bare(f"new_issue.{uid}.{name}", made[name])
            self._fields.move(f"new_issue.{uid}.{name}", state.text(f"new_issue.{uid}.{name}"))
        self._column.addLayout(labelled((names["text"], made["text"])))
        line = row(gap=1.25)
        for name, width, share in (("action", 0, 6), ("owner", 40, 3), ("due", 52, 4)):
            line.addWidget(label(names[name], width))
            line.addWidget(made[name], share)
        rest = QWidget()
        rest.setLayout(line)
        self._rest[uid] = rest
        self._column.addWidget(rest)
