"""The sentences for errors of the exchange between laptops and the county."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

EXCHANGE_TEXTS: dict[str, tuple[str, str]] = {
    "changed_meanwhile": (
        N_("Somebody else changed the same while this form was open."),
        N_(
            "Nothing was saved yet: what stands there now is shown beside the field."
            " Save again to put yours in its place; the history keeps both."
        ),
    ),
    "both_impossible": (
        N_("This field holds one value; both cannot be kept."),
        N_("Nothing was changed. Keep one of them, or type the right value."),
    ),
    "keep_or_remove": (
        N_("One laptop removed this record while another went on with it."),
        N_("Nothing was changed. Keep ours or theirs: the record stays, or it goes."),
    ),
    "changes_parked": (
        N_("Some changes in this bundle go beyond what its laptop may write: they wait."),
        N_("The rest is merged and nothing is lost. The county releases or rejects them."),
    ),
    "nothing_left_behind": (
        N_("This household was decided about meanwhile."),
        N_("Nothing was changed. The list of conflicts shows what still waits."),
    ),
    "bundle_exchanged": (
        N_("Another bundle lies under this name now than the one that was looked at."),
        N_("Nothing was merged. Import it again, so that it is looked at before it is let in."),
    ),
    "values_unfit": (
        N_("Some values in this bundle cannot stand in their fields and are not shown."),
        N_("They are kept in the log. See what is entered there, and correct it if need be."),
    ),
    "changes_released": (
        N_("The county reviewed the changes that had to wait and merged them."),
        N_("Nothing is left to do."),
    ),
    "changes_rejected": (
        N_("The county reviewed the changes that had to wait and put the records back."),
        N_("They stay in the history. Talk to the county office if they were right."),
    ),
    "nothing_parked": (
        N_("No changes of this bundle wait for review."),
        N_("Nothing was changed. “fieldapp bundle parked” lists what waits, at the county."),
    ),
    "document_damaged": (
        N_("A receipt or list in this file is damaged or was altered."),
        N_("Nothing was changed. Ask the sender for it again."),
    ),
    "roster_untrusted": (
        N_("The list of laptops in this bundle was not signed by our county."),
        N_("Nothing was merged. Keep the file and tell the county office."),
    ),
    "receipt_unknown": (
        N_("This receipt is not from a partner of this workspace."),
        N_("Nothing was changed. Take it to the laptop that it is meant for."),
    ),
    "no_recovery_key": (
        N_("This workspace does not hold the county's recovery key."),
        N_("Nothing was changed. Fetch the recovery key from the safe."),
    ),
}
