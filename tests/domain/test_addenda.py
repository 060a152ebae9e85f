"""What is appended to a closed shift, and what can never be changed about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.books import Books, checked, sealed_anew
from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SHOP,
    SUPERVISOR,
    Given,
    bag_received,
    by,
    closed,
    count_started,
    counted,
    deposited,
    drop,
    expected,
    given,
    lines,
    only,
    shift_opened,
)
from till.domain.chain import genesis
from till.domain.commands import AddLateItem, AddRecount, ClosedShift
from till.domain.entries import AddendumAdded, RegisterCreated, ShiftClosed
from till.domain.errors import (
    AmountTooLarge,
    BadCount,
    CannotApprove,
    NeedsApproval,
    NeedsReason,
    NoSuchShift,
    NothingToMove,
)
from till.domain.money import AMOUNT_MAX
from till.domain.people import Right
from till.domain.shift_errors import ShiftNotClosed
from till.domain.state import Count

FIRST = ClosedShift(1, 1, 1, "2026-11-21")
SHORT = (
    shift_opened(200_00),
    count_started(),
    counted(165_00),
    closed(165_00, reason="No idea", approver=SUPERVISOR),
)


def late(amount: int = -35_00, reason: str = "cleaning", approver: int | None = SUPERVISOR) -> AddLateItem:
    return AddLateItem(by(CASHIER, approver), FIRST, amount, reason)


def recounted(count: Count | None = None, approver: int | None = SUPERVISOR) -> AddRecount:
    return AddRecount(by(CASHIER, approver), FIRST, count or Count(166_00), "One coin had rolled away")


def short_shop() -> Given:
    return given(*SHORT)


def test_a_voucher_found_after_the_close_explains_what_was_short() -> None:
    shop = short_shop()
    assert expected(shop.state, "difference:drawer:1") == 35_00
    after = shop.when(late())
    added = after.newest(AddendumAdded)
    assert (added.shift, added.z_no, added.no, added.amount) == (1, 1, 1, -35_00)
    assert (added.reason, added.reason_code) == ("Window cleaner", "cleaning")
    assert expected(after.state, "difference:drawer:1") == 0
    assert expected(after.state, "expense:cleaning") == 35_00
    assert expected(after.state, "drawer:1") == 165_00


def test_what_came_in_late_comes_from_outside() -> None:
    after = short_shop().when(late(10_00, "Change from the bank was not recorded"))
    assert expected(after.state, "difference:drawer:1") == 45_00
    assert expected(after.state, "outside") == -210_00


def test_addenda_are_numbered_and_leave_the_z_as_it_was() -> None:
    shop = short_shop()
    z = shop.newest(ShiftClosed)
    after = shop.when(late(), shift_opened(165_00), recounted())
    assert [entry.no for entry in after.entries if isinstance(entry, AddendumAdded)] == [1, 2]
    assert after.newest(ShiftClosed) == z
    assert after.state.z_no == 1
    assert after.newest(AddendumAdded).counted == Count(166_00)


def test_a_recount_moves_no_money() -> None:
    shop = short_shop()
    after = shop.when(recounted(lines((100_00, 1), (50_00, 1), (10_00, 1), (5_00, 1), (1_00, 1))))
    assert after.state.balances == shop.state.balances


def test_the_number_goes_on_after_a_later_close() -> None:
    again = (shift_opened(165_00), count_started(), counted(165_00), closed(165_00))
    after = given(*SHORT, late(), *again, recounted())
    assert after.newest(AddendumAdded).no == 2
    assert after.newest(ShiftClosed).carried.addenda == {1: 1}


@pytest.mark.parametrize("command", [late(approver=None), recounted(approver=None)])
def test_nobody_appends_alone(command: AddLateItem | AddRecount) -> None:
    short_shop().refuses(command, because=NeedsApproval)
    alone = replace(command, act=by(MANAGER))
    short_shop().refuses(alone, because=NeedsApproval)


@pytest.mark.parametrize(
    ("right", "amount", "reason"),
    [
        (Right.PAY_OUT, -35_00, "cleaning"),
        (Right.PAY_OUT, -35_00, "Not a configured reason"),
        (Right.CASH_IN, 35_00, "Found"),
        (Right.UNDO, -35_00, "cleaning"),
        (Right.UNDO, 35_00, "Found"),
    ],
)
def test_a_late_item_is_limited_like_the_movement_that_it_was(right: Right, amount: int, reason: str) -> None:
    roles = tuple(
        replace(role, limits={**role.limits, right: 34_99}) if role.name == "supervisor" else role
        for role in SHOP.roles
    )
    shop = given(*SHORT, shop=replace(SHOP, roles=roles))
    shop.refuses(late(amount, reason), because=CannotApprove)
    assert shop.when(late(amount // 35, reason)).newest(AddendumAdded).amount == amount // 35
    assert shop.when(late(amount, reason, MANAGER)).newest(AddendumAdded).amount == amount


def test_a_late_item_is_no_more_than_the_register_takes() -> None:
    short_shop().refuses(late(AMOUNT_MAX + 1, "Found", MANAGER), because=AmountTooLarge)
    short_shop().refuses(late(-AMOUNT_MAX - 1, "cleaning", MANAGER), because=AmountTooLarge)


def test_what_cannot_be_appended() -> None:
    shop = short_shop()
    shop.refuses(late(0), because=NothingToMove)
    shop.refuses(late(reason=" "), because=NeedsReason)
    shop.refuses(recounted(lines((3_00, 1))), because=BadCount)
    for other in (replace(FIRST, no=0), replace(FIRST, no=2), replace(FIRST, z_no=2)):
        shop.refuses(replace(late(), closed=other), because=NoSuchShift)


def test_a_shift_that_is_open_has_no_addenda() -> None:
    opened = short_shop().when(shift_opened(165_00))
    opened.refuses(replace(late(), closed=replace(FIRST, no=2)), because=ShiftNotClosed)


def test_the_verifier_misses_an_addendum_that_was_taken_out() -> None:
    books = Books.opened()
    for command in (*SHORT, late(), recounted()):
        books.do(command)
    assert checked(books.records).intact
    *before, first, second = books.records
    created = books.entries[0]
    assert isinstance(created, RegisterCreated)
    forged = replace(second, seq=first.seq)
    anew = sealed_anew([*before, forged], genesis(created.register_id, created.public_key))
    assert checked(anew).fault == "it is not the next addendum to shift 1"


def test_who_approves_a_bag_or_a_deposit_is_counted_on_the_z() -> None:
    shop = given(shift_opened(200_00), drop(100_00))
    received = replace(bag_received(), act=by(OTHER_CASHIER, SUPERVISOR))
    paid_in = replace(deposited(from_safe=100_00), act=by(CASHIER, SUPERVISOR))
    after = shop.when(received, paid_in, count_started(), counted(100_00))
    z = only(ShiftClosed, after.then(closed(100_00)))
    assert z.figures.control.approvals == 2
