"""An item of income is entered in full: quantity and price, whose it is, how it counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.ports.store import created
from fieldapp.records import HouseholdYear, IncomeLine
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import household_view
from tests.register_village import household_uid
from tests.ui.screen import put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdViewModel:
    made = HouseholdViewModel(desk, at_once)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> Iterator[HouseholdPage]:
    made = HouseholdPage(model)
    put_on_screen(qtbot, made)
    yield made
    if made.forms.dialog is not None:
        made.forms.dialog.reject()


def form(page: HouseholdPage, model: HouseholdViewModel, subject: str = "") -> FormDialog:
    model.ask_form("income_line", subject)
    assert page.forms.dialog is not None
    return page.forms.dialog


def fill(dialog: FormDialog, **values: object) -> None:
    for key, value in values.items():
        editor = dialog.form.editor(key)
        editor.show(value)
        editor.changed.emit()


def lines(desk: Desk) -> list[IncomeLine]:
    view = household_view(desk.store, desk.clock, household_uid(desk.store, "0163"))
    return list(view.years[0].lines)


def test_the_amount_follows_from_quantity_and_price_and_is_not_typed(
    qtbot: QtBot, desk: Desk, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    person = model.state.members[0].uid
    dialog = form(page, model)
    fill(
        dialog, item="B2", member=person, quantity=Decimal("2.5"), unit="箱",
        unit_price=Decimal("399.99"), cost_rate=Decimal(20), counts_in_net=True,
        evidence_note="收购单",
    )  # fmt: skip
    amount = dialog.form.editor("amount")
    assert amount.value() == Decimal("999.98")
    assert not amount.widget.isEnabled()
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    (line,) = [one for one in lines(desk) if one.member]
    assert (line.item, line.amount, line.quantity) == ("B2", Decimal("999.98"), Decimal("2.50"))
    assert (line.unit, line.unit_price, line.cost_rate) == ("箱", Decimal("399.99"), Decimal(20))
    assert (line.counts_in_net, line.evidence_note) == (True, "收购单")
    row = next(one for one in model.state.items if one.uid == line.uid)
    assert (row.how, row.amount, row.whose) == ("2.5 箱 × 399.99", "999.98", "贺长青")
    assert row.counts == "成本 20% · 计入纯收入"


def test_the_amount_is_typed_again_once_the_price_is_gone(
    page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model)
    fill(dialog, item="B1", quantity=Decimal(3), unit_price=Decimal(200))
    fill(dialog, unit_price=None)
    assert dialog.form.editor("amount").widget.isEnabled()


def test_figures_beyond_any_amount_do_not_stop_the_form(
    page: HouseholdPage, model: HouseholdViewModel
) -> None:
    dialog = form(page, model)
    fill(dialog, item="B1", quantity=Decimal("9" * 30), unit_price=Decimal("9" * 30))
    assert dialog.form.editor("amount").value() is None
    assert dialog.form.blocking() == "quantity"


def test_the_remark_adds_up_as_the_formula_does(
    page: HouseholdPage, model: HouseholdViewModel
) -> None:
    request = form(page, model).request
    assert request.remark({"item": "W1", "amount": Decimal(3000), "counts_in_net": False}) == (
        request.remark({})
    )
    counted = request.remark({"item": "W1", "amount": Decimal(3000)})
    assert counted != request.remark({})


def test_an_item_without_an_amount_is_taken_away_and_comes_back_with_undo(
    qtbot: QtBot, desk: Desk, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    held = lines(desk)[0]
    before = desk.store.state_digest()
    dialog = form(page, model, held.uid)
    fill(dialog, amount=None)
    with qtbot.waitSignal(model.saved) as told:
        dialog.submit()
    assert held.uid not in {one.uid for one in lines(desk)}
    desk.registers.undo(told.args[0].done)
    assert desk.store.state_digest() == before


def test_a_new_item_needs_its_amount(page: HouseholdPage, model: HouseholdViewModel) -> None:
    dialog = form(page, model)
    fill(dialog, item="W1")
    assert dialog.form.blocking() == "amount"


def test_a_share_of_cost_of_wages_is_pointed_out(
    page: HouseholdPage, model: HouseholdViewModel
) -> None:
    check = form(page, model).request.check
    assert check({"item": "W1", "cost_rate": Decimal(30)})["cost_rate"][1] == "warning"
    assert check({"item": "B1", "cost_rate": Decimal(30)}) == {}


def test_what_is_entered_in_detail_is_not_asked_as_one_amount(
    page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    year = lines(desk)[0].household_year
    assert desk.store.get(HouseholdYear, year) is not None
    new = [
        IncomeLine(uid=desk.ids.uid(), household_year=year, item="P5", amount=Decimal(amount))
        for amount in (700, 800)
    ]
    desk.store.write(desk.registers.noted("test"), [created(one) for one in new])
    model.load()
    model.ask_form("income")
    assert page.forms.dialog is not None
    request = page.forms.dialog.request
    assert "P5" not in {field.key for field in request.fields()}
    assert "700、" in request.note
    assert "800" in request.note


def test_the_items_stand_behind_the_years_and_one_key_leads_there_and_back(
    page: HouseholdPage,
) -> None:
    page.tabs.setCurrentIndex(3)
    incomes = page.income
    assert incomes.years.isVisible()
    assert not incomes.items.isVisible()
    QTest.keyClick(page.window(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert incomes.items.isVisible()
    QTest.keyClick(page.window(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert incomes.years.isVisible()
