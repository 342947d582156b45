"""What helps who cannot open the workspace: a new passphrase, or a backup in a new folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fieldapp.services.backups import Held

Way = Literal["file", "words", "look", "restore"]


@dataclass(frozen=True)
class Rescue:
    """The ways out, as the front door hands them in; each may raise ``FieldappError``."""

    with_file: Callable[[Path, str, str], None]
    """The county's recovery file, its one-time passphrase, the new passphrase."""
    with_words: Callable[[str, str], None]
    """The recovery words or the county's opening half, the new passphrase."""
    look: Callable[[Path, str, Path], Held]
    """What a backup holds: file, passphrase, the folder it would go to."""
    restore: Callable[[Path, str, Path], Held]
    """The same, and make a workspace of it."""


@dataclass(frozen=True)
class Wish:
    """What was filled in; what a way does not need is empty."""

    way: Way
    file: str = ""
    secret: str = ""
    new: str = ""
    again: str = ""
    folder: str = ""


def fulfil(rescue: Rescue, wish: Wish) -> Held | None:
    """Do what is wished; a look and a restored backup tell what the backup holds.

    Raises:
        Refused: ``passphrases_differ``, and as the way says.
    """
    from fieldapp.foundation.errors import Refused

    if wish.way in ("file", "words") and wish.new != wish.again:
        raise Refused("passphrases_differ")
    file, folder = Path(wish.file), Path(wish.folder)
    if wish.way == "file":
        rescue.with_file(file, wish.secret, wish.new)
    elif wish.way == "words":
        rescue.with_words(wish.secret, wish.new)
    else:
        act = rescue.look if wish.way == "look" else rescue.restore
        return act(file, wish.secret, folder)
    return None
