"""Long work tells how far it is, and stops when asked."""

from __future__ import annotations

import pytest

from fieldapp.foundation.jobs import Cancelled, Progress, WatchedJob


def test_progress_is_told_once_for_each_new_percent() -> None:
    told: list[Progress] = []
    job = WatchedJob(told.append)
    for done in range(1, 10_001):
        job.progress(done, 10_000)
    assert len(told) == 101
    assert told[-1] == Progress(10_000, 10_000)


def test_work_that_does_not_know_its_length_may_say_so() -> None:
    told: list[Progress] = []
    WatchedJob(told.append).progress(3, 0)
    assert told == [Progress(3, 0)]


def test_a_stopped_job_ends_at_its_next_step() -> None:
    job = WatchedJob()
    job.progress(1, 2)
    job.cancel()
    assert job.cancelled
    with pytest.raises(Cancelled):
        job.progress(2, 2)
