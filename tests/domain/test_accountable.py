"""Whose drawer it is, and how often somebody opens it without a sale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SHOP,
    SUPERVISOR,
    TRAINEE,
    by,
    cash_in,
    drop,
    given,
    no_sale,
    only,
    pay_out,
    shift_opened,
    transfer,
)
from tests.domain.selling import SELLING, cash, ring
from till.domain.commands import (
    AbandonCount,
    CloseShift,
    Command,
    CountCash,
    HandOver,
    NoSale,
    RefundReceipt,
    ReturnTender,
    StartCount,
    TakeTender,
)
from till.domain.entries import CashCounted, CashMoved, SaleConcluded
from till.domain.errors import NotYourDrawer, TooManyNoSales
from till.domain.people import Right
from till.domain.receipt import FoundReceipt
from till.domain.state import Count

LIMITED = replace(SHOP, no_sale_limit=2)
SHARED = replace(SHOP, shared_drawers=(1,))


@pytest.mark.parametrize("make", [cash_in, pay_out, drop, no_sale])
def test_a_drawer_is_that_of_who_opened_its_shift(make: Callable[..., Command]) -> None:
    opened = given(shift_opened(200_00))
    refused = opened.refuses(make(person=OTHER_CASHIER), because=NotYourDrawer)
    assert "in the charge of Ben" in str(refused)
    assert opened.then(make(person=CASHIER))
    assert opened.then(make(person=SUPERVISOR)), "who may approve needs nobody else"


def test_somebody_who_may_approve_lets_another_use_the_drawer() -> None:
    command = replace(pay_out(), act=by(OTHER_CASHIER, SUPERVISOR))
    moved = only(CashMoved, given(shift_opened(200_00)).then(command))
    assert (moved.employee1.name, moved.employee2 and moved.employee2.name) == ("Dan", "Cia")


def test_a_shared_drawer_is_everybodys() -> None:
    assert given(shift_opened(200_00), shop=SHARED).then(pay_out(person=OTHER_CASHIER))
    both = given(shift_opened(200_00, drawer=2), shop=SHARED)
    both.refuses(pay_out(person=OTHER_CASHIER, drawer=2), because=NotYourDrawer)


def test_two_people_have_a_drawer_each() -> None:
    both = given(shift_opened(200_00), shift_opened(300_00, drawer=2, person=OTHER_CASHIER))
    both.refuses(pay_out(drawer=2), because=NotYourDrawer)
    both.refuses(pay_out(drawer=1, person=OTHER_CASHIER), because=NotYourDrawer)
    after = both.when(pay_out(drawer=1), pay_out(20_00, drawer=2, person=OTHER_CASHIER), transfer(50_00))
    assert (after.state.expected(1), after.state.expected(2)) == (115_00, 330_00)


def at(time: str, person: int = CASHIER, approver: int | None = None, *, emergency: bool = False) -> NoSale:
    return NoSale(by(person, approver, time), "change", emergency=emergency)


def test_the_third_no_sale_within_an_hour_needs_approval() -> None:
    twice = given(shift_opened(at="08:00"), at("09:00"), at("09:30"), shop=LIMITED)
    refused = twice.refuses(at("09:59"), because=TooManyNoSales)
    assert "2 times within an hour" in str(refused)
    approved = only(CashMoved, twice.then(at("09:59", approver=SUPERVISOR)))
    assert approved.employee2 is not None
    assert twice.then(at("10:00")), "the first of them is an hour ago"


def test_no_sales_are_counted_for_each_person() -> None:
    shop = replace(LIMITED, shared_drawers=(1,))
    twice = given(shift_opened(at="08:00"), at("09:00"), at("09:30"), shop=shop)
    assert twice.then(at("09:31", OTHER_CASHIER))
    twice.refuses(at("09:31"), because=TooManyNoSales)


def test_without_a_configured_limit_there_is_none() -> None:
    assert given(shift_opened(at="08:00"), *(at("09:00") for _each in range(20))).then(at("09:01"))


def test_an_emergency_is_never_refused_only_marked() -> None:
    twice = given(shift_opened(at="08:00"), at("09:00"), at("09:30"), shop=LIMITED)
    for person in (CASHIER, OTHER_CASHIER, TRAINEE, MANAGER):
        after = twice.when(at("09:31", person, emergency=True))
        assert after.newest(CashMoved).emergency
        assert after.state.shifts[1].tally.control.emergencies == 1
    assert not twice.newest(CashMoved).emergency
    assert twice.state.shifts[1].tally.control.emergencies == 0


def test_a_clock_that_was_set_back_does_not_give_no_sales_back() -> None:
    twice = given(shift_opened(at="08:00"), at("09:00"), at("09:30"), shop=LIMITED)
    twice.refuses(at("08:30"), because=TooManyNoSales)


# -- counting, closing and taking back ---------------------------------------------------------------------

OPENED = shift_opened(200_00)
SOLD = (
    ring(),
    cash(),
)


def started(person: int, approver: int | None = None) -> Command:
    return StartCount(by(person, approver))


def recounted(person: int, approver: int | None = None) -> Command:
    return CountCash(by(person, approver), Count(200_00))


def abandoned_by(person: int, approver: int | None = None) -> Command:
    return AbandonCount(by(person, approver))


def closed_by(person: int, approver: int | None = None) -> Command:
    return CloseShift(by(person, approver), 200_00)


def handed_on(person: int, approver: int | None = None) -> Command:
    return HandOver(by(person, approver), MANAGER)


BEFORE: dict[Callable[..., Command], tuple[Command, ...]] = {
    started: (OPENED,),
    recounted: (OPENED, started(CASHIER)),
    abandoned_by: (OPENED, started(CASHIER)),
    closed_by: (OPENED, started(CASHIER), recounted(CASHIER)),
    handed_on: (OPENED, started(CASHIER), recounted(CASHIER)),
}


@pytest.mark.parametrize("make", BEFORE)
def test_a_drawer_is_counted_and_closed_by_who_is_in_charge_of_it(make: Callable[..., Command]) -> None:
    shop = given(*BEFORE[make])
    refused = shop.refuses(make(OTHER_CASHIER), because=NotYourDrawer)
    assert "in the charge of Ben" in str(refused)
    assert shop.then(make(OTHER_CASHIER, SUPERVISOR)), "somebody who may approve it is there"
    assert shop.then(make(SUPERVISOR)), "who may approve needs nobody else"
    assert given(*BEFORE[make], shop=SHARED).then(make(OTHER_CASHIER)), "a shared drawer is everybody's"


def test_who_takes_over_may_count_again_while_who_is_in_charge_stands_there() -> None:
    shop = given(*BEFORE[handed_on])
    again = CountCash(by(OTHER_CASHIER), Count(200_00))
    shop.refuses(replace(again, beside=OTHER_CASHIER), because=NotYourDrawer)
    (attempt,) = shop.then(replace(again, beside=CASHIER))
    assert isinstance(attempt, CashCounted)
    assert attempt.employee1.name == "Dan"


def test_what_was_sold_is_taken_back_by_who_is_in_charge_of_the_drawer() -> None:
    shop = given(OPENED, *SOLD, shop=SELLING)
    sold = shop.newest(SaleConcluded).receipt
    refund = RefundReceipt(by(MANAGER), sold.no, (), "cash", "broken", 1, FoundReceipt(sold, {}))
    assert shop.then(refund), "who may approve needs nobody else"
    refunding = tuple(
        replace(role, rights=(*role.rights, Right.REFUND)) if role.name == "cashier" else role
        for role in SELLING.roles
    )
    theirs = given(OPENED, *SOLD, shop=replace(SELLING, roles=refunding))
    theirs.refuses(replace(refund, act=by(OTHER_CASHIER)), because=NotYourDrawer)
    assert theirs.then(replace(refund, act=by(CASHIER)))


def test_payments_are_taken_and_given_back_by_who_is_in_charge() -> None:
    rung = given(shift_opened(200_00), shop=SELLING).when(ring("book", 20_00))
    rung.refuses(cash(person=OTHER_CASHIER), because=NotYourDrawer)
    rung.refuses(TakeTender(by(OTHER_CASHIER), "card"), because=NotYourDrawer)
    assert rung.then(TakeTender(by(OTHER_CASHIER, SUPERVISOR), "card"))
    partly = rung.when(cash(5_00))
    partly.refuses(ReturnTender(by(OTHER_CASHIER)), because=NotYourDrawer)
    assert partly.then(ReturnTender(by(SUPERVISOR)))
