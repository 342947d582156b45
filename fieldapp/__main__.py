"""The front door: ``fieldapp`` opens the window, ``fieldapp COMMAND`` works without one."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program; returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Chinese must be printable whatever the console's code page
            reconfigure(encoding="utf-8", errors="replace")
    from fieldapp.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
