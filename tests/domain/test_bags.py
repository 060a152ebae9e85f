"""Bags under way, in the safe, and at the bank."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    bag_received,
    by,
    closed,
    count_started,
    counted,
    deposit_undone,
    deposited,
    drop,
    expected,
    given,
    shift_opened,
    undone,
)
from till.domain.commands import Deposit, UndoDeposit
from till.domain.entries import BagReceived
from till.domain.errors import (
    AlreadyDone,
    AlreadyUndone,
    BadAmount,
    BagInUse,
    CannotUndo,
    NeedsApproval,
    NeedsReason,
    NoSuchBag,
    NoSuchDeposit,
    NotEnoughInSafe,
    NothingToMove,
    OwnBag,
)

DROPPED = (shift_opened(500_00), drop(100_00, "7731"))


def test_a_dropped_bag_is_under_way_until_it_is_received_into_the_safe() -> None:
    shop = given(*DROPPED)
    assert list(shop.state.bags) == ["7731"]
    after = shop.when(bag_received(100_00)).state
    assert (expected(after, "safe"), expected(after, "transit:7731"), after.bags) == (100_00, 0, {})


def test_what_is_missing_in_a_bag_stays_said() -> None:
    shop = given(*DROPPED, bag_received(90_00))
    entry = shop.newest(BagReceived)
    assert (entry.amount, entry.counted, entry.dropped_by.name) == (100_00, 90_00, "Ben")
    assert expected(shop.state, "safe") == 90_00
    assert expected(shop.state, "difference:transit") == 10_00
    assert expected(shop.state, "transit:7731") == 0


def test_more_than_was_dropped_can_be_found_too_and_nothing_at_all() -> None:
    assert expected(given(*DROPPED, bag_received(101_00)).state, "difference:transit") == -1_00
    assert expected(given(*DROPPED, bag_received(0)).state, "safe") == 0


def test_who_dropped_a_bag_does_not_receive_it() -> None:
    own = drop(100_00, "7731", person=MANAGER)
    shop = given(DROPPED[0], own)
    shop.refuses(bag_received(person=MANAGER), because=OwnBag)
    shop.refuses(replace(bag_received(), act=by(MANAGER, SUPERVISOR)), because=OwnBag)


def test_a_bag_is_received_once_and_only_if_it_was_dropped() -> None:
    given(*DROPPED, bag_received()).refuses(bag_received(), because=NoSuchBag)
    given(*DROPPED).refuses(bag_received(bag="8"), because=NoSuchBag)
    given(*DROPPED).refuses(bag_received(-1), because=BadAmount)
    given(DROPPED[0], drop(1_00, "8", person=MANAGER)).refuses(
        bag_received(bag="8", person=CASHIER), because=NeedsApproval
    )


def test_what_the_close_takes_out_is_a_bag_under_way() -> None:
    shop = given(shift_opened(500_00), count_started(), counted(500_00), closed(100_00, "Z1"))
    assert shop.state.bags["Z1"].amount == 400_00
    assert expected(shop.when(bag_received(400_00, "Z1")).state, "safe") == 400_00


def test_a_drop_is_undone_while_its_bag_is_under_way() -> None:
    assert given(*DROPPED, undone(DROPPED[1])).state.bags == {}
    given(*DROPPED, bag_received()).refuses(undone(DROPPED[1]), because=CannotUndo)


def test_a_drop_is_not_undone_out_of_another_bag_of_the_same_number() -> None:
    shop = given(*DROPPED, bag_received(), drop(100_00, "7731"))
    shop.refuses(undone(DROPPED[1]), because=CannotUndo)
    assert list(shop.state.bags) == ["7731"]


def test_bags_go_to_the_bank_unopened_and_cash_out_of_the_safe_with_them() -> None:
    shop = given(*DROPPED, drop(50_00, "7732"), bag_received())
    after = shop.when(deposited("7732", from_safe=30_00)).state
    assert (expected(after, "bank"), expected(after, "safe"), after.bags) == (80_00, 70_00, {})


def test_a_bag_named_twice_goes_to_the_bank_once() -> None:
    after = given(*DROPPED, deposited("7731", " 7731 ", "7731")).state
    assert (expected(after, "bank"), expected(after, "transit:7731")) == (100_00, 0)


def test_a_deposit_is_of_something_that_is_there() -> None:
    shop = given(*DROPPED, bag_received())
    shop.refuses(deposited(), because=NothingToMove)
    shop.refuses(deposited("9"), because=NoSuchBag)
    shop.refuses(deposited(from_safe=100_01), because=NotEnoughInSafe)
    shop.refuses(deposited(from_safe=-1), because=BadAmount)
    shop.refuses(deposited(from_safe=1_00, person=CASHIER), because=NeedsApproval)
    shop.refuses(Deposit(by(SUPERVISOR), " ", (), 1_00), because=NeedsReason)


def test_the_same_deposit_happens_once() -> None:
    made = deposited(from_safe=30_00)
    given(*DROPPED, bag_received(), made).refuses(made, because=AlreadyDone)


def test_an_undone_deposit_puts_its_bags_under_way_again() -> None:
    made = deposited("7731")
    after = given(*DROPPED, made, deposit_undone(made))
    assert (expected(after.state, "bank"), list(after.state.bags)) == (0, ["7731"])
    after.refuses(deposit_undone(made), because=AlreadyUndone)
    assert expected(after.when(bag_received()).state, "safe") == 100_00


def test_a_deposit_is_undone_by_two_people_with_a_reason() -> None:
    made = deposited("7731")
    shop = given(*DROPPED, made)
    shop.refuses(deposit_undone(made, approver=None), because=NeedsApproval)
    shop.refuses(UndoDeposit(by(SUPERVISOR, MANAGER), made.act.id, ""), because=NeedsReason)
    shop.refuses(UndoDeposit(by(SUPERVISOR, MANAGER), "another", "Why"), because=NoSuchDeposit)


def test_a_deposit_is_not_undone_while_its_bag_number_is_under_way_with_other_money() -> None:
    made = deposited("7731")
    given(*DROPPED, made, drop(1_00, "7731")).refuses(deposit_undone(made), because=BagInUse)
