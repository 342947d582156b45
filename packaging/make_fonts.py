"""Cut the shipped Chinese fonts out of the complete Noto fonts; run by hand, seldom.

The sources are the static TrueType files of the npm packages ``@expo-google-fonts/noto-serif-sc``
and ``@expo-google-fonts/noto-sans-sc``, unpacked side by side, and ``Unihan_OtherMappings.txt.bz2``
of Debian's package ``unicode-data``, which names the characters of the Table of General Standard
Chinese Characters:

    python packaging/make_fonts.py FOLDER_WITH_BOTH_PACKAGES Unihan_OtherMappings.txt.bz2

Writes ``resources/fonts/*.ttf`` and prints the table of coverage for ``resources/fonts/README.md``.
"""

from __future__ import annotations

import argparse
import bz2
import unicodedata
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"


class Reach(Enum):
    """How many characters a font keeps."""

    STANDARD = "GB 2312 and the standard table: headings"
    WIDE = "GBK, the whole CJK block, extensions B and later: the screen"
    FULL = "extension A too: any name that goes on paper"


# Shipped file -> the file it is cut from, and its reach.
CUTS = {
    "NotoSerifSC-Regular.ttf": ("NotoSerifSC_400Regular.ttf", Reach.FULL),
    "NotoSerifSC-Bold.ttf": ("NotoSerifSC_700Bold.ttf", Reach.STANDARD),
    "NotoSansSC-Regular.ttf": ("NotoSansSC_400Regular.ttf", Reach.WIDE),
    "NotoSansSC-Bold.ttf": ("NotoSansSC_700Bold.ttf", Reach.STANDARD),
}

LETTERS_AND_SIGNS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A, with the vowels of pinyin
    (0x01CD, 0x01DC),  # the other vowels of pinyin
    (0x01F8, 0x01F9),
    (0x0251, 0x0261),
    (0x02C6, 0x02DC),  # tone marks
    (0x0300, 0x0308),
    (0x030C, 0x030C),
    (0x0391, 0x03C9),  # Greek, for units and formulas
    (0x1E3E, 0x1E3F),
    (0x2010, 0x206F),  # punctuation
    (0x2070, 0x209C),  # raised and lowered figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x2199),  # letter-like signs, fractions, roman figures, arrows
    (0x21D0, 0x21D5),
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # circled figures
    (0x2500, 0x259F),  # lines and blocks
    (0x25A0, 0x26FF),  # shapes and signs
    (0x2700, 0x27BF),  # ticks and crosses
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3100, 0x312F),  # bopomofo
    (0x3200, 0x33FF),  # enclosed characters and square units
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full-width forms
]
CJK_BLOCK = (0x4E00, 0x9FFF)
EXTENSION_A = (0x3400, 0x4DBF)
LATER_EXTENSIONS = (0x20000, 0x323AF)
DROPPED_TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx"]


def main() -> None:
    """Make every font and print what each of them covers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sources", type=Path, help="folder that holds the unpacked packages")
    parser.add_argument("unihan", type=Path, help="Unihan_OtherMappings.txt.bz2")
    given = parser.parse_args()

    registers = character_registers(given.unihan)
    print("| File | MB | " + " | ".join(registers) + " |")
    for name, (source, reach) in CUTS.items():
        cut(next(given.sources.rglob(source)), FONTS / name, characters_within(reach, registers))
        print(coverage_row(FONTS / name, registers))


def characters_within(reach: Reach, registers: dict[str, set[int]]) -> set[int]:
    """Return the code points that a font of this reach keeps."""
    kept = span(LETTERS_AND_SIGNS) | registers["GB 2312"] | registers["Standard table"]
    if reach in {Reach.WIDE, Reach.FULL}:
        kept |= registers["GBK"] | span([(0x3007, 0x3007), CJK_BLOCK, LATER_EXTENSIONS])
    if reach is Reach.FULL:
        kept |= span([EXTENSION_A])
    return kept


def character_registers(unihan: Path) -> dict[str, set[int]]:
    """Return the code points of each register by which coverage is measured."""
    blocks = {
        "CJK block": CJK_BLOCK,
        "Extension A": EXTENSION_A,
        "Extensions B and later": LATER_EXTENSIONS,
    }
    return {
        "GB 2312": decodable("gb2312", range(0xA1, 0xFF), range(0xA1, 0xFF)),
        "Standard table": standard_table(unihan),
        "GBK": decodable("gbk", range(0x81, 0xFF), range(0x40, 0xFF)),
        **{title: named_characters(bounds) for title, bounds in blocks.items()},
    }


def decodable(encoding: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """Return every character that two bytes of ``encoding`` can write."""
    trails = tuple(trails)
    text = (bytes([a, b]).decode(encoding, "ignore") for a in leads for b in trails)
    return {ord(character) for character in text if character > "\x7f"}


def standard_table(unihan: Path) -> set[int]:
    """Return the 8,105 characters of the Table of General Standard Chinese Characters (2013)."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if "\tkTGH\t" in line and line[0] == "U")
        return {int(row[0].removeprefix("U+"), 16) for row in rows}


def named_characters(bounds: tuple[int, int]) -> set[int]:
    """Return the assigned characters of a block."""
    return {code for code in span([bounds]) if unicodedata.name(chr(code), "")}


def span(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """Return every code point of the inclusive ranges."""
    return {code for first, last in ranges for code in range(first, last + 1)}


def cut(source: Path, target: Path, kept: set[int]) -> None:
    """Write ``target`` with the characters ``kept`` of ``source``, outlines untouched."""
    options = subset.Options(
        drop_tables=DROPPED_TABLES,
        hinting=False,
        layout_features=[],
        glyph_names=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17],
        name_languages=[0x409],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)


def coverage_row(path: Path, registers: dict[str, set[int]]) -> str:
    """Return one row of the coverage table."""
    with TTFont(path) as font:
        had = set(font.getBestCmap())
    counts = (f"{len(had & wanted):,} of {len(wanted):,}" for wanted in registers.values())
    size = path.stat().st_size / 1_000_000
    return f"| `{path.name}` | {size:.1f} | " + " | ".join(counts) + " |"


if __name__ == "__main__":
    main()
