"""The slip that goes with a bundle on a stick: what it holds, for whom, and its check code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.records.declare import entity_named
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, field_table, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.typefaces import typefaces

_LABEL = 96.0
_CODE_SIZE = 26.0


@dataclass(frozen=True)
class SlipPaper:
    """One bundle: ``made_at`` in words; ``contents`` counts records by entity."""

    number: int
    made_at: str
    sender: str
    receiver: str
    file: str
    check_code: str
    changes: int
    contents: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class BigCode:
    """The check code, large enough to be read out over a telephone."""

    code: str
    caption: str
    width: float
    height: float = 78.0

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it in a frame."""
        pen.box(left, top - self.height, self.width, self.height)
        pen.centred(left + self.width / 2, top - 20, self.caption, 10)
        pen.centred(left + self.width / 2, top - 56, self.code, _CODE_SIZE, bold=True)


def slip_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Slip of a Data Bundle")


def cover_slip(paper: SlipPaper, words: FormWords) -> FlowSheet:
    """The slip of one bundle."""
    faces = typefaces("sans")
    about = (
        (words.gettext("Sent by"), paper.sender),
        (words.gettext("Receiver"), paper.receiver),
        (words.gettext("Made on"), paper.made_at),
        (words.gettext("Changes in it"), words.number(paper.changes)),
        (entity_named("sync_bundle").label(words.language), paper.file),
    )
    blocks: list[Block] = [
        field_table(about, lambda text: faces.width(text, faces.regular), _LABEL),
        BigCode(paper.check_code, words.gettext("Check code"), 481.9),
        Prose(
            words.gettext(
                "Whoever receives the bundle compares this code with the one on the screen. When "
                "they differ, the file was damaged or exchanged: do not merge it, ask for a new "
                "one."
            )
        ),
    ]
    if paper.contents:
        blocks.append(
            listing(
                Columns((3, 1), (words.gettext("Records"), words.gettext("Count")), "lr"),
                [
                    (entity_named(name).label(words.language), words.number(count))
                    for name, count in paper.contents
                ],
                caption=words.gettext("What it holds"),
            )
        )
    labels = ("Handed over by", "Received by")
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in labels), words.day_to_write()
    )
    number = words.gettext("No. {number}", number=paper.number)
    heading = Heading(slip_title(words), paper.sender, number)
    return FlowSheet(heading, number, tuple(blocks), ending)
