"""The manual at the command line: it opens no workspace."""

from __future__ import annotations

from fieldapp.cli.context import Context, Result
from fieldapp.cli.words import MARKDOWN
from fieldapp.foundation.i18n import language
from fieldapp.foundation.manual import manual_page, title_of


def manual(context: Context) -> Result:
    """A page of the manual, as Markdown."""
    page = context.arguments.page
    text = manual_page(page, language())
    return {"page": page, "title": title_of(text), MARKDOWN: text}
