"""What is carried for others has an end, and a laptop that carries enough says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.services import relaying
from tests.scenarios.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(("limit", "value"), [("MOST", 2), ("MOST_BYTES", 6000)])
def test_a_laptop_that_carries_enough_refuses_the_next_and_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    carrier, one = world.laptop("镇机"), world.laptop("一号机")
    home = world.home(one)
    monkeypatch.setattr(relaying, limit, value)
    before = set(carrier.inbox.iterdir())
    files, codes = [], []
    for number in range(3):
        world.set(one, home, phone=str(number))
        files.append(world.bundle(one))
        problem = carrier.import_one(files[-1]).problem
        codes.append(problem.code if problem else "")
    assert codes[0] == "bundle_not_ours"
    assert codes[-1] == "relay_full"
    carried = len(carrier.relay.carried())
    assert carried == codes.count("bundle_not_ours")
    kept = {path.name for path in set(carrier.inbox.iterdir()) - before}
    assert {one.file for one in carrier.relay.carried()} == kept
    assert carrier.history()[0].reason == "relay_full"
    again = carrier.import_one(files[0]).problem
    assert again is not None
    assert again.code == "bundle_not_ours", "what is carried already is carried on"
    assert len(carrier.relay.carried()) == carried
    carrier.relay.pass_on(world.stick)
    assert world.county.import_one(files[-1]).status == "merged"
