"""What helps while a person's ID number is typed: how far it is, and what follows from it."""

from __future__ import annotations

import datetime as dt

from fieldapp.foundation.i18n import _
from fieldapp.rules.identity import ID_LENGTH, id_facts, tidy_id
from ui.forms.request import Problems, Values


def id_progress(values: Values) -> Problems:
    """How many characters of an ID number stand there; what is wrong with it the rules say."""
    count = len(tidy_id(str(values.get("id_number") or "")))
    if 0 < count < ID_LENGTH:
        return {"id_number": (_("{count} of 18 characters").format(count=count), "note")}
    return {}


def follows_from_id(key: str, values: Values, today: dt.date) -> dict[str, object]:
    """Sex and birth date, once a sound ID number is typed."""
    if key != "id_number":
        return {}
    facts = id_facts(tidy_id(str(values.get("id_number") or "")), today)
    if facts is None:
        return {}
    told: dict[str, object] = {"sex": facts.sex, "birth_date": facts.birth}
    return {name: value for name, value in told.items() if name in values}
