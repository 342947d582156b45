"""The sentences for errors of the exchange between laptops and the county."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

EXCHANGE_TEXTS: dict[str, tuple[str, str]] = {
    "both_impossible": (
        N_("This field holds one value; both cannot be kept."),
        N_("Nothing was changed. Keep one of them, or type the right value."),
    ),
    "keep_or_remove": (
        N_("One laptop removed this record while another went on with it."),
        N_("Nothing was changed. Keep ours or theirs: the record stays, or it goes."),
    ),
}
