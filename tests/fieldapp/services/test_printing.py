"""Every kind of sheet from the records of the demonstration village, in both languages."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from fieldapp.bootstrap import Opener
from fieldapp.foundation.clock import FixedClock
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import SHEET_KINDS, SheetKind

NOW = dt.datetime.fromisoformat("2016-11-23T10:31")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("printing") / "workspace"
    make_demonstration(Opener().founding(), folder, households=24, role="county")
    opened = Opener().desk(folder, None)
    yield opened
    opened.store.close()


def printed(desk: Desk, kind: SheetKind, language: str) -> bytes:
    out = io.BytesIO()
    registers = replace(desk.registers, clock=FixedClock(NOW))
    Printing(registers, "王芳").write(kind, desk.store.questions.households(), out, language)
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_every_kind_is_printed_the_same_twice_with_its_fonts_inside(
    desk: Desk, kind: SheetKind, language: str
) -> None:
    data = printed(desk, kind, language)
    assert data == printed(desk, kind, language)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.outline
    assert reader.metadata is not None
    assert reader.metadata.title
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"]
        assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts.values())
        assert ("第" if language == "zh_CN" else "page") in page.extract_text()
