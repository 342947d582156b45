"""The encoding of a text file: the usual ones are read, another is named."""

from __future__ import annotations

from pathlib import Path

from fieldapp.foundation.errors import Refused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_USUAL = ("utf-8", "gb18030")
_WIDE = ("utf_16_le", "utf_16_be")
"""Of two bytes a character, so that what is not Chinese holds noughts."""
_FOREIGN = {"big5": "Big5", "shift_jis": "Shift-JIS", "euc_kr": "EUC-KR"}
_SAMPLE = 64 * 1024


def decoded(content: bytes, file: str) -> str:
    """The text of a file.

    Raises ``Refused``: ``encoding_foreign`` with the encoding it seems to have, or
    ``not_a_spreadsheet`` when it is no text.
    """
    for encoding in _likely(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    foreign = "" if b"\0" in content else _guessed(content, ("gb18030", *_FOREIGN))
    if foreign in _FOREIGN:
        raise Refused("encoding_foreign", file=file, encoding=_FOREIGN[foreign])
    raise Refused("not_a_spreadsheet", file=file)


def foreign_encoding(path: Path) -> str:
    """What a text file seems to be written in when its words make no sense as the usual ones.

    Nearly every text in Big5 can be read as GB18030, as other words. Empty: nothing else.
    """
    with path.open("rb") as file:
        content = file.read(_SAMPLE)
    if b"\0" in content or content.isascii():
        return ""
    return _FOREIGN.get(_guessed(content, (*_USUAL, *_FOREIGN)), "")


def _likely(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" not in content[:_SAMPLE]:
        return _USUAL
    wide = _guessed(content, _WIDE)
    return (wide,) if wide else ()


def _guessed(content: bytes, among: tuple[str, ...]) -> str:
    # loaded with the first such file: its tables take memory that hardly any work needs
    from charset_normalizer import from_bytes

    found = from_bytes(content[:_SAMPLE], cp_isolation=list(among)).best()
    return "" if found is None else found.encoding
