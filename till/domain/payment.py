"""Paying for a sale: several tenders, change, cashback, cash rounding, and the receipt it ends in."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from till.domain.act import Act
from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import require_open_shift, within_bounds
from till.domain.errors import NothingToMove
from till.domain.guesses import require_held
from till.domain.money import Money
from till.domain.people import Right
from till.domain.places import CUSTOMER, ROUNDING, Place, Posting, drawer, tender
from till.domain.pricing import priced, rounded, total_of, vat_table
from till.domain.receipt import OpenSale, Receipt, ReceiptLine, ReceiptType, TenderPaid
from till.domain.sale import running_sale
from till.domain.sale_commands import ReturnTender, TakeTender
from till.domain.sale_entries import SaleConcluded, TenderReturned, TenderTaken
from till.domain.sale_errors import BadCashback, MoreThanDue, NoSuchCoins, NothingPaid, UnknownTender
from till.domain.settings import CASH, ReceiptCode, Tender
from till.domain.state import Shift, State


class Due(NamedTuple):
    """What a sale still wants: exactly, and in cash, where the two may differ by the rounding."""

    exact: int
    cash: int


def due(state: State, sale: OpenSale) -> Due:
    """Say what is still to be paid of a running sale."""
    exact = total_of(sale, state.rules.prices) - sale.paid
    return Due(exact, rounded(exact, state.rules.cash_rounding))


def looks_mistyped(state: State, sale: OpenSale, given: int) -> bool:
    """Say whether nobody hands that much cash over for a sale: it is worth one question before it is taken.

    Who pays with notes gets back less than the largest note; a hundred times what is due is most likely the
    right amount with two zeros too many.
    """
    wanted, notes = due(state, sale).cash, state.rules.denominations
    if wanted <= 0 or not notes:
        return False
    return given - wanted >= max(notes) or given >= 100 * wanted


def tender_named(state: State, named: str) -> Tender:
    """Find a way to pay by its code, or its name in any case."""
    ways = (Tender(CASH, "Cash", state.rules.accounts.cash), *state.rules.tenders)
    wanted = named.strip().casefold()
    for way in ways:
        if wanted in (way.code.casefold(), way.name.casefold()):
            return way
    shown = "".join(letter for letter in named[:40] if letter.isprintable())
    raise UnknownTender(tender=shown, tenders=", ".join(way.code for way in ways))


def take_tender(state: State, command: TakeTender) -> tuple[SaleConcluded | TenderTaken, ...]:
    """Take a payment; the one that covers the sale concludes it."""
    shift = require_open_shift(state, command.drawer)
    permission = _allowed(state, shift, command)
    if command.cashback:
        # Cash that leaves the drawer without a sale for it is paid out, and has the same limit.
        allow(state, command.act, Right.PAY_OUT, within_bounds(state, command.cashback))
    sale = running_sale(state, shift.drawer)
    way = tender_named(state, command.tender)
    wanted = due(state, sale)
    within_bounds(state, command.amount or 0)
    if way.code == CASH:
        if command.cashback:
            raise BadCashback()
        given = wanted.cash if command.amount is None else command.amount
        _require_coins(state, given, wanted.cash)
        covers, change, rounding = given >= wanted.cash, given - wanted.cash, wanted.cash - wanted.exact
    else:
        given = wanted.exact + command.cashback if command.amount is None else command.amount
        _require_fitting(state, given, wanted.exact, command.cashback)
        covers, change, rounding = given - command.cashback == wanted.exact, 0, 0
    paid = TenderPaid(way.code, way.name, given, way.account, way.kind)
    if not covers:
        if given == 0:
            raise NothingToMove()
        return (_part(shift, sale, command, permission, paid),)
    tenders = (*sale.tenders, *((paid,) if given else ()))
    lines = priced(sale.lines, sale.discount, state.rules.prices)
    receipt = replace(
        issued(state, shift, command.act, permission, ReceiptType.SALE, lines),
        tenders=tenders,
        change=change,
        cashback=command.cashback,
        rounding=rounding,
    )
    return (_concluded(state, sale, command.act, receipt),)


def _allowed(state: State, shift: Shift, command: TakeTender | ReturnTender) -> Permission:
    """Let whoever sells on this drawer take payments in it."""
    permission = allow(state, command.act, Right.SELL)
    require_accountable(state, shift, permission)
    return permission


def _require_coins(state: State, given: int, due_in_cash: int) -> None:
    """See that coins can make an amount of cash; else neither what is left nor the change could be paid."""
    coin = state.rules.cash_rounding
    if coin > 1 and given % coin:
        currency = state.rules.currency
        raise NoSuchCoins(
            amount=Money(given, currency), coin=Money(coin, currency), due=Money(due_in_cash, currency)
        )


def _require_fitting(state: State, given: int, exact: int, cashback: int) -> None:
    """See that a payment without cash is not more than is due, and that cashback can be handed out."""
    within_bounds(state, given)
    if cashback:
        within_bounds(state, cashback)
        if given != exact + cashback or rounded(cashback, state.rules.cash_rounding) != cashback:
            raise BadCashback()
    elif given > exact:
        raise MoreThanDue(due=Money(exact, state.rules.currency))


def _part(
    shift: Shift, sale: OpenSale, command: TakeTender, permission: Permission, paid: TenderPaid
) -> TenderTaken:
    return TenderTaken(
        id=command.act.id,
        at=command.act.at,
        sale=sale.id,
        tender=paid,
        shift=shift.no,
        drawer=shift.drawer,
        employee1=permission.by,
        employee2=permission.approved_by,
    )


def issued(  # noqa: PLR0917 -- what a receipt is made of
    state: State,
    shift: Shift,
    act: Act,
    permission: Permission,
    type_: ReceiptType,
    lines: tuple[ReceiptLine, ...],
) -> Receipt:
    """Make the next receipt of the series, not yet paid."""
    rules = state.rules
    no, total = state.receipt_no + 1, sum(line.gross for line in lines)
    return Receipt(
        no=no,
        type=type_,
        heading=rules.heading,
        prices=rules.prices,
        at=act.at,
        business_date=shift.business_date,
        shift=shift.no,
        drawer=shift.drawer,
        by=permission.by,
        approved_by=permission.approved_by,
        lines=lines,
        total=total,
        vat=vat_table(lines),
        tenders=(),
        header=rules.receipt.header,
        footer=rules.receipt.footer,
        code=_code(state, no, act.at, total),
        training=state.training,
    )


def _code(state: State, no: int, at: str, total: int) -> str:
    """Give the text of the QR code; the seal in it is that of the record before.

    Practice has a series of its own: its T1 is never read as the receipt R1.
    """
    wanted = state.rules.receipt.code
    if wanted is ReceiptCode.NONE:
        return ""
    series = "T" if state.training else "R"
    text = f"till:{state.rules.register.code}:{series}{no}:{at[:10]}:{total}"
    if wanted is ReceiptCode.NUMBER:
        return text
    return f"{text}:{state.head.records}:{state.head.seal}"


def postings_of(receipt: Receipt) -> tuple[Posting, ...]:
    """Say where the money of a receipt went; the postings sum to zero because the receipt does."""
    cash = receipt.cash
    amounts: dict[Place, int] = {CUSTOMER: -receipt.total, drawer(receipt.drawer): cash}
    for paid in receipt.tenders:
        if paid.code != CASH:
            place = tender(paid.code)
            amounts[place] = amounts.get(place, 0) + paid.amount
    amounts[ROUNDING] = -receipt.rounding
    return tuple(Posting(place, amount) for place, amount in amounts.items() if amount)


def _concluded(state: State, sale: OpenSale, act: Act, receipt: Receipt) -> SaleConcluded:
    require_held(state, postings_of(receipt), Permission(receipt.by, receipt.approved_by))
    return SaleConcluded(
        id=act.id,
        at=act.at,
        sale=sale.id,
        receipt=receipt,
        postings=postings_of(receipt),
        shift=receipt.shift,
        drawer=receipt.drawer,
        employee1=receipt.by,
        employee2=receipt.approved_by,
    )


def return_tender(state: State, command: ReturnTender) -> tuple[TenderReturned, ...]:
    """Give the last payment of the running sale back, so that the sale can change."""
    shift = require_open_shift(state, command.drawer)
    permission = _allowed(state, shift, command)
    sale = running_sale(state, shift.drawer)
    if not sale.tenders:
        raise NothingPaid()
    return (
        TenderReturned(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            tender=sale.tenders[-1],
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )
