"""The sheet for the safe: the recovery words of a county's workspace and its recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import field_table
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.typefaces import typefaces

_LABEL = 110.0
_WORDS_SIZE = 15.0
_AT_ONCE = 4
_GROUP = 8


@dataclass(frozen=True)
class RecoveryPaper:
    """What opens everything again; it is printed once and kept nowhere else.

    ``words`` are the same key in both languages, ``opening`` and ``signing`` the county's recovery
    key as text, ``fingerprint`` that of its public half.
    """

    county: str
    made_on: str
    fingerprint: str
    words: Sequence[Sequence[str]] = field(repr=False)
    opening: str = field(repr=False)
    signing: str = field(repr=False)


def recovery_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Recovery Sheet for the Safe")


def recovery_sheet(paper: RecoveryPaper, words: FormWords) -> FlowSheet:
    """The one page that is put into the safe."""
    faces = typefaces("sans")
    blocks: list[Block] = [
        Prose(
            words.gettext(
                "Put this sheet into a closed envelope and into the office's safe. Whoever has it "
                "can open every record of the county. Print it once, delete the file, and do not "
                "photograph it."
            ),
            strong=True,
        ),
        Prose(words.gettext("1. Recovery words: they open the county's own workspace.")),
        *(Prose(_in_rows(each), size=_WORDS_SIZE) for each in paper.words),
        Prose(words.gettext("2. Recovery key: it opens what laptops sealed to the county.")),
        field_table(
            (
                (words.gettext("Made on"), paper.made_on),
                (words.gettext("Fingerprint"), paper.fingerprint),
                (words.gettext("Opening half"), _grouped(paper.opening)),
                (words.gettext("Signing half"), _grouped(paper.signing)),
            ),
            lambda text: faces.width(text, faces.regular),
            _LABEL,
        ),
    ]
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in ("Put into the safe by", "Witness")),
        words.day_to_write(),
    )
    title = recovery_title(words)
    return FlowSheet(Heading(title, paper.county, ""), title, tuple(blocks), ending)


def _in_rows(words: Sequence[str]) -> str:
    """Numbered, four a line, so that none is skipped when they are copied."""
    numbered = [f"{place}.{word}" for place, word in enumerate(words, 1)]
    rows = (numbered[at : at + _AT_ONCE] for at in range(0, len(numbered), _AT_ONCE))
    return "\n".join("    ".join(row) for row in rows)


def _grouped(text: str) -> str:
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
