"""What is printed from the command line, and what it says of characters that no font has."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from tests.journeys.command_line import CommandLine, script

pytestmark = pytest.mark.usefixtures("passphrases")
UNKNOWN = "\ue123"
"""Of the private characters: no font that is shipped has it."""


def test_a_character_that_no_font_has_is_named_and_waits_for_a_person(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    edit = {"do": "household.set", "household": number, "set": {"address_detail": UNKNOWN}}
    cli("--workspace", laptop, "apply", script(tmp_path, edit))
    target = tmp_path / "plan.pdf"
    found = cli(
        "--workspace", laptop, "print", "plan", "--household", number, "-o", target, status=1
    )
    assert found["missing"] == [UNKNOWN]
    assert "U+E123" in pypdf.PdfReader(target).pages[0].extract_text()
