"""What each entry of ours is among Onslip's records; most are none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from till.domain.entries import (
    CashMoved,
    DrawerKicked,
    DrawerOpened,
    DrawerShut,
    Entry,
    ExternalRecorded,
    PinSet,
    ReceiptCopied,
    ReportTaken,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    ScreenLocked,
    ScreenUnlocked,
    ShiftClosed,
    ShiftOpened,
    SignedIn,
    SignedOut,
)
from till.domain.external_record import RECEIPTS, UNNAMED, ExternalRecord, ExternalType
from till.domain.ledger import AccountLine
from till.domain.receipt import Receipt
from till.domain.settings import DepartmentKind, Settings, TenderKind
from till.domain.vocabulary import KickOutcome
from till.formats.onslip.receipts import accounting, external_receipt, receipt
from till.formats.onslip.reports import (
    changing_batch,
    closing_batch,
    external_batch,
    opening_batch,
    report,
)
from till.formats.onslip.shapes import Amounts, Shape

_OPENED = (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED, KickOutcome.UNKNOWN)
CARD = "card"
"""The tender whose payments are card transactions."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one record is about; `more` are fields beside it, `copy_of` the receipt that it is a copy of."""

    type: str
    shape: Shape
    description: str | None = None
    external: bool = False
    copy_of: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


def contents(entry: Entry, amounts: Amounts, rules: Settings, *, ends_tab: bool = False) -> list[Content]:
    """Give the contents of the records that an entry is; `ends_tab` of a sale that was parked before."""
    closed = [Content("usage", {"type": "tab-close"})] if ends_tab else []
    return [*_contents(entry, amounts, rules), *closed]


def _contents(entry: Entry, amounts: Amounts, rules: Settings) -> list[Content]:
    if isinstance(entry, SaleConcluded | SaleRefunded):
        return [*_receipt(entry.receipt, amounts, rules), *_beside_a_sale(entry, amounts)]
    if isinstance(entry, ReceiptCopied):
        copy = _receipt(entry.original, amounts, rules, copy=True)[0]
        return [replace(copy, copy_of=entry.receipt)]
    if isinstance(entry, ExternalRecorded):
        return _external(entry, amounts)
    if isinstance(entry, ReportTaken):
        return [] if entry.figures.blind else [_report(entry, amounts)]
    if isinstance(entry, ShiftClosed):
        drawer = entry.figures.drawer
        batch = Content("batch", closing_batch(drawer, amounts), entry.figures.closing_note)
        return [batch, _report(entry, amounts)]
    if isinstance(entry, ShiftOpened):
        shape = opening_batch(entry.counted.amount, entry.difference, amounts)
        return [Content("batch", shape, entry.note or entry.reason)]
    if isinstance(entry, CashMoved):
        shape = changing_batch(entry.amount, amounts)
        return [Content("batch", shape, entry.reason or entry.type.value)] if entry.amount else []
    return [*_drawer(entry), *_usage(entry, amounts)]


def _receipt(own: Receipt, amounts: Amounts, rules: Settings, *, copy: bool = False) -> list[Content]:
    more: dict[str, Any] = {}
    if own.header:
        more["receipt-header"] = "\n".join(own.header)
    if own.footer:
        more["receipt-footer"] = "\n".join(own.footer)
    booked = accounting(own, rules.accounts, amounts)
    if booked and not copy:
        more["accounting"] = booked
    content = Content("receipt", receipt(own, amounts), own.reason, more=more)
    cards = [
        Content("card-transaction", _card(own, no, amounts.money(paid.amount)))
        for no, paid in enumerate(own.tenders, start=1)
        if paid.code == CARD
    ]
    return [content, *cards]


def _card(own: Receipt, no: int, amount: Any) -> Shape:
    return {
        "id": f"{own.no}-{no}",
        "type": "card-receipt",
        "card-receipt": {"receipt": str(own.no), "amount": amount},
    }


def _beside_a_sale(entry: SaleConcluded | SaleRefunded, amounts: Amounts) -> list[Content]:
    """Give the vouchers sold and taken; they have no numbers here, so the receipt's is named."""
    own, found = entry.receipt, []
    if own.total > 0 and any(line.kind is DepartmentKind.LIABILITY for line in own.lines):
        found.append(Content("usage", {"type": "voucher-create", "voucher": own.no}))
    for paid in own.tenders:
        if paid.kind is TenderKind.VOUCHER:
            amount = {"receipt": str(own.no), "amount": amounts.money(-paid.amount)}
            shape = {"type": "voucher-transaction", "voucher": own.no, "voucher-transaction": amount}
            found.append(Content("usage", shape))
    return found


def _external(entry: ExternalRecorded, amounts: Amounts) -> list[Content]:
    record = entry.record
    if record.type is ExternalType.X_REPORT:
        return []  # The report that it asked for is a record of its own.
    whose = _overridden(record)
    if record.type in RECEIPTS:
        shape = external_receipt(entry, amounts)
        return [Content("receipt", shape, record.description, external=True, more=whose)]
    shape = external_batch(record, amounts)
    return [Content("batch", shape, record.description, external=True, more=whose)]


def _overridden(record: ExternalRecord) -> dict[str, Any]:
    """Give what the other system said in the place of the device and of the person here, if it did."""
    found: dict[str, Any] = {}
    if record.source != UNNAMED:
        found["client-name"] = record.source
    if record.cashier.isdecimal():
        found["cashier"] = int(record.cashier)
        found["cashier-name"] = ""
    elif record.cashier:
        found["cashier"] = 0
        found["cashier-name"] = record.cashier
    return found


def _report(entry: ReportTaken | ShiftClosed, amounts: Amounts) -> Content:
    figures = entry.figures
    booked = [_account(line, amounts) for line in figures.accounts if line.account is not None]
    more = {"accounting": booked} if booked else {}
    return Content("report", report(figures, amounts), more=more)


def _account(line: AccountLine, amounts: Amounts) -> Shape:
    return {"account": line.account, "amount": amounts.money(line.amount)}


def _drawer(entry: Entry) -> list[Content]:
    opened = (isinstance(entry, DrawerKicked) and entry.outcome in _OPENED) or (
        isinstance(entry, DrawerOpened) and not entry.explained
    )
    if opened:
        return [Content("cash-drawer", {"type": "open"})]
    return [Content("cash-drawer", {"type": "close"})] if isinstance(entry, DrawerShut) else []


def _usage(entry: Entry, amounts: Amounts) -> list[Content]:
    if isinstance(entry, SaleParked):
        tab = {"id": entry.sale, "name": entry.name, "amount": amounts.money(entry.amount)}
        return [Content("tab", tab), Content("usage", {"type": "tab-suspend"}, entry.name or None)]
    if isinstance(entry, SaleResumed):
        return [Content("usage", {"type": "tab-resume"})]
    if isinstance(entry, SignedIn):
        place = "online" if entry.online else "offline"
        return [Content("usage", {"type": f"cashier-login-{place}", "user": entry.employee.no})]
    if isinstance(entry, PinSet):
        return [Content("usage", {"type": "password-reset", "user": entry.employee.no})]
    words = {SignedOut: "cashier-logout", ScreenLocked: "cashier-lock", ScreenUnlocked: "cashier-unlock"}
    if isinstance(entry, SignedOut | ScreenLocked | ScreenUnlocked):
        return [Content("usage", {"type": words[type(entry)], "user": entry.employee.no})]
    return []
