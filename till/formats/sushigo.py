"""SushiGo's cash sessions, from a shift. Balances are decimal strings with four places.

| field | here |
|---|---|
| `id` | a million times the register's number, and the shift's: one of its own in the whole chain |
| `cash_register_id`, `cash_register` | the register: `id`, `code`, `name`; its `branch` is the store |
| `operating_date` | the business date |
| `status` | `DRAFT` while the shift runs or is counted, `POSTED` once it is closed |
| `opening_balance` | the float that was counted |
| `closing_balance` | what must be in the drawer at the close, which is calculated there too; null until \
posted |
| `current_balance` | the same, now: lists show it |
| `meta.note` | the note of the opening; the closing note once there is one and no other |
| `created_at`, `updated_at` | when it was opened, and when something last happened in it |
| `adjustments` | drafts and posted adjustments, external records, and each movement that is no expense |
| of these `type` | `EXTERNAL_IMPORT` for what other systems took, `CORRECTION` for all else |
| of these `status` | `DRAFT` until it is posted, then `POSTED` |
| of these `lines` | an amount for each `tender_type`: `CASH`, `CARD`, `TRANSFER`, or the code of another \
tender |
| `expenses` | pay-outs, tips and reimbursements paid, advances that were spent, and what undoes them |
| summary | `opening_balance`, `total_income`, `total_expense`, `closing_balance`, and the same for each \
tender |

There a session knows neither a count nor a float that is left: what was counted, the difference, what was
left and what was taken out stand in `meta` beside the note, null until posted. Not applicable: `message`,
`data` and paging, which belong to their answers and not to a session.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from till.domain.entries import (
    AdjustmentCancelled,
    AdjustmentChanged,
    AdjustmentDrafted,
    CashMoved,
    ExternalRecorded,
    SaleConcluded,
    SaleRefunded,
)
from till.domain.external_record import ExternalRecord, ExternalType
from till.domain.receipt import Receipt
from till.domain.settings import CASH
from till.domain.tenders import Adjustment
from till.domain.vocabulary import MovementType
from till.formats import numbers
from till.formats.session import Session

Shape = dict[str, Any]
Lines = dict[str, int]
_PLACES: Final = 4
_SHIFTS_MAX: Final = 1_000_000
_EXPENSES = frozenset(
    {
        MovementType.PAY_OUT,
        MovementType.UNDO_PAY_OUT,
        MovementType.TIP_OUT,
        MovementType.DRIVER_REIMBURSEMENT,
        MovementType.ADVANCE,
        MovementType.SETTLE,
    }
)
_IMPORT, _CORRECTION = MovementType.EXTERNAL_IMPORT.value, MovementType.CORRECTION.value


def session_id(register: int, shift: int) -> int:
    """Number a shift so that no other register's has the same number."""
    return register * _SHIFTS_MAX + shift


def register_and_shift(id_: int) -> tuple[int, int]:
    """Give the register's number and the shift's out of a session's number."""
    return divmod(id_, _SHIFTS_MAX)


def _id(session: Session) -> int:
    return session_id(session.figures.heading.register.id, session.figures.shift)


def cash_session(session: Session) -> Shape:
    """Give a shift as a list shows it."""
    figures, drawer = session.figures, session.figures.drawer
    expected = _balance(session, session.expected)
    register, store = figures.heading.register, figures.heading.store
    return {
        "id": _id(session),
        "cash_register_id": register.id,
        "operating_date": figures.business_date,
        "status": "POSTED" if session.closed else "DRAFT",
        "opening_balance": _balance(session, drawer.float_counted or 0),
        "closing_balance": expected if session.closed else None,
        "current_balance": expected,
        "meta": {
            "note": figures.opening_note or figures.closing_note,
            "counted": None if drawer.counted is None else _balance(session, drawer.counted.amount),
            "difference": None if drawer.difference is None else _balance(session, drawer.difference),
            "left": None if drawer.left is None else _balance(session, drawer.left),
            "taken": None if drawer.taken is None else _balance(session, drawer.taken),
        },
        "created_at": figures.opened_at,
        "updated_at": session.changed_at,
        "cash_register": {
            "id": register.id,
            "code": register.code,
            "name": register.name,
            "branch": {"id": store.location, "name": store.name},
        },
    }


def detailed_session(session: Session) -> Shape:
    """Give a shift with its adjustments and expenses."""
    shape = streamed_session(session)
    return {**shape, "adjustments": list(shape["adjustments"]), "expenses": list(shape["expenses"])}


def streamed_session(session: Session) -> Shape:
    """Give a shift whose adjustments and expenses are read one by one as they are written."""
    expenses = (_expense(session, each) for each in session.movements() if each.type in _EXPENSES)
    return {**cash_session(session), "adjustments": _adjustments(session), "expenses": expenses}


def summary(session: Session) -> Shape:
    """Give what came in and went out by tender; in cash it leads from the float to what is expected."""
    opening = session.figures.drawer.float_counted or 0
    income, expense = _by_tender(session)
    return {
        "session_id": _id(session),
        "opening_balance": _balance(session, opening),
        "total_income": _balance(session, sum(income.values())),
        "total_expense": _balance(session, sum(expense.values())),
        "closing_balance": _balance(session, opening + sum(income.values()) - sum(expense.values())),
        "by_tender": [
            {
                "tender_type": tender_type(code),
                "opening_balance": _balance(session, opening if code == CASH else 0),
                "income": _balance(session, income[code]),
                "expense": _balance(session, expense[code]),
                "closing_balance": _balance(
                    session, (opening if code == CASH else 0) + income[code] - expense[code]
                ),
            }
            for code in income
        ],
    }


def tender_type(code: str) -> str:
    """Name a tender as they do: CASH, CARD, TRANSFER, or the code of another one in capitals."""
    return code.upper()


def _by_tender(session: Session) -> tuple[Lines, Lines]:
    """Add up what came in and what went out by tender; cash is always there."""
    income: Lines = {CASH: 0}
    expense: Lines = {CASH: 0}
    for entry in session.entries:
        lines: Lines = {}
        if isinstance(entry, SaleConcluded | SaleRefunded):
            lines = _receipt_lines(entry.receipt)
        elif isinstance(entry, CashMoved):
            lines = _movement_lines(entry)
        elif isinstance(entry, ExternalRecorded):
            lines = _external_lines(entry.record)
        for code, amount in lines.items():
            income[code] = income.get(code, 0) + max(0, amount)
            expense[code] = expense.get(code, 0) + max(0, -amount)
    return income, expense


def _receipt_lines(receipt: Receipt) -> Lines:
    lines: Lines = {}
    for paid in receipt.tenders:
        if paid.code != CASH:
            lines[paid.code] = lines.get(paid.code, 0) + paid.amount
    return {**lines, CASH: receipt.cash} if receipt.cash else lines


def _movement_lines(entry: CashMoved) -> Lines:
    if entry.tenders is not None:
        return {line.code: line.amount for line in entry.tenders}
    return {CASH: entry.amount} if entry.amount else {}


def _external_lines(record: ExternalRecord) -> Lines:
    lines: Lines = {}
    if record.type is ExternalType.CREDIT:
        return lines
    for paid in record.payments:
        if paid.code != CASH:
            lines[paid.code] = lines.get(paid.code, 0) + paid.amount
    return {**lines, CASH: record.cash} if record.cash else lines


def _adjustments(session: Session) -> Iterator[Shape]:
    """Give all that was posted, and drafts as they stand now."""
    drafts: dict[str, Adjustment] = {}
    for entry in session.entries:
        if isinstance(entry, AdjustmentDrafted | AdjustmentChanged):
            drafts[entry.adjustment.id] = entry.adjustment
        elif isinstance(entry, AdjustmentCancelled):
            drafts.pop(entry.adjustment.id, None)
        elif isinstance(entry, ExternalRecorded):
            yield _external(session, entry)
        elif isinstance(entry, CashMoved) and entry.type not in _EXPENSES and _movement_lines(entry):
            drafts.pop(entry.adjustment or "", None)
            yield _moved(session, entry)
    yield from (_draft(session, each) for each in drafts.values())


def _external(session: Session, entry: ExternalRecorded) -> Shape:
    record = entry.record
    named = {"source": record.source, "external_id": record.id}
    return _adjustment(
        session, entry.id, _IMPORT, record.type.value, entry.at, _external_lines(record), meta=named
    )


def _moved(session: Session, entry: CashMoved) -> Shape:
    imported = entry.type is MovementType.EXTERNAL_IMPORT
    return _adjustment(
        session,
        entry.id,
        _IMPORT if imported else _CORRECTION,
        entry.reason or entry.type.value,
        entry.at,
        _movement_lines(entry),
        meta={"type": entry.type.value, "note": entry.note},
    )


def _draft(session: Session, draft: Adjustment) -> Shape:
    lines = {line.code: line.amount for line in draft.lines}
    meta = {"type": draft.type.value, "note": draft.note}
    shape = _adjustment(session, draft.id, draft.type.value, draft.reason, draft.at, lines, meta=meta)
    return {**shape, "status": "DRAFT"}


def _adjustment(  # noqa: PLR0917 -- the fields of an adjustment
    session: Session, id_: str, type_: str, reason: str, at: str, lines: Lines, *, meta: Shape
) -> Shape:
    return {
        "id": id_,
        "cash_session_id": _id(session),
        "type": type_,
        "status": "POSTED",
        "reason": reason,
        "created_at": at,
        "meta": meta,
        "lines": [
            {"tender_type": tender_type(code), "amount": _balance(session, amount)}
            for code, amount in lines.items()
        ],
    }


def _expense(session: Session, entry: CashMoved) -> Shape:
    """Give what was paid out; what undoes it is an expense with a minus."""
    return {
        "id": entry.id,
        "cash_session_id": _id(session),
        "status": "POSTED",
        "tender_type": tender_type(CASH),
        "amount": _balance(session, -entry.amount),
        "reason": entry.reason or entry.type.value,
        "payee": entry.payee or (None if entry.staff is None else entry.staff.name),
        "voucher": entry.voucher,
        "created_at": entry.at,
        "meta": {"type": entry.type.value, "note": entry.note, "undoes": entry.undoes},
    }


def _balance(session: Session, amount: int) -> str:
    return numbers.text(amount, session.exponent, _PLACES)
