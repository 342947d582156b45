"""What would go back with a merge, and the two ways on."""

from __future__ import annotations

from fieldapp.foundation.i18n import _
from ui.pages.exchange.backing import TakingBack, going_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton


class GoingBackBanner(Banner):
    """Renders the merge that a :class:`TakingBack` looks at; hidden while it looks at none."""

    def __init__(self, model: TakingBack) -> None:
        super().__init__()
        self._model = model
        self.take = PrimaryButton(_("Take the merge back"), "", model.confirm, changes=True)
        self.leave = QuietButton(_("Let it stand"), "", model.leave)
        for button in (self.leave, self.take):
            self.add_action(button)
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        going = self._model.going
        if going is None:
            self.say("")
            return
        self.say(*going_words(going), "yellow")
