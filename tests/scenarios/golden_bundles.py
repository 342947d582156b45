"""Bundles of every released version, kept with the keys that open them: later versions read them.

Run ``python -m tests.scenarios.golden_bundles`` once for a release to keep one of its own.
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import msgspec

from fieldapp import VERSION
from fieldapp.bundles.header import READER
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.ports.store import Edit, created, removed
from fieldapp.records import Household, Member
from fieldapp.services.profile import Profile, load_keys, load_profile
from tests.factories import a_member, a_visit, act
from tests.scenarios.world import World, known

GIVEN_UP = "XYZ"
"""An answer that no list of codes has any more."""
KEPT = Path(__file__).parent.parent / "golden" / "bundles"


class Golden(msgspec.Struct, frozen=True):
    """What must come of a kept bundle; everybody in it is made up."""

    version: str
    keys: DeviceKeys
    profile: Profile
    sender: bytes
    """The peer as the receiver knew it, in its stored form."""
    digest: str
    changes: int
    conflicts: int


def make(folder: Path) -> None:
    """A bundle with every kind of operation: new, changed, removed, in conflict, in groups."""
    with tempfile.TemporaryDirectory() as made:
        world = World(Path(made))
        one, two = world.laptop("一号机"), world.laptop("二号机")
        home = world.home(one, gps_lat=Decimal("30.5"), gps_lon=Decimal("110.5"))
        person = a_member(home)
        one.store.write(act(), [created(person), created(a_visit(home))])
        world.everything_to_everyone()
        world.set(one, home, phone="1", gps_lat=Decimal("30.6"))
        world.set(two, home, phone="2")
        one.store.write(act(), [removed(Member, person.uid)])
        keyed = dataclasses.replace(act(author="王芳"), typist="陈刚")
        one.store.write(keyed, [Edit("household", home.uid, {"hh_class": GIVEN_UP})])
        world.send(two, world.county)
        world.send(world.county, one)
        file = world.bundle(one, world.county, full=True)
        sender = msgspec.structs.replace(known(world.county, one), have={}, incarnation=b"")
        golden = Golden(
            VERSION,
            load_keys(world.county.store),
            load_profile(world.county.store),
            msgspec.json.encode(sender),
            one.store.state_digest(),
            sum(last - first + 1 for spans in one.store.log.have().values()
                for first, last in spans),
            len(one.store.questions.conflicts()),
        )  # fmt: skip
        assert one.store.find(Household)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / "bundle.fsync")
        (folder / "expected.json").write_bytes(msgspec.json.format(msgspec.json.encode(golden)))
        world.close()


if __name__ == "__main__":
    make(KEPT / f"{VERSION}-reader-{READER}")
