"""A workspace begun in the window: it has its name once it is whole, and not before.

Until then it lies in a folder beside, which the next beginning sweeps away.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import rename_durably
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.recovery_words import entropy_of, new_entropy, words_of
from fieldapp.ports.store import Act, Store, created
from fieldapp.records import TeamMember
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.recovery_paper import recovery_pdf
from fieldapp.services.workspace import Founding

if TYPE_CHECKING:
    from fieldapp.sheets.pictures import PagePicture

HOUSEHOLDS = 422
"""Of the demonstration's village."""
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Founded:
    """A county that stands beside its place until somebody has typed its recovery words back."""

    folder: Path
    passphrase: str = field(repr=False)
    entropy: bytes = field(repr=False)

    def words(self, language: str) -> tuple[str, ...]:
        """The twelve recovery words in this language."""
        return tuple(words_of(self.entropy, language))


@dataclass(frozen=True)
class Beginning:
    """Begins workspaces; each raises ``Refused`` and ``WorldFailed`` as ``Founding`` does."""

    founding: Founding

    def county(self, folder: Path, office: str, clerk: str, passphrase: str) -> Founded:
        """Found a county's workspace with its clerk at the keyboard; confirm it to have it."""
        entropy = new_entropy()
        store = self.founding.county(_beside(folder), office, passphrase, words=entropy)
        with contextlib.closing(store):
            self._seat(store, clerk, office)
        return Founded(folder, passphrase, entropy)

    def sheet(self, founded: Founded, language: str) -> bytes:
        """The recovery sheet for the safe, as a PDF of one page."""
        store = self.founding.reopen(_part(founded.folder), founded.passphrase)
        with contextlib.closing(store):
            return recovery_pdf(store, self.founding.clock, founded.entropy, language)

    def pages(self, founded: Founded, language: str, dots_per_inch: int) -> Iterator[PagePicture]:
        """The same as pictures, for a printer."""
        from fieldapp.sheets.pictures import pictures

        return pictures(self.sheet(founded, language), dots_per_inch)

    def confirm(self, founded: Founded, typed: str) -> None:
        """Give the county its place: its recovery words were typed back, in either language.

        Raises:
            Refused: ``recovery_words_misread``, ``wrong_recovery_words``.
        """
        if entropy_of(typed) != founded.entropy:
            raise Refused("wrong_recovery_words")
        _settle(founded.folder)

    def give_up(self, founded: Founded) -> None:
        """Take away a county that nobody confirmed."""
        shutil.rmtree(_part(founded.folder), ignore_errors=True)

    def laptop(self, folder: Path, file: Path, file_passphrase: str, passphrase: str) -> None:
        """Begin a laptop's workspace from the county's starting file."""
        self.founding.team(_beside(folder), file, file_passphrase, passphrase).close()
        _settle(folder)

    def demonstration(self, folder: Path) -> None:
        """Make the village of invented people, unless it is there already."""
        if not folder.is_dir():
            make_demonstration(self.founding, _beside(folder), households=HOUSEHOLDS, role="team")
            _settle(folder)

    def _seat(self, store: Store, clerk: str, office: str) -> None:
        person = TeamMember(uid=self.founding.ids.uid(), name=clerk, unit=office)
        now = self.founding.clock.now()
        store.write(Act(clerk, "team_member.create", now), [created(person)])
        save_profile(store, msgspec.structs.replace(load_profile(store), author=clerk))


def free_place(usual: Path) -> Path:
    """The usual folder, or the first free one beside it: ``workspace-2`` and so on."""
    numbered = (usual.with_name(f"{usual.name}-{number}") for number in count(2))
    return usual if _is_free(usual) else next(place for place in numbered if _is_free(place))


def place_within(chosen: Path) -> Path:
    """The chosen folder, or one in it when something else lies there already."""
    return chosen if _is_free(chosen) else free_place(chosen / "workspace")


def is_workspace(folder: Path) -> bool:
    """Whether a workspace lies in this folder."""
    return (folder / KEY_FILE).is_file()


def _is_free(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _part(folder: Path) -> Path:
    return folder.with_name(folder.name + _UNFINISHED)


def _beside(folder: Path) -> Path:
    """Where it is made: nothing is left there of what was given up or broken off before."""
    if not _is_free(folder):
        raise Refused("workspace_exists", folder=folder)
    part = _part(folder)
    shutil.rmtree(part, ignore_errors=True)
    return part


def _settle(folder: Path) -> None:
    if folder.is_dir():  # an empty one, which some systems do not replace
        folder.rmdir()
    rename_durably(_part(folder), folder)
