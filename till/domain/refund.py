"""Taking things back: by receipt, never more than was sold; without one, with approval. And the one copy."""

from __future__ import annotations

from dataclasses import replace

from till.domain.act import Act
from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import require_open_shift, require_reason, within_bounds
from till.domain.errors import AmountTooLarge, NothingToMove
from till.domain.guesses import require_held
from till.domain.money import AMOUNT_MAX, Money
from till.domain.own import require_sight
from till.domain.payment import issued, postings_of, tender_named
from till.domain.people import Right
from till.domain.pricing import priced, reversed_line, rounded, taken_back
from till.domain.receipt import FoundReceipt, Receipt, ReceiptLine, ReceiptType, TenderPaid
from till.domain.sale import LINES_MAX, require_no_sale, rung
from till.domain.sale_commands import CopyReceipt, RefundReceipt, RefundWithoutReceipt
from till.domain.sale_entries import ReceiptCopied, SaleRefunded
from till.domain.sale_errors import (
    AlreadyCopied,
    AlreadyRefunded,
    LessThanACoin,
    MoreThanSold,
    NoSuchReceipt,
    NotAReceiptNumber,
    NotASale,
    TooManyLines,
)
from till.domain.settings import CASH, Tender
from till.domain.state import State


def refund_receipt(state: State, command: RefundReceipt) -> tuple[SaleRefunded, ...]:
    """Take back lines of a receipt, each at what was paid for it."""
    shift = require_open_shift(state, command.drawer)
    require_no_sale(state, shift.drawer)
    found = _found(command.found, command.receipt)
    lines = _lines_back(found, command)
    permission = allow(state, command.act, Right.REFUND, -sum(line.gross for line in lines))
    require_accountable(state, shift, permission)
    way = tender_named(state, command.tender)
    amount = paid_back(found, lines, _coin(state, way))
    receipt = replace(
        _paid_out(issued(state, shift, command.act, permission, ReceiptType.REFUND, lines), way, amount),
        refund_of=command.receipt,
        reason=require_reason(command.reason) if command.reason else None,
    )
    return (_refunded(state, command.act, receipt),)


def _found(found: FoundReceipt | None, receipt: int) -> FoundReceipt:
    if found is None:
        raise NoSuchReceipt(receipt=receipt) if abs(receipt) <= AMOUNT_MAX else NotAReceiptNumber()
    return found


def left_of(found: FoundReceipt) -> dict[int, int]:
    """Say for each line of a receipt how much of it has not been taken back (thousandths)."""
    return {
        position: line.quantity - found.refunded.get(position, 0)
        for position, line in enumerate(found.receipt.lines, start=1)
    }


def _lines_back(found: FoundReceipt, command: RefundReceipt) -> tuple[ReceiptLine, ...]:
    if found.receipt.type is ReceiptType.REFUND:
        raise NotASale(receipt=command.receipt)
    left = left_of(found)
    wished: dict[int, int] = {}
    for position, quantity in command.lines:
        if quantity <= 0 or position not in left:
            raise MoreThanSold(receipt=command.receipt)
        wished[position] = wished.get(position, 0) + quantity
    if not command.lines:
        wished = {position: quantity for position, quantity in left.items() if quantity}
        if not wished:
            raise AlreadyRefunded(receipt=command.receipt)
    if any(quantity > left[position] for position, quantity in wished.items()):
        raise MoreThanSold(receipt=command.receipt)
    return tuple(
        taken_back(found.receipt, position, found.refunded.get(position, 0), quantity)
        for position, quantity in sorted(wished.items())
    )


def refund_without_receipt(state: State, command: RefundWithoutReceipt) -> tuple[SaleRefunded, ...]:
    """Take back what nobody has a receipt for: somebody else must approve, and a reason is kept."""
    shift = require_open_shift(state, command.drawer)
    require_no_sale(state, shift.drawer)
    reason = require_reason(command.reason)
    if not command.lines:
        raise NothingToMove()
    if len(command.lines) > LINES_MAX:
        raise TooManyLines(lines=LINES_MAX)
    wished = [
        rung(state, command.act.id, line.department, line.quantity, line.price) for line in command.lines
    ]
    lines = tuple(reversed_line(line) for line in priced(wished, None, state.rules.prices))
    amount = -sum(line.gross for line in lines)
    if amount > AMOUNT_MAX:
        raise AmountTooLarge()
    permission = allow(state, command.act, Right.REFUND, within_bounds(state, amount), alone=False)
    require_accountable(state, shift, permission)
    way = tender_named(state, command.tender)
    receipt = issued(state, shift, command.act, permission, ReceiptType.REFUND, lines)
    paid = _paid_out(receipt, way, _without_receipt(state, way, amount))
    return (_refunded(state, command.act, replace(paid, reason=reason)),)


def _coin(state: State, way: Tender) -> int:
    """Give the smallest amount that can be paid back in this way."""
    return max(1, state.rules.cash_rounding) if way.code == CASH else 1


def paid_back(found: FoundReceipt, lines: tuple[ReceiptLine, ...], coin: int) -> int:
    """Say what the customer gets for `lines` of a receipt, in units of `coin`.

    It is worked out over all refunds of the receipt together: rounded one by one, many small ones would earn.
    They never come to more than was paid, nor than all that was taken back, rounded once; and whoever brings
    everything back gets what they paid, as far as coins can make it.
    """
    paid = found.receipt.paid
    back = found.taken_back - sum(line.gross for line in lines)
    due, most = min(back, paid), min(max(back, rounded(back, coin)), paid)
    if back == found.receipt.total:
        due = most = paid
    nearest = rounded(due - found.paid_back, coin)
    return max(0, min(nearest, (most - found.paid_back) // coin * coin))


def _without_receipt(state: State, way: Tender, amount: int) -> int:
    """Say what is paid back for what nobody has a receipt for: in cash, rounded down.

    Rounded to the nearest, half a coin could be taken as a whole one again and again; and no receipt holds
    such refunds together, so that only rounding down keeps many small ones from paying more than one large.
    """
    coin, currency = _coin(state, way), state.rules.currency
    paid = amount // coin * coin
    if amount and not paid:
        raise LessThanACoin(amount=Money(amount, currency), coin=Money(coin, currency))
    return paid


def _paid_out(receipt: Receipt, way: Tender, amount: int) -> Receipt:
    """Give the receipt of a refund as paid out in one way; what differs from its total is rounding."""
    paid = (TenderPaid(way.code, way.name, -amount, way.account, way.kind),) if amount else ()
    return replace(receipt, tenders=paid, rounding=-amount - receipt.total)


def _refunded(state: State, act: Act, receipt: Receipt) -> SaleRefunded:
    require_held(state, postings_of(receipt), Permission(receipt.by, receipt.approved_by))
    return SaleRefunded(
        id=act.id,
        at=act.at,
        receipt=receipt,
        postings=postings_of(receipt),
        shift=receipt.shift,
        drawer=receipt.drawer,
        employee1=receipt.by,
        employee2=receipt.approved_by,
        refund_of=receipt.refund_of,
    )


def copy_receipt(state: State, command: CopyReceipt) -> tuple[ReceiptCopied, ...]:
    """Let the one copy of a receipt be printed; a second one is refused whoever asks."""
    permission = allow(state, command.act, Right.REPRINT)
    found = _found(command.found, command.receipt)
    require_sight(state, found.receipt, command.act)
    if found.copied:
        raise AlreadyCopied(receipt=command.receipt)
    shift = state.shifts.get(command.drawer)
    return (
        ReceiptCopied(
            id=command.act.id,
            at=command.act.at,
            receipt=found.receipt.no,
            original=found.receipt,
            employee1=permission.by,
            employee2=permission.approved_by,
            shift=None if shift is None else shift.no,
        ),
    )
