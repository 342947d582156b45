"""What makes a printed PDF fit for the archive: its description and what its colours mean.

Source: ISO 19005-2 (PDF/A-2), conformance level B.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from fieldapp.foundation.assets import asset_path

_COMPONENTS = 3
"""Red, green and blue."""
_ZONE = "+08:00"
"""China keeps one time; XMP knows no time of day without a zone."""
_CONDITION = "sRGB IEC61966-2.1"


@dataclass(frozen=True)
class PdfTitle:
    """What the file says of itself; ``made_at`` is a given time, so equal input is equal bytes.

    ``language`` as in ``zh-CN``. ``font`` is an embedded one, or reportlab would name a standard
    font on every page.
    """

    title: str
    author: str
    language: str
    font: str
    made_at: dt.datetime


def stamp(about: PdfTitle) -> str:
    """The time of making as PDF writes it."""
    hours, minutes = _ZONE.split(":")
    return f"D:{about.made_at:%Y%m%d%H%M%S}{hours}'{minutes}'"


def description(about: PdfTitle, creator: str, producer: str) -> PDFStream:
    """The file's description as XMP, uncompressed so that any program of the archive finds it."""
    language = quoteattr(about.language)
    made = f"{about.made_at:%Y-%m-%dT%H:%M:%S}{_ZONE}"
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li>\
<rdf:li xml:lang={language}>{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{escape(creator)}</xmp:CreatorTool>
<pdf:Producer>{escape(producer)}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
    entries = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(dictionary=entries, content=text.encode())


def colour_intent() -> PDFObject:
    """The statement that the file's colours are sRGB, with the profile in it."""
    profile = PDFStream(
        dictionary=PDFDictionary({"N": _COMPONENTS}), content=_profile(), filters=[PDFZCompress]
    )
    profile.__RefOnly__ = 1
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_CONDITION),
        "Info": PDFString(_CONDITION),
        "DestOutputProfile": profile,
    }
    return PDFArray([PDFDictionary(intent)])


@cache
def _profile() -> bytes:
    return asset_path("colour/srgb.icc").read_bytes()
