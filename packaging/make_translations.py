"""Merge the Chinese translations written beside the features and compile them for gettext.

    python packaging/make_translations.py

Reads ``resources/translations/parts/*.po`` and writes ``fieldapp.po`` and ``fieldapp.mo`` under
``resources/translations/zh_CN/LC_MESSAGES/``. The same parts always give the same bytes.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"
PARTS = TRANSLATIONS / "parts"
MERGED = TRANSLATIONS / "zh_CN" / "LC_MESSAGES" / "fieldapp.po"

HEADER = """\
msgid ""
msgstr ""
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""

# An entry is known by its English text, or by its singular and plural.
Words = str | tuple[str, ...]
Entries = dict[Words, Words]


class ContradictionError(Exception):
    """Two parts translate the same English words differently."""


def merged_entries(parts: Path) -> Entries:
    """Return every entry of the parts.

    Raises:
        ContradictionError: the same English words have two translations.
    """
    entries: Entries = {}
    for part in sorted(parts.glob("*.po")):
        for english, chinese in _entries_of(part).items():
            if entries.setdefault(english, chinese) != chinese:
                told = f"{part.name}: {english!r}: {entries[english]!r} or {chinese!r}?"
                raise ContradictionError(told)
    return entries


def po_text(entries: Entries) -> str:
    """Return the catalogue as people read it, sorted by the English words."""
    blocks = [HEADER]
    for english, chinese in sorted(entries.items(), key=lambda entry: str(entry[0])):
        if isinstance(english, str):
            block = f"msgid {_quoted(english)}\nmsgstr {_quoted(_first(chinese))}\n"
        else:
            block = (
                f"msgid {_quoted(english[0])}\nmsgid_plural {_quoted(english[1])}\n"
                f"msgstr[0] {_quoted(_first(chinese))}\n"
            )
        blocks.append(block)
    return "\n".join(blocks)


def mo_bytes(entries: Entries) -> bytes:
    """Return the catalogue as gettext reads it: two tables of places, then the texts themselves."""
    header = HEADER.split('msgstr ""\n')[1].replace('"', "").replace("\\n\n", "\n")
    texts = {b"": header.encode()}
    for english, chinese in entries.items():
        known_by = english if isinstance(english, str) else "\0".join(english)
        texts[known_by.encode()] = _first(chinese).encode()
    keys = sorted(texts)
    begin = 28
    place = begin + 16 * len(keys)
    tables, body = [], b""
    for column in (keys, [texts[key] for key in keys]):
        for text in column:
            tables.append(struct.pack("<2I", len(text), place + len(body)))
            body += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), begin, begin + 8 * len(keys), 0, place)
    return head + b"".join(tables) + body


def _entries_of(part: Path) -> Entries:
    with part.open("rb") as lines:
        catalogue = read_po(lines, locale="zh_CN", charset="utf-8", abort_invalid=True)
    return {
        _frozen(message.id): _frozen(message.string or "")
        for message in catalogue
        if message.id and not message.fuzzy
    }


def _frozen(words: str | list[str] | tuple[str, ...]) -> Words:
    return words if isinstance(words, str) else tuple(words)


def _first(words: Words) -> str:
    return words if isinstance(words, str) else words[0]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Write the merged and the compiled catalogue."""
    try:
        entries = merged_entries(PARTS)
    except ContradictionError as contradiction:
        print(f"Two translations for the same words: {contradiction}", file=sys.stderr)
        return 3
    po = po_text(entries)
    MERGED.parent.mkdir(parents=True, exist_ok=True)
    MERGED.write_text(po, encoding="utf-8", newline="\n")
    MERGED.with_suffix(".mo").write_bytes(mo_bytes(entries))
    print(f"{len(entries)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
