"""Sales: lines, voids, discounts, payments, change, parked sales, receipts without gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    TRAINEE,
    Given,
    by,
    closed,
    count_started,
    counted,
    expected,
    force_closed,
    only,
    pay_out,
    shift_opened,
)
from tests.domain.selling import (
    EXACT,
    SELLING,
    at_the_counter,
    card,
    cash,
    off,
    refund,
    ring,
    sold,
    void,
)
from till.domain.commands import (
    CancelSale,
    ParkSale,
    ResumeSale,
    ReturnTender,
    RingLine,
    TakeTender,
    TakeX,
)
from till.domain.entries import (
    LineRung,
    LineVoided,
    ReportTaken,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    TenderTaken,
    postings,
)
from till.domain.errors import (
    AboveLimit,
    AmountTooLarge,
    BadAmount,
    BeingCounted,
    NeedsApproval,
    NoOpenShift,
    NotEnoughCash,
    NothingToMove,
)
from till.domain.figures import Figures, shift_figures
from till.domain.people import Person
from till.domain.plain import to_plain
from till.domain.receipt import Discount, TenderPaid
from till.domain.sale_errors import (
    BadCashback,
    BadDiscount,
    BadQuantity,
    MoreThanDue,
    NeedsPrice,
    NoSale,
    NoSuchCoins,
    NoSuchDepartment,
    NoSuchLine,
    NoSuchParkedSale,
    NothingOffVouchers,
    NothingPaid,
    PartlyPaid,
    SaleRuns,
    UnknownTender,
)
from till.domain.sale_tally import RECENT_MAX

# -- the four defects that keep coming back in other registers -----------------------------------------------


def test_change_given_is_not_expected_in_the_drawer() -> None:
    state = at_the_counter().when(ring("book", 7_50), cash(10_00)).state
    assert expected(state, "drawer:1") == 208_00  # 7.50 is 8.00 in coins of one krona.
    assert at_the_counter(EXACT).when(ring("book", 7_50), cash(10_00)).state.expected(1) == 207_50


def test_card_is_not_counted_as_cash() -> None:
    state = at_the_counter().when(ring("book", 80_00), card()).state
    assert expected(state, "drawer:1") == 200_00
    assert expected(state, "tender:card") == 80_00


def test_no_movement_is_left_out_beside_sales() -> None:
    rung = at_the_counter().when(ring("book", 80_00), cash(100_00), pay_out(35_00))
    rung = rung.when(refund(rung, 1))
    assert expected(rung.state, "drawer:1") == 200_00 + 80_00 - 35_00 - 80_00


def test_sales_belong_to_their_shift_and_not_to_a_time() -> None:
    """A sale before the close and one after it have the same minute on their receipts."""
    rung = at_the_counter().when(ring("book", 80_00), cash(), count_started(), counted(280_00))
    rung = rung.when(closed(280_00), shift_opened(280_00), ring("book", 20_00), cash())
    assert rung.newest(ShiftClosed).figures.sales.sales.amount == 80_00
    assert figures(rung).sales.sales.amount == 20_00


# -- ringing -------------------------------------------------------------------------------------------------


def figures(rung: Given) -> Figures:
    return shift_figures(rung.state, rung.state.shifts[1], Person(1, "Ana"), "")


def test_each_line_is_an_entry_of_its_own() -> None:
    rung = at_the_counter().when(ring(), ring("book", 10_00))
    lines = [entry for entry in rung.entries if isinstance(entry, LineRung)]
    assert [each.line.department.code for each in lines] == ["coffee", "book"]
    assert len({each.sale for each in lines}) == 1
    assert [line.id for line in rung.state.sales[1].lines] == [each.id for each in lines]


def test_a_department_is_found_by_code_name_and_key() -> None:
    for named in ("coffee", "COFFEE", "Coffee", "1", " coffee "):
        assert only(LineRung, at_the_counter().then(ring(named))).line.price == 32_00


def test_what_cannot_be_rung_is_refused_and_nothing_happens() -> None:
    rung = at_the_counter()
    rung.refuses(ring("wine"), because=NoSuchDepartment)
    rung.refuses(ring("book"), because=NeedsPrice)
    rung.refuses(ring(quantity=0), because=BadQuantity)
    rung.refuses(ring(quantity=10_000_000), because=BadQuantity)
    rung.refuses(ring("book", -1), because=BadAmount)
    rung.refuses(ring("book", 10**11), because=AmountTooLarge)
    rung.refuses(ring("book", 10**10, 99_000), because=AmountTooLarge)
    rung.refuses(ring(off=Discount(100_01)), because=BadDiscount)
    rung.refuses(ring(off=Discount(amount=32_01)), because=BadDiscount)
    rung.refuses(ring(person=TRAINEE), because=NeedsApproval)
    rung.refuses(RingLine(by(CASHIER), "coffee", drawer=2), because=NoOpenShift)
    rung.when(count_started()).refuses(ring(), because=BeingCounted)


def test_a_voided_line_leaves_the_sale_and_is_counted() -> None:
    first = ring("book", 40_00)
    rung = at_the_counter().when(first, ring(), void(first), cash(32_00))
    assert rung.newest(SaleConcluded).receipt.total == 32_00
    assert rung.newest(LineVoided).amount == 40_00
    assert (figures(rung).sales.voids.count, figures(rung).sales.voids.amount) == (1, 40_00)
    assert figures(rung).cashiers[0].voids.amount == 40_00


def test_a_sale_whose_last_line_was_voided_is_no_sale() -> None:
    rung = at_the_counter().when(ring(), void())
    assert rung.state.sales == {}
    rung.refuses(void(), because=NoSale)
    rung.refuses(cash(1_00), because=NoSale)


def test_a_line_that_is_not_there_cannot_be_voided() -> None:
    at_the_counter().when(ring()).refuses(void(ring("book", 1_00)), because=NoSuchLine)


# -- paying --------------------------------------------------------------------------------------------------


def test_several_tenders_and_change() -> None:
    rung = at_the_counter().when(ring("shirt", 250_00), card(100_00))
    assert rung.newest(TenderTaken).tender.amount == 100_00
    assert rung.state.expected(1) == 200_00
    receipt = sold(rung, cash(200_00))
    assert [(each.code, each.amount) for each in receipt.tenders] == [("card", 100_00), ("cash", 200_00)]
    assert (receipt.change, receipt.rounding, receipt.total) == (50_00, 0, 250_00)


def test_only_what_is_paid_in_cash_is_rounded() -> None:
    assert sold(at_the_counter(), ring("book", 7_49), card()).rounding == 0
    assert sold(at_the_counter(), ring("book", 7_49), cash(10_00)).rounding == -49
    mixed = sold(at_the_counter(), ring("book", 107_49), card(100_00), cash(10_00))
    assert (mixed.rounding, mixed.change) == (-49, 3_00)
    state = at_the_counter().when(ring("book", 7_50), cash(10_00)).state
    assert expected(state, "rounding") == -50


def test_cash_that_rounds_to_nothing_still_concludes() -> None:
    receipt = sold(at_the_counter(), ring("book", 49), cash())
    assert (receipt.total, receipt.rounding, receipt.tenders) == (49, -49, ())


def test_a_sale_of_nothing_has_a_receipt() -> None:
    receipt = sold(at_the_counter(), ring(off=Discount(100_00)), cash(0))
    assert (receipt.total, receipt.tenders, receipt.change) == (0, (), 0)


def test_cashback_comes_out_of_the_drawer() -> None:
    rung = at_the_counter().when(ring("book", 80_00), card(130_00, cashback=50_00))
    receipt = rung.newest(SaleConcluded).receipt
    assert (receipt.total, receipt.cashback, receipt.cash) == (80_00, 50_00, -50_00)
    assert (rung.state.expected(1), expected(rung.state, "tender:card")) == (150_00, 130_00)
    drawer = figures(rung).drawer
    assert (drawer.cash_sales, drawer.cashback) == (0, -50_00)
    assert figures(rung).sales.tenders["card"].cashback.amount == 50_00
    assert figures(rung).sales.tenders["card"].amount == 80_00


def test_what_cannot_be_paid_is_refused() -> None:
    rung = at_the_counter().when(ring("book", 80_00))
    rung.refuses(TakeTender(by(CASHIER), "cheque", 1_00), because=UnknownTender)
    rung.refuses(card(80_01), because=MoreThanDue)
    rung.refuses(card(100_00, cashback=10_00), because=BadCashback)
    rung.refuses(card(80_50, cashback=50), because=BadCashback)
    rung.refuses(TakeTender(by(CASHIER), "cash", 90_00, 10_00), because=BadCashback)
    more_than_there_is = card(282_00, cashback=202_00)
    rung.refuses(more_than_there_is, because=AboveLimit)
    rung.refuses(replace(more_than_there_is, act=by(MANAGER)), because=NotEnoughCash)
    rung.refuses(card(0), because=NothingToMove)
    rung.refuses(cash(-1), because=BadAmount)
    rung.refuses(TakeTender(by(TRAINEE), "cash", 80_00), because=NeedsApproval)


def test_a_sale_that_is_partly_paid_does_not_change() -> None:
    rung = at_the_counter().when(ring("book", 80_00), card(30_00))
    for command in (ring(), void(), off(10_00), CancelSale(by(CASHIER)), ParkSale(by(CASHIER))):
        rung.refuses(command, because=PartlyPaid)
    again = rung.when(ReturnTender(by(CASHIER)))
    again.refuses(ReturnTender(by(CASHIER)), because=NothingPaid)
    assert sold(again, void(), ring(), cash()).total == 32_00


def test_receipts_are_numbered_without_a_gap() -> None:
    rung = at_the_counter()
    for _ in range(3):
        rung = rung.when(ring(), cash(32_00), ring(), CancelSale(by(CASHIER)))
    rung = rung.when(refund(rung, 2))
    receipts = [e.receipt.no for e in rung.entries if isinstance(e, SaleConcluded | SaleRefunded)]
    assert receipts == [1, 2, 3, 4]


# -- parked and cancelled ------------------------------------------------------------------------------------


def test_a_parked_sale_goes_on_in_another_shift() -> None:
    shared = replace(SELLING, shared_drawers=(1,))
    rung = at_the_counter(shared).when(ring(), off(10_00), ParkSale(by(CASHIER), "Red coat"))
    assert (figures(rung).parked.count, figures(rung).parked.amount) == (1, 28_80)
    rung = rung.when(count_started(), counted(200_00), closed(200_00))
    assert rung.newest(ShiftClosed).figures.parked.amount == 28_80
    rung = rung.when(shift_opened(200_00))
    (sale,) = rung.state.parked.values()
    assert sale.name == "Red coat"
    rung = rung.when(ResumeSale(by(OTHER_CASHIER), sale.id))
    assert rung.state.parked == {}
    assert sold(rung, card()).total == 28_80
    rung.when(card()).refuses(ResumeSale(by(CASHIER), sale.id), because=NoSuchParkedSale)


def test_one_sale_runs_at_a_time() -> None:
    rung = at_the_counter().when(ring(), ParkSale(by(CASHIER)), ring("book", 1_00))
    (sale,) = rung.state.parked
    rung.refuses(ResumeSale(by(CASHIER), sale), because=SaleRuns)
    rung.refuses(count_started(), because=SaleRuns)


def test_a_forced_close_gives_back_what_was_paid_and_parks_the_sale() -> None:
    rung = at_the_counter().when(ring("book", 80_00), card(30_00), force_closed())
    (sale,) = rung.state.parked.values()
    assert (sale.paid, rung.state.sales) == (0, {})
    rung = rung.when(shift_opened(200_00), ResumeSale(by(CASHIER), sale.id), card())
    assert expected(rung.state, "tender:card") == 80_00


def test_a_cancelled_sale_is_counted_and_sells_nothing() -> None:
    rung = at_the_counter().when(ring(), ring(), CancelSale(by(CASHIER)))
    assert (figures(rung).sales.cancelled.count, figures(rung).sales.cancelled.amount) == (1, 64_00)
    assert figures(rung).sales.sales.count == 0


# -- vouchers, figures, accounts -----------------------------------------------------------------------------


def test_a_voucher_sold_is_owed_and_no_turnover() -> None:
    rung = at_the_counter().when(ring("gift", 500_00), ring(), off(10_00), cash())
    sales = figures(rung).sales
    assert (sales.sales.amount, sales.liabilities.amount) == (28_80, 500_00)
    assert rung.newest(SaleConcluded).receipt.vat[0].gross == 28_80
    rung = rung.when(ring("shirt", 500_00), TakeTender(by(CASHIER), "voucher"))
    assert expected(rung.state, "tender:voucher") == 500_00
    assert figures(rung).sales.sales.amount == 528_80


def test_goods_and_services_are_counted_in_pieces() -> None:
    rung = at_the_counter().when(ring(quantity=3000), ring("book", 10_00, 350), ring("repair", 90_00), cash())
    assert (figures(rung).sales.goods, figures(rung).sales.services) == (4, 1)


def test_the_accounts_of_a_shift_balance() -> None:
    rung = at_the_counter().when(ring(), ring("repair", 99_99), off(10_00), cash(200_00))
    rung = rung.when(ring("gift", 100_00), card(), pay_out(35_00), ring("book", 12_34), cash(20_00))
    rung = rung.when(refund(rung, 1, (2, 1000)), count_started(), counted(rung.state.expected(1) - 50))
    z = rung.when(closed(100_00, "B-1", reason="Coins", approver=SUPERVISOR)).newest(ShiftClosed)
    accounts = {line.account: line.amount for line in z.figures.accounts}
    assert sum(accounts.values()) == 0
    assert accounts[1580] == 100_00
    assert accounts[2421] == -100_00
    assert accounts[6060] == 35_00
    assert set(accounts) == {1580, 1910, 1919, 2018, 2421, 2610, 3001, 3002, 3740, 6060, 6992}


def test_the_perpetual_totals_grow_by_exactly_the_z() -> None:
    rung = at_the_counter().when(ring("shirt", 80_00), cash(), ring("book", 20_00), card())
    rung = rung.when(refund(rung, 2, tender="card"))
    x = only(ReportTaken, rung.then(TakeX(by(MANAGER)))).figures
    assert (x.grand.sales, x.grand.returns) == (0, 0)
    rung = rung.when(count_started(), counted(280_00), closed(280_00))
    z = rung.newest(ShiftClosed).figures
    assert (z.grand.sales, z.grand.returns, z.grand.net, z.grand.absolute) == (100_00, 20_00, 80_00, 120_00)
    assert z.sales == x.sales
    assert rung.state.grand == z.grand


def test_figures_per_cashier_are_what_each_of_them_did() -> None:
    shared = replace(SELLING, shared_drawers=(1,))
    rung = at_the_counter(shared).when(ring(), cash(), ring("book", 10_00, person=OTHER_CASHIER))
    rung = rung.when(TakeTender(by(OTHER_CASHIER), "card"))
    sold_by = {each.person.name: each.sales.amount for each in figures(rung).cashiers}
    assert sold_by == {"Ben": 32_00, "Dan": 10_00}


@pytest.mark.parametrize("shop", [SELLING, EXACT])
def test_the_postings_of_a_sale_sum_to_zero(shop: object) -> None:
    assert isinstance(shop, type(SELLING))
    rung = at_the_counter(replace(shop)).when(ring("book", 7_49), ring(), card(10_00), cash(100_00))
    assert sum(each.amount for each in postings(rung.newest(SaleConcluded))) == 0


def test_what_a_shift_remembers_does_not_grow_with_its_sales() -> None:
    """An X costs the same after five sales and after five thousand: it adds nothing up."""
    rung = at_the_counter()
    sizes = []
    for _ in range(2):
        for _ in range(RECENT_MAX):
            rung = rung.when(ring("book", 80_00), card())
        sizes.append(len(str(to_plain(rung.state.shifts[1]))))
    assert abs(sizes[1] - sizes[0]) < 200
    assert figures(rung).sales.sales.count == 2 * RECENT_MAX


def test_nothing_is_taken_off_a_voucher() -> None:
    voucher = ring("gift", 100_00)
    sale = at_the_counter().when(voucher)
    sale.refuses(off(rate=10_00, line=voucher), because=NothingOffVouchers)
    sale.refuses(ring("gift", 50_00, off=Discount(amount=5_00)), because=NothingOffVouchers)
    sale.refuses(off(rate=10_00), because=NothingOffVouchers)
    sale.refuses(off(amount=5_00), because=NothingOffVouchers)
    assert sold(sale, off(), cash()).total == 100_00
    with_coffee = sale.when(ring())
    with_coffee.refuses(off(amount=32_01), because=BadDiscount)
    assert sold(with_coffee, off(rate=50_00), cash()).total == 116_00


@pytest.mark.parametrize("given_", [10_80, 10_70, 10_60, 11_50])
def test_cash_that_coins_cannot_make_is_refused(given_: int) -> None:
    sale = at_the_counter().when(ring("book", 10_60))
    said = sale.refuses(cash(given_), because=NoSuchCoins)
    assert "In cash 11.00 is due." in str(said)
    rest = sale.when(cash(10_00))
    rest.refuses(card(61), because=MoreThanDue)
    receipt = sold(rest, card())
    assert [(each.code, each.amount) for each in receipt.tenders] == [("cash", 10_00), ("card", 60)]
    assert sold(sale, cash(11_00)).rounding == 40


def test_no_tender_is_negative() -> None:
    sale = at_the_counter().when(ring("book", 10_60))
    sale.refuses(card(-1), because=BadAmount)
    state = sale.state
    # A journal from before cash had to be in coins may have more paid than is due.
    running = replace(state.sales[1], tenders=(TenderPaid("cash", "Cash", 10_80),))
    old = replace(sale, state=replace(state, sales={1: running}))
    old.refuses(card(), because=BadAmount)
    assert sold(old, cash()).tenders == running.tenders
