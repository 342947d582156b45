"""A PDF file whose pages are written out as they are finished, so that memory stays flat."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, cast

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import (
    PDFCrossReferenceTable,
    PDFDocument,
    PDFFile,
    PDFImageXObject,
    PDFIndirectObject,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFTrailer,
    PDFZCompress,
)
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from fieldapp.sheets.archival import PdfTitle, colour_intent, description, stamp

rl_config.useA85 = 0  # photos as they are, not a quarter larger as text
_VERSION = (1, 7)
"""PDF/A-2 is PDF 1.7."""
_CREATOR = "fieldapp"


class StreamedCanvas(Canvas):
    """A reportlab canvas that keeps no finished page; the same drawing gives the same bytes."""

    _formsinuse: list[str]

    def __init__(self, out: BinaryIO, about: PdfTitle) -> None:
        settings: dict[str, Any] = {
            "pageCompression": 1,
            "invariant": 1,
            "initialFontName": about.font,
        }
        super().__init__(out, pagesize=A4, **settings)
        self._doc = _StreamedDocument(out, about.language)
        self.setTitle(about.title)
        self.setAuthor(about.author)
        self.setCreator(_CREATOR)
        self.setSubject("")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._doc.archive(about)
        made = stamp(about)
        self.setDateFormatter(lambda *_: made)
        self.shown = lru_cache(maxsize=8192)(self._shown)

    def _shown(self, text: str, font: str, size: float) -> str:
        """The operators that show ``text`` at the current point; a village repeats most of them."""
        face = cast("TTFont", getFont(font))
        return " ".join(
            f"{face.getSubsetInternalName(subset, self._doc)} {size:g} Tf <{part.hex()}> Tj"
            for subset, part in face.splitString(text, self._doc)
        )

    def jpeg(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """Draw a JPEG in the middle of a rectangle, as large as it fits; its bytes stay its own."""
        name = hashlib.sha256(data).hexdigest()
        image = self._doc.photo(name, data)
        part = min(width / image.wide, height / image.high)
        wide, high = image.wide * part, image.high * part
        left, below = x + (width - wide) / 2, y + (height - high) / 2
        place = f"{wide:.2f} 0 0 {high:.2f} {left:.2f} {below:.2f} cm"
        self.addLiteral(f"q {place} /{self._doc.getXObjectName(name)} Do Q")
        self._formsinuse.append(name)


@dataclass(frozen=True)
class _Size:
    """Points of a picture."""

    wide: int
    high: int


class _StreamedDocument(PDFDocument):
    """Reportlab's document, with each page formatted and let go at once."""

    Pages: Any
    Catalog: Any

    def __init__(self, out: BinaryIO, language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self._file = _WrittenFile(out)
        self._photos: dict[str, _Size] = {}
        self._coming: list[str] = []

    def archive(self, about: PdfTitle) -> None:
        """Make it a PDF/A-2b: described in itself, with colours that are named."""
        self.Catalog.Metadata = description(about, _CREATOR, self.info.producer)
        self.Catalog.OutputIntents = colour_intent()
        self.Catalog.__NoDefault__ = [*self.Catalog.__NoDefault__, "OutputIntents"]

    @override
    def addPage(self, page: PDFPage) -> None:
        """Write the page and its drawing; only its number is kept."""
        name = self.thisPageName()
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        self.updateSignature(page.stream)
        super().addPage(page)
        self.Pages.pages[-1] = PDFObjectReference(name)
        drawing = self._number(page.Contents)
        self._write(name)
        self._write(drawing.name)
        while self._coming:
            self._write(self._coming.pop())

    @override
    def format(self) -> bytes:
        """Write what is left of the file; nothing remains for the caller to write."""
        self.encrypt.prepare(self)
        catalog, info = self._number(self.Catalog), self._number(self.info)
        number = 1
        while number in self.numberToId:  # formatting an object may register further ones
            self._write(self.numberToId[number])
            number += 1
        table = PDFCrossReferenceTable()
        table.addsection(0, [self.numberToId[each] for each in range(1, number)])
        start = self._file.add(table.format(self))
        trailer = PDFTrailer(start, Size=number, Root=catalog, Info=info, ID=self.ID())
        self._file.add(trailer.format(self))
        return b""

    def photo(self, name: str, data: bytes) -> _Size:
        """Give a JPEG a number in the file, once; it is written with its page and let go."""
        if name not in self._photos:
            image = PDFImageXObject(name)
            image.loadImageFromJPEG(BytesIO(data))
            self._photos[name] = _Size(image.width, image.height)
            self._coming.append(self._number(image, self.getXObjectName(name)).name)
        return self._photos[name]

    def _number(self, thing: PDFObject, name: str | None = None) -> PDFObjectReference:
        """Give the object a number in the file, once."""
        refer: Callable[[PDFObject, str | None], PDFObjectReference] = self.Reference
        return refer(thing, name)

    def _write(self, name: str) -> None:
        if name not in self.idToOffset:
            thing = PDFIndirectObject(name, self.idToObject[name]).format(self)
            self.idToOffset[name] = self._file.add(thing)
            self.idToObject[name] = PDFObject()


class _WrittenFile(PDFFile):
    """Counts offsets as reportlab does, but writes instead of collecting."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(_VERSION)
        out.writelines(self.strings)
        self.strings.clear()
        self._out = out
        self.write = self._put

    def _put(self, part: bytes) -> None:
        self._out.write(part)
