"""How hard a passphrase is to guess, and what makes it easy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import N_, language, translator

LEAST_PASSPHRASE = 8
"""Characters a passphrase must have at least."""
LEAST_SCORE = 3
"""Of 0 to 4: more than a hundred million guesses, each of which takes half a second here."""
_LONGEST_JUDGED = 72
"""What comes after these characters only makes a passphrase harder to guess."""
_COMMON = (
    "woaini", "1314", "520", "5201314", "zhongguo", "nongcun", "cunwei", "cunweihui", "fupin",
    "fupinban", "tuopin", "jingzhun", "xiaokang", "gongzuo", "gongzuodui", "bangfu", "mima",
    "扶贫", "脱贫", "精准", "村委会", "扶贫办", "工作队", "密码", "我爱你",
)  # fmt: skip
"""What the library's English lists lack, and any guesser at a village office tries first."""

WEAKNESSES: dict[str, str] = {
    "": N_("It is too short for what it is made of."),
    "common": N_("It is among the passphrases that everybody tries first."),
    "word": N_("A word or a name makes up most of it."),
    "known": N_("It contains the name of this office or a word of its work."),
    "sequence": N_("It contains a row such as abc or 654."),
    "repeat": N_("It repeats characters."),
    "spatial": N_("It follows the keys of the keyboard."),
    "date": N_("It contains a date or a year."),
}


@dataclass(frozen=True)
class Quality:
    """``score`` from 0 (guessed at once) to 4; ``weakness`` is a key of ``WEAKNESSES``."""

    score: int
    weakness: str

    @property
    def good(self) -> bool:
        """Whether a workspace may be locked with it."""
        return self.score >= LEAST_SCORE

    def sentence(self, language: str) -> str:
        """What makes the passphrase easy to guess; empty for a good one."""
        return "" if self.good else translator(language).gettext(WEAKNESSES[self.weakness])


def quality(passphrase: str, known: Iterable[str] = ()) -> Quality:
    """Judge a passphrase; ``known`` are names that whoever guesses knows too."""
    # its word lists take a twentieth of a second to read
    from zxcvbn import zxcvbn

    judged = passphrase[:_LONGEST_JUDGED]
    if not judged:
        return Quality(0, "")
    found = zxcvbn(judged, user_inputs=[*_COMMON, *(name for name in known if name)])
    weakest = max(found["sequence"], key=lambda part: len(part["token"]))
    dictionary = weakest.get("dictionary_name", "")
    return Quality(found["score"], _weakness(weakest["pattern"], dictionary))


def require_length(passphrase: str) -> None:
    """Let no short passphrase pass.

    Raises:
        Refused: ``passphrase_too_short``.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refused("passphrase_too_short", least=LEAST_PASSPHRASE)


def require_good(passphrase: str, known: Iterable[str] = ()) -> None:
    """Let only a passphrase pass that may lock a workspace.

    Raises:
        Refused: ``passphrase_too_short``, ``passphrase_too_weak``.
    """
    require_length(passphrase)
    found = quality(passphrase, known)
    if not found.good:
        raise Refused("passphrase_too_weak", why=found.sentence(language()))


def _weakness(pattern: str, dictionary: str) -> str:
    if pattern == "dictionary":
        return {"passwords": "common", "user_inputs": "known"}.get(dictionary, "word")
    if pattern == "regex":
        return "date"
    return pattern if pattern in WEAKNESSES else ""
