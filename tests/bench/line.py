"""One line of the benchmark: what was measured, beside its floor in the same run, and its limit."""

from __future__ import annotations

from typing import Literal, NamedTuple

Unit = Literal["s", "ms", "MB"]


class Line(NamedTuple):
    """``measured`` and ``floor`` in ``unit``.

    With a floor, ``limit`` is the ratio allowed (or, for MB, the megabytes above the floor);
    without one it is the measured figure allowed.
    """

    name: str
    measured: float
    floor: float | None
    limit: float
    unit: Unit = "s"

    @property
    def reached(self) -> float:
        """The figure that the limit speaks of."""
        if self.floor is None:
            return self.measured
        return self.measured - self.floor if self.unit == "MB" else self.measured / self.floor

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.reached <= self.limit

    def text(self) -> str:
        """The line as it is printed."""
        scale = 1000 if self.unit == "ms" else 1
        floor = "-" if self.floor is None else f"{self.floor * scale:.2f} {self.unit}"
        if self.floor is None:
            reached, limit = f"{self.measured * scale:.2f}", f"{self.limit * scale:.0f} {self.unit}"
        elif self.unit == "MB":
            reached, limit = f"+{self.reached:.0f} MB", f"+{self.limit:.0f} MB"
        else:
            reached, limit = f"{self.reached:.2f} x", f"{self.limit:.1f} x"
        verdict = "kept" if self.kept else "MISSED"
        measured = f"{self.measured * scale:.2f} {self.unit}"
        return f"{self.name:<58} {measured:>12} {floor:>12} {reached:>9} {limit:>8}  {verdict}"
