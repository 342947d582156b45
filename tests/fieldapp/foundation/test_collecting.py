from __future__ import annotations

import gc

import pytest

from fieldapp.foundation.collecting import seldom_collecting


def test_the_search_for_cycles_is_put_off_inside_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collecting(), seldom_collecting():
        inside = gc.get_threshold()
    assert inside[0] > before[0]
    assert gc.get_threshold() == before


def test_an_error_inside_leaves_it_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), seldom_collecting():
        raise KeyError
    assert gc.get_threshold() == before
