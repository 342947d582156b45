"""The county's forms as a person reads them."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_, _, language
from fieldapp.services.county_forms import FormLine
from ui.pages.county.template_state import TemplateRow

_EXAMPLES = {
    "measures-notice": N_("A form of the county's own"),
    "plan-change": N_("A change of a shipped sheet"),
}


def template_row(line: FormLine, dirty: bool) -> TemplateRow:
    """A template as the list shows it."""
    title = line.title(language()) or line.sheet or line.name
    if line.wrong is not None:
        return TemplateRow(line.name, title, _("cannot be read"), "error")
    if dirty:
        return TemplateRow(line.name, title, _("unsaved"), "warning")
    return TemplateRow(line.name, title, _("change") if line.sheet else _("own form"), "quiet")


def example_words(name: str) -> str:
    """What a shipped example is."""
    return _(_EXAMPLES[name])


def line_words(page: int, pages: int) -> str:
    """Which page is shown."""
    if pages < 2:
        return ""
    return _("page {page} of {pages}").format(page=page + 1, pages=pages)
