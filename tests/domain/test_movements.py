"""Cash in, drops, pay-outs and no-sales: what they move, and what they are refused for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    NOON,
    SHOP,
    TODAY,
    TRAINEE,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    expected,
    given,
    no_sale,
    only,
    pay_out,
    shift_opened,
    undone,
)
from till.domain.commands import CashIn, Command, Drop, NoSale, PayOut, UndoMovement
from till.domain.entries import CashMoved
from till.domain.errors import (
    AlreadyDone,
    AmountTooLarge,
    BadAmount,
    BadText,
    BagInUse,
    BeingCounted,
    NeedsBag,
    NeedsReason,
    NoOpenShift,
    NoSuchDrawer,
    NoSuchEmployee,
    NotEnoughCash,
    NothingToMove,
    Refused,
    UnknownReason,
)
from till.domain.money import AMOUNT_MAX
from till.domain.people import Person
from till.domain.places import Place, Posting
from till.domain.vocabulary import MovementType

OPENED = shift_opened(float_=200_00)
MOVES: dict[str, Callable[[int], Command]] = {"cash in": cash_in, "drop": drop, "pay-out": pay_out}


def test_cash_in_comes_from_outside_into_the_drawer() -> None:
    after = given(OPENED, cash_in(50_00))
    moved = after.newest(CashMoved)
    assert moved.type is MovementType.CASH_IN
    assert moved.amount == 50_00
    assert moved.postings == (Posting(Place("outside"), -50_00), Posting(Place("drawer:1"), 50_00))
    assert expected(after.state, "drawer:1") == 250_00


def test_a_drop_is_under_way_in_its_bag_and_not_lost() -> None:
    after = given(OPENED, drop(100_00, bag="7731"))
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount, moved.bag) == (MovementType.CASH_OUT, -100_00, "7731")
    assert expected(after.state, "drawer:1") == 100_00
    assert expected(after.state, "transit:7731") == 100_00


def test_a_pay_out_is_booked_on_its_reason_with_payee_and_voucher() -> None:
    after = given(OPENED, pay_out(35_00))
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount) == (MovementType.PAY_OUT, -35_00)
    assert (moved.reason, moved.reason_code, moved.payee, moved.voucher) == (
        "Window cleaner",
        "cleaning",
        "Shine Ltd",
        "V-1",
    )
    assert expected(after.state, "drawer:1") == 165_00
    assert expected(after.state, "expense:cleaning") == 35_00


def test_a_no_sale_moves_nothing_and_is_an_entry() -> None:
    after = given(OPENED, no_sale())
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount, moved.postings) == (MovementType.NO_SALE, 0, ())
    assert moved.reason == "Change for a customer"
    assert expected(after.state, "drawer:1") == 200_00


def test_a_movement_names_its_shift_drawer_date_and_people() -> None:
    moved = given(OPENED, pay_out()).newest(CashMoved)
    assert (moved.shift, moved.drawer, moved.business_date, moved.at) == (1, 1, TODAY, NOON)
    assert (moved.employee1, moved.employee2) == (Person(CASHIER, "Ben"), None)
    assert moved.heading == SHOP.heading


@pytest.mark.parametrize("what", MOVES)
@pytest.mark.parametrize(
    ("amount", "because"),
    [
        (0, NothingToMove),
        (-1, BadAmount),
        (-(10**5000), AmountTooLarge),
        (AMOUNT_MAX + 1, AmountTooLarge),
        (10**5000, AmountTooLarge),
    ],
    ids=["zero", "negative", "below all bounds", "above the maximum", "five thousand digits"],
)
def test_nonsense_amounts_are_refused(what: str, amount: int, because: type[Refused]) -> None:
    given(OPENED).refuses(MOVES[what](amount), because)


def test_a_refused_amount_is_named_as_people_write_it() -> None:
    assert "“-5.00”" in str(given(OPENED).refuses(cash_in(-5_00), BadAmount))


def test_the_largest_amount_is_taken() -> None:
    after = given(OPENED, cash_in(AMOUNT_MAX))
    assert expected(after.state, "drawer:1") == AMOUNT_MAX + 200_00


@pytest.mark.parametrize("what", ["drop", "pay-out"])
def test_a_drawer_never_goes_below_zero(what: str) -> None:
    one_less = given(shift_opened(float_=49_99))
    refused = one_less.refuses(MOVES[what](50_00), NotEnoughCash)
    assert "49" not in str(refused)
    assert expected(given(shift_opened(float_=50_00), MOVES[what](50_00)).state, "drawer:1") == 0


def test_what_the_other_drawer_holds_does_not_count() -> None:
    given(shift_opened(10_00, drawer=1), shift_opened(500_00, drawer=2)).refuses(
        pay_out(20_00, drawer=1), NotEnoughCash
    )


ALL: dict[str, Command] = {
    "cash in": cash_in(),
    "drop": drop(),
    "pay-out": pay_out(),
    "no-sale": no_sale(),
    "undo": UndoMovement(by(CASHIER), "any"),
}


@pytest.mark.parametrize("command", ALL.values(), ids=ALL)
def test_nothing_moves_without_an_open_shift(command: Command) -> None:
    given().refuses(command, NoOpenShift)


@pytest.mark.parametrize("command", ALL.values(), ids=ALL)
def test_nothing_moves_in_a_drawer_whose_shift_is_another_drawers(command: Command) -> None:
    given(shift_opened(drawer=2)).refuses(command, NoOpenShift)


@pytest.mark.parametrize("command", ALL.values(), ids=ALL)
def test_nothing_moves_while_the_drawer_is_counted(command: Command) -> None:
    given(OPENED, count_started()).refuses(command, BeingCounted)


@pytest.mark.parametrize("command", ALL.values(), ids=ALL)
def test_nothing_moves_after_the_close(command: Command) -> None:
    given(OPENED, count_started(), counted(200_00), closed(left=200_00)).refuses(command, NoOpenShift)


@pytest.mark.parametrize("drawer", [0, -1, 3, 10**40])
def test_a_drawer_that_is_not_there_is_refused(drawer: int) -> None:
    given(OPENED).refuses(cash_in(drawer=drawer), NoSuchDrawer)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_pay_out_and_a_no_sale_need_a_reason(reason: str) -> None:
    given(OPENED).refuses(PayOut(by(CASHIER), 1_00, reason), NeedsReason)
    given(OPENED).refuses(NoSale(by(CASHIER), reason), NeedsReason)
    given(OPENED).refuses(CashIn(by(CASHIER), 1_00, reason), NeedsReason)


def test_a_pay_out_and_a_no_sale_take_configured_reasons_only() -> None:
    refused = given(OPENED).refuses(PayOut(by(CASHIER), 1_00, "beer"), UnknownReason)
    assert "beer" in str(refused)
    assert "cleaning, flowers" in str(refused)
    given(OPENED).refuses(NoSale(by(CASHIER), "cleaning"), UnknownReason)


@pytest.mark.parametrize("reason", ["cleaning", "CLEANING", " Window Cleaner "])
def test_a_reason_is_found_by_code_or_name_in_any_case(reason: str) -> None:
    moved = only(CashMoved, given(OPENED).then(PayOut(by(CASHIER), 1_00, reason)))
    assert (moved.reason_code, moved.reason) == ("cleaning", "Window cleaner")


def test_cash_in_takes_the_cashiers_own_words_too() -> None:
    moved = only(CashMoved, given(OPENED).then(CashIn(by(CASHIER), 1_00, " Found under the mat ")))
    assert (moved.reason_code, moved.reason) == (None, "Found under the mat")


UNUSABLE = ["\x1b[2J", "two\nlines", "nul\0", "a" * 81, "\u202egnp", "\ud800", "bell\a"]


@pytest.mark.parametrize("text", UNUSABLE, ids=ascii)
def test_texts_with_control_characters_or_too_long_are_refused(text: str) -> None:
    shop = given(OPENED)
    shop.refuses(CashIn(by(CASHIER), 1_00, text), BadText)
    shop.refuses(CashIn(by(CASHIER), 1_00, "float", note=text), BadText)
    shop.refuses(PayOut(by(CASHIER), 1_00, "cleaning", payee=text), BadText)
    shop.refuses(PayOut(by(CASHIER), 1_00, "cleaning", voucher=text), BadText)
    shop.refuses(PayOut(by(CASHIER), 1_00, "cleaning", note=text), BadText)
    shop.refuses(Drop(by(CASHIER), 1_00, text), BadText)
    shop.refuses(Drop(by(CASHIER), 1_00, "7731", note=text), BadText)


@pytest.mark.parametrize("text", UNUSABLE, ids=ascii)
def test_a_refusal_never_repeats_control_characters(text: str) -> None:
    shop = given(OPENED)
    for command in (PayOut(by(CASHIER), 1_00, text), NoSale(by(CASHIER), text)):
        assert str(shop.refuses(command, BadText)).isprintable()


def test_texts_lose_the_blanks_around_them() -> None:
    moved = only(CashMoved, given(OPENED).then(PayOut(by(CASHIER), 1_00, "cleaning", " Åsa ", "  ")))
    assert (moved.payee, moved.voucher) == ("Åsa", None)


@pytest.mark.parametrize("bag", ["", "  "])
def test_a_drop_needs_a_bag(bag: str) -> None:
    given(OPENED).refuses(drop(bag=bag), NeedsBag)


def test_a_bag_number_is_at_most_32_characters() -> None:
    given(OPENED, drop(bag="7" * 32)).refuses(drop(bag="7" * 33), BadText)


def test_a_bag_under_way_takes_no_other_money() -> None:
    after = given(OPENED, drop(bag="7731"))
    assert "7731" in str(after.refuses(drop(bag=" 7731 "), BagInUse))
    assert after.then(drop(bag="7732", amount=1_00))


def test_a_bag_whose_drop_was_undone_can_be_used_again() -> None:
    first = drop(bag="7731")
    assert given(OPENED, first, undone(first)).then(drop(bag="7731"))


def test_the_same_act_does_not_happen_twice() -> None:
    once = cash_in()
    given(OPENED, once).refuses(once, AlreadyDone)


@pytest.mark.parametrize("nobody", [None, 0, 99])
def test_somebody_who_does_not_work_here_moves_nothing(nobody: int | None) -> None:
    given(OPENED).refuses(replace(cash_in(), act=by(nobody)), NoSuchEmployee)


def test_a_shared_drawer_takes_movements_of_whoever_may_make_them() -> None:
    shop = given(OPENED, shop=replace(SHOP, shared_drawers=(1,)))
    moved = only(CashMoved, shop.then(pay_out(person=4)))
    assert moved.employee1 == Person(4, "Dan")
    assert shop.state.shifts[1].opened_by.no == CASHIER


def test_the_shops_roles_say_who_may_do_nothing() -> None:
    assert SHOP.role(given().state.employees[TRAINEE].role).rights == ()
