"""Workbooks written without temporary files.

The library would keep each sheet readable on the disk until the workbook is done, and for ever
when the program is killed meanwhile.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer import excel
from typing_extensions import Buffer, override

from fieldapp.foundation.errors import WorldFailed
from fieldapp.foundation.files import write_durably

_LEVEL = 1
_CHUNK = 256 * 1024


class _Squeezed(io.RawIOBase):
    """What is written to it, compressed in memory: the sheet of a county would fill it else."""

    def __init__(self) -> None:
        super().__init__()
        self._squeezing = zlib.compressobj(_LEVEL)
        self._held: list[bytes] = []

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: Buffer, /) -> int:
        written = bytes(data)
        self._held.append(self._squeezing.compress(written))
        return len(written)

    def pieces(self) -> Iterator[bytes]:
        """Everything that was written, once."""
        self._held.append(self._squeezing.flush())
        opening = zlib.decompressobj()
        self._held.reverse()
        while self._held:  # what was read is let go: beside it grows the workbook itself
            waiting = self._held.pop()
            while waiting:
                yield opening.decompress(waiting, _CHUNK)
                waiting = opening.unconsumed_tail


class _MemoryWriter(WorksheetWriter):
    """The library's writer of a sheet, with the sheet in memory."""

    def __init__(self, ws: Any) -> None:  # noqa: ANN401  sheets of two kinds without a common type
        super().__init__(ws, out=_Squeezed())

    @override
    def cleanup(self) -> None:
        """There is no file to remove."""


class _Archive(ZipFile):
    """Takes sheets out of memory where the library gives it names of files."""

    @override
    def write(self, filename: Any, arcname: Any = None, *others: Any) -> None:
        if not isinstance(filename, _Squeezed):
            super().write(filename, arcname, *others)
            return
        with self.open(arcname, "w", force_zip64=True) as sheet:
            for piece in filename.pieces():
                sheet.write(piece)


class _MemorySheet(WriteOnlyWorksheet):
    """A sheet written row by row into memory."""

    _writer: Any = None

    def _get_writer(self) -> None:  # the stubs do not know it
        if self._writer is None:
            self._writer = _MemoryWriter(self)
            self._writer.write_top()


class _MemoryWorkbook(Workbook):
    """A workbook of such sheets."""

    @override
    def create_sheet(self, title: Any = None, index: Any = None) -> Any:
        sheet = _MemorySheet(self, title)
        self._add_sheet(sheet, index)  # type: ignore[attr-defined]  # the stubs do not know it
        return sheet


def new_workbook() -> Workbook:
    """A workbook whose sheets are written row by row."""
    return _MemoryWorkbook(write_only=True)


@contextmanager
def ended_if_stopped(workbook: Workbook) -> Iterator[None]:
    """Sheets that are left half written are ended: the library complains of them else."""
    try:
        yield
    except BaseException:
        for sheet in workbook.worksheets:
            sheet.close()
        raise


def save(workbook: Workbook, path: Path) -> None:
    """Write a workbook whole or not at all.

    Raises:
        WorldFailed: as ``write_whole``.
    """
    made = io.BytesIO()
    fill(workbook, made)
    write_whole(path, made.getvalue())


def write_whole(path: Path, data: bytes) -> None:
    """Write a made file; a folder that is not there is told as one that cannot be written.

    Raises:
        WorldFailed: ``not_writable``, and as ``write_durably``.
    """
    if not path.parent.is_dir():
        raise WorldFailed("not_writable")
    write_durably(path, [data])


def fill(workbook: Workbook, target: IO[bytes]) -> None:
    """Put the bytes of a workbook into ``target``."""
    library: Any = excel  # the stubs do not know whom it asks for sheets
    usual = library.WorksheetWriter
    library.WorksheetWriter = _MemoryWriter
    try:
        with _Archive(target, "w", ZIP_DEFLATED) as archive:
            excel.ExcelWriter(workbook, archive).save()
    finally:
        library.WorksheetWriter = usual
