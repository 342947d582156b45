"""What is wrong with a workspace, in words: what was found, what is safe, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.foundation.i18n import N_, _, _n
from fieldapp.foundation.jobs import Job
from fieldapp.ports.store import Examination
from fieldapp.records import Attachment, Household
from fieldapp.services.attachments import Attachments
from fieldapp.services.rebuilding import Mended, is_mendable

_DAMAGED, _MISSING = "attachment_damaged", "attachment_missing"
_NAMED = 20
"""So many households with damaged files are named."""
_FOUND = {
    "file_damaged": N_("The file of the store is damaged ({count})."),
    "lines_differ_from_records": N_("Lines of the household list do not fit the records: {count}."),
    "search_index_incomplete": N_("Households missing in the search index: {count}."),
    "guards_missing": N_("Guards of the tables are missing or altered: {count}."),
    "chain_broken": N_("Links of the change log do not fit together: {count}."),
    "state_differs_from_log": N_("Records differ from what the change log says: {count}."),
    _DAMAGED: N_("Damaged files of photos and papers: {count} (household {where})."),
}


@dataclass(frozen=True)
class Diagnosis:
    """What was found in the store and in the files beside it.

    Attributes:
        found: by the store in itself.
        damaged: the household of each file that is damaged, by its number.
        missing: files that another laptop has not handed over yet, which is nothing wrong.
    """

    found: Examination
    damaged: tuple[str, ...] = ()
    missing: int = 0

    @property
    def problems(self) -> tuple[tuple[str, int], ...]:
        """Codes with counts."""
        files = ((_DAMAGED, len(self.damaged)),) if self.damaged else ()
        return (*self.found.problems, *files)

    @property
    def mendable(self) -> bool:
        """Whether the store can be put right from its log."""
        return is_mendable(self.found)

    def sentences(self) -> tuple[str, ...]:
        """What is wrong, one sentence for each of the problems."""
        named = sorted(set(self.damaged))
        where = ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
        return tuple(
            _(_FOUND[code]).format(count=count, where=where) for code, count in self.problems
        )

    def advice(self) -> tuple[str, ...]:
        """What is safe and what to do next; nothing when nothing is wrong."""
        said = []
        if self.mendable:
            said.append(
                _("The change log is sound: all else can be rebuilt from it, and nothing is lost.")
            )
        elif self.found.problems:
            said += [
                _("What the county office has confirmed is safe there; backups stay as they are."),
                _("Stop working here, keep the folder as it is, and tell the county office."),
                _("The newest backup can be restored into another folder."),
            ]
        if self.damaged:
            said += [
                _("All records and all other files are safe. Keep the same file once more."),
                _("Or restore a backup elsewhere and copy its folder “attachments” over this one."),
            ]
        return tuple(said)


def diagnose(attachments: Attachments, job: Job | None = None) -> Diagnosis:
    """Examine the store and every attachment; nothing is changed.

    Raises:
        Cancelled: somebody asked to stop.
    """
    store = attachments.registers.store
    found = store.examine(job)
    faults = attachments.faults()
    return Diagnosis(
        found,
        tuple(_household(attachments, one) for one, code in faults if code == _DAMAGED),
        sum(code == _MISSING for _one, code in faults),
    )


def rebuilt_words(done: Mended) -> str:
    """What a rebuild did, in words."""
    count = len(done.found.differences)
    words = _n(
        "Rebuilt from the change log: {count} record differed",
        "Rebuilt from the change log: {count} records differed",
        count,
    )
    return words.format(count=count)


def _household(attachments: Attachments, attachment: Attachment) -> str:
    uid = attachment.household
    home = attachments.registers.store.get(Household, uid) if uid else None
    return home.local_no if home and home.local_no else "—"
