"""The one table of what was done to the machine and what became of the work."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

RECORD = Path(__file__).with_name("RECORD.md")
_HEADING = """# What was done to the machine, and what became of the work

`make faults` wrote this table: of every line the last full run.

- *Confirmed* counts what the program had said was done, also under the fault.
- *Lost* is what of that was not there.
- *To repair* is what was neither as before nor complete, or did not open.
- Unless a line says how many calls there are, every one was tried.

What stands against each threat, and what nothing here covers, is in `DECISIONS.md` under
"Threats".

| What was done | Tries | Confirmed | Lost | To repair | Remark |
|---|--:|--:|--:|--:|---|
"""


@dataclass(frozen=True)
class Line:
    """One kind of fault, and how the work stood it."""

    what: str
    tries: int
    confirmed: int
    lost: int
    to_repair: int
    remark: str
    seconds: float
    good: bool


@dataclass
class Table:
    """Prints line by line, and is kept as the record of a full run."""

    lines: list[Line] = field(default_factory=list)

    def head(self) -> None:
        """What the columns are."""
        _print("What was done", "tries", "confirmed", "lost", "to repair", "s", "", "remark")

    def tell(self, line: Line) -> None:
        """One more line."""
        self.lines.append(line)
        _print(
            line.what, line.tries, line.confirmed, line.lost, line.to_repair,
            f"{line.seconds:.0f}", "kept" if line.good else "BROKEN", line.remark,
        )  # fmt: skip

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return all(line.good for line in self.lines)

    def record(self, path: Path = RECORD) -> None:
        """Write the lines down, without times, in place of earlier ones of the same kind."""
        rows = _rows(path)
        for line in self.lines:
            rows[line.what] = (
                f"| {line.what} | {line.tries:,} | {line.confirmed:,} | {line.lost} |"
                f" {line.to_repair} | {line.remark} |"
            )
        path.write_text(_HEADING + "\n".join([*rows.values(), ""]), encoding="utf-8")


def _rows(path: Path) -> dict[str, str]:
    """The rows of an earlier record by what was done."""
    if not path.exists():
        return {}
    body = path.read_text(encoding="utf-8").partition("|--:|--:|--:|--:|---|\n")[2]
    return {row.split(" | ")[0].removeprefix("| "): row for row in body.splitlines() if row}


def _print(what: object, *cells: object) -> None:
    *numbers, verdict, remark = cells
    columns = "".join(f"{cell!s:>11}" for cell in numbers)
    sys.stdout.write(f"{what!s:<46}{columns}  {verdict!s:<7} {remark}".rstrip() + "\n")
    sys.stdout.flush()
