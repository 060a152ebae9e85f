"""Sales when something is in the way: printer, drawer, lock, hand-over; odd currencies and odd totals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.counter import ANA, KIM, PIN, Counter, Desk, set_up
from tests.ui.test_sale import SHOP, at_the_sale, receipts
from till.cash_register import CashRegister
from till.domain.figures import shift_figures
from till.jobs import JobStatus
from till.store import outbox

BEFORE = "2026-03-02T08:00:00.000+01:00"


@pytest.fixture
def seller(tmp_path: Path) -> Counter:
    """A counter with departments."""
    set_up(tmp_path / "data")
    return Counter(tmp_path / "data", SHOP)


def unprinted(desk: Desk) -> int:
    return desk.state.shifts[1].tally.control.receipts_unprinted


async def test_a_sale_without_paper_is_concluded_and_says_so_once_its_slip_is_given_up(
    seller: Counter,
) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        seller.printer.paper_out()
        await desk.press("plus", "3", "1000", "enter")
        assert "CHANGE" in desk.words
        await desk.until(lambda: "Slips waiting: 1" in desk.text)
        await desk.press("plus", "3")  # The next customer does not wait for the paper.
        assert "To pay" in desk.words
        await desk.press("f8", "1", "escape", "f7", "1", "4", "down", "delete")
        assert "The slip will not be printed." in desk.text
        assert unprinted(desk) == 1
        assert desk.kinds.count("sale-unprinted") == 1
        seller.printer.load_paper()
        await desk.press("escape", "f8")
        await desk.until(lambda: "X REPORT" in seller.printer.paper)
        assert "Receipts not printed                     1" in seller.printer.paper


async def test_a_receipt_whose_program_was_killed_is_asked_about_and_is_copied_once(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        seller.printer.paper_out()
        await desk.press("plus", "3", "f2", "1")
        await desk.until(lambda: "Slips waiting: 1" in desk.text)
    (slip,) = [job for job in seller.register.read.open_jobs() if job.document is not None]
    with seller.register.engine.begin() as connection:
        # So a program leaves it that is killed while the slip goes to the printer.
        outbox.set_status(connection, slip.id, JobStatus.STARTED)
    seller.devices.close()
    seller.register.close()
    again = Counter(seller.folder, SHOP)
    async with again.screens() as desk:
        await desk.sign_in(ANA)
        await desk.until(lambda: "print?" in desk.text)
        await desk.press("f2", "f11")
        assert "Is the whole slip there?" in desk.words
        await desk.press("2")
        await desk.until(lambda: "COPY" in again.printer.paper)
        await desk.until_quiet()
        assert unprinted(desk) == 0


async def test_the_one_copy_of_a_receipt_and_no_second(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "f2", "1", "escape", "f7", "1", "2")
        await desk.until_quiet()
        for _ in range(20):
            await desk.press("down", "enter")
            if "sale-concluded/1" in desk.words:
                break
            await desk.press("escape")
        await desk.press("f8")
        await desk.until(lambda: "COPY" in seller.printer.paper)
        await desk.until_quiet()
        await desk.press("f8")
        assert "has its copy" in desk.words or "copied" in desk.words
        assert seller.printer.paper.count("COPY") == 1


async def test_a_drawer_that_stays_shut_is_opened_from_the_sale_and_the_change_stays(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        seller.printer.drawer_stuck()
        await desk.press("plus", "3", "1000", "enter")
        await desk.until(lambda: "Press F6 to try again." in desk.text)
        assert "CHANGE" in desk.words
        seller.printer.drawer_stuck(on=False)
        await desk.press("f6", "1", "enter")
        await desk.until(lambda: "Drawer OPEN" in desk.text)
        assert "CHANGE" in desk.words
        assert receipts(desk)[0].receipt.change == 6_80


async def test_a_lock_in_the_middle_of_a_sale_loses_nothing(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "2", "asterisk", "450", "f10")
        assert "Coffee" not in desk.words
        await desk.press(PIN, "enter")
        assert "1 Coffee 3.20" in desk.words
        await desk.press("plus", "1")
        assert [line.quantity for line in desk.state.sales[1].lines] == [1000, 2000]
        assert desk.state.sales[1].lines[1].price == 4_50


async def test_a_hand_over_waits_for_the_sale_which_who_comes_can_resume(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "escape", "f7", "8", "1", "enter")
        assert "A sale is not finished. Take the payment, park it or cancel it first." in desk.words
        await desk.press("escape", "escape", "f2", "f4", "enter", "escape")
        await desk.press("f7", "8", "1", "enter", "f2", "20000", "f9", "2", PIN, "enter")
        assert desk.state.signed_in == KIM
        await desk.press("f2", "f5", "1")
        assert [line.price for line in desk.state.sales[1].lines] == [3_20]
        await desk.press("f2", "1")
        assert receipts(desk)[0].receipt.by.no == KIM


@pytest.mark.parametrize(
    ("currency", "price", "given", "total", "change"),
    [("JPY", "450", "1000", "450", "550"), ("KWD", "4500", "10000", "4.500", "5.500")],
)
async def test_currencies_without_decimals_and_with_three(  # noqa: PLR0917 -- a row of the table
    tmp_path: Path, currency: str, price: str, given: str, total: str, change: str
) -> None:
    departments = tuple(replace(each, price=None) for each in SHOP.departments)
    shop = replace(SHOP, currency=currency, departments=departments, cash_rounding=0)
    CashRegister.create(tmp_path / "data", shop, "Ana Lima", PIN, lambda: BEFORE).close()
    counter = Counter(tmp_path / "data", shop)
    async with counter.screens() as desk:
        await at_the_sale(desk)
        await desk.type("0.125")  # A weight has three decimals, whatever the money has.
        await desk.press("asterisk", "800", "plus", "1")
        assert desk.state.sales[1].lines[0].quantity == 125
        await desk.press("minus", price, "plus", "1")
        assert f"1 Bread {total}" in desk.words
        await desk.press(given, "enter")
        assert "CHANGE" in desk.words
        await desk.until_quiet()
        receipt = [row.split() for row in counter.printer.paper.splitlines()]
        assert ["TOTAL", total] in receipt
        assert ["Change", f"-{change}"] in receipt


async def test_nothing_to_pay_and_more_returned_than_sold(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "100", "slash", "1")
        await desk.press("enter", "enter")
        assert receipts(desk)[0].receipt.total == 0
        await desk.press("f9", "2", "500", "enter", "1", "enter")
        await desk.type("Stale")
        await desk.press("enter")
        await desk.press(PIN, "enter")  # The only one who may approve is chosen already.
        await desk.until(lambda: len(receipts(desk)) == 2)
        figures = shift_figures(desk.state, desk.state.shifts[1], receipts(desk)[0].employee1, "")
        assert figures.sales.sales.amount - figures.sales.refunds.amount == -5_00
        assert figures.drawer.expected == 195_00
