"""The sheet for the safe: what stands on it opens the county again; it lies nowhere else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from pyrage.x25519 import Identity

from fieldapp.bootstrap import Opener
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.recovery_words import new_entropy, words_of
from fieldapp.services.profile import load_recovery
from fieldapp.services.recovery import recover_from_paper
from fieldapp.services.recovery_paper import print_recovery, require_outside

PASSPHRASE = "a long passphrase of the county"


def printed(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        text: str = document[0].get_textpage().get_text_range()
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_sheet_carries_words_and_key_that_open_again(tmp_path: Path, language: str) -> None:
    opener, folder, entropy = Opener(), tmp_path / "county", new_entropy()
    store = opener.founding().county(folder, "兴山县扶贫办", PASSPHRASE, words=entropy)
    sheet = tmp_path / "sheet.pdf"
    print_recovery(store, opener.clock, entropy, sheet, language)
    keys = load_recovery(store)
    store.close()
    assert keys is not None
    text = printed(sheet)
    assert keys.opening in text
    assert keys.signing.hex() in text
    assert str(Identity.from_str(keys.opening).to_public()) == keys.public().seal
    for spoken in ("zh_CN", "en"):
        words = words_of(entropy, spoken)
        assert all(f"{place}.{word}" in text for place, word in enumerate(words, 1))
    recover_from_paper(folder, " ".join(words_of(entropy, language)), "another long passphrase 42")
    opener.desk(folder, "another long passphrase 42").store.close()
    secrets = [keys.opening.encode(), *(w.encode() for w in [" ".join(words_of(entropy, "en"))])]
    for file in folder.rglob("*"):
        if file.is_file():
            assert not any(secret in file.read_bytes() for secret in secrets)


def test_the_sheet_is_not_written_into_the_workspace(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="sheet_in_workspace"):
        require_outside(tmp_path / "county" / "deep" / "sheet.pdf", tmp_path / "county")
    require_outside(tmp_path / "sheet.pdf", tmp_path / "county")
