"""What a household gets: money and waivers under a policy."""

from __future__ import annotations

from ui.recordbook.book import BookState
from ui.recordbook.panel import RecordDesk, RecordKeeper, RecordPanel


class Benefits(RecordDesk):
    """Money and waivers, each whole at the right."""

    def __init__(self, keeper: RecordKeeper) -> None:
        super().__init__(RecordPanel("benefit", keeper), (9, 4))

    def show_state(self, state: BookState) -> None:
        """Show these benefits."""
        self.show_records(state.rows.get("benefit", ()))
