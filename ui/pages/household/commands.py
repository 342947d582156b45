"""What each form of the page of one household does when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services import cards
from fieldapp.services.advice import Advice
from fieldapp.services.household_edit import HouseholdEdits
from fieldapp.services.household_view import HouseholdView, household_view
from fieldapp.services.households import Registers
from ui.forms.overtaken import require_seen
from ui.forms.request import FormRequest, Values
from ui.pages.household.forms import standing
from ui.pages.household.income_forms import DECLARED, income_year
from ui.pages.household.models_form import model_measures

Command = Callable[[Registers, HouseholdView, FormRequest, Values], Done]


def run(registers: Registers, view: HouseholdView, request: FormRequest, changes: Values) -> Done:
    """Save a form; raises ``Refused`` as the services do."""
    return _COMMANDS[request.key](registers, view, request, changes)


def run_unless_overtaken(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    """Save a form unless somebody else changed the same fields since ``view`` was read.

    Raises:
        Overtaken: somebody did; nothing was saved.
    """
    with registers.store.together():
        now = household_view(registers.store, registers.clock, view.row.uid)
        require_seen(request, standing(view, request), standing(now, request), changes)
        return run(registers, view, request, changes)


def notice(request: FormRequest, name: str) -> str:
    """What is said once a form is saved."""
    words = {
        "member": _("Saved a person of {name}'s household"),
        "household": _("Saved the household of {name}"),
        "living": _("Saved living and land of {name}"),
        "income": _("Saved the income of {name}"),
        "income_line": _("Saved the income of {name}"),
        "card": _("Saved the new card of {name}"),
        "rating": _("Saved who decided about the card of {name}"),
        "causes": _("Saved the causes of {name}"),
        "measure": _("Saved a measure for {name}"),
        "model": _("Promised {name} the measures of the model"),
    }
    return words[request.key].format(name=name)


def _member(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    edits = HouseholdEdits(registers)
    if request.subject:
        return edits.set_member(request.subject, _kept(request, changes))
    given = {key: value for key, value in changes.items() if value is not None}
    return edits.add_member(view.row.uid, given)[1]


def _household(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    return registers.set(view.row.uid, _kept(request, changes))


def _living(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    values = {**request.values, **changes}
    year = int(str(values.pop("year")))
    known = any(found.record.year == year for found in view.years)
    # a new year takes over everything that stands in the form, a known one what was changed
    given = {key: v for key, v in (changes if known else values).items() if key != "year"}
    return HouseholdEdits(registers).set_year(view.row.uid, year, given)


def _income(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    declared = {name: value for name, value in changes.items() if name in DECLARED}
    amounts = {item: value for item, value in changes.items() if item not in DECLARED}
    edits = HouseholdEdits(registers)
    return edits.set_income(view.row.uid, int(request.subject), amounts, declared)


def _income_line(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    edits = HouseholdEdits(registers)
    return edits.set_income_line(view.row.uid, income_year(view), request.subject, changes)


def _card(registers: Registers, view: HouseholdView, request: FormRequest, changes: Values) -> Done:
    return cards.rate(registers, view.row.uid, {**request.values, **changes})


def _rating(
    registers: Registers, _view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    return cards.complete(registers, request.subject, changes)


def _causes(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    values = {**request.values, **changes}
    others, main, note = (values.get(k) for k in ("other_causes", "main_cause", "cause_note"))
    return registers.set_causes(
        view.row.uid, view.today.year, None if main is None else str(main),
        others if isinstance(others, tuple) else (), None if note is None else str(note),
    )  # fmt: skip


def _measure(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    if request.subject:
        return registers.set_measure(request.subject, changes)
    values = {**request.values, **changes}
    given = {key: value for key, value in values.items() if value is not None}
    return registers.assign_measure(view.row.uid, given)[1]


def _model(
    registers: Registers, view: HouseholdView, request: FormRequest, changes: Values
) -> Done:
    advice = Advice(registers)
    model = advice.catalogue().model(request.subject)
    chosen = model_measures(model, {**request.values, **changes})
    return advice.assign(view.row.uid, model.id, chosen)[1]


def _kept(request: FormRequest, changes: Values) -> dict[str, object]:
    """Without the fields that stand empty because their value is masked."""
    return {k: v for k, v in changes.items() if v is not None or k in request.values}


_COMMANDS: Mapping[str, Command] = {
    "member": _member,
    "household": _household,
    "living": _living,
    "income": _income,
    "income_line": _income_line,
    "card": _card,
    "rating": _rating,
    "causes": _causes,
    "measure": _measure,
    "model": _model,
}
