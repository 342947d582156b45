"""Who looked at what is masked: the newest looks, for the team leader and the county."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.settings.state import LookRow
from ui.widgets.listing import Emptiness, Listing

_HEIGHT = 260


class LooksPanel(Listing):
    """The looks, the newest first."""

    def __init__(self) -> None:
        columns = (
            Column[LookRow](_("When"), lambda r: r.when, key="when", width=124),
            Column[LookRow](_("Who looked"), lambda r: r.who, key="who", strong=True, width=76),
            Column[LookRow](_("Household"), lambda r: r.household, key="household", width=96),
            Column[LookRow](_("What"), lambda r: r.what, key="what", width=120),
            Column[LookRow](_("Reason"), lambda r: r.reason, key="reason", width=0),
        )
        empty = Emptiness(
            "lock", _("Nobody has looked at a masked field."), _("Each look is listed here.")
        )
        super().__init__(_("Looks at masked fields"), columns, empty)
        self.setFixedHeight(_HEIGHT)
