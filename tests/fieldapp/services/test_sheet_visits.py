"""What sheets are made from: the visit that was, and the one that is to come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fieldapp.bootstrap import Opener
from fieldapp.records import VisitIssue
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_visits import VisitPapers


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("printing") / "workspace"
    make_demonstration(Opener().founding(), folder, households=422, role="county")
    opened = Opener().desk(folder, None)
    yield opened
    opened.store.close()


def test_a_blank_sheet_brings_every_promise_that_is_still_open(desk: Desk) -> None:
    rows = desk.store.questions.households()
    sheets = {sheet.household_uid: sheet for sheet in VisitPapers(desk.store).of(rows, coming=True)}
    still_open = 0
    for row in rows:
        visits = [found.uid for found in desk.store.questions.visits(household=row.uid)]
        issues = [one for uid in visits for one in desk.store.find(VisitIssue, visit=uid)]
        promised = sorted(one.action or one.text or "" for one in issues if one.state == "open")
        assert sorted(promise.title for promise in sheets[row.uid].promises) == promised
        still_open += len(promised)
    assert still_open > 0


def test_a_blank_sheet_has_the_number_of_the_visit_to_come(desk: Desk) -> None:
    rows = desk.store.questions.households()
    coming = list(VisitPapers(desk.store).of(rows, coming=True))
    assert [sheet.visit_ordinal for sheet in coming] == [row.visits + 1 for row in rows]


def test_a_visit_sheet_has_the_number_of_the_last_visit(desk: Desk) -> None:
    rows = desk.store.questions.households()
    filled = list(VisitPapers(desk.store).of(rows))
    assert [sheet.visit_ordinal for sheet in filled] == [row.visits or None for row in rows]
