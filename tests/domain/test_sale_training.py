"""Sales while somebody practises: their own series of receipts, and nothing real is touched."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.given import MANAGER, Given, by, closed, count_started, counted, expected
from tests.domain.selling import SELLING, at_the_counter, cash, found_in, refund, ring
from till.domain.commands import EndTraining, RefundReceipt, StartTraining
from till.domain.entries import SaleConcluded, SaleRefunded, ShiftClosed
from till.domain.figures import shift_figures
from till.domain.people import Person
from till.domain.sale_errors import NoSuchReceipt
from till.domain.settings import ReceiptCode, ReceiptRules
from till.slips import slip_for


def practised() -> Given:
    """Sell once for real, then practise two sales and a refund of the first of them."""
    rung = at_the_counter().when(ring("book", 80_00), cash(), StartTraining(by(MANAGER)))
    rung = rung.when(ring(), cash(), ring("shirt", 100_00), cash(200_00))
    practice = [entry for entry in rung.entries if getattr(entry, "training", False)]
    back = RefundReceipt(by(MANAGER), 1, found=found_in(practice, 1))
    return rung.when(back, EndTraining(by(MANAGER)))


def test_training_receipts_have_a_series_of_their_own_that_goes_on() -> None:
    rung = practised()
    receipts = [each for each in rung.entries if isinstance(each, SaleConcluded | SaleRefunded)]
    assert [(each.training, each.receipt.training, each.receipt.no) for each in receipts] == [
        (False, False, 1),
        (True, True, 1),
        (True, True, 2),
        (True, True, 3),
    ]
    rung = rung.when(ring(), cash())
    assert rung.newest(SaleConcluded).receipt.no == 2
    rung = rung.when(StartTraining(by(MANAGER)), ring(), cash())
    assert rung.newest(SaleConcluded).receipt.no == 4


def test_practised_sales_count_in_nothing_but_the_training_counters() -> None:
    rung = practised()
    figures = shift_figures(rung.state, rung.state.shifts[1], Person(1, "Ana"), "")
    assert (figures.sales.receipts, figures.sales.sales.amount) == (1, 80_00)
    assert (figures.control.training, figures.control.training_amount) == (3, 32_00 + 100_00 + 32_00)
    assert expected(rung.state, "drawer:1") == 280_00
    rung = rung.when(count_started(), counted(280_00), closed(280_00))
    assert rung.newest(ShiftClosed).figures.grand.absolute == 80_00


def test_a_real_receipt_cannot_be_taken_back_in_training() -> None:
    rung = at_the_counter(SELLING).when(ring(), cash(), StartTraining(by(MANAGER)))
    rung.refuses(refund(rung, 9), because=NoSuchReceipt)


def test_a_training_receipt_says_so() -> None:
    slip = slip_for(practised().newest(SaleConcluded), full=True)
    assert slip is not None
    assert "TRAINING" in slip.to_text(42)


def test_the_code_of_a_training_receipt_is_never_read_as_that_of_a_real_one() -> None:
    shop = replace(SELLING, receipt=ReceiptRules(code=ReceiptCode.NUMBER))
    real = at_the_counter(shop).when(ring(), cash())
    training = real.when(StartTraining(by(MANAGER)), ring(), cash())
    codes = [each.newest(SaleConcluded).receipt.code.split(":")[2] for each in (real, training)]
    assert codes == ["R1", "T1"]
