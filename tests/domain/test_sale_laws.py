"""What holds for any sequence of sales, refunds, voids, discounts, payments and rounding."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.domain.books import Books, checked
from tests.domain.given import MANAGER, by
from tests.domain.selling import SELLING, found_in
from till.domain.act import Act
from till.domain.codec import decode, encode
from till.domain.commands import (
    CancelSale,
    CloseShift,
    Command,
    CopyReceipt,
    CountCash,
    GiveDiscount,
    OpenShift,
    ParkSale,
    RefundReceipt,
    RefundWithoutReceipt,
    ResumeSale,
    ReturnTender,
    RingLine,
    StartCount,
    TakeTender,
    TakeX,
    VoidLine,
)
from till.domain.entries import Entry, ReportTaken, SaleConcluded, SaleRefunded, ShiftClosed, postings
from till.domain.errors import Refused
from till.domain.figures import Figures, blind, shift_figures
from till.domain.receipt import Discount, Receipt
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import Prices
from till.domain.state import Count, GrandTotals

SEED = int(os.environ["TILL_TEST_SEED"])
CODES = st.sampled_from(["coffee", "book", "shirt", "repair", "free", "gift", "1", "wine"])
PRICES = st.integers(0, 300_00) | st.sampled_from([None, -1, 10**11])
QUANTITIES = st.integers(1, 4).map(lambda pieces: pieces * 1000) | st.integers(-1, 3_000)
DISCOUNTS = (
    st.none()
    | st.builds(Discount, st.integers(0, 101_00))
    | st.builds(Discount, st.just(0), st.integers(-1, 20_00))
)
TENDERS = st.sampled_from(["cash", "cash", "card", "voucher", "cheque"])
PEOPLE = st.sampled_from([(1, None), (3, None), (2, 3), (1, 3), (5, None)])


class MadeUpSales(RuleBasedStateMachine):
    """A counter at which anything is rung, paid, parked and taken back in any order."""

    @initialize(step=st.sampled_from([0, 5, 100]), prices=st.sampled_from(Prices))
    def open_the_shop(self, step: int, prices: Prices) -> None:
        self.books = Books.opened(replace(SELLING, cash_rounding=step, prices=prices))
        self.grand = GrandTotals()
        self.refusals: list[str] = []
        self.ask(OpenShift(by(MANAGER), Count(500_00)))

    @rule(drawn=st.data(), code=CODES, price=PRICES, quantity=QUANTITIES, off=DISCOUNTS)
    def ring(
        self, drawn: st.DataObject, code: str, price: int | None, quantity: int, off: Discount | None
    ) -> None:
        for _ in range(drawn.draw(st.integers(1, 3), "times")):
            self.ask(RingLine(self.act(drawn), code, quantity, price, off))

    @rule(drawn=st.data())
    def void(self, drawn: st.DataObject) -> None:
        self.ask(VoidLine(self.act(drawn), drawn.draw(self.line_ids())))

    @rule(drawn=st.data(), off=DISCOUNTS)
    def discount(self, drawn: st.DataObject, off: Discount | None) -> None:
        self.ask(GiveDiscount(self.act(drawn), off, drawn.draw(self.line_ids())))

    @rule(drawn=st.data(), tender=TENDERS, amount=st.none() | st.integers(-1, 900_00))
    def pay(self, drawn: st.DataObject, tender: str, amount: int | None) -> None:
        cashback = drawn.draw(st.sampled_from([0, 0, 0, 50_00, 33]), "cashback")
        in_coins = None if amount is None else amount // 100 * 100
        given = drawn.draw(st.sampled_from([amount, in_coins]), "given")
        self.ask(TakeTender(self.act(drawn), tender, given, cashback))

    @rule(drawn=st.data(), tender=TENDERS)
    def pay_all(self, drawn: st.DataObject, tender: str) -> None:
        self.ask(TakeTender(self.act(drawn), tender))

    @rule(drawn=st.data())
    def put_aside(self, drawn: st.DataObject) -> None:
        parked = [*self.books.state.parked, "unknown"]
        act = self.act(drawn)
        choices: list[Command] = [
            CancelSale(act),
            ParkSale(act, "Red"),
            ReturnTender(act),
            ResumeSale(act, parked[0]),
        ]
        self.ask(drawn.draw(st.sampled_from(choices), "wish"))

    @rule(drawn=st.data(), tender=TENDERS)
    def take_back(self, drawn: st.DataObject, tender: str) -> None:
        no = drawn.draw(st.integers(1, self.books.state.receipt_no + 1), "receipt")
        found = found_in(self.books.entries, no)
        lines = drawn.draw(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 4_000)), max_size=2))
        self.ask(RefundReceipt(self.act(drawn), no, tuple(lines), tender, found=found))

    @rule(drawn=st.data(), code=CODES, price=st.integers(0, 50_00), quantity=QUANTITIES)
    def take_back_without(self, drawn: st.DataObject, code: str, price: int, quantity: int) -> None:
        lines = (ReturnedLine(code, quantity, price),)
        self.ask(RefundWithoutReceipt(self.act(drawn), lines, "Torn"))

    @rule(drawn=st.data())
    def copy(self, drawn: st.DataObject) -> None:
        no = drawn.draw(st.integers(1, self.books.state.receipt_no + 1), "receipt")
        self.ask(CopyReceipt(self.act(drawn), no, found=found_in(self.books.entries, no)))

    @rule(drawn=st.data())
    def report_and_close(self, drawn: st.DataObject) -> None:
        self.ask(TakeX(by(MANAGER)))
        x = self.books.entries[-1]
        if not isinstance(x, ReportTaken) or drawn.draw(st.integers(0, 2), "close") > 0:
            return
        self.ask(StartCount(by(MANAGER)))
        if self.books.state.sales:
            return
        self.ask(CountCash(by(MANAGER), Count(self.books.state.expected(1))))
        left = self.books.state.expected(1)
        self.ask(CloseShift(by(MANAGER), left))
        z = self.books.entries[-1]
        assert isinstance(z, ShiftClosed)
        self.see_z_is_the_x(x.figures, z.figures)
        self.ask(OpenShift(by(MANAGER), Count(left)))

    def see_z_is_the_x(self, x: Figures, z: Figures) -> None:
        assert (z.sales, z.parked, z.cashiers) == (x.sales, x.parked, x.cashiers)
        grown = GrandTotals(x.sales.sales.amount, x.sales.refunds.amount)
        assert x.grand == self.grand
        assert z.grand == self.books.state.grand
        assert z.grand.sales == self.grand.sales + grown.sales >= self.grand.sales
        assert z.grand.returns == self.grand.returns + grown.returns >= self.grand.returns
        self.grand = z.grand

    def act(self, drawn: st.DataObject) -> Act:
        return by(*drawn.draw(PEOPLE, "people"))

    def line_ids(self) -> st.SearchStrategy[str | None]:
        sale = self.books.state.sales.get(1)
        return st.sampled_from([None, *([] if sale is None else [line.id for line in sale.lines])])

    def ask(self, command: Command) -> None:
        try:
            entries = self.books.do(command)
        except Refused as refused:
            self.refusals.append(str(refused))
            return
        for entry in entries:
            self.see(entry)

    def see(self, entry: Entry) -> None:
        assert decode(*encode(entry)) == entry
        assert sum(posting.amount for posting in postings(entry)) == 0
        if isinstance(entry, SaleConcluded | SaleRefunded):
            see_receipt(entry.receipt)

    @invariant()
    def the_figures_of_the_shift_agree_with_each_other(self) -> None:
        state = self.books.state
        if 1 in state.shifts:
            shift = state.shifts[1]
            see_figures(shift_figures(state, shift, shift.opened_by, ""))

    @invariant()
    def no_more_comes_back_than_was_sold(self) -> None:
        for no in range(1, self.books.state.receipt_no + 1):
            found = found_in(self.books.entries, no)
            assert found is not None
            for position, line in enumerate(found.receipt.lines, start=1):
                assert found.refunded.get(position, 0) <= max(0, line.quantity)
            assert found.paid_back <= max(0, found.receipt.paid)

    @invariant()
    def money_is_neither_made_nor_lost(self) -> None:
        assert sum(self.books.state.balances.values()) == 0
        assert self.books.state.expected(1) >= 0

    def teardown(self) -> None:
        assert all(words.endswith(".") for words in self.refusals)
        verdict = checked(self.books.records)
        assert verdict.intact, str(verdict)


def see_receipt(receipt: Receipt) -> None:
    lines = sum(line.gross for line in receipt.lines)
    paid = sum(tender.amount for tender in receipt.tenders) - receipt.change - receipt.cashback
    assert lines == receipt.total == paid - receipt.rounding
    assert sum(row.gross for row in receipt.vat) == receipt.turnover
    turnover = [line for line in receipt.lines if line.kind != "liability"]
    assert sum(row.vat for row in receipt.vat) == sum(line.vat for line in turnover)


def see_figures(figures: Figures) -> None:
    sales, drawer = figures.sales, figures.drawer
    net = sales.sales.amount - sales.refunds.amount
    by_department = sum(each.gross for each in sales.departments.values())
    by_tender = sum(each.amount for each in sales.tenders.values())
    by_cashier = sum(each.sales.amount - each.refunds.amount for each in figures.cashiers)
    assert by_department == by_cashier == by_tender - sales.rounding == net + sales.liabilities.amount
    assert sum(each.gross for each in sales.vat.values()) == net
    assert sum(each.vat for each in sales.vat.values()) == sum(e.vat for e in sales.departments.values())
    assert sum(line.amount for line in figures.accounts) == 0
    rows = (drawer.float_counted, drawer.cash_sales, drawer.cash_refunds, drawer.cashback)
    assert sum(row or 0 for row in rows) == drawer.expected
    hidden = blind(figures)
    assert (hidden.drawer.cash_sales, hidden.drawer.expected, hidden.accounts) == (None, None, ())
    assert hidden.sales.tenders == {}


QUICK = settings(max_examples=60, stateful_step_count=30, deadline=None, database=None)
PARTS = 4
LONG = settings(max_examples=2_000 // PARTS, stateful_step_count=60, deadline=None, database=None)


def test_the_laws_of_selling_hold_whatever_people_do() -> None:
    run_state_machine_as_test(seed(SEED)(MadeUpSales), settings=QUICK)


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(PARTS))
def test_the_laws_of_selling_hold_through_long_days(part: int) -> None:
    run_state_machine_as_test(seed(SEED + part)(MadeUpSales), settings=LONG)
