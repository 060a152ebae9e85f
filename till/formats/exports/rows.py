"""The journal's money as one table, a row for each posting, line and payment: for a spreadsheet, or Parquet.

| column | where it comes from |
|---|---|
| `seq`, `recorded_at`, `seal` | the record's number, when it was written, its seal: they find it again |
| `at` | when it happened (RFC 3339, local) |
| `business_date` | the trading date: the shift's, of what has no shift the day itself |
| `kind` | the kind of the record, with its version |
| `type` | of a movement its type, of a receipt `sale` or `refund`, of another system's record its own |
| `id`, `undoes` | the entry's id, and that of the one it takes back |
| `register`, `location` | the register's code, the store's number |
| `shift`, `z`, `drawer` | the shift, its Z if it is closed by the end of the dates, the drawer |
| `employee_no`, `employee` | who did it |
| `approver_no`, `approver` | who approved it |
| `receipt` | the receipt's number |
| `row` | `posting`, `line` or `tender`; see below |
| `place` | of a posting where the money is: `drawer:1`, `safe`, `expense:cleaning` |
| `code`, `name`, `group` | of a line the department, its name and group; of a payment the tender and its \
name |
| `quantity` | of a line in thousandths, as a decimal number; returned ones negative |
| `vat_rate` | of a line in percent |
| `net`, `vat`, `discount` | of a line; the discount has been taken off |
| `amount` | of a posting what it adds to the place; of a line what the customer pays for it; of a \
payment what was given, change and cashback not taken off |
| `currency` | ISO 4217 |
| `account` | the configured ledger account of a line or a payment |
| `reason` | the reason, note, or description |

The postings of an entry add up to zero, and those of a place to what is in it. The lines of a shift's
receipts add up to what it sold. Nothing practised is in it, and nothing that moved no money: openings of
the drawer, counts and sign-ins are in `till journal export`.

Amounts are decimal numbers of the major unit, exactly. A text that a spreadsheet would take for a formula
begins with an apostrophe in CSV, and not in Parquet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from till.domain.codec import KINDS
from till.domain.entries import (
    AddendumAdded,
    BagReceived,
    CashDeposited,
    CashMoved,
    Entry,
    ExternalRecorded,
    SaleConcluded,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    ShiftResumed,
    ShiftSetAside,
    postings,
)
from till.domain.people import Person
from till.domain.receipt import Receipt
from till.domain.training import is_practice
from till.formats.exports.extract import NOT_A_CERTIFICATION, Extract, Noted
from till.formats.numbers import decimal
from till.formats.session import shift_of

MONEY: Final[tuple[type[Entry], ...]] = (
    ShiftOpened,
    CashMoved,
    BagReceived,
    CashDeposited,
    ShiftClosed,
    ShiftSetAside,
    ShiftResumed,
    AddendumAdded,
    SaleConcluded,
    SaleRefunded,
    ExternalRecorded,
)
"""The entries that move money."""

WHOLE: Final = ("seq", "shift", "z", "drawer", "employee_no", "approver_no", "receipt", "location", "account")
"""Columns of whole numbers."""
AMOUNTS: Final = ("net", "vat", "discount", "amount")
"""Columns of amounts, with the decimals of the currency."""
RATES: Final = {"quantity": 3, "vat_rate": 2}
"""Columns of other decimal numbers, with their decimals."""
COLUMNS: Final = (
    *("seq", "recorded_at", "at", "business_date", "kind", "type", "id", "undoes", "register", "location"),
    *("shift", "z", "drawer", "employee_no", "employee", "approver_no", "approver", "receipt", "row"),
    *("place", "code", "name", "group", "quantity", "vat_rate", "net", "vat", "discount", "amount"),
    *("currency", "account", "reason", "seal"),
)
"""The columns, in order."""

Row = dict[str, Any]
_KIND_OF: Final = {sort: kind for kind, sort in KINDS.items()}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def rows(extract: Extract) -> Iterator[Row]:
    """Give the rows; what a row does not have is None."""
    for noted in extract.entries(*MONEY):
        if not is_practice(noted.entry):
            yield from _rows_of(extract, noted)


def _rows_of(extract: Extract, noted: Noted) -> Iterator[Row]:
    entry, exponent = noted.entry, extract.exponent
    receipt = entry.receipt if isinstance(entry, SaleConcluded | SaleRefunded) else None
    base = {**_base(extract, noted), "receipt": None if receipt is None else receipt.no}
    for posting in postings(entry):
        amount = decimal(posting.amount, exponent)
        yield {**base, "row": "posting", "place": str(posting.place), "amount": amount}
    if receipt is not None:
        yield from _of_receipt(base, receipt, exponent)


def _base(extract: Extract, noted: Noted) -> Row:
    entry, rules = noted.entry, extract.settings
    shift = shift_of(entry)
    close = extract.closes.get(shift or 0)
    return {
        **dict.fromkeys(COLUMNS),
        "seq": noted.seq,
        "recorded_at": noted.recorded_at,
        "at": entry.at,
        "business_date": extract.date_of(noted),
        "kind": _KIND_OF[type(entry)],
        "type": _type_of(entry),
        "id": entry.id,
        "undoes": getattr(entry, "undoes", None),
        "register": rules.register.code,
        "location": rules.store.location,
        "shift": shift,
        "z": None if close is None else close.z_no,
        "drawer": getattr(entry, "drawer", None),
        **_people(entry),
        "currency": rules.currency,
        "reason": _reason(entry),
        "seal": noted.seal,
    }


def _people(entry: Entry) -> Row:
    by: Person | None = getattr(entry, "employee1", None)
    approver: Person | None = getattr(entry, "employee2", None)
    return {
        "employee_no": by.no if by else None,
        "employee": by.name if by else None,
        "approver_no": approver.no if approver else None,
        "approver": approver.name if approver else None,
    }


def _type_of(entry: Entry) -> str | None:
    if isinstance(entry, SaleConcluded | SaleRefunded):
        return entry.receipt.type.value
    if isinstance(entry, ExternalRecorded):
        return entry.record.type.value
    return entry.type.value if isinstance(entry, CashMoved | ShiftClosed) else None


def _reason(entry: Entry) -> str | None:
    if isinstance(entry, SaleConcluded | SaleRefunded):
        return entry.receipt.reason
    if isinstance(entry, ExternalRecorded):
        return entry.record.description
    if isinstance(entry, ShiftClosed):
        return entry.figures.drawer.reason or entry.figures.closing_note
    return getattr(entry, "reason", None) or getattr(entry, "note", None)


def _of_receipt(base: Row, receipt: Receipt, exponent: int) -> Iterator[Row]:
    for line in receipt.lines:
        yield {
            **base,
            "row": "line",
            "code": line.department,
            "name": line.name,
            "group": line.group,
            "quantity": decimal(line.quantity, 3),
            "vat_rate": decimal(line.rate, 2),
            "net": decimal(line.net, exponent),
            "vat": decimal(line.vat, exponent),
            "discount": decimal(line.discount, exponent),
            "amount": decimal(line.gross, exponent),
            "account": line.account,
        }
    for paid in receipt.tenders:
        amount = decimal(paid.amount, exponent)
        tender = {"code": paid.code, "name": paid.name, "amount": amount, "account": paid.account}
        yield {**base, "row": "tender", **tender}


def csv_lines(found: Iterable[Row]) -> Iterator[str]:
    """Give the table as CSV (RFC 4180): a comment, the names of the columns, the rows."""
    yield f"# {NOT_A_CERTIFICATION}\r\n"
    yield csv_line(COLUMNS)
    for row in found:
        yield csv_line([_as_text(row[name]) for name in COLUMNS])


def csv_line(cells: Iterable[str]) -> str:
    """Write one line of comma-separated cells."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)
