"""A demonstration village of any size for the benchmarks, made once a run."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from fieldapp.bootstrap import Opener
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.services.demonstration import make_demonstration


def large_village(folder: Path, households: int) -> Path:
    """The folder of a demonstration workspace; it opens without a passphrase.

    One that stands there already, from a run before, is taken as it is.
    """
    if (folder / KEY_FILE).exists():
        sys.stdout.write(f"(the village in {folder.name} was made before)\n")
        return folder
    began = time.perf_counter()
    make_demonstration(Opener().founding(), folder, households=households, role="county")
    taken = time.perf_counter() - began
    sys.stdout.write(f"(a village of {households} households was made in {taken:.0f} s)\n")
    return folder
