"""The sale screen, by keypad alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.counter import ANA, KIM, PIN, Counter, Desk, set_up, with_settings
from tests.ui.test_screens import SIZES, look
from till.domain.entries import SaleConcluded, SaleRefunded
from till.domain.payment import due
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
    await desk.until_quiet()  # The screens know it: news of this shutting would be taken for the next one.
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
        await desk.press("1000", "plus", "2", "500", "plus", "1", "minus", "10", "slash", "enter")
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


async def test_cash_that_nobody_hands_over_is_asked_about_once(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("4200", "plus", "1", "420000", "enter")
        assert "4,200.00 given for 42.00?" in desk.words
        await desk.press("enter", "420000", "enter", "escape")
        assert desk.state.sales[1].tenders == ()
        await desk.press("enter", "2")
        (sale,) = receipts(desk)
        assert sale.receipt.change == 4_158_00


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
        await desk.press(
            "450", "plus", "1", "3", "asterisk", "plus", "3", "1000", "plus", "2", "10", "slash", "1"
        )
        await desk.press("3335")
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


async def test_any_line_is_voided_by_the_cursor_keys_or_by_its_number(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("100", "plus", "1", "200", "plus", "1", "300", "plus", "1", "400", "plus", "1")
        await desk.press("up", "up")
        assert "►3 Bread" in desk.words
        await desk.press("minus")
        assert [line.price for line in desk.state.sales[1].lines] == [1_00, 2_00, 4_00]
        assert "Voided: Bread." in desk.words
        await desk.press("1", "minus")
        assert [line.price for line in desk.state.sales[1].lines] == [2_00, 4_00]
        await desk.press("7", "minus")
        assert "There is no line 7." in desk.words
        await desk.press("delete", "minus")
        assert [line.price for line in desk.state.sales[1].lines] == [2_00]


@pytest.mark.parametrize(("answer", "to_pay"), [("1", 29_00), ("2", 20_00), ("3", 27_00), ("4", 20_00)])
async def test_a_discount_is_a_percentage_or_an_amount_off_a_line_or_off_all(
    seller: Counter, answer: str, to_pay: int
) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("1000", "plus", "1", "2000", "plus", "2", "up", "up")
        await desk.type("10.00")
        await desk.press("slash")
        for words in (
            "-1.00 10 % off line 1, Bread",
            "-10.00 10.00 off line 1",
            "-3.00 10 % off the whole sale",
        ):
            assert words in desk.words
        await desk.press(answer)
        assert due(desk.state, desk.state.sales[1]).exact == to_pay


async def test_what_cannot_be_taken_off_is_not_offered(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("5000", "plus", "9", "10", "slash")
        assert "That discount cannot be used" in desk.words
        await desk.press("delete", "1000", "plus", "1", "20000", "slash")
        assert "That discount cannot be used" in desk.words
        assert desk.state.sales[1].discount is None


async def test_a_keypad_alone_reaches_every_act(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("100", "plus", "1", "200", "plus", "1", "asterisk", "1")
        assert "Which line?" in desk.words
        await desk.press("1", "minus")
        assert [line.price for line in desk.state.sales[1].lines] == [2_00]
        await desk.press("asterisk", "3", "enter")
        assert len(desk.state.parked) == 1
        await desk.press("asterisk", "1", "1")
        assert desk.state.parked == {}
        await desk.press("50", "enter", "asterisk", "2")
        assert desk.state.sales[1].tenders == ()
        await desk.press("asterisk", "4", "1")
        assert desk.state.sales == {}
        await desk.press("asterisk")
        assert "Take something back" in desk.words
        await desk.press("3")
        assert "Expected" in desk.words


async def test_the_next_key_ends_the_change_where_no_sensor_tells_of_the_drawer(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.press("plus", "3", "1000", "enter")
        assert "CHANGE" in desk.words
        await desk.until_quiet()
        await desk.press("5")
        assert "CHANGE" in desk.words  # The sensor says that the drawer is still open.
        seller.printer.shut_drawer()
        await desk.until(lambda: "CHANGE" not in desk.words)
        await desk.press("delete", "plus", "3", "f2", "1")
        await desk.until_quiet()
        assert "CHANGE" in desk.words  # Paid by card: no drawer opened, so none will be shut.
        await desk.press("5")
        assert "CHANGE" not in desk.words


async def test_a_part_of_a_weighed_line_comes_back(seller: Counter) -> None:
    async with seller.screens() as desk:
        await at_the_sale(desk)
        await desk.type("1.250")
        await desk.press("asterisk", "2000", "plus", "1", "2500", "enter")
        await desk.until_quiet()
        seller.printer.shut_drawer()
        await desk.press("f9", "1", "1", "enter", "down", "asterisk")
        assert "1.25 × Bread can come back." in desk.words
        await desk.press("2", "enter")
        assert "more than was sold" in desk.words
        await desk.press("asterisk")
        await desk.type("0.350")
        await desk.press("enter")
        assert "[x] 0.35 × Bread" in desk.words
        await desk.press("enter")
        refund = receipts(desk)[-1].receipt
        assert (refund.lines[0].quantity, refund.total) == (-350, -7_00)
