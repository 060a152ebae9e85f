"""What is paid back for a receipt, in any pieces: never more than was paid, and in the end all of it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import Given, expected, only
from tests.domain.selling import (
    EXACT,
    SELLING,
    at_the_counter,
    card,
    cash,
    found_in,
    refund,
    refund_without,
    ring,
)
from till.domain.entries import SaleRefunded
from till.domain.pricing import rounded
from till.domain.receipt import FoundReceipt
from till.domain.refund import left_of
from till.domain.sale_commands import ReturnedLine
from till.domain.sale_errors import LessThanACoin
from till.domain.settings import Settings

SEED = int(os.environ["TILL_TEST_SEED"])
FIVES = replace(SELLING, cash_rounding=5)
TENDERS = st.sampled_from(["cash", "card"])


def found(of: Given) -> FoundReceipt:
    receipt = found_in(of.entries, 1)
    assert receipt is not None
    return receipt


def test_ten_small_refunds_pay_back_what_one_large_one_would() -> None:
    counter = at_the_counter().when(ring("book", 50, 10_000), cash(5_00))
    paid = []
    for _ in range(10):
        counter = counter.when(refund(counter, 1, (1, 1000)))
        paid.append(-counter.newest(SaleRefunded).receipt.cash)
    assert paid == [1_00, 0] * 5
    assert counter.state.expected(1) == 200_00
    assert expected(counter.state, "rounding") == 0


def test_thousandths_of_a_piece_earn_nothing() -> None:
    counter = at_the_counter().when(ring("book", 50, 10_000), cash(5_00))
    for _ in range(40):
        counter = counter.when(refund(counter, 1, (1, 5)))
    assert counter.state.expected(1) == 205_00, "a fifth of a piece is 0.10, which is no coin"


def test_what_was_rounded_up_comes_back_by_card_too() -> None:
    counter = at_the_counter().when(ring("book", 7_50), cash(8_00))
    counter = counter.when(refund(counter, tender="card"))
    receipt = counter.newest(SaleRefunded).receipt
    assert (receipt.total, receipt.rounding, receipt.tenders[0].amount) == (-7_50, -50, -8_00)


def test_what_was_paid_by_card_does_not_grow_in_coins() -> None:
    counter = at_the_counter().when(ring("book", 7_50), card())
    counter = counter.when(refund(counter))
    assert counter.state.expected(1) == 193_00
    assert expected(counter.state, "rounding") == -50, "what the shop gained"


def test_without_a_receipt_cash_is_rounded_down() -> None:
    counter = at_the_counter()
    said = counter.refuses(refund_without(ReturnedLine("book", 1000, 50)), because=LessThanACoin)
    assert str(said) == "0.50 is less than the smallest coin, 1.00. Pay it back in another way."
    receipt = only(SaleRefunded, counter.then(refund_without(ReturnedLine("book", 1000, 1_50)))).receipt
    assert (receipt.cash, receipt.rounding) == (-1_00, 50)
    by_card = replace(refund_without(ReturnedLine("book", 1000, 50)), tender="card")
    assert only(SaleRefunded, counter.then(by_card)).receipt.tenders[0].amount == -50
    exact = at_the_counter(EXACT).then(refund_without(ReturnedLine("book", 1000, 49)))
    assert only(SaleRefunded, exact).receipt.cash == -49


@pytest.mark.parametrize("shop", [SELLING, FIVES, EXACT], ids=["whole", "fives", "exact"])
@seed(SEED)
@settings(max_examples=60, deadline=None, database=None)
@drawn(
    lines=st.lists(st.tuples(st.integers(0, 40_00), st.integers(1, 4_000)), min_size=1, max_size=3),
    paid_by=TENDERS,
    pieces=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2_000), TENDERS), max_size=8),
    last=TENDERS,
)
def test_no_sequence_of_refunds_pays_back_more_than_was_paid(
    shop: Settings,
    lines: list[tuple[int, int]],
    paid_by: str,
    pieces: list[tuple[int, int, str]],
    last: str,
) -> None:
    counter = at_the_counter(shop).when(*(ring("book", price, quantity) for price, quantity in lines))
    counter = counter.when(cash() if paid_by == "cash" else card())
    paid, step = found(counter).receipt.paid, shop.cash_rounding
    ways = {paid_by}
    for position, quantity, tender in pieces:
        left = left_of(found(counter)).get(position, 0)
        if left:
            ways.add(tender)
            counter = counter.when(refund(counter, 1, (position, min(left, quantity)), tender=tender))
        now = found(counter)
        assert now.paid_back <= paid
        if ways == {"cash"}:
            assert now.paid_back == rounded(now.taken_back, step)
        if ways == {"card"}:
            assert now.paid_back == now.taken_back
    if any(left_of(found(counter)).values()):
        ways.add(last)
        counter = counter.when(refund(counter, tender=last))
    now = found(counter)
    assert now.taken_back == now.receipt.total
    assert 0 <= paid - now.paid_back < max(1, step)
    if len(ways) == 1:
        assert now.paid_back == paid
    assert sum(counter.state.balances.values()) == 0
