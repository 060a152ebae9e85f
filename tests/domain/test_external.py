"""What another system did on our counter: its cash is in our drawer, its turnover is its own."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import CASHIER, MANAGER, Given, by, closed, count_started, counted, only
from tests.domain.selling import at_the_counter, cash, ring
from till.domain.commands import RecordExternal, StartTraining, TakeX
from till.domain.entries import ExternalRecorded, ReportTaken, ShiftClosed, postings
from till.domain.errors import ForRealOnly, NeedsApproval, Refused
from till.domain.external_errors import (
    AlreadyRecorded,
    DoesNotAddUp,
    MovesOnCredit,
    NotRecordable,
    WrongDirection,
)
from till.domain.external_record import ExternalLine, ExternalPayment, ExternalRecord, ExternalType
from till.domain.figures import blind, shift_figures
from till.domain.sale_errors import UnknownTender
from till.domain.settings import DepartmentKind
from till.domain.totals import ExternalTally, Total

SEED = int(os.environ["TILL_TEST_SEED"])


def line(amount: int, quantity: int = 1000) -> ExternalLine:
    return ExternalLine("Pizza", DepartmentKind.GOODS, quantity, abs(amount), amount, 12_00)


def paid(amount: int, code: str = "cash", tip: int = 0) -> ExternalPayment:
    return ExternalPayment(code, "", amount, tip)


def receipt(
    total: int,
    *payments: ExternalPayment,
    type_: ExternalType = ExternalType.SALE,
    change: int = 0,
    rounding: int | None = None,
    no: str = "A-1",
) -> ExternalRecord:
    lines = (line(total),) if total else ()
    return ExternalRecord(
        no, type_, "Pizza POS", "2026-11-21T11:58:00.000+01:00", "Eve", "{}", None, None, lines, payments,
        change, rounding,
    )  # fmt: skip


def recorded(record: ExternalRecord, person: int = CASHIER, approver: int | None = None) -> RecordExternal:
    return RecordExternal(by(person, approver), record)


def x_of(state: Given) -> ReportTaken:
    return only(ReportTaken, state.then(TakeX(by(MANAGER))))


def test_its_cash_counts_in_the_drawer_and_change_is_taken_off() -> None:
    day = at_the_counter().when(recorded(receipt(75_00, paid(100_00), change=25_00)))
    assert day.state.expected(1) == 275_00
    figures = x_of(day).figures
    assert (figures.drawer.external, figures.drawer.cash_sales) == (75_00, 0)
    assert figures.external.sales == Total(1, 75_00)


def test_its_card_is_no_cash_and_stands_among_the_tenders_as_external() -> None:
    day = at_the_counter().when(recorded(receipt(90_00, paid(50_00, "card"), paid(40_00))))
    figures = x_of(day).figures
    assert day.state.expected(1) == 240_00
    assert {code: each.amount for code, each in figures.external.tenders.items()} == {
        "card": 50_00,
        "cash": 40_00,
    }
    assert figures.sales.tenders == {}
    assert day.state.shifts[1].tally.taken == {"card": 50_00}


def test_it_is_no_turnover_of_ours_and_in_no_grand_total() -> None:
    day = at_the_counter().when(ring(), cash(), recorded(receipt(75_00, paid(75_00))))
    closing = day.when(count_started(), counted(day.state.expected(1)), closed(left=100_00, bag="1"))
    figures = closing.newest(ShiftClosed).figures
    assert (figures.sales.sales, figures.grand.sales) == (Total(1, 32_00), 32_00)
    assert figures.drawer.difference == 0


def test_a_return_gives_cash_back_and_wants_the_right_to_refund() -> None:
    back = receipt(-20_00, paid(-20_00), type_=ExternalType.RETURN)
    day = at_the_counter()
    day.refuses(recorded(back), because=NeedsApproval)
    figures = x_of(day.when(recorded(back, MANAGER))).figures
    assert (figures.external.returns, figures.drawer.expected) == (Total(1, 20_00), 180_00)


def test_a_record_is_taken_once() -> None:
    again = replace(recorded(receipt(75_00, paid(75_00))), known=True)
    refused = at_the_counter().refuses(again, because=AlreadyRecorded)
    assert "A-1" in str(refused)


def test_lines_must_be_what_was_paid() -> None:
    day = at_the_counter()
    day.refuses(recorded(receipt(75_00, paid(80_00))), because=DoesNotAddUp)
    day.refuses(recorded(receipt(75_40, paid(75_00), rounding=-50)), because=DoesNotAddUp)
    done = only(ExternalRecorded, day.then(recorded(receipt(75_40, paid(75_00)))))
    assert done.rounding == -40
    tip = only(ExternalRecorded, day.then(recorded(receipt(75_00, paid(85_00, "card", tip=10_00)))))
    assert tip.rounding == 0


@pytest.mark.parametrize(
    ("record", "because"),
    [
        (receipt(75_00, paid(75_00, "swish")), UnknownTender),
        (receipt(-75_00, paid(-75_00)), NeedsApproval),
        (receipt(75_00, paid(75_00), type_=ExternalType.RETURN), WrongDirection),
        (receipt(0), NotRecordable),
        (receipt(75_00, paid(75_00), type_=ExternalType.CREDIT), MovesOnCredit),
        (receipt(0, paid(10_00), type_=ExternalType.BATCH_CLOSE), WrongDirection),
    ],
)
def test_what_makes_no_sense_is_refused(record: ExternalRecord, because: type[Refused]) -> None:
    at_the_counter().refuses(recorded(record), because=because)


def test_a_credit_receipt_moves_nothing_and_is_counted() -> None:
    record = receipt(75_00, paid(75_00, "credit"), type_=ExternalType.CREDIT)
    day = at_the_counter().when(recorded(record))
    assert day.newest(ExternalRecorded).postings == ()
    assert x_of(day).figures.external == ExternalTally(credit=Total(1, 75_00))


def test_its_float_comes_in_and_goes_out() -> None:
    day = at_the_counter().when(
        recorded(receipt(0, paid(300_00), type_=ExternalType.BATCH_OPEN)),
        recorded(receipt(0, paid(-50_00), type_=ExternalType.BATCH_CHANGE), MANAGER),
        recorded(receipt(0, paid(-250_00), type_=ExternalType.BATCH_CLOSE), MANAGER),
    )
    assert day.state.expected(1) == 200_00
    assert x_of(day).figures.external.floats == Total(3, 0)
    assert x_of(day).figures.external.tenders == {}, "a float is no payment"


def test_its_wish_for_a_report_is_answered_with_ours() -> None:
    entries = at_the_counter().then(recorded(receipt(0, type_=ExternalType.X_REPORT), MANAGER))
    assert [type(each) for each in entries] == [ExternalRecorded, ReportTaken]


def test_it_is_real_and_so_cannot_be_practised() -> None:
    day = at_the_counter().when(StartTraining(by(MANAGER)))
    day.refuses(recorded(receipt(75_00, paid(75_00))), because=ForRealOnly)


def test_blind_eyes_learn_none_of_it() -> None:
    hidden = blind(x_of(at_the_counter().when(recorded(receipt(75_00, paid(75_00))))).figures)
    assert (hidden.drawer.external, hidden.external) == (None, ExternalTally())


AMOUNTS = st.integers(1, 500_00)


@seed(SEED)
@settings(max_examples=60, deadline=None, database=None)
@for_all(
    st.lists(
        st.tuples(st.lists(AMOUNTS, min_size=1, max_size=4), st.integers(0, 300_00), st.booleans()),
        max_size=6,
    )
)
def test_whatever_comes_lines_are_payments_and_the_drawer_adds_up(
    receipts: list[tuple[list[int], int, bool]],
) -> None:
    """Sum of lines and rounding = sum of tenders less change; float and external cash = expected."""
    day = at_the_counter()
    for no, (amounts, by_card, returned) in enumerate(receipts):
        total = sum(amounts)
        card = min(by_card, total)
        due = total - card
        given, change = (due + 99) // 100 * 100, 0
        sign = -1 if returned else 1
        record = replace(
            receipt(0, paid(sign * card, "card"), paid(sign * given), change=change, no=f"N-{no}"),
            type=ExternalType.RETURN if returned else ExternalType.SALE,
            lines=tuple(line(sign * amount) for amount in amounts),
        )
        try:
            day = day.when(recorded(record, MANAGER))
        except Refused:
            assert returned  # The drawer has not that much.
            continue
        done = day.newest(ExternalRecorded)
        assert done.record.total + done.rounding == done.record.taken == sign * (card + given)
        assert sum(each.amount for each in postings(done)) == 0
    state = day.state
    figures = shift_figures(state, state.shifts[1], state.employees[1].person, state.last_at)
    drawer, external = figures.drawer, figures.external
    assert drawer.float_counted is not None
    assert drawer.float_counted + (drawer.external or 0) == drawer.expected == state.expected(1)
    assert external.sales.amount - external.returns.amount + external.rounding == sum(
        each.amount for each in external.tenders.values()
    )
