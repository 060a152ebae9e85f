"""Tips, reimbursements, takings, advances and their settlement."""

from __future__ import annotations

from tests.domain.given import (
    CASHIER,
    OTHER_CASHIER,
    advance,
    by,
    closed,
    collected,
    count_started,
    counted,
    expected,
    force_closed,
    given,
    only,
    reimbursed,
    settled,
    shift_opened,
    tip_out,
    undone,
)
from till.domain.commands import SettleAdvance
from till.domain.entries import CashMoved
from till.domain.errors import (
    AboveLimit,
    AdvanceSettled,
    AlreadyUndone,
    BadAmount,
    CannotUndo,
    NeedsApproval,
    NeedsReason,
    NoSuchAdvance,
    NotEnoughCash,
    OpenThings,
    UnknownReason,
)
from till.domain.vocabulary import MovementType

OPENED = shift_opened(200_00)
OWED = f"staff:{OTHER_CASHIER}"


def test_tips_and_reimbursements_go_from_the_drawer_to_the_employee() -> None:
    after = given(OPENED, tip_out(20_00), reimbursed(5_00))
    assert (expected(after.state, "drawer:1"), expected(after.state, OWED)) == (175_00, 25_00)
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount) == (MovementType.DRIVER_REIMBURSEMENT, -5_00)
    assert moved.staff is not None
    assert moved.staff.name == "Dan"


def test_a_cashier_pays_no_tips_alone() -> None:
    given(OPENED).refuses(tip_out(person=CASHIER), because=NeedsApproval)
    given(OPENED).refuses(reimbursed(person=CASHIER), because=NeedsApproval)


def test_collected_cash_comes_from_the_employee_into_the_drawer() -> None:
    after = given(OPENED, collected(30_00)).state
    assert (expected(after, "drawer:1"), expected(after, OWED)) == (230_00, -30_00)


def test_more_than_is_in_the_drawer_is_neither_tip_nor_reimbursement_nor_advance() -> None:
    shop = given(shift_opened(10_00))
    for asked in (tip_out(10_01), reimbursed(10_01), advance(10_01)):
        shop.refuses(asked, because=NotEnoughCash)


def test_an_advance_is_settled_with_what_was_spent_and_what_comes_back() -> None:
    out = advance(40_00)
    after = given(OPENED, out, settled(out, spent=30_00))
    assert expected(after.state, "drawer:1") == 170_00
    assert expected(after.state, "expense:flowers") == 30_00
    assert expected(after.state, OWED) == 0
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount, moved.advance) == (MovementType.SETTLE, 10_00, out.act.id)


def test_who_spent_more_than_the_advance_is_paid_the_difference() -> None:
    out = advance(40_00)
    after = given(OPENED, out, settled(out, spent=45_00)).state
    assert (expected(after, "drawer:1"), expected(after, "expense:flowers")) == (155_00, 45_00)


def test_spending_more_than_the_limit_beyond_the_advance_needs_approval() -> None:
    out = advance(40_00)
    given(OPENED, out).refuses(settled(out, spent=90_01), because=AboveLimit)


def test_spending_more_than_the_drawer_can_pay_back_is_refused() -> None:
    out = advance(40_00)
    given(shift_opened(45_00), out).refuses(settled(out, spent=45_01), because=NotEnoughCash)


def test_an_advance_is_for_a_configured_reason_and_its_settlement_has_a_voucher() -> None:
    out = advance()
    words = SettleAdvance(by(CASHIER), out.act.id, -1, "V")
    given(OPENED, out).refuses(words, because=BadAmount)
    given(OPENED, out).refuses(settled(out, voucher=" "), because=NeedsReason)
    from_nothing = type(out)(by(CASHIER), 1_00, OTHER_CASHIER, "party")
    given(OPENED).refuses(from_nothing, because=UnknownReason)


def test_an_advance_is_settled_only_once() -> None:
    out = advance()
    given(OPENED, out, settled(out)).refuses(settled(out), because=AdvanceSettled)
    given(OPENED).refuses(settled(out), because=NoSuchAdvance)


def test_a_shift_is_not_closed_before_its_advances_are_settled() -> None:
    out = advance(40_00)
    shop = given(OPENED, out, count_started(), counted(160_00))
    said = shop.refuses(closed(160_00), because=OpenThings)
    assert "Dan" in str(said)


def test_an_advance_left_open_by_a_forced_close_holds_up_no_later_shift_and_can_be_settled() -> None:
    out = advance(40_00)
    forced = given(OPENED, out, force_closed(), shift_opened(160_00))
    forced.when(count_started(), counted(160_00), closed(160_00))
    later = forced.when(settled(out, spent=40_00))
    assert expected(later.state, OWED) == 0


def test_the_advance_of_another_drawer_does_not_hold_up_a_close() -> None:
    shop = given(OPENED, shift_opened(50_00, drawer=2), advance(40_00))
    shop.when(count_started(2), counted(50_00, 2), closed(50_00, drawer=2))


def test_an_advance_is_undone_until_it_is_settled() -> None:
    out = advance(40_00)
    after = given(OPENED, out, undone(out))
    assert expected(after.state, "drawer:1") == 200_00
    assert after.state.advances == {}
    given(OPENED, out, settled(out)).refuses(undone(out), because=CannotUndo)


def test_an_undone_settlement_makes_the_advance_open_again() -> None:
    out = advance(40_00)
    paid = settled(out, spent=30_00)
    after = given(OPENED, out, paid, undone(paid))
    assert expected(after.state, OWED) == 40_00
    after.refuses(undone(paid), because=AlreadyUndone)
    again = after.when(settled(out, spent=25_00))
    assert expected(again.state, "drawer:1") == 175_00


def test_a_settlement_is_not_undone_once_its_advance_is_forgotten() -> None:
    out = advance(40_00, drawer=2)
    paid = settled(out, drawer=1)
    shop = given(OPENED, shift_opened(50_00, drawer=2), out, paid)
    shop = shop.when(count_started(2), counted(10_00, 2), closed(10_00, drawer=2))
    shop.refuses(undone(paid), because=CannotUndo)


def test_a_tip_out_is_undone_to_the_last_coin() -> None:
    paid = tip_out(20_00)
    after = given(OPENED, paid)
    undo = only(CashMoved, after.then(undone(paid)))
    assert (undo.type, undo.amount, undo.staff) == (
        MovementType.TIP_OUT,
        20_00,
        after.newest(CashMoved).staff,
    )
    assert expected(after.when(undo).state, OWED) == 0
