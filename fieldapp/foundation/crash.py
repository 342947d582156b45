"""What a failure of the program itself leaves behind: where it was, and nothing of what it held."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
from collections.abc import Callable
from types import TracebackType

_NO_REPORT = 0x0001 | 0x0002
"""To Windows: show no error box and write no report with parts of the memory."""
_DUMPABLE = 4
"""To Linux, by ``prctl``: whether the memory may be written out or read by other programs."""


def crash_report(kind: type[BaseException], trace: TracebackType | None, about: str) -> str:
    """The kind of failure and the places it passed; never its message, which may name people.

    ``about`` tells of the program; Python and the system are named here.
    """
    # read when there is something to tell: the window stands sooner
    import platform
    import traceback

    frames = traceback.extract_tb(trace)
    system = f"{platform.system()} {platform.release()}"
    return "\n".join(
        [
            f"fieldapp {about}, Python {platform.python_version()}, {system}",
            kind.__name__,
            *(f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
        ]
    )


def tell_without_messages(about: str, tell: Callable[[str], None]) -> None:
    """From now on what nobody catches, in any thread, is given to ``tell`` as a report.

    Python would print the message, and a desktop keeps what is printed in a file.
    """

    def fault(kind: type[BaseException], trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            tell(crash_report(kind, trace, about))

    sys.excepthook = lambda kind, _failure, trace: fault(kind, trace)
    threading.excepthook = lambda given: fault(given.exc_type, given.exc_traceback)
    sys.unraisablehook = lambda given: fault(given.exc_type, given.exc_traceback)


def keep_memory_off_the_disk() -> None:
    """Let the system write no memory of this process out when it crashes: it holds the key."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_NO_REPORT)
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # a program that collects dumps may not ask for the limit
        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)


def _module(filename: str) -> str:
    # The path before the package names the account of whoever is logged in.
    parts = filename.replace("\\", "/").split("/")
    rooms = [place for place, part in enumerate(parts) if part in ("fieldapp", "ui", "db")]
    return "/".join(parts[rooms[-1] :]) if rooms else parts[-1]
