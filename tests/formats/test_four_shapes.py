"""One shift told in four languages, on the Z and on the screen: its figures are the same everywhere."""

from __future__ import annotations

import os
from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import (
    MANAGER,
    Given,
    by,
    cash_in,
    count_started,
    drop,
    given,
    no_sale,
    pay_out,
    shift_opened,
    tip_out,
    transfer,
    undone,
)
from tests.domain.selling import SELLING, card, cash, refund_without, ring
from tests.domain.test_external import paid, receipt, recorded
from till.domain.commands import CloseShift, Command, CountCash
from till.domain.entries import ShiftClosed
from till.domain.errors import Refused
from till.domain.external_record import ExternalType
from till.domain.figures import Figures, shift_figures
from till.domain.sale_commands import ReturnedLine
from till.domain.state import Count
from till.formats.onslip.reports import report
from till.formats.session import Session, closed_session, open_session
from till.formats.shopify import cash_tracking_session
from till.formats.sushigo import cash_session, summary
from till.formats.toast import cash_entries

SEED = int(os.environ["TILL_TEST_SEED"])
ACTS = st.lists(
    st.tuples(
        st.sampled_from("cash card cashback refund in out undo drop tip none transfer external back".split()),
        st.integers(1, 120),
    ),
    max_size=14,
)


def commands(what: str, units: int, no: int) -> tuple[Command, ...]:
    """Give the commands of one thing that happens at the counter."""
    amount = units * 100
    out = pay_out(amount, person=MANAGER)
    returned = receipt(-amount, paid(-amount), type_=ExternalType.RETURN, no=f"R-{no}")
    possible: dict[str, tuple[Command, ...]] = {
        "cash": (ring("shirt", amount + 37), cash(amount + 500)),
        "card": (ring("book", amount), card()),
        "cashback": (ring("coffee"), card(None, amount)),
        "refund": (refund_without(ReturnedLine("shirt", 1000, amount + 12), person=1, approver=3),),
        "in": (cash_in(amount),),
        "out": (out,),
        "undo": (out, undone(out)),
        "drop": (drop(amount, bag=f"{7000 + no}"),),
        "tip": (tip_out(amount, person=MANAGER),),
        "none": (no_sale(),),
        "transfer": (transfer(amount, person=MANAGER),),
        "external": (recorded(receipt(amount, paid(amount + 500), change=500, no=f"S-{no}"), MANAGER),),
        "back": (recorded(returned, MANAGER),),
    }
    return possible[what]


def lived(acts: list[tuple[str, int]]) -> Given:
    """Let things happen as far as the rules allow."""
    day = given(shift_opened(500_00), shift_opened(0, drawer=2), shop=SELLING)
    for no, (what, units) in enumerate(acts):
        with suppress(Refused):
            day = day.when(*commands(what, units, no))
    return day


def expected_in_all(session: Session) -> set[Decimal]:
    """Give what must be in the drawer, as each of them says it."""
    figures, drawer = session.figures, session.figures.drawer
    onslip = report(figures)
    cash_paid = sum(each["amount"] for each in onslip["payments"] if each["method"] == "cash")
    petty = ("incoming-petty-cash", "petty-cash-deposits", "petty-cash-withdrawals")
    sales = (
        (drawer.cash_sales or 0)
        + (drawer.cash_refunds or 0)
        + (drawer.cashback or 0)
        + (drawer.external or 0)
    )
    theirs = [
        each for each in cash_entries(session.entries, figures.business_date) if "CLOSE" not in each["type"]
    ]
    return {
        major(drawer.expected),
        Decimal(cash_tracking_session(session)["expectedBalance"]["amount"]),
        Decimal(cash_session(session)["current_balance"]),
        Decimal(summary(session)["by_tender"][0]["closing_balance"]),
        -(cash_paid + sum((each["amount"] for name in petty for each in onslip[name]), Decimal(0))),
        major((drawer.float_counted or 0) + sales) + sum((each["amount"] for each in theirs), Decimal(0)),
    }


def major(amount: int | None) -> Decimal:
    assert amount is not None
    return Decimal(amount) / 100


def without_time(figures: Figures) -> tuple[Any, ...]:
    return figures.sales, figures.external, figures.drawer.movements, figures.drawer.expected


@seed(SEED)
@settings(max_examples=40, deadline=None, database=None)
@for_all(ACTS, st.sampled_from([0, 50, -1_00]))
def test_one_shift_has_the_same_figures_in_all_of_them(acts: list[tuple[str, int]], gap: int) -> None:
    day = lived(acts)
    state, shift = day.state, day.state.shifts[1]
    running = open_session(state, shift, day.entries, shift.opened_by, state.last_at)
    assert expected_in_all(running) == {major(state.expected(1))}

    counted = Count(max(0, state.expected(1) + gap))
    gap = counted.amount - state.expected(1)
    day = day.when(count_started(), CountCash(by(MANAGER), counted))
    day = day.when(CloseShift(by(MANAGER), counted.amount, None, "A coin fell"))
    close = day.newest(ShiftClosed)
    session = closed_session(close, day.entries)
    assert expected_in_all(session) == {major(state.expected(1))}
    assert without_time(close.figures) == without_time(
        shift_figures(state, shift, shift.opened_by, state.last_at)
    )
    onslip, toast = report(close.figures), cash_entries(session.entries, close.business_date)[-1]
    assert {
        major(gap),
        Decimal(cash_tracking_session(session)["totalDiscrepancy"]["amount"]),
        Decimal(cash_session(session)["meta"]["difference"]),
        -sum((each["amount"] for each in onslip["petty-cash-mismatch"]), Decimal(0)),
        toast["amount"],
    } == {major(gap)}
    taken = sum((each.amount for each in close.figures.sales.tenders.values()), 0)
    assert -sum((each["amount"] for each in onslip["payments"]), Decimal(0)) == major(taken)
