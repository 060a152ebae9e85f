"""Shopify's `CashTrackingSession`, from a shift.

| field | here |
|---|---|
| `id` | the register's number and the shift's, as a global id |
| `cashTrackingEnabled` | true: every shift of this register tracks its cash |
| `location` | the store: its number in the chain and its name |
| `registerName` | the register's name, or its code where it has none |
| `openingTime`, `openingStaffMember`, `openingNote` | when, by whom and with what note it was opened |
| `openingBalance` | the float that was counted |
| `expectedOpeningBalance` | what the last close left; at the very first opening what was counted |
| `adjustments` | each movement with an amount, each cashback, each external record that moved cash, and \
last what was taken out at the close |
| `totalAdjustments` | the sum of these without the last one, which the close makes |
| `cashTransactions` | the cash of each receipt, change taken off |
| `totalCashSales`, `totalCashRefunds`, `netCashSales` | cash sales, refunds without sign, and the \
difference |
| `expectedBalance` | what must be in the drawer: at the close, or now |
| `expectedClosingBalance`, `closingBalance` | expected and counted at the close; null while the shift runs |
| `closingTime`, `closingStaffMember`, `closingNote` | when, by whom and with what note it was closed, or \
null |
| `totalDiscrepancy` | the opening difference and, once there is one, the closing one |

Of an adjustment there are `id`, `cash`, `note`, `staffMember`, `time`; of a transaction `id`, `kind`,
`status`, `gateway`, `test`, `createdAt`, `processedAt` and `amountSet`. Not applicable: nothing of a
session. What belongs to a transaction's order (authorisation codes, payment details, fees, receipts of card
terminals) is no business of cash.
"""

from __future__ import annotations

import re
from typing import Any, Final

from till.domain.money import plain
from till.domain.people import Person
from till.formats.session import CashFlow, CashPayment, Session

Shape = dict[str, Any]
_GID: Final = re.compile(r"gid://till/CashTrackingSession/([0-9]{1,9})-([0-9]{1,9})")


def cash_tracking_session(session: Session) -> Shape:
    """Give a shift as a CashTrackingSession; connections are given whole, on one page."""
    return {
        **scalar_fields(session),
        "adjustments": _connection(
            [*(adjustment(session, each) for each in session.flows()), *final_adjustment(session)]
        ),
        "cashTransactions": _connection([transaction(session, each) for each in session.payments()]),
    }


def scalar_fields(session: Session) -> Shape:
    """Give a shift without its connections, for which alone its entries are read."""
    figures, drawer = session.figures, session.figures.drawer
    heading, counted = figures.heading, drawer.counted
    float_counted, gap = drawer.float_counted or 0, drawer.opening_difference or 0
    sales, refunds = drawer.cash_sales or 0, drawer.cash_refunds or 0
    closed_by = figures.closed_by
    return {
        "id": session_gid(heading.register.id, figures.shift),
        "cashTrackingEnabled": True,
        "location": {"id": f"gid://till/Location/{heading.store.location}", "name": heading.store.name},
        "registerName": heading.register.name or heading.register.code,
        "openingTime": figures.opened_at,
        "openingStaffMember": _staff(figures.opened_by),
        "openingNote": figures.opening_note,
        "openingBalance": _money(session, float_counted),
        "expectedOpeningBalance": _money(session, float_counted - gap),
        "totalAdjustments": _money(session, session.expected - float_counted - sales - refunds),
        "totalCashSales": _money(session, sales),
        "totalCashRefunds": _money(session, -refunds),
        "netCashSales": _money(session, sales + refunds),
        "expectedBalance": _money(session, session.expected),
        "expectedClosingBalance": _money(session, session.expected) if session.closed else None,
        "closingBalance": None if counted is None else _money(session, counted.amount),
        "closingTime": figures.closed_at,
        "closingStaffMember": None if closed_by is None else _staff(closed_by),
        "closingNote": figures.closing_note,
        "totalDiscrepancy": _money(session, gap + (drawer.difference or 0)),
    }


def adjustment(session: Session, flow: CashFlow) -> Shape:
    """Give what an entry changed in the drawer beside sales."""
    return {
        "id": _id(session, "CashTrackingAdjustment", flow.id),
        "cash": _money(session, flow.amount),
        "note": flow.note or flow.type,
        "staffMember": _staff(flow.by),
        "time": flow.at,
    }


def final_adjustment(session: Session) -> list[Shape]:
    """Give what the close took out of the drawer."""
    close, taken = session.close, session.figures.drawer.taken
    if close is None or not taken:
        return []
    note = session.figures.closing_note or close.type.value
    return [
        adjustment(session, CashFlow(close.id, close.at, -taken, close.type.value, note, close.employee1))
    ]


def transaction(session: Session, payment: CashPayment) -> Shape:
    """Give the cash of one receipt."""
    money = _money(session, abs(payment.amount))
    return {
        "id": _id(session, "OrderTransaction", payment.id),
        "kind": "SALE" if payment.amount > 0 else "REFUND",
        "status": "SUCCESS",
        "gateway": "cash",
        "test": False,
        "createdAt": payment.at,
        "processedAt": payment.at,
        "amountSet": {"shopMoney": money, "presentmentMoney": money},
    }


def _connection(nodes: list[Shape]) -> Shape:
    edges = [{"cursor": str(place), "node": node} for place, node in enumerate(nodes, start=1)]
    return {
        "edges": edges,
        "nodes": nodes,
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": False,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def session_gid(register: int, shift: int) -> str:
    """Give the global id of a shift of a register, both by their numbers."""
    return f"gid://till/CashTrackingSession/{register}-{shift}"


def register_and_shift(gid: str) -> tuple[int, int] | None:
    """Give the register's number and the shift's out of a global id; None if it is no session's."""
    found = _GID.fullmatch(gid)
    return None if found is None else (int(found[1]), int(found[2]))


def _id(session: Session, kind: str, own: str) -> str:
    return f"gid://till/{kind}/{session.figures.heading.register.id}-{own}"


def _staff(person: Person) -> Shape:
    return {"id": f"gid://till/StaffMember/{person.no}", "name": person.name}


def _money(session: Session, amount: int) -> Shape:
    return {
        "amount": plain(amount, session.exponent),
        "currencyCode": session.figures.heading.currency,
    }
