"""The command ``access``: one look at a masked field, and the list of looks."""

from __future__ import annotations

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.lookup import the_household


def reveal(context: Context) -> Result:
    """One masked value; the look is on record before it is told."""
    given = context.arguments
    looking = LookingUp(context.desk.registers)
    home = the_household(context.desk.store, given.number, given.village)
    whose = given.member or home.local_no
    found = [
        hidden
        for hidden in looking.of_household(home.uid)
        if hidden.field == given.field and hidden.whose == whose
    ]
    if len(found) != 1:
        raise Refused("nothing_masked")
    one = found[0]
    value = looking.reveal(one.entity, one.uid, one.field, given.reason, given.note)
    return {"local_no": home.local_no, "whose": whose, "field": one.field, "value": value}


def listing(context: Context) -> Result:
    """Who looked at what, when and why; the newest first."""
    return [
        {
            "at": look.entry.at.isoformat(timespec="seconds") if look.entry.at else None,
            "person": look.entry.person,
            "way": look.entry.way,
            "village": look.village or None,
            "local_no": look.household or None,
            "what": look.entry.what,
            "reason": look.entry.reason,
            "note": look.entry.note,
            "rows": look.entry.rows,
        }
        for look in LookingUp(context.desk.registers).looks()
    ]
