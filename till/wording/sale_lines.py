"""The entries of sales as a title and details, for lists; never an amount."""

from __future__ import annotations

from typing import assert_never

from till.domain.entries import (
    DiscountGiven,
    LineRung,
    LineVoided,
    ReceiptCopied,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    SaleUnprinted,
    TenderReturned,
    TenderTaken,
)
from till.domain.sale_entries import SaleEntry
from till.wording.messages import receipt_name
from till.wording.translation import _


def line_of_sale(entry: SaleEntry) -> tuple[str, str]:  # noqa: C901 -- one line a case
    """Give the title and the details of an entry of a sale."""
    match entry:
        case LineRung():
            return _("Line rung"), f"{entry.line.department.name}, {entry.employee1.name}"
        case LineVoided():
            return _("Line voided"), f"{entry.name}, {entry.employee1.name}"
        case DiscountGiven():
            title = _("Discount") if entry.discount is not None else _("Discount taken back")
            return title, entry.employee1.name
        case TenderTaken():
            return _("Part payment"), f"{entry.tender.name}, {entry.employee1.name}"
        case TenderReturned():
            return _("Part payment given back"), f"{entry.tender.name}, {entry.employee1.name}"
        case SaleCancelled():
            return _("Sale cancelled"), entry.employee1.name
        case SaleParked():
            return _("Sale parked"), ", ".join(part for part in (entry.name, entry.employee1.name) if part)
        case SaleResumed():
            return _("Sale resumed"), entry.employee1.name
        case SaleConcluded():
            return receipt_name(entry.receipt), entry.employee1.name
        case SaleRefunded():
            parts = (entry.receipt.reason, entry.employee1.name)
            return receipt_name(entry.receipt), ", ".join(part for part in parts if part)
        case ReceiptCopied():
            return _("Copy of receipt {receipt}").format(receipt=entry.receipt), entry.employee1.name
        case SaleUnprinted():
            return _("Sale concluded without a printed receipt"), entry.cause
        case _:
            assert_never(entry)
