"""Section 7: the next visit and how the sheet was signed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Visit
from fieldapp.records.declare import fields_of
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import FieldSet, VisitColumn, labelled
from ui.pages.visit.state import VisitState
from ui.widgets.code_field import CodeField
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import TextField


class Closing:
    """The end of the sheet."""

    keys = ("visit.next_visit_date", "visit.sign_kind", "visit.signer_name", "visit.proxy_name")

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        names = {name: spec.label(language()) for name, spec in fields_of(Visit).items()}
        form.section("⑦ " + _("Next visit and signature"))
        day = DateField(names["next_visit_date"], state.today, "future")
        day.setPlaceholderText("")
        kind = CodeField(names["sign_kind"], code_options("sign_kind", language()))
        form.add(
            labelled(
                (names["next_visit_date"], fields.bind("visit.next_visit_date", day)),
                (names["sign_kind"], fields.bind("visit.sign_kind", kind)),
            )
        )
        signer, proxy = TextField(names["signer_name"]), TextField(names["proxy_name"])
        self._names = QWidget()
        self._names.setLayout(
            labelled(
                (names["signer_name"], fields.bind("visit.signer_name", signer)),
                (names["proxy_name"], fields.bind("visit.proxy_name", proxy)),
            )
        )
        form.add(self._names)

    def show_state(self, state: VisitState) -> None:
        """Ask for names only where somebody signed for another."""
        self._names.setVisible(state.text("visit.sign_kind") == "proxy")

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        del state
        yield from self.keys
