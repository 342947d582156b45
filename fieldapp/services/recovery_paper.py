"""Prints the sheet for the safe; nothing of it is kept in the workspace."""

from __future__ import annotations

import io
from pathlib import Path

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.i18n import LANGUAGES
from fieldapp.foundation.recovery_words import words_of
from fieldapp.ports.store import Store
from fieldapp.services.profile import load_profile, load_recovery


def require_outside(target: Path, workspace: Path) -> None:
    """Refuse a place in the workspace, whose backups would carry the sheet along.

    Raises:
        Refused: ``sheet_in_workspace``.
    """
    if target.resolve().is_relative_to(workspace.resolve()):
        raise Refused("sheet_in_workspace")


def print_recovery(
    county: Store, clock: Clock, entropy: bytes, target: Path, language: str
) -> None:
    """Write the recovery sheet to a file.

    Raises:
        Refused: ``not_a_county``.
        WorldFailed: ``disk_full``, ``not_writable`` …
    """
    write_durably(target, [recovery_pdf(county, clock, entropy, language)])


def recovery_pdf(county: Store, clock: Clock, entropy: bytes, language: str) -> bytes:
    """The recovery words and the county's recovery key as a PDF of one page.

    Raises:
        Refused: ``not_a_county``.
    """
    from fieldapp.sheets.document import Job, Single, write_documents
    from fieldapp.sheets.form_words import FormWords
    from fieldapp.sheets.recovery_sheet import RecoveryPaper, recovery_sheet, recovery_title
    from fieldapp.sheets.values import Footer

    keys, profile = load_recovery(county), load_profile(county)
    if keys is None:
        raise Refused("not_a_county")
    now = clock.now()
    paper = RecoveryPaper(
        profile.county, now.date().isoformat(), keys.public().fingerprint(),
        tuple(words_of(entropy, each) for each in LANGUAGES), keys.opening, keys.signing.hex(),
    )  # fmt: skip
    words = FormWords(language)
    out = io.BytesIO()
    job = Job(language, Footer(now, profile.county, 1, "full"), recovery_title(words), "sans")
    write_documents([Single(recovery_sheet(paper, words))], out, job)
    return out.getvalue()
