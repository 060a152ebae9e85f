"""Refunds, by receipt and without one, and the one copy of a receipt."""

from __future__ import annotations

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    expected,
    only,
)
from tests.domain.selling import (
    EXACT,
    at_the_counter,
    card,
    cash,
    copy,
    off,
    refund,
    refund_without,
    ring,
)
from till.domain.entries import (
    SaleConcluded,
    SaleRefunded,
)
from till.domain.errors import (
    NeedsApproval,
    NotEnoughCash,
)
from till.domain.figures import shift_figures
from till.domain.people import Person
from till.domain.receipt import ReceiptType
from till.domain.sale_commands import ReturnedLine
from till.domain.sale_errors import (
    AlreadyCopied,
    AlreadyRefunded,
    MoreThanSold,
    NoSuchReceipt,
    NotASale,
)


def test_a_refund_gives_back_what_was_paid_for_the_line() -> None:
    rung = at_the_counter(EXACT).when(ring("shirt", 99_99, 3000), off(33_33), cash())
    back = []
    for _ in range(3):
        rung = rung.when(refund(rung, 1, (1, 1000)))
        back.append(rung.newest(SaleRefunded).receipt)
    sale = rung.newest(SaleConcluded).receipt
    assert sum(each.total for each in back) == -sale.total
    assert sum(line.vat for each in back for line in each.vat) == -sale.vat[0].vat
    assert {each.refund_of for each in back} == {1}
    rung.refuses(refund(rung, 1, (1, 1)), because=MoreThanSold)
    rung.refuses(refund(rung, 1), because=AlreadyRefunded)
    assert rung.state.expected(1) == 200_00


def test_no_more_comes_back_than_was_sold() -> None:
    rung = at_the_counter().when(ring("book", 40_00, 2000), ring(), cash())
    rung.refuses(refund(rung, 1, (1, 3000)), because=MoreThanSold)
    rung.refuses(refund(rung, 1, (1, 1000), (1, 1001)), because=MoreThanSold)
    rung.refuses(refund(rung, 1, (3, 1000)), because=MoreThanSold)
    rung.refuses(refund(rung, 1, (1, 0)), because=MoreThanSold)
    rung.refuses(refund(rung, 9), because=NoSuchReceipt)
    rung = rung.when(refund(rung, 1, (1, 1500)))
    rung.refuses(refund(rung, 1, (1, 501)), because=MoreThanSold)
    rung.refuses(refund(rung, 2), because=NotASale)
    rest = only(SaleRefunded, rung.then(refund(rung, 1))).receipt
    assert [(line.refunds, line.quantity) for line in rest.lines] == [(1, -500), (2, -1000)]


def test_a_refund_is_rounded_as_the_sale_was() -> None:
    rung = at_the_counter().when(ring("book", 7_50), cash(10_00))
    rung = rung.when(refund(rung, 1))
    receipt = rung.newest(SaleRefunded).receipt
    assert (receipt.total, receipt.rounding, receipt.cash) == (-7_50, -50, -8_00)
    assert expected(rung.state, "rounding") == expected(rung.state, "customer") == 0


def test_a_refund_needs_the_right_and_the_cash() -> None:
    rung = at_the_counter(float_=0).when(ring("book", 80_00), card())
    rung.refuses(refund(rung, person=CASHIER), because=NeedsApproval)
    rung.refuses(refund(rung), because=NotEnoughCash)
    rung = rung.when(refund(rung, tender="card", person=CASHIER, approver=SUPERVISOR))
    assert expected(rung.state, "tender:card") == 0


def test_a_refund_without_a_receipt_is_always_approved() -> None:
    rung = at_the_counter()
    rung.refuses(refund_without(person=MANAGER, approver=None), because=NeedsApproval)
    receipt = only(SaleRefunded, rung.then(refund_without())).receipt
    assert (receipt.type, receipt.total, receipt.refund_of) == (ReceiptType.REFUND, -50_00, None)
    assert receipt.approved_by == Person(MANAGER, "Ana")
    rung.refuses(refund_without(ReturnedLine("shirt", 1000, 201_00)), because=NotEnoughCash)


def test_a_receipt_has_one_copy() -> None:
    rung = at_the_counter().when(ring(), cash())
    rung = rung.when(copy(rung))
    control = shift_figures(rung.state, rung.state.shifts[1], Person(1, "Ana"), "").control
    assert (control.copies, control.copies_amount) == (1, 32_00)
    rung.refuses(copy(rung), because=AlreadyCopied)
    rung.refuses(copy(rung, 7), because=NoSuchReceipt)
