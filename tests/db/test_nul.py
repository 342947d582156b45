"""A NUL in a text is refused by name on both engines, and what other programs sent is inert."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from db.store import SqlStore
from fieldapp.changes.operations import GENESIS, ActorInfo, chain_next, unit_digest
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Act, Edit, created
from fieldapp.records import Household
from tests.factories import MORNING, a_household, a_village, act

NUL = "a\0b"


@pytest.fixture
def village_store(store: SqlStore) -> SqlStore:
    village = a_village()
    store.write(act(), [created(village), created(a_household(village))])
    return store


@pytest.mark.parametrize(
    "doing",
    [Act(NUL, "test", MORNING), Act("王芳", NUL, MORNING)],
    ids=["author", "reason"],
)
def test_an_act_with_a_nul_is_refused(village_store: SqlStore, doing: Act) -> None:
    before = village_store.state_digest(), village_store.log.have()
    with pytest.raises(Refused, match="text_with_nul"):
        village_store.write(doing, [created(a_village("二村"))])
    assert (village_store.state_digest(), village_store.log.have()) == before


def test_a_value_with_a_nul_is_refused_new_and_changed(village_store: SqlStore) -> None:
    (home,) = village_store.find(Household)
    for edits in (
        [created(a_village(NUL))],
        [Edit("household", home.uid, {"note": NUL})],
    ):
        with pytest.raises(Refused, match="text_with_nul"):
            village_store.write(act(), edits)
    assert village_store.find(Household) == [home]
    assert village_store.examine().problems == ()


@pytest.mark.parametrize("field", ["author", "reason", "at", "app"])
def test_a_unit_with_a_nul_is_not_merged(
    village_store: SqlStore, new_store: Callable[[str], SqlStore], field: str
) -> None:
    target = new_store("other")
    units, ops = village_store.log.operations(village_store.log.have(), None)
    unit = msgspec.structs.replace(units[0], **{field: NUL})
    chain, forged = GENESIS, []
    for op in ops:
        chain = chain_next(
            chain, unit_digest(unit), op.seq, op.table_no, op.row, op.kind, op.payload
        )
        forged.append(msgspec.structs.replace(op, chain=chain))
    with pytest.raises(Refused, match="text_with_nul"):
        target.log.merge(village_store.log.actors(), [unit], [forged], {})
    assert target.log.have() == {}


def test_a_writer_with_a_nul_in_its_name_is_not_made_known(store: SqlStore) -> None:
    with pytest.raises(Refused, match="text_with_nul"):
        store.log.merge([ActorInfo(bytes(16), "d", 1, NUL)], [], [], {})
    assert all(info.name != NUL for info in store.log.actors())
