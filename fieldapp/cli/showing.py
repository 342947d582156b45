"""Commands that open the window: the program itself, the demonstration walk, the self-test."""

from __future__ import annotations

from fieldapp.cli.context import Context, Result


def open_window(context: Context) -> int:
    """The window on the workspace."""
    raise NotImplementedError(context)


def run_demo(context: Context) -> Result:
    """The demonstration."""
    raise NotImplementedError(context)


def self_test(context: Context) -> Result:
    """The self-test."""
    raise NotImplementedError(context)
