"""What was paid of a sale that is not finished stays with the shift whose drawer it lies in."""

from __future__ import annotations

from tests.domain.given import (
    CASHIER,
    OTHER_CASHIER,
    Given,
    by,
    closed,
    count_started,
    counted,
    expected,
    force_closed,
    lines,
    only,
    shift_opened,
)
from tests.domain.selling import at_the_counter, card, cash, ring
from till.domain.commands import ParkShift, ResumeSale, ReturnTender, SuspendShift
from till.domain.entries import ShiftClosed
from till.domain.sale_errors import SaleRuns
from till.domain.shift_errors import SalePaidInPart
from till.slips import slip_for


def paid_in_part() -> Given:
    return at_the_counter().when(ring("book", 100_00), cash(60_00), card(10_00))


def test_a_drawer_with_a_part_of_a_sale_in_it_is_not_taken_out() -> None:
    shop = paid_in_part()
    for command in (SuspendShift(by(CASHIER)), ParkShift(by(CASHIER))):
        shop.refuses(command, because=SalePaidInPart)
    shop.refuses(count_started(), because=SaleRuns)
    returned = shop.when(ReturnTender(by(CASHIER)), ReturnTender(by(CASHIER)), SuspendShift(by(CASHIER)))
    (sale,) = returned.state.parked.values()
    assert sale.tenders == ()


def test_a_forced_close_gives_the_payments_back_and_says_so() -> None:
    shop = paid_in_part()
    after = shop.when(force_closed())
    z = only(ShiftClosed, after.entries[-1:])
    assert [(each.code, each.amount) for each in z.figures.returned or ()] == [
        ("cash", 60_00),
        ("card", 10_00),
    ]
    (sale,) = after.state.parked.values()
    assert (sale.tenders, z.carried.parked[sale.id].tenders) == ((), ())
    slip = slip_for(z, full=True)
    assert slip is not None
    after_heading = slip.to_text(42).partition("Give back, the sale is not finished:")[2].splitlines()
    assert [line.split()[0] for line in after_heading[1:3]] == ["Cash", "Card"]
    assert after_heading[1].replace(".", ",").endswith("60,00")
    next_shift = after.when(
        shift_opened(200_00, person=OTHER_CASHIER), ResumeSale(by(OTHER_CASHIER), sale.id)
    )
    done = next_shift.when(cash(100_00, person=OTHER_CASHIER))
    assert expected(done.state, "drawer:1") == 300_00


def test_cash_of_a_part_that_was_not_given_back_is_over_in_the_drawer_it_lies_in() -> None:
    counted_with_it = lines((100_00, 2), (50_00, 1), (10_00, 1))
    z = only(ShiftClosed, paid_in_part().then(force_closed(counted_with_it)))
    assert z.amount == 60_00


def test_a_close_without_a_sale_gives_nothing_back() -> None:
    shop = at_the_counter().when(count_started(), counted(200_00), closed(200_00))
    assert shop.newest(ShiftClosed).figures.returned is None
