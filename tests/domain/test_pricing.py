"""The amounts that break registers, and the laws that every division keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.domain.selling import DEPARTMENTS, EXACT, at_the_counter, card, cash, off, refund, ring, sold
from till.domain.errors import AmountTooLarge
from till.domain.money import AMOUNT_MAX
from till.domain.pricing import half_up, largest_remainder, priced, rounded, spread, vat_table
from till.domain.receipt import Discount, ReceiptLine, RungLine
from till.domain.sale import LINES_MAX
from till.domain.sale_entries import SaleConcluded, SaleRefunded
from till.domain.sale_errors import TooManyLines
from till.domain.settings import Department, Prices

QUICK = settings(max_examples=200, deadline=None, database=None)


def line(price: int, rate: int, quantity: int = 1000, discount: Discount | None = None) -> RungLine:
    return RungLine("", replace(DEPARTMENTS[0], vat_rate=rate), quantity, price, discount)


def test_a_tenth_three_times_at_three_rates() -> None:
    """0.10 at 25, 12 and 6 %: 0.02 + 0.0107 + 0.0057 of VAT is 0.0364, so 0.04, and the parts say 0.04."""
    lines = priced([line(10, 25_00), line(10, 12_00), line(10, 6_00)], None, Prices.INCLUSIVE)
    assert [(each.net, each.vat) for each in lines] == [(8, 2), (9, 1), (9, 1)]
    assert [(each.rate, each.vat) for each in vat_table(lines)] == [(25_00, 2), (12_00, 1), (6_00, 1)]


def test_a_tenth_three_times_with_vat_on_top() -> None:
    lines = priced([line(10, 25_00), line(10, 12_00), line(10, 6_00)], None, Prices.EXCLUSIVE)
    assert sum(each.net for each in lines) == 30
    assert [each.vat for each in lines] == [2, 1, 1]  # 2.5 + 1.2 + 0.6 is 4.3.


def test_a_third_off() -> None:
    (only,) = priced([line(100_00, 25_00, discount=Discount(33_33))], None, Prices.INCLUSIVE)
    assert (only.discount, only.gross) == (33_33, 66_67)
    (only,) = priced([line(1, 25_00, discount=Discount(33_33))], None, Prices.INCLUSIVE)
    assert (only.discount, only.gross) == (0, 1)
    spread_out = priced([line(10_00, 25_00)] * 3, Discount(33_33), Prices.INCLUSIVE)
    assert [each.discount for each in spread_out] == [3_34, 3_33, 3_33]


@pytest.mark.parametrize(
    ("amount", "step", "cash_amount"),
    [
        (2, 5, 0),
        (3, 5, 5),
        (7, 5, 5),
        (8, 5, 10),
        (-2, 5, 0),
        (-3, 5, -5),
        (-7, 5, -5),
        (-8, 5, -10),
        (49, 100, 0),
        (50, 100, 100),
        (-50, 100, -100),
        (7, 0, 7),
        (7, 1, 7),
    ],
)
def test_cash_is_rounded_to_the_nearest_coin(amount: int, step: int, cash_amount: int) -> None:
    assert rounded(amount, step) == cash_amount


@pytest.mark.parametrize(("currency", "price", "vat"), [("JPY", 108, 8), ("KWD", 1_050, 78)])
def test_currencies_without_decimals_and_with_three(currency: str, price: int, vat: int) -> None:
    shop = replace(
        EXACT, currency=currency, departments=(replace(DEPARTMENTS[0], price=price, vat_rate=8_00),)
    )
    receipt = sold(at_the_counter(shop), ring(), cash())
    assert (receipt.total, receipt.vat[0].vat) == (price, vat)


def test_a_receipt_of_a_thousand_lines() -> None:
    rung = at_the_counter(EXACT).when(*(ring("book", 10 + at % 7, 1000 + at) for at in range(LINES_MAX)))
    rung.refuses(ring(), because=TooManyLines)
    receipt = sold(rung, off(33_33), cash())
    assert len(receipt.lines) == 1_000
    assert sum(each.gross for each in receipt.lines) == receipt.total == receipt.cash


def test_amounts_at_the_limit_of_what_is_accepted() -> None:
    rung = at_the_counter(EXACT)
    receipt = sold(rung, ring("free", AMOUNT_MAX), card())
    assert receipt.total == AMOUNT_MAX
    rung.when(ring("free", AMOUNT_MAX)).refuses(ring("free", 1), because=AmountTooLarge)
    on_top = at_the_counter(replace(EXACT, prices=Prices.EXCLUSIVE))
    on_top.refuses(ring("shirt", AMOUNT_MAX), because=AmountTooLarge)


def test_totals_below_zero_are_rounded_away_from_zero_as_those_above() -> None:
    rung = at_the_counter().when(ring("book", 1_50), cash())
    receipt = rung.when(refund(rung)).newest(SaleRefunded).receipt
    assert (receipt.total, receipt.cash, receipt.rounding) == (-1_50, -2_00, -50)


RATES = st.sampled_from([0, 1, 6_00, 12_00, 13_50, 25_00, 33_33, 100_00])
DISCOUNTS = (
    st.none()
    | st.builds(Discount, st.integers(0, 100_00))
    | st.builds(Discount, st.just(0), st.integers(0, 5_00))
)
LINES = st.lists(
    st.builds(line, st.integers(0, 500_00), RATES, st.integers(1, 5_000), DISCOUNTS), min_size=1, max_size=12
)


def see_sums(lines: Sequence[ReceiptLine], prices: Prices) -> None:
    for each in lines:
        base = each.amount - each.discount
        assert 0 <= each.discount <= each.amount
        assert base == (each.gross if prices is Prices.INCLUSIVE else each.net)
        assert each.vat >= 0
        assert each.net >= 0
    assert sum(each.net for each in vat_table(lines)) == sum(each.net for each in lines)


@QUICK
@anything(LINES, DISCOUNTS, st.sampled_from(Prices))
def test_parts_sum_to_their_whole_whatever_is_rung(
    lines: list[RungLine], discount: Discount | None, prices: Prices
) -> None:
    done = priced(lines, discount, prices)
    see_sums(done, prices)
    exact = sum(
        (
            Fraction(sum(e.amount - e.discount for e in done if e.rate == rate) * rate)
            / (100_00 + (rate if prices is Prices.INCLUSIVE else 0))
            for rate in {each.rate for each in done}
        ),
        Fraction(),
    )
    vat = sum(each.vat for each in done)
    assert abs(vat - exact) <= Fraction(1, 2)
    for row in vat_table(done):
        base = row.gross if prices is Prices.INCLUSIVE else row.net
        exact = Fraction(base * row.rate, 100_00 + (row.rate if prices is Prices.INCLUSIVE else 0))
        assert abs(row.vat - exact) < 1


@QUICK
@anything(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), max_size=20))
def test_what_is_spread_is_all_there(whole: int, weights: list[int]) -> None:
    parts = spread(whole, weights)
    if sum(weights):
        assert sum(parts) == whole
        assert all(
            abs(part - Fraction(whole * weight, sum(weights))) < 1
            for part, weight in zip(parts, weights, strict=True)
        )
    else:
        assert parts == [0] * len(weights)


def test_what_is_left_goes_to_the_largest_remainder_and_then_to_the_first() -> None:
    assert largest_remainder([Fraction(1, 3), Fraction(1, 2), Fraction(1, 6)], 1) == [0, 1, 0]
    assert spread(10, [1, 1, 1]) == [4, 3, 3]


@QUICK
@anything(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_rounding_is_to_the_nearest_and_the_same_on_both_sides_of_zero(number: int, divisor: int) -> None:
    nearest = half_up(number, divisor)
    assert abs(Fraction(number, divisor) - nearest) <= Fraction(1, 2)
    assert half_up(-number, divisor) == -nearest


@QUICK
@anything(st.integers(0, 300_00), st.lists(st.integers(1, 3_000), min_size=1, max_size=6), RATES)
def test_a_line_taken_back_in_steps_gives_back_exactly_what_was_paid(
    price: int, steps: list[int], rate: int
) -> None:
    shop = replace(EXACT, departments=(Department("x", "X", "X", DEPARTMENTS[0].kind, rate),))
    rung = at_the_counter(shop).when(ring("x", price, sum(steps), Discount(12_34)), off(3_00), cash())
    receipt = rung.newest(SaleConcluded).receipt
    back = []
    for step in steps:
        rung = rung.when(refund(rung, 1, (1, step)))
        back.append(rung.newest(SaleRefunded).receipt.lines[0])
    assert sum(each.net for each in back) == -receipt.lines[0].net
    assert sum(each.vat for each in back) == -receipt.lines[0].vat
    assert sum(each.quantity for each in back) == -sum(steps)
    assert all(each.net <= 0 and each.vat <= 0 for each in back)
