"""What happens with the county's office forms: what would stand in one, and filling it for all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.foundation.office_package import OfficeKind
from fieldapp.ports.store import Store
from fieldapp.services.desk import Desk
from fieldapp.services.office_forms import KeptOffice, office_forms
from ui.pages.county.template_state import TemplateRow
from ui.workers.runner import Runner

_PROGRAMS: Mapping[OfficeKind, str] = {"docx": "Word", "xlsx": "Excel"}


class OfficeModel(QObject):
    """The office form being looked at; ``text`` is what would stand in it, ``told`` what to say."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._told = ""
        self.forms: Mapping[str, KeptOffice] = {}
        self.text = ""

    @property
    def rows(self) -> tuple[TemplateRow, ...]:
        """The forms as the list shows them."""
        return tuple(
            TemplateRow(name, form.title, _PROGRAMS[form.kind], "quiet")
            for name, form in self.forms.items()
        )

    @property
    def told(self) -> str:
        """What stands where the page of a template would."""
        return self._told or _(
            "At the left: the first household's values.\nFilled forms are saved as files\n"
            "and printed with Word or Excel."
        )

    def read(self, store: Store) -> Mapping[str, KeptOffice]:
        """The forms of the county."""
        return office_forms(store)

    def show(self, name: str) -> None:
        """Look at a form, filled for the first household."""
        self.text, self._told = "", ""
        self._runner.ask(lambda: _fields_told(self._desk, name), self._shown, self.failed.emit)

    def fill_all(self, name: str, folder: Path) -> None:
        """Write one filled form a household into a folder."""
        # the workshops are entered when a form is filled
        from fieldapp.services.office_filling import fill_office_each

        registers, spoken = self._desk.registers, language()
        self._told = _("The forms are being filled …")
        self._runner.file_job(
            lambda job: (
                fill_office_each(
                    registers, name, registers.store.questions.households(), spoken, folder, job
                ).files
            ),
            lambda files: self._filled(files, folder.name),
            self._stopped,
        )
        self.changed.emit()

    def _shown(self, text: str) -> None:
        self.text = text
        self.changed.emit()

    def _filled(self, files: int, folder: str) -> None:
        words = _n("{count} file saved in {folder}", "{count} files saved in {folder}", files)
        self._told = words.format(count=files, folder=folder)
        self.changed.emit()

    def _stopped(self, failure: BaseException) -> None:
        self._told = ""
        self.failed.emit(failure)
        self.changed.emit()


def _fields_told(desk: Desk, name: str) -> str:
    """Each name of the form, and below it what stands there for the first household."""
    # as above
    from fieldapp.services.office_filling import office_fields

    row = next(iter(desk.store.questions.households()), None)
    if row is None:
        return _("There is no household yet.")
    empty = _("not recorded, stays empty")
    shown = office_fields(desk.registers, name, row, language())
    return "\n".join(
        f"{field.label}  {{{{ {field.name} }}}}\n    "
        + (field.value.replace("\n", "\n    ") if field.value.strip() else f"– {empty}")
        for field in shown
    )
