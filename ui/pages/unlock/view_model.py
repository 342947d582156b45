"""Which state the unlock page is in, after each thing that happens to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ui.pages.unlock.state import UnlockState


class UnlockViewModel:
    """Turns what happened into the next state; the opening itself is somebody else's.

    ``clock`` tells in the language of the screen why the clock is doubted, or nothing.
    """

    def __init__(
        self, workspace: str, clock: Callable[[], tuple[str, str]] = lambda: ("", "")
    ) -> None:
        self._clock = clock
        self._state = UnlockState(workspace, clock=clock())

    @property
    def state(self) -> UnlockState:
        """The state now."""
        return self._state

    def trying(self) -> UnlockState:
        """A passphrase was given and is being tried."""
        self._state = replace(self._state, busy=True, problem="", hint="", done=0, total=0)
        return self._state

    def upgrading(self, done: int, total: int) -> UnlockState:
        """The store was written by an older version and is being made ready for this one."""
        self._state = replace(self._state, done=done, total=total)
        return self._state

    def refused(self, problem: str, hint: str) -> UnlockState:
        """The try failed, for a reason told in the language of the screen."""
        self._state = replace(
            self._state, busy=False, problem=problem, hint=hint, tries=self._state.tries + 1
        )
        return self._state

    def spoken_anew(self) -> UnlockState:
        """The language changed: an old complaint would be in the wrong one."""
        self._state = replace(self._state, problem="", hint="", clock=self._clock())
        return self._state
