"""The memory that merging a bundle takes, measured in a process that does nothing else.

Prints the megabytes at the most, and those before the bundle came.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

from db.store import open_store
from fieldapp.bundles.container import open_bundle
from fieldapp.bundles.contents import contents_of
from fieldapp.bundles.keys import DeviceKeys
from tests.factories import APP, KEY, a_store


def most() -> float:
    """Megabytes of memory that this process has had at the most."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def merge(folder: Path) -> None:
    """Merge the bundle that lies there."""
    keys = msgspec.json.decode((folder / "keys").read_bytes(), type=list[DeviceKeys])
    with closing(open_store(folder / "county", KEY, APP)) as county:
        county.questions.households()
        idle = most()
        key = keys[0].public().verify_key()
        inside = contents_of(
            open_bundle(folder / "bundle", verify=lambda _: key, identities=[keys[1].identity()])
        )
        county.log.merge(inside.actors, inside.units, inside.slices(), {})
    sys.stdout.write(f"{most()} {idle}\n")


def make(folder: Path, households: int) -> None:
    """A bundle of so many new households, two to an act, as teams enter them."""
    from tests.bench.comparison_bench import Ours
    from tests.bench.comparison_edits import work

    todo = work(households, 0)
    with closing(Ours(folder / "made")) as ours:
        todo.enter(ours.laptop)
        (folder / "bundle").write_bytes(ours.packed().data)
        (folder / "keys").write_bytes(msgspec.json.encode(ours.keys))
    a_store(folder / "county").close()


if __name__ == "__main__":
    if sys.argv[1].isdecimal():
        with tempfile.TemporaryDirectory() as place:
            make(Path(place), int(sys.argv[1]))
            subprocess.run(
                [sys.executable, "-m", "tests.bench.comparison_memory", place], check=True
            )
    else:
        merge(Path(sys.argv[1]))
