"""Cash in, drop, pay-out, no-sale, and the undoing of each."""

from __future__ import annotations

from typing import Final

from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import (
    configured_reason,
    optional_text,
    require_amount,
    require_open_shift,
    require_reason,
)
from till.domain.clock import milliseconds_between
from till.domain.commands import Act, CashIn, Drop, NoSale, PayOut
from till.domain.entries import CashMoved
from till.domain.errors import (
    AlreadyDone,
    BagInUse,
    NeedsBag,
    TooManyNoSales,
    UnknownReason,
)
from till.domain.guesses import require_held
from till.domain.people import Person, Right
from till.domain.places import OUTSIDE, Posting, drawer, expense, move, transit
from till.domain.state import Count, Movement, Shift, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

BAG_LENGTH_MAX: Final = 32
NO_SALE_WITHIN_MS: Final = 3_600_000
"""The time in which the no sales of a person are counted (milliseconds)."""


def cash_in(state: State, command: CashIn) -> tuple[CashMoved, ...]:
    """Put cash into the drawer. The reason is a configured one or the cashier's own words."""
    shift = require_open_shift(state, command.drawer)
    amount = require_amount(state, command.amount)
    permission = allow(state, command.act, Right.CASH_IN, amount)
    try:
        configured = configured_reason(state.rules.cash_in_reasons, command.reason)
        reason, code = configured.name, configured.code
    except UnknownReason:
        reason, code = require_reason(command.reason), None
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.CASH_IN,
            amount,
            move(amount, OUTSIDE, drawer(shift.drawer)),
            reason=reason,
            reason_code=code,
            note=optional_text(command.note),
        ),
    )


def require_bag(state: State, bag: str | None) -> str:
    """See that a bag number is given and not the number of a bag that is still under way."""
    number = optional_text(bag, BAG_LENGTH_MAX)
    if number is None:
        raise NeedsBag()
    if transit(number) in state.balances:
        raise BagInUse(bag=number)
    return number


def drop(state: State, command: Drop) -> tuple[CashMoved, ...]:
    """Drop cash towards the safe in a sealed bag, which is in transit until somebody receives it."""
    shift = require_open_shift(state, command.drawer)
    amount = require_amount(state, command.amount)
    permission = allow(state, command.act, Right.DROP, amount)
    bag = require_bag(state, command.bag)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.CASH_OUT,
            -amount,
            move(amount, drawer(shift.drawer), transit(bag)),
            bag=bag,
            note=optional_text(command.note),
        ),
    )


def pay_out(state: State, command: PayOut) -> tuple[CashMoved, ...]:
    """Pay a configured expense out of the drawer."""
    shift = require_open_shift(state, command.drawer)
    amount = require_amount(state, command.amount)
    permission = allow(state, command.act, Right.PAY_OUT, amount)
    reason = configured_reason(state.rules.pay_out_reasons, command.reason)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.PAY_OUT,
            -amount,
            move(amount, drawer(shift.drawer), expense(reason.code)),
            reason=reason.name,
            reason_code=reason.code,
            payee=optional_text(command.payee),
            voucher=optional_text(command.voucher),
            note=optional_text(command.note),
        ),
    )


def no_sale(state: State, command: NoSale) -> tuple[CashMoved, ...]:
    """Open the drawer without a sale, for a configured reason."""
    shift = require_open_shift(state, command.drawer)
    permission = _allow_no_sale(state, shift, command)
    reason = configured_reason(state.rules.no_sale_reasons, command.reason)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.NO_SALE,
            0,
            (),
            reason=reason.name,
            reason_code=reason.code,
            emergency=command.emergency,
        ),
    )


def _allow_no_sale(state: State, shift: Shift, command: NoSale) -> Permission:
    """Let a person open the drawer so many times an hour, then with approval; in an emergency always."""
    act = command.act
    if command.emergency:
        return Permission(state.employee(act.by).person, None)
    limit = state.rules.no_sale_limit
    times = sum(_is_recent_no_sale(each, act) for open_ in state.shifts.values() for each in open_.movements)
    permission = allow(state, act, Right.NO_SALE)
    require_accountable(state, shift, permission)
    if limit and times >= limit and permission.approved_by is None:
        raise TooManyNoSales(times=times)
    return permission


def _is_recent_no_sale(movement: Movement, act: Act) -> bool:
    """Say whether it was this person within the hour, or seems later because the clock was set back."""
    if movement.type is not MovementType.NO_SALE or movement.by.no != act.by:
        return False
    return milliseconds_between(movement.at, act.at) < NO_SALE_WITHIN_MS


def cash_moved(  # noqa: PLR0917 -- an entry has this many facts
    state: State,
    shift: Shift,
    act: Act,
    permission: Permission,
    kind: MovementType,
    amount: int,
    postings: tuple[Posting, ...],
    *,
    id_: str | None = None,
    reason: str = "",
    reason_code: str | None = None,
    payee: str | None = None,
    voucher: str | None = None,
    bag: str | None = None,
    note: str | None = None,
    undoes: str | None = None,
    staff: Person | None = None,
    advance: str | None = None,
    pair: str | None = None,
    given: Count | None = None,
    taken: Count | None = None,
    emergency: bool = False,
    adjustment: str | None = None,
    tenders: tuple[TenderLine, ...] | None = None,
) -> CashMoved:
    """Write a movement of this shift; `id_` where it is not the act's own.

    Raises:
        AlreadyDone: The act has this movement already.
        NotEnoughCash: There is less in a drawer than would be taken out; asked last of all.
    """
    if shift.movement(id_ or act.id) is not None:
        raise AlreadyDone()
    if not emergency and (postings or not pair):
        # Of the drawer that a transfer goes to, nobody takes anything.
        require_accountable(state, shift, permission)
    require_held(state, postings, permission)
    return CashMoved(
        id=id_ or act.id,
        at=act.at,
        heading=state.rules.heading,
        type=kind,
        amount=amount,
        postings=postings,
        drawer=shift.drawer,
        shift=shift.no,
        business_date=shift.business_date,
        employee1=permission.by,
        employee2=permission.approved_by,
        reason=reason,
        reason_code=reason_code,
        payee=payee,
        voucher=voucher,
        bag=bag,
        note=note,
        undoes=undoes,
        staff=staff,
        advance=advance,
        pair=pair,
        given=given,
        taken=taken,
        emergency=emergency,
        adjustment=adjustment,
        tenders=tenders,
    )


def remembered(entry: CashMoved) -> Movement:
    """Give what the shift remembers of a movement."""
    return Movement(
        id=entry.id,
        type=entry.type,
        amount=entry.amount,
        postings=entry.postings,
        at=entry.at,
        reason=entry.reason,
        by=entry.employee1,
        reason_code=entry.reason_code,
        payee=entry.payee,
        voucher=entry.voucher,
        bag=entry.bag,
        undoes=entry.undoes,
        staff=entry.staff,
        advance=entry.advance,
        pair=entry.pair,
        tenders=entry.tenders,
    )
