"""What is said of a person's ID number and phone while they are typed."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import N_, _
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.identity import ID_LENGTH, id_facts, id_faults, is_phone, tidy_id
from ui.forms.request import Problems, Values

_SENTENCES = {
    "V-ID1": N_("The ID number does not have 18 characters."),
    "V-ID2": N_("The check digit of the ID number is wrong."),
    "V-ID3": N_("The birth date inside the ID number is not possible."),
    "V-ID4": N_("Sex or birth date does not agree with the ID number."),
    "V-ID6": N_("A spreadsheet damaged this ID number; type it from the card."),
}


def person_problems(values: Values, today: dt.date) -> Problems:
    """Problems of ID number and phone; a number still being typed is left in peace."""
    found: Problems = {}
    number = tidy_id(str(values.get("id_number") or ""))
    if number:
        faults = id_faults(number, today, sex=_sex(values), birth=_birth(values))
        if faults and not (faults == ("V-ID1",) and len(number) < ID_LENGTH):
            found["id_number"] = (_(_SENTENCES[faults[0]]), "error")
        elif faults:
            typed = _("{count} of 18 characters").format(count=len(number))
            found["id_number"] = (typed, "warning")
    phone = str(values.get("phone") or "")
    if phone and not is_phone(phone):
        sentence = _("This is not a mobile number or a landline with its area code.")
        found["phone"] = (sentence, "warning")
    return found


def follows_from_id(key: str, values: Values, today: dt.date) -> dict[str, object]:
    """Sex and birth date, once a sound ID number is typed."""
    if key != "id_number":
        return {}
    facts = id_facts(tidy_id(str(values.get("id_number") or "")), today)
    if facts is None:
        return {}
    told: dict[str, object] = {"sex": facts.sex, "birth_date": facts.birth}
    return {name: value for name, value in told.items() if name in values}


def is_sound(number: str, today: dt.date) -> bool:
    """Whether a typed number is complete and right in itself."""
    return id_facts(tidy_id(number), today) is not None


def taken_words(holder: HouseholdRow) -> str:
    """Who already has the ID number that was typed."""
    return _("Already registered: {name}'s household, number {number}.").format(
        name=holder.head_name, number=holder.local_no
    )


def _sex(values: Values) -> str | None:
    sex = values.get("sex")
    return str(sex) if sex else None


def _birth(values: Values) -> dt.date | None:
    birth = values.get("birth_date")
    return birth if isinstance(birth, dt.date) else None
