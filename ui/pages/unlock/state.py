"""What the unlock page shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnlockState:
    """One moment of the page.

    Attributes:
        workspace: the name a person knows the workspace by.
        busy: the key is being worked out; nothing can be typed.
        problem: why the last try failed, in the language of the screen; empty for none.
        hint: what to do next.
        tries: how many tries have failed; a new failure empties the field.
        done: how far the store is made ready for this version of the program …
        total: … of so much; 0 when it needs nothing.
        clock: why the laptop's clock can hardly be right, and what to do; empty for no doubt.
    """

    workspace: str
    busy: bool = False
    problem: str = ""
    hint: str = ""
    tries: int = 0
    done: int = 0
    total: int = 0
    clock: tuple[str, str] = ("", "")
