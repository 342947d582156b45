"""The one door to translated words: gettext catalogues for screen, paper and terminal."""

from __future__ import annotations

import gettext
from functools import cache

from fieldapp.foundation.assets import asset_path

LANGUAGES = ("zh_CN", "en")
DOMAIN = "fieldapp"


class _Screen:
    """The language of the screen and the command line of this process."""

    language = "zh_CN"


@cache
def translator(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language``; English is the source and needs none."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, str(asset_path("translations")), [language], fallback=True)


def set_language(language: str) -> None:
    """Let ``_`` speak ``language`` from now on; unknown languages are a ``ValueError``."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Screen.language = language


def language() -> str:
    """The language that ``_`` speaks now."""
    return _Screen.language


def _(message: str) -> str:
    """The message in the language of the screen, looked up when called."""
    return translator(_Screen.language).gettext(message)


def _n(singular: str, plural: str, count: int) -> str:
    """The message for ``count`` things in the language of the screen."""
    return translator(_Screen.language).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "mark only"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message
