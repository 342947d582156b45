"""The pages of the manual, as they are shipped in both languages."""

from __future__ import annotations

from fieldapp.foundation.assets import asset_path

MANUAL_PAGES = ("day", "safety")
"""Their names, in the order in which they are offered."""


def manual_page(name: str, language: str) -> str:
    """One page as Markdown; its first line is its title.

    Raises:
        FileNotFoundError: there is no such page in this language.
    """
    return asset_path(f"manual/{name}.{language}.md").read_text(encoding="utf-8")


def title_of(page: str) -> str:
    """The title of a page of Markdown."""
    return page.partition("\n")[0].removeprefix("# ").strip()
