"""What a merge puts together that nobody entered, and households that change hands: S-35, S-37."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldapp.ports.store import changed, created
from fieldapp.records import Household, HouseholdYear, Member
from fieldapp.rules.checks.findings import Finding
from fieldapp.services import combining
from fieldapp.services.checking import Checking
from fieldapp.services.exchange import Exchange
from fieldapp.services.households import Registers
from tests.factories import a_member, a_village, act
from tests.scenarios.world import World, on_both, shown, values


def _checking(exchange: Exchange) -> Checking:
    return Checking(Registers(exchange.store, exchange.clock, exchange.ids, "张敏"))


def _irrigated(exchange: Exchange, home: Household) -> list[Finding]:
    """What is found of land that is watered but not there."""
    found = _checking(exchange).household(home.uid).findings
    return [one for one in found if one.rule.key == "V-LND/irrigated"]


def _a_year(world: World, laptop: Exchange, home: Household) -> HouseholdYear:
    year = HouseholdYear(
        uid=laptop.ids.uid(), household=home.uid, year=2015, farmland=Decimal(10),
        irrigated=Decimal(5),
    )  # fmt: skip
    laptop.store.write(act(), [created(year)])
    world.everything_to_everyone()
    return year


@on_both
def test_s_35_what_two_laptops_break_only_together_needs_review_at_the_county(world: World) -> None:
    """Neither laptop's own figures break a rule; both together do, and the county is told who."""
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    year = _a_year(world, one, home)
    world.set(one, year, irrigated=Decimal(8))
    world.set(two, year, farmland=Decimal(6))
    assert _irrigated(one, home) == _irrigated(two, home) == []
    world.send(one, world.county)
    assert _irrigated(world.county, home) == []
    world.send(two, world.county)
    (found,) = _irrigated(world.county, home)
    assert {(part.device, part.what.label("zh_CN")) for part in found.combined} == {
        ("一号机", "有效灌溉面积"),
        ("二号机", "耕地面积"),
    }
    assert "合并待核" in found.sentence("zh_CN")
    assert "8" in found.sentence("zh_CN")
    world.set(world.county, year, irrigated=Decimal(7))
    (found,) = _irrigated(world.county, home)
    assert found.combined == (), "other facts, another finding: somebody has entered them"
    world.set(world.county, year, irrigated=Decimal(6))
    assert _irrigated(world.county, home) == []


def test_s_35_households_too_many_to_be_judged_are_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond so many households a merge tells of how many it says nothing."""
    monkeypatch.setattr(combining, "MOST_HOMES", 1)
    one, two = world.laptop("一号机"), world.laptop("二号机")
    homes = [world.home(one, f"H0000{at}") for at in range(3)]
    world.everything_to_everyone()
    for home in homes:
        world.set(one, home, phone="1")
        world.set(two, home, local_no=f"{home.local_no}0")
    assert world.send(one, world.county).unjudged == 0, "nobody else has written since"
    assert world.send(two, world.county).unjudged == 2


def test_s_35_what_one_laptop_breaks_alone_is_its_own(world: World) -> None:
    """A rule that is broken before the merge already is an ordinary finding."""
    one, two = world.laptop("一号机"), world.laptop("二号机")
    home = world.home(one)
    year = _a_year(world, one, home)
    world.set(one, year, irrigated=Decimal(20))
    world.set(two, home, phone="1")
    world.send(two, world.county)
    world.send(one, world.county)
    (found,) = _irrigated(world.county, home)
    assert found.combined == ()


@on_both
def test_s_37_a_household_given_to_another_village_while_it_is_edited(world: World) -> None:
    """Both values of the owner stand beside each other on both sides, and no edit is lost."""
    first, second = a_village("东村"), a_village("西村")
    world.county.store.write(act(), [created(first), created(second)])
    here = (world.village.uid, first.uid, second.uid)
    one, two = world.laptop("一号机", *here), world.laptop("二号机", *here)
    home = world.home(one)
    person = a_member(home)
    one.store.write(act(), [created(person)])
    world.everything_to_everyone()
    world.set(one, home, village=first.uid)
    world.set(two, home, village=second.uid, phone="2")
    two.store.write(act(), [changed(Member, person.uid, name="王小二")])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        assert values(exchange, "village") == {first.uid, second.uid}
        assert shown(exchange, home).phone == "2"
        found = exchange.store.get(Member, person.uid)
        assert found is not None
        assert found.name == "王小二"


@on_both
def test_s_37_a_household_that_leaves_a_laptops_villages_takes_its_edit_along(
    world: World,
) -> None:
    """The county moves it to a village that its laptop does not hold.

    It stays with the team of the village it was made in, which is told that something waits;
    whoever is then given both villages sees the move and the edit, and nothing is lost.
    """
    elsewhere = a_village("邻村")
    world.county.store.write(act(), [created(elsewhere)])
    one, two = world.laptop("一号机"), world.laptop("二号机", elsewhere.uid)
    home = world.home(one)
    world.send(one, world.county)
    world.set(world.county, home, village=elsewhere.uid)
    world.set(one, home, phone="1")
    world.send(one, world.county)
    assert world.send(world.county, one).waiting == 1
    for name in ("一号机", "二号机"):
        world.county.assign(name, [world.village.uid, elsewhere.uid])
    world.everything_to_everyone()
    for exchange in (world.county, one, two):
        found = shown(exchange, home)
        assert (found.village, found.phone) == (elsewhere.uid, "1")


@on_both
def test_s_37_two_owners_of_whom_the_laptop_holds_one_are_a_conflict_on_both_sides(
    world: World,
) -> None:
    """The laptop keeps its own village in sight, beside the one that it does not hold."""
    here, elsewhere = a_village("东村"), a_village("邻村")
    world.county.store.write(act(), [created(here), created(elsewhere)])
    one = world.laptop("一号机", world.village.uid, here.uid)
    home = world.home(one)
    world.send(one, world.county)
    world.send(world.county, one)
    world.set(world.county, home, village=elsewhere.uid)
    world.set(one, home, village=here.uid, phone="1")
    world.send(one, world.county)
    assert world.send(world.county, one).conflicts == 1
    for exchange in (world.county, one):
        assert values(exchange, "village") == {here.uid, elsewhere.uid}
        assert shown(exchange, home).phone == "1"
    assert shown(one, home).village == here.uid, "what was entered here stays in sight"
    world.set(world.county, home, village=here.uid)
    world.send(world.county, one)
    for exchange in (world.county, one):
        assert values(exchange, "village") == set()
        assert (shown(exchange, home).village, shown(exchange, home).phone) == (here.uid, "1")
