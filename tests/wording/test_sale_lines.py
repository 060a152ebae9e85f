"""What lists say of the entries of sales: what and who, and never an amount."""

from __future__ import annotations

from tests.domain.given import CASHIER, Given, by
from tests.domain.selling import at_the_counter, card, cash, copy, off, refund, ring, void
from till.domain.commands import CancelSale, ParkSale, ResumeSale, ReturnTender
from till.domain.sale_entries import SaleUnprinted
from till.wording.entry_lines import line_for


def everything() -> Given:
    rung = at_the_counter().when(ring(), ring("book", 12_00), void(), off(10_00), card(10_00))
    rung = rung.when(ReturnTender(by(CASHIER)), ParkSale(by(CASHIER), "Red coat"))
    rung = rung.when(ResumeSale(by(CASHIER), next(iter(rung.state.parked))), cash(100_00))
    rung = rung.when(copy(rung), refund(rung), ring(), CancelSale(by(CASHIER)))
    unprinted = SaleUnprinted(id="x", at="", job="j", act="a", cause="There is no printer.")
    return rung.when(unprinted)


def test_every_entry_of_a_sale_has_a_title_and_details() -> None:
    lines = [line_for(entry) for entry in everything().entries[-14:]]
    assert lines == [
        ("Line rung", "Coffee, Ben"),
        ("Line rung", "Books, Ben"),
        ("Line voided", "Books, Ben"),
        ("Discount", "Ben"),
        ("Part payment", "Card, Ben"),
        ("Part payment given back", "Card, Ben"),
        ("Sale parked", "Red coat, Ben"),
        ("Sale resumed", "Ben"),
        ("Sale 1", "Ben"),
        ("Copy of receipt 1", "Ben"),
        ("Refund 2", "Cia"),
        ("Line rung", "Coffee, Ben"),
        ("Sale cancelled", "Ben"),
        ("Sale concluded without a printed receipt", "There is no printer."),
    ]
