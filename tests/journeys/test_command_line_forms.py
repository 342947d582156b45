"""The county's own forms travel in a bundle, and a laptop prints them."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from docx import Document
from PIL import Image

from tests.journeys.command_line import CommandLine, digest
from tests.office_files import word_form

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


def test_a_form_of_the_county_is_printed_by_a_laptop(
    cli: CommandLine, county: Path, laptop: Path, tmp_path: Path
) -> None:
    at_county, at_laptop = ("--workspace", county), ("--workspace", laptop)
    assert cli(*at_county, "forms", "list")["forms"] == []
    own, change = tmp_path / "own.toml", tmp_path / "change.toml"
    cli(*at_county, "forms", "export", "measures-notice", "-o", own)
    cli(*at_county, "forms", "export", "plan-change", "-o", change)
    Image.new("RGBA", (80, 80), (200, 30, 30, 120)).save(tmp_path / "logo.png")
    own.write_text(own.read_text("utf-8").replace("mask =", 'logo = "logo.png"\nmask ='), "utf-8")
    assert cli(*at_county, "forms", "check", own)["name"] == "measures-notice"
    assert cli.refused(*at_laptop, "forms", "import", own) == "county_only"
    kept = cli(*at_county, "forms", "import", own, change)
    assert [one["print"] for one in kept] == ["form:measures-notice", "plan"]

    cli(*at_county, "bundle", "export", "-o", tmp_path / "out.fsync")
    cli(*at_laptop, "bundle", "import", tmp_path / "out.fsync")
    assert digest(cli, laptop) == digest(cli, county)
    listed = cli(*at_laptop, "forms", "list")["forms"]
    assert [(one["name"], one["changes"]) for one in listed] == [
        ("measures-notice", None), ("plan", "plan"),
    ]  # fmt: skip
    first = tmp_path / "1.pdf"
    printed = cli(*at_laptop, "print", "form:measures-notice", "-o", first)
    assert printed["sheets"] == len(cli(*at_laptop, "list", "households"))
    page = pypdf.PdfReader(first).pages[0]
    assert "Letter on the Help Measures" in page.extract_text()
    assert len(page.images) == 1
    cli(*at_laptop, "print", "plan", "-o", tmp_path / "plan.pdf")
    said = pypdf.PdfReader(tmp_path / "plan.pdf").pages[0].extract_text()
    assert "Help Plan, One Household, One Policy" in said

    back = tmp_path / "back"
    back.mkdir()
    files = cli(*at_laptop, "forms", "export", "measures-notice", "-o", back / "f.toml")["files"]
    assert [Path(file).read_bytes() for file in files] == [
        own.read_bytes(), (tmp_path / "logo.png").read_bytes(),
    ]  # fmt: skip

    cli(*at_county, "forms", "remove", "measures-notice")
    assert cli.refused(*at_county, "print", "form:measures-notice", "-o", first) == "unknown_form"
    cli(*at_county, "forms", "import", own)
    cli(*at_county, "print", "form:measures-notice", "-o", first)


def test_what_is_wrong_in_a_file_is_told_and_nothing_is_kept(
    cli: CommandLine, county: Path, tmp_path: Path
) -> None:
    at_county = ("--workspace", county)
    file = tmp_path / "wrong.toml"
    cli(*at_county, "forms", "export", "measures-notice", "-o", file)
    file.write_text(file.read_text("utf-8").replace('"letter"', '"brief"'), "utf-8")
    (problem,) = cli(*at_county, "forms", "check", file, status=1)["problems"]
    assert (problem["code"], problem["line"]) == ("form_wrong_value", 12)
    assert "upright · across · letter" in problem["hint"]
    assert cli.refused(*at_county, "forms", "import", file) == "form_wrong_value"
    file.write_bytes(b"\xff\xfe\0")
    assert cli.refused(*at_county, "forms", "import", file) == "form_not_text"
    file.write_text('form = "a"\ntitle = { zh = "甲" }\nlogo = "none.png"\n'
                    '[[parts]]\npart = "text"\ntext = { zh = "乙" }\n', "utf-8")  # fmt: skip
    assert cli.refused(*at_county, "forms", "import", file) == "form_logo_missing"
    (tmp_path / "none.png").write_bytes(b"no picture")
    assert cli.refused(*at_county, "forms", "import", file) == "form_logo_unfit"
    assert cli(*at_county, "forms", "list")["forms"] == []
    assert cli.refused(*at_county, "print", "form:a", "-o", tmp_path / "x.pdf") == "unknown_form"
    assert cli.refused("print", "forms:a", "-o", "x.pdf", status=2) == "wrong_usage"


def test_a_word_form_of_the_county_is_filled_by_a_laptop(
    cli: CommandLine, county: Path, laptop: Path, tmp_path: Path
) -> None:
    at_county, at_laptop = ("--workspace", county), ("--workspace", laptop)
    form = word_form(tmp_path / "register.docx")
    assert "household.head_name" in cli(*at_county, "forms", "check", form)["fields"]
    assert cli.refused(*at_laptop, "forms", "add", form) == "county_only"
    (kept,) = cli(*at_county, "forms", "add", form)
    assert kept["print"] == "form:register"
    cli(*at_county, "bundle", "export", "-o", tmp_path / "out.fsync")
    cli(*at_laptop, "bundle", "import", tmp_path / "out.fsync")
    assert digest(cli, laptop) == digest(cli, county)
    households = cli(*at_laptop, "list", "households")
    number = households[0]["local_no"]
    one = tmp_path / "one.docx"
    cli(*at_laptop, "print", "form:register", "--household", number, "-o", one)
    assert number in Document(str(one)).paragraphs[1].text
    told = cli(*at_laptop, "print", "form:register", "--each", "-o", tmp_path / "each")
    assert told["files"] == len(list((tmp_path / "each").iterdir())) == len(households)
    pdf = tmp_path / "one.pdf"
    refused = cli.refused(*at_laptop, "print", "form:register", "--household", number, "-o", pdf)
    assert refused == "office_ending"
    assert cli.refused(*at_laptop, "print", "form:register", "-o", one) == "office_one_file"
    cli(*at_county, "forms", "remove", "register")
    assert cli(*at_county, "forms", "list")["forms"] == []
