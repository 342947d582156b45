"""Section 1: when, where, who visited and whom they met."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Visit
from fieldapp.records.declare import fields_of
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import (
    CodesField,
    FieldSet,
    VisitColumn,
    label,
    labelled,
)
from ui.pages.visit.state import VisitState
from ui.style.layouts import row
from ui.widgets.code_field import CodeField
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.tags_field import TagsField
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField


class WhoWhen:
    """The circumstances of the visit."""

    keys = (
        "visit.day", "visit.start_at", "visit.end_at", "visit.place_kind", "visit.visitors",
        "visit.people_met", "visit.nobody_home_reason", "visit.purpose", "visit.companions",
        "visit.weather",
    )  # fmt: skip

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        names = {name: spec.label(language()) for name, spec in fields_of(Visit).items()}
        form.section("① " + _("Who, when, where"))
        day = DateField(_("Day"), state.today, "past")
        start, end = TimeField(names["start_at"]), TimeField(names["end_at"])
        start.setFixedWidth(60)
        end.setFixedWidth(60)
        for key, field in (("day", day), ("start_at", start), ("end_at", end)):
            fields.bind_bare(f"visit.{key}", field)
        when = row(gap=0.5)
        when.addWidget(day, 1)
        for part in (start, Text("–", "quiet"), end):
            when.addWidget(part)
        place = CodeField(names["place_kind"], code_options("place_kind", language()))
        where = fields.bind("visit.place_kind", place)
        form.add(labelled((_("Time"), when), (names["place_kind"], where), shares=(2, 1)))
        visitors = TagsField(names["visitors"], state.team, only_known=True)
        met = TagsField(names["people_met"], state.members)
        form.add(
            labelled(
                (names["visitors"], fields.bind("visit.visitors", visitors)),
                (names["people_met"], fields.bind("visit.people_met", met)),
            )
        )
        purpose = CodesField(names["purpose"], code_options("visit_purpose", language()))
        self._reason_label = label(_("Why nobody"))
        self._reason = fields.bind(
            "visit.nobody_home_reason", TextField(names["nobody_home_reason"])
        )
        line = labelled((names["purpose"], fields.bind("visit.purpose", purpose)))
        line.addWidget(self._reason_label)
        line.addWidget(self._reason, 1)
        form.add(line)
        companions, weather = TextField(names["companions"]), TextField(names["weather"])
        form.add(
            labelled(
                (names["companions"], fields.bind("visit.companions", companions)),
                (names["weather"], fields.bind("visit.weather", weather)),
                shares=(2, 1),
            )
        )

    def show_state(self, state: VisitState) -> None:
        """Ask why nobody was met only while nobody is named."""
        nobody = not state.text("visit.people_met").strip()
        self._reason_label.setVisible(nobody)
        self._reason.setVisible(nobody)

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        del state
        yield from self.keys
