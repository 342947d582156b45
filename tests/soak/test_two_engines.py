"""A county on a server and one in a file end equal, whatever the order of their bundles."""

from __future__ import annotations

from tests.soak.machines import swift_folder
from tests.soak.two_engines import compare


def test_two_counties_on_two_engines_end_equal_after_the_same_bundles_in_two_orders() -> None:
    with swift_folder() as folder:
        one, other = compare(folder, laptops=3, bundles=16, seed=4)
    assert one.same(other)
    assert (one.gaps, one.problems, other.problems) == (0, (), ())
    assert one.conflicts
    assert one.removals
    assert min(one.widest, other.widest) > 0
