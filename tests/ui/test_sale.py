"""The sale screen, by keypad alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.counter import ANA, KIM, PIN, Counter, Desk, set_up, with_settings
from tests.ui.test_screens import SIZES, look
from till.domain.entries import SaleConcluded, SaleRefunded
from till.domain.settings import Department, DepartmentKind, Tender

GOODS = DepartmentKind.GOODS
SHOP = with_settings(
    departments=(
        Department("bread", "Bread", "Bakery", GOODS, 0, None, None, 1),
        Department("cake", "Cakes and pastry", "Bakery", GOODS, 13_50, None, None, 2),
        Department("coffee", "Coffee", "Drinks", GOODS, 13_50, 3_20, None, 3),
        Department("gift", "Gift voucher", "Vouchers", DepartmentKind.LIABILITY, 0, None, None, 9),
    ),
    tenders=(Tender("card", "Card"), Tender("voucher", "Voucher")),
    cash_rounding=5,
)


@pytest.fixture
def seller(tmp_path: Path) -> Counter:
    """A counter with departments."""
    set_up(tmp_path / "data")
    return Counter(tmp_path / "data", SHOP)


async def at_the_sale(desk: Desk, person: int = ANA) -> None:
    await desk.sign_in(person)
    await desk.open_shift()
    await desk.until_quiet()
    desk.counter.printer.shut_drawer()
    await desk.press("f2")


def receipts(desk: Desk) -> list[SaleConcluded | SaleRefunded]:
    read = desk.counter.register.read
    found = (read.receipt(no) for no in range(1, desk.state.receipt_no + 1))
    return [each[1] for each in found if each is not None]


async def test_price_plus_department_and_cash_show_the_change(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("450", "plus", "1")
        await desk.press("3", "asterisk", "plus", "3")
        assert "3 × 3.20" in desk.words
        assert "To pay" in desk.words
        await desk.press("2000", "enter")
        (sale,) = receipts(desk)
        assert (sale.receipt.total, sale.receipt.change) == (14_10, 5_90)
        assert "CHANGE" in desk.words
        await desk.until_quiet()
        assert seller.printer.kicks == 2
        seller.printer.shut_drawer()
        await desk.until(lambda: "CHANGE" not in desk.words)


async def test_void_discount_and_card(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("1000", "plus", "2", "500", "plus", "1", "minus", "10", "slash")
        assert desk.state.sales[1].lines[0].discount is not None
        assert len(desk.state.sales[1].lines) == 1
        await desk.press("f2", "1")
        (sale,) = receipts(desk)
        assert (sale.receipt.total, sale.receipt.tenders[0].code) == (9_00, "card")
        await desk.until_quiet()
        assert seller.printer.kicks == 1  # Only the opening of the shift: a card needs no drawer.


async def test_more_than_is_due_on_a_card_is_cashback(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("1000", "plus", "2", "3000", "f2")
        assert "20.00 in cash for the customer" in desk.words
        await desk.press("1")
        (sale,) = receipts(desk)
        assert (sale.receipt.total, sale.receipt.cashback) == (10_00, 20_00)


async def test_exact_cash_wants_enter_twice(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "enter")
        assert receipts(desk) == []
        await desk.press("enter")
        assert receipts(desk)[0].receipt.tenders[0].amount == 3_20


async def test_a_sale_is_parked_left_and_resumed(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "f4")
        await desk.type("Hat")
        await desk.press("enter")
        assert [sale.name for sale in desk.state.parked.values()] == ["Hat"]
        await desk.press("escape", "f2", "f5")
        assert "Hat" in desk.words
        await desk.press("1")
        assert desk.state.parked == {}
        await desk.press("f8", "1")
        assert desk.state.sales == {}
        assert desk.kinds[-1] in ("sale-cancelled", "drawer-shut")


async def test_esc_leaves_the_sale_running(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "escape", "f2")
        assert "Coffee" in desk.words
        assert len(desk.state.sales[1].lines) == 1


async def test_a_refund_by_receipt_with_lines_chosen(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("1000", "plus", "2", "2", "asterisk", "plus", "3", "2000", "enter")
        await desk.press("f9", "1", "1", "enter")
        assert "[x] 2 × Coffee" in desk.words
        await desk.press("1", "enter")
        refund = receipts(desk)[-1].receipt
        assert (refund.total, refund.refund_of) == (-6_40, 1)


async def test_a_refund_without_a_receipt_asks_for_somebody_else(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk, KIM)
        await desk.press("f9", "2", "500", "enter", "1", "enter")
        await desk.type("Stale")
        await desk.press("enter")
        await desk.until(lambda: "Who approves" in desk.words)
        assert receipts(desk) == []
        await desk.press("1", PIN, "enter")
        (refund,) = receipts(desk)
        assert (refund.receipt.total, refund.receipt.reason) == (-5_00, "Stale")
        assert refund.receipt.approved_by is not None


async def test_a_blind_cashier_sees_no_sum_of_the_drawer(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk, KIM)
        await desk.press("plus", "3", "1000", "enter", "escape")
        assert "203.20" not in desk.words
        assert "Expected" not in desk.words


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_the_screens_of_a_sale_look_as_they_were_seen(seller: Counter, size: tuple[int, int]) -> None:
    async with seller.screens(size) as desk:
        await at_the_sale(desk)
        await desk.press("450", "plus", "1", "3", "asterisk", "plus", "3", "1000", "plus", "2", "10", "slash")
        await desk.press("3333")
        await look(desk, "sale")
        await desk.press("enter")
        await look(desk, "sale-change")
        seller.printer.shut_drawer()
        await desk.press("f9", "1", "1", "enter")
        await look(desk, "sale-refund")


async def test_the_next_sale_waits_for_the_drawer_only_where_that_is_configured(tmp_path: Path) -> None:
    set_up(tmp_path / "data")
    counter = Counter(tmp_path / "data", replace(SHOP, wait_for_drawer=True))
    async with counter.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "1000", "enter")
        await desk.until_quiet()
        await desk.until(lambda: "OPEN" in desk.text)
        await desk.press("plus", "3")
        assert "Shut the drawer first" in desk.words
        assert desk.state.sales == {}
        counter.printer.shut_drawer()
        await desk.until(lambda: "CHANGE" not in desk.words)
        await desk.press("plus", "3")
        assert len(desk.state.sales[1].lines) == 1
