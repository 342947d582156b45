"""The change log made smaller: what it would save, who holds it up, and the packing itself."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from ui.feedback.work_bar import WorkBar
from ui.pages.settings.packing_model import PackingModel
from ui.style.layouts import row
from ui.widgets.buttons import QuietButton
from ui.widgets.panel import Panel
from ui.widgets.text import Text


class PackingPanel(Panel):
    """Shows the state of a :class:`PackingModel`; nothing is looked at before it is asked for."""

    def __init__(self, model: PackingModel) -> None:
        super().__init__(_("Change log"), _("Old changes are packed; nothing is forgotten"))
        self._model = model
        self._lines = Text("", "body", wrap=True)
        self._look = QuietButton(_("What would packing save?"), "", model.look)
        self._pack = QuietButton(_("Pack now"), "", model.pack, changes=True)
        self._bar = WorkBar()
        self._bar.cancelled.connect(model.cancel)
        self.body.addWidget(self._lines)
        self.body.addLayout(row(self._look, self._pack, None, gap=1.5))
        self.body.addWidget(self._bar)
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        state = self._model.state
        self._lines.setText("\n".join(line for line in state.lines if line))
        self._lines.setVisible(bool(state.lines))
        self._look.setEnabled(state.working is None)
        self._pack.setVisible(state.can_pack)
        self._pack.setEnabled(state.working is None)
        self._bar.show_work(state.working)
