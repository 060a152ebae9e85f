"""Every field and every value that the four systems name comes from a journal, or is said not to and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

import pytest

from tests.formats.day import full_day, opened_day
from tests.formats.test_onslip_records import told, unreadable
from till.domain.people import Person
from till.formats import shopify, sushigo, toast
from till.formats.onslip import external, receipts, records, reports
from till.formats.session import open_session

DATE: Final = "2026-03-02"
SHOPIFY: Final = (
    "adjustments cashTrackingEnabled cashTransactions closingBalance closingNote closingStaffMember"
    " closingTime expectedBalance expectedClosingBalance expectedOpeningBalance id location netCashSales"
    " openingBalance openingNote openingStaffMember openingTime registerName totalAdjustments"
    " totalCashRefunds totalCashSales totalDiscrepancy"
).split()
TOAST: Final = (
    "guid entityType amount reason date type cashDrawer payoutReason noSaleReason undoes employee1"
    " employee2 creatorOrShiftReviewSubject approverOrShiftReviewSubject employee creator status message"
    " externalId CASH_IN CASH_COLLECTED CASH_OUT PAY_OUT UNDO_PAY_OUT TIP_OUT NO_SALE"
    " DRIVER_REIMBURSEMENT CLOSE_OUT_EXACT CLOSE_OUT_OVERAGE CLOSE_OUT_SHORTAGE"
).split()
SUSHIGO: Final = (
    "id cash_register_id operating_date status opening_balance closing_balance meta note created_at"
    " updated_at cash_register code name branch message data DRAFT POSTED EXTERNAL_IMPORT CORRECTION"
    " CASH CARD TRANSFER"
).split()
ONSLIP: Final = (
    "account accounting acquirers-transaction-summary address amount amounts batch batch-id"
    " card-batch-summary card-receipt card-transaction cash-amount cash-deposits cash-drawer"
    " cash-drawer-openings cash-withdrawals cashier cashier-lock cashier-login-offline"
    " cashier-login-online cashier-logout cashier-name cashier-unlock cb-amount change client"
    " client-name close company-name content-type control-code control-unit-id copies copy-from copy-of"
    " count created credit credit-returns credit-sales currency customer data date deleted delivery-date"
    " description discounts email end-date entertainment-bill external extra-amount foreign-amount goods"
    " grand-total-amount grand-total-returns grand-total-sales gratuity gratuity-summaries gross-amount"
    " hmac id incoming-cash-amount incoming-petty-cash invalid-payload inventory-adjustment"
    " inventory-adjustment-create inventory-adjustment-delete inventory-adjustment-update items key-id"
    " kitchen labels liabilities locale location losses metadata method mismatches name net-amount open"
    " open-tabs order order-ticket org-number original-receipt-id our-reference outgoing-cash-amount"
    " outgoing-petty-cash password-reset password-reset-challenge payment-batch-summaries payment-method"
    " payment-sale-summaries payments petty-cash-deposits petty-cash-mismatch petty-cash-withdrawals"
    " phone-number product product-create product-created product-delete product-deleted product-group"
    " product-group-create product-group-created product-group-delete product-group-deleted"
    " product-group-name product-group-summaries product-group-update product-group-updated"
    " product-update product-updated purchase-amount purchase-count queued receipt receipt-copies"
    " receipt-footer receipt-header recipient-uri reference refund-amount refund-count report return"
    " return-receipts rounding sale sales-receipts services shift-history start-date status"
    " stock-balance-transaction store-address store-name tab tab-close tab-merge tab-resume tab-suspend"
    " tags timezone-offset total-amount total-change-amount total-sales-amount total-sales-vat-amount"
    " total-vat-amount training training-receipts transaction-summary type updated updated-by"
    " updated-from usage user user-name vat-amount vat-rate vat-summaries voucher voucher-create"
    " voucher-delete voucher-transaction voucher-update web-address x-report z-report"
).split()


def words_of(value: Any) -> Iterator[str]:
    """Give every key and every text in a shape."""
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from words_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_of(part)
    elif isinstance(value, str):
        yield value


def shapes() -> dict[str, list[Any]]:
    """Give all that is told of days on which everything happens."""
    day, running = full_day(), opened_day()
    closes = []
    for gap in (0, 25):
        other = opened_day()
        other.close(gap)
        closes += toast.cash_entries(other.entries, DATE)
    person, at = Person(1, "Jo Marsh"), running.state.last_at
    sessions = [
        day.session(),
        open_session(running.state, running.state.shifts[1], running.entries, person, at),
    ]
    return {
        "shopify": [shopify.cash_tracking_session(each) for each in sessions],
        "sushigo": [
            *(sushigo.detailed_session(each) for each in sessions),
            *(sushigo.summary(each) for each in sessions),
        ],
        "toast": [*toast.cash_entries(day.entries, DATE), *closes, *toast.deposits(day.entries, DATE)],
        "onslip": [*told(day), *told(day, acknowledged=0), unreadable()],
    }


NAMES: Final[dict[str, tuple[list[str], tuple[ModuleType, ...]]]] = {
    "shopify": (SHOPIFY, (shopify,)),
    "toast": (TOAST, (toast,)),
    "sushigo": (SUSHIGO, (sushigo,)),
    "onslip": (ONSLIP, (records, receipts, reports, external)),
}
# What no journal of this register can give. Each stands in a docstring with the reason.
NOT_APPLICABLE: Final = {
    "shopify": 0,
    "toast": 2,
    "sushigo": 2,
    "onslip": 47,
}


@pytest.mark.parametrize("system", NAMES)
def test_every_name_comes_from_a_journal_or_is_said_not_to(system: str) -> None:
    names, modules = NAMES[system]
    produced = {word for shape in shapes()[system] for word in words_of(shape)}
    missing = [name for name in names if name not in produced]
    said = set(re.findall(r"`([A-Za-z_0-9-]+)`", "".join(module.__doc__ or "" for module in modules)))
    assert [name for name in missing if name not in said] == []
    assert len(missing) == NOT_APPLICABLE[system]
