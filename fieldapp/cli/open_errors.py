"""The errors that go along with an export for the province: told before, and in the result."""

from __future__ import annotations

from fieldapp.cli.context import Context, warn
from fieldapp.foundation.i18n import language
from fieldapp.services.checking import Checking
from fieldapp.services.lookup import the_village
from fieldapp.services.open_errors import open_errors, where_to_see


def errors_in(
    context: Context, village: str | None, *, homes_only: bool = True
) -> dict[str, object]:
    """What is told of the open errors of a village by name, or of all; nothing without any.

    ``homes_only`` leaves out the declared figures of villages, which only the whole register
    carries. ``waiting`` gives the command the exit status of what waits for a person.
    """
    desk = context.desk
    uid = the_village(desk.store, village).uid if village else None
    found = open_errors(Checking(desk.registers), uid, context.job(), homes_only=homes_only)
    if not found.count:
        return {}
    warn(f"{found.told()} {where_to_see()}")
    return {
        "waiting": found.count,
        "errors": [
            {"rule": rule.id, "part": rule.part, "count": count, "message": rule.listed(language())}
            for rule, count in found.by_rule
        ],
    }
