"""The slices of a bundle's operations on their way to the merge: counted, and cut where told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fieldapp.bundles.contents import Contents
from fieldapp.changes.operations import Op
from fieldapp.foundation.jobs import Job


def watched(job: Job | None, slices: Iterable[Sequence[Op]], total: int) -> Iterator[Sequence[Op]]:
    """The slices, each told of before it is merged."""
    done = 0
    for ops in slices:
        if job is not None:
            job.progress(done, max(total, 1))
        done += len(ops)
        yield ops


def written_before(
    slices: Iterable[Sequence[Op]], inside: Contents, moment: str
) -> Iterator[Sequence[Op]]:
    """The operations up to the first that was written after a moment, by the writer's clock."""
    times = {(unit.actor, unit.no): unit.at for unit in inside.units}
    for ops in slices:
        kept = []
        for op in ops:
            if times[op.actor, op.unit] > moment:
                break
            kept.append(op)
        if kept:
            yield kept
