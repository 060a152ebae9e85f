"""Receipts found in the journal by their number, whatever its age."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from tests.domain.selling import SELLING
from till.cash_register import CashRegister
from till.domain.commands import (
    CopyReceipt,
    OpenShift,
    RefundReceipt,
    RingLine,
    TakeTender,
)
from till.domain.sale_errors import (
    AlreadyCopied,
    AlreadyRefunded,
    MoreThanSold,
    NoSuchReceipt,
    NotAReceiptNumber,
)
from till.domain.state import Count


@pytest.fixture
def register(tmp_path: Path) -> CashRegister:
    """A register that has sold two books on one receipt."""
    folder = tmp_path / "data"
    register = CashRegister.create(folder, SELLING, "Ana", "4711")
    register.handle(OpenShift(register.act(1), Count(500_00)))
    sell(register)
    return register


def sell(register: CashRegister) -> None:
    register.handle(RingLine(register.act(1), "book", 2000, 40_00))
    register.handle(TakeTender(register.act(1), "cash", 100_00))


def test_the_register_looks_up_what_a_refund_names(register: CashRegister) -> None:
    register.handle(RefundReceipt(register.act(1), 1, ((1, 1500),)))
    with pytest.raises(MoreThanSold):
        register.handle(RefundReceipt(register.act(1), 1, ((1, 501),)))
    register.handle(RefundReceipt(register.act(1), 1))
    with pytest.raises(AlreadyRefunded):
        register.handle(RefundReceipt(register.act(1), 1))
    with pytest.raises(NoSuchReceipt):
        register.handle(RefundReceipt(register.act(1), 99))
    with pytest.raises(NotAReceiptNumber):
        register.handle(RefundReceipt(register.act(1), 2**70))


def test_what_a_caller_claims_of_a_receipt_is_not_believed(register: CashRegister) -> None:
    found = register.read.found_receipt(1)
    assert found is not None
    lied = replace(found, refunded={1: -9_000})
    with pytest.raises(MoreThanSold):
        register.handle(RefundReceipt(register.act(1), 1, ((1, 3000),), found=lied))


def test_a_receipt_is_copied_once_by_whatever_way(register: CashRegister) -> None:
    seq = register.read.receipt(1)
    assert seq is not None
    job = register.copy_slip(register.act(1), seq[0])
    assert "COPY" in (job.document or "")
    with pytest.raises(AlreadyCopied):
        register.handle(CopyReceipt(register.act(1), 1))
    with pytest.raises(AlreadyCopied):
        register.copy_slip(register.act(1), seq[0])


def test_a_receipt_that_is_given_up_is_noted(register: CashRegister) -> None:
    slip = next(job for job in register.read.open_jobs() if not job.no_sale and job.document)
    register.cancel_slip(register.act(1), slip.id)
    kinds = [record.kind for record in register.read.all_records()]
    assert kinds.count("sale-unprinted/1") == 1
    assert register.state.shifts[1].tally.control.receipts_unprinted == 1


def test_where_receipts_stand_is_never_changed_and_found_through_an_index(register: CashRegister) -> None:
    with register.engine.begin() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT seq FROM receipts WHERE no = 1")
        assert any("USING INDEX receipts_by_no" in row.detail for row in plan)
    for statement in ("UPDATE receipts SET no = 2", "DELETE FROM receipts"):
        with register.engine.connect() as connection, pytest.raises(DBAPIError):
            connection.exec_driver_sql(statement)
