from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.store import SqlStore
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import SeededIds
from fieldapp.records import CardRating, HouseholdYear, Measure, Visit, VisitIssue
from fieldapp.rules.visit_form import CausesAnswer, IssueStep, MeasureStep, VisitForm
from fieldapp.services.drafts import Draft
from fieldapp.services.scripted_visits import scripted_visit
from fieldapp.services.visits import YearIncome
from tests.visit_village import (
    BEES,
    CHEN,
    HOME,
    NOW,
    OTHER_HOME,
    TRAINING,
    WANG,
    registers,
    reopened,
    service,
    uid,
    village,
)

DAY = NOW.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = village(tmp_path)
    yield store
    store.close()


def whole_form() -> VisitForm:
    """Everything that one entry can say."""
    visit = Visit(
        uid=uid("new visit"), household=HOME, start_at=NOW.replace(hour=9, minute=30, second=0),
        visitors=(WANG,), place_kind="home", people_met=("贺长青",), purpose=("measure",),
        water_problem=True, water="枯水", appeal_text="想养蜂",
    )  # fmt: skip
    return VisitForm(
        visit=visit,
        issues=(
            VisitIssue(
                uid=uid("new issue"), visit=visit.uid, text="蜂箱不足", action="联系", owner=WANG,
                due=DAY, state="open",
            ),
        ),
        measures=(
            Measure(uid=uid("new measure"), household=HOME, title="办慢病卡", state="planned"),
        ),
        measure_steps=(MeasureStep(BEES, state="done", result_date=DAY, result="收蜜"),),
        issue_steps=(IssueStep(TRAINING, state="done", closed=DAY),),
        card="YELLOW",
        card_reason="收入稳定",
        causes=CausesAnswer(2016, "01", ("07",), "慢病"),
    )  # fmt: skip


def test_before_a_visit_everything_that_was_said_is_known(store: SqlStore) -> None:
    context = service(store).begin(HOME)
    assert context.last is not None
    assert context.last.appeal_text == "愿意养蜂，缺技术和蜂箱。"
    assert [context.team_name(who) for who in context.last.visitors or ()] == ["王芳", "陈刚"]
    assert [measure.uid for measure in context.facts.measures] == [BEES]
    assert [issue.uid for issue in context.facts.issues] == [TRAINING]
    assert context.incomes == (
        YearIncome(2014, Decimal(1720)),
        YearIncome(2015, Decimal(1930)),
        YearIncome(2016, Decimal(2240)),
    )
    assert context.facts.card is not None
    assert context.facts.card.colour == "RED"
    assert context.facts.causes is not None
    assert context.facts.causes.main_cause == "07"
    assert (context.village, len(context.members), len(context.team)) == ("郑家村", 2, 2)


def test_a_household_without_a_past_can_be_visited(store: SqlStore) -> None:
    context = service(store).begin(OTHER_HOME)
    assert context.last is None
    assert context.incomes == ()
    visit = replace(whole_form().visit, household=OTHER_HOME)
    service(store).record(VisitForm(visit=visit))
    assert [found.uid for found in store.find(Visit, household=OTHER_HOME)] == [visit.uid]


def test_one_act_writes_the_visit_and_all_that_goes_with_it(store: SqlStore) -> None:
    service(store).record(whole_form())
    assert store.get(Visit, uid("new visit")) == whole_form().visit
    assert store.get(VisitIssue, uid("new issue")) == whole_form().issues[0]
    assert store.get(Measure, uid("new measure")) == whole_form().measures[0]
    bees, training = store.get(Measure, BEES), store.get(VisitIssue, TRAINING)
    assert bees is not None
    assert (bees.state, bees.result_date, bees.result_text) == ("done", DAY, "收蜜")
    assert training is not None
    assert (training.state, training.closed_date) == ("done", DAY)
    year = store.find(HouseholdYear, household=HOME, year=2016)[0]
    assert (year.main_cause, year.other_causes, year.cause_note) == ("01", ("07",), "慢病")


def test_a_new_card_ends_the_old_one_and_keeps_the_history(store: SqlStore) -> None:
    service(store).record(whole_form())
    old, new = store.find(CardRating, household=HOME)
    assert (old.colour, old.valid_to) == ("RED", DAY)
    assert (new.colour, new.valid_from, new.valid_to) == ("YELLOW", DAY, None)
    assert (new.previous_colour, new.reason_text) == ("RED", "收入稳定")
    assert (new.visit, new.proposed_by) == (uid("new visit"), WANG)


def test_the_same_card_makes_no_new_rating(store: SqlStore) -> None:
    service(store).record(replace(whole_form(), card="RED"))
    assert len(store.find(CardRating, household=HOME)) == 1


def test_undo_puts_everything_back_with_one_write(store: SqlStore) -> None:
    before = store.state_digest()
    done = service(store).record(whole_form())
    assert store.state_digest() != before
    registers(store).undo(done)
    assert store.state_digest() == before
    assert store.examine().problems == ()


def test_causes_of_a_year_without_a_record_make_one(store: SqlStore) -> None:
    form = replace(whole_form(), causes=CausesAnswer(2017, "01"))
    service(store).record(form)
    assert store.find(HouseholdYear, household=HOME, year=2017)[0].main_cause == "01"


@pytest.mark.parametrize("lacking", ["start_at", "visitors"])
def test_a_meaningless_record_is_refused_and_nothing_changes(store: SqlStore, lacking: str) -> None:
    before = store.state_digest()
    nothing: dict[str, Any] = {lacking: None}
    visit = replace(whole_form().visit, **nothing)
    with pytest.raises(Refused, match="rule_broken"):
        service(store).record(replace(whole_form(), visit=visit))
    assert store.state_digest() == before


def test_a_record_with_other_errors_is_saved_all_the_same(store: SqlStore) -> None:
    visit = replace(whole_form().visit, place_kind=None, purpose=None)
    service(store).record(VisitForm(visit=visit))
    assert store.get(Visit, visit.uid) == visit


def test_an_unknown_household_is_refused(store: SqlStore) -> None:
    with pytest.raises(Refused, match="unknown_household"):
        service(store).begin(uid("nowhere"))


def test_a_draft_outlives_the_program_and_says_when(tmp_path: Path) -> None:
    store = village(tmp_path)
    service(store).drafts.keep(Draft(uid("new visit"), HOME, {"visit.start_at": "9点半"}))
    store.close()
    store = reopened(tmp_path)
    found = service(store).drafts.find(HOME)
    assert found is not None
    assert found.texts == {"visit.start_at": "9点半"}
    assert found.at == NOW
    assert found.version == 1
    store.close()


def test_pending_drafts_come_newest_first(store: SqlStore) -> None:
    clock = FixedClock(NOW)
    shelf = service(store, clock).drafts
    shelf.keep(Draft(uid("a"), HOME))
    clock.advance(minutes=1)
    shelf.keep(Draft(uid("b"), OTHER_HOME))
    assert [draft.household for draft in shelf.pending()] == [OTHER_HOME, HOME]


def test_saving_forgets_the_draft_and_a_late_draft_is_not_kept(store: SqlStore) -> None:
    visits = service(store)
    draft = Draft(uid("new visit"), HOME, {"visit.appeal_text": "想养"})
    visits.drafts.keep(draft)
    visits.record(whole_form())
    assert visits.drafts.pending() == ()
    visits.drafts.keep(draft)
    assert visits.drafts.find(HOME) is None


def test_a_draft_left_behind_by_a_saved_visit_is_dropped(store: SqlStore) -> None:
    visits = service(store)
    visits.drafts.keep(Draft(uid("new visit"), HOME))
    left = store.local(f"draft/visit/{HOME}")
    visits.record(whole_form())
    store.set_local(f"draft/visit/{HOME}", left)
    assert visits.drafts.find(HOME) is None
    assert store.local(f"draft/visit/{HOME}") is None


def test_a_script_names_people_and_fields_of_the_dictionary(store: SqlStore) -> None:
    given = {
        "start_at": "2016-06-01T09:30", "end_at": "2016-06-01T10:40", "visitors": ["王芳", "陈刚"],
        "place_kind": "home", "purpose": ["measure"], "people_met": ["贺长青"],
        "appeal_text": "想学养蜂", "next_visit_date": "2016-06-20",
        "issues": [{"text": "蜂箱不足", "action": "联系农业局", "owner": "王芳",
                    "due": "2016-06-15"}],
    }  # fmt: skip
    form = scripted_visit(store, SeededIds("script"), HOME, given)
    service(store).record(form)
    saved = store.get(Visit, form.visit.uid)
    assert saved is not None
    assert saved.visitors == (WANG, CHEN)
    assert saved.next_visit_date == dt.date(2016, 6, 20)
    assert store.find(VisitIssue, visit=saved.uid)[0].owner == WANG


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"colour": "RED"}, "unknown_field"),
        ({"visitors": ["张三"]}, "unknown_person"),
        ({"place_kind": "moon"}, "unknown_code"),
        ({"start_at": "yesterday"}, "bad_value"),
        ({"issues": 3}, "unknown_field"),
    ],
)
def test_a_script_that_is_not_understood_is_refused(
    store: SqlStore, given: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        scripted_visit(store, SeededIds("script"), HOME, given)
