"""Taking in what another system did on our counter: its cash is in our drawer, its turnover is its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from till.domain import tally
from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import require_open_shift, within_bounds
from till.domain.external_commands import RecordExternal
from till.domain.external_entries import ExternalRecorded
from till.domain.external_errors import (
    AlreadyRecorded,
    DoesNotAddUp,
    MovesOnCredit,
    NotRecordable,
    WrongDirection,
)
from till.domain.external_record import CREDIT, RECEIPTS, ExternalRecord, ExternalType
from till.domain.guesses import require_held
from till.domain.ids import derived
from till.domain.money import Money
from till.domain.payment import tender_named
from till.domain.people import Right
from till.domain.places import CUSTOMER, OUTSIDE, ROUNDING, Place, Posting, drawer, post, tender
from till.domain.sale import LINES_MAX
from till.domain.sale_errors import TooManyLines
from till.domain.settings import CASH
from till.domain.shift import take_x
from till.domain.shift_commands import TakeX
from till.domain.shift_entries import ReportTaken
from till.domain.state import Shift, State
from till.domain.totals import ExternalTally, TenderTotal

_INWARDS: Final = (ExternalType.SALE, ExternalType.BATCH_OPEN)
_OUTWARDS: Final = (ExternalType.RETURN, ExternalType.BATCH_CLOSE)


def record_external(state: State, command: RecordExternal) -> tuple[ExternalRecorded | ReportTaken, ...]:
    """Take in an external record, once. One that asks for a report is answered with ours."""
    shift = require_open_shift(state, command.drawer)
    record = _named(state, command.record)
    if command.known:
        raise AlreadyRecorded(record=record.id, source=record.source)
    permission = _permitted(state, shift, command, record)
    rounding = _checked(state, record)
    recorded = ExternalRecorded(
        id=command.act.id,
        at=command.act.at,
        heading=state.rules.heading,
        record=record,
        rounding=rounding,
        postings=_postings(shift, record, rounding),
        shift=shift.no,
        drawer=shift.drawer,
        business_date=shift.business_date,
        employee1=permission.by,
        employee2=permission.approved_by,
    )
    if record.type is not ExternalType.X_REPORT:
        require_held(state, recorded.postings, permission)
        return (recorded,)
    (report,) = take_x(state, TakeX(command.act, command.drawer))
    require_held(state, recorded.postings, permission)
    return replace(recorded, id=derived(command.act.id, "external")), report


def _named(state: State, record: ExternalRecord) -> ExternalRecord:
    """Give the record with our codes for its payments.

    Raises:
        UnknownTender: Something was paid in a way that this shop does not know.
    """
    payments = []
    for each in record.payments:
        if each.code == CREDIT and record.type is ExternalType.CREDIT:
            payments.append(each)
            continue
        way = tender_named(state, each.code if each.code == CASH or not each.name else each.name)
        payments.append(replace(each, code=way.code, name=way.name))
    return replace(record, payments=tuple(payments))


def _permitted(state: State, shift: Shift, command: RecordExternal, record: ExternalRecord) -> Permission:
    """Want the right that the same act has where it is done on this register."""
    within_bounds(state, abs(record.taken))
    if record.type is ExternalType.X_REPORT:
        return allow(state, command.act, Right.X_REPORT)
    if record.type in RECEIPTS:
        right = Right.REFUND if record.taken < 0 else Right.SELL
    else:
        right = Right.PAY_OUT if record.taken < 0 else Right.CASH_IN
    permission = allow(state, command.act, right, max(0, -record.taken))
    require_accountable(state, shift, permission)
    return permission


def _checked(state: State, record: ExternalRecord) -> int:
    """See that a record holds together, and give its rounding (minor units)."""
    if len(record.lines) > LINES_MAX or len(record.payments) > LINES_MAX:
        raise TooManyLines(lines=LINES_MAX)
    for amount in (record.total, record.change, record.gratuity, record.rounding or 0):
        within_bounds(state, abs(amount))
    for amount in (*(line.amount for line in record.lines), *(each.amount for each in record.payments)):
        within_bounds(state, abs(amount))
    if record.type not in RECEIPTS:
        _require_direction(record)
        return 0
    if not record.lines:
        raise NotRecordable(record=record.id)
    if record.type is ExternalType.CREDIT and any(each.code != CREDIT for each in record.payments):
        raise MovesOnCredit(record=record.id)
    gap = record.taken - record.gratuity - record.total
    step = max(state.rules.cash_rounding, 10**state.rules.exponent)
    # Left out, the rounding is what is missing; but what is more than any coin is a mistake and no rounding.
    worked_out = gap if record.rounding is None and abs(gap) < step else record.rounding or 0
    if worked_out != gap:
        currency = state.rules.currency
        raise DoesNotAddUp(
            record=record.id,
            lines=Money(record.total + worked_out, currency),
            paid=Money(record.taken - record.gratuity, currency),
        )
    if record.type is not ExternalType.CREDIT:
        _require_direction(record)
    return worked_out


def _require_direction(record: ExternalRecord) -> None:
    wrong = (record.type in _INWARDS and record.taken < 0) or (record.type in _OUTWARDS and record.taken > 0)
    if wrong:
        raise WrongDirection(record=record.id, type=record.type.value)


def _postings(shift: Shift, record: ExternalRecord, rounding: int) -> tuple[Posting, ...]:
    """Say where the money went; what customers paid and what a float brought come from different places."""
    if record.type is ExternalType.CREDIT:
        return ()
    amounts: dict[Place, int] = {drawer(shift.drawer): record.cash}
    for payment in record.payments:
        if payment.code != CASH:
            place = tender(payment.code)
            amounts[place] = amounts.get(place, 0) + payment.amount
    other = CUSTOMER if record.type in RECEIPTS else OUTSIDE
    amounts[other] = rounding - record.taken
    amounts[ROUNDING] = -rounding
    return tuple(Posting(place, amount) for place, amount in amounts.items() if amount)


# -- what it changes ----------------------------------------------------------------------------------------


def recorded(state: State, entry: ExternalRecorded) -> State:
    """Add an external record to the balances and to the sums of its shift."""
    state = replace(state, balances=post(state.balances, entry.postings))
    shift = next((each for each in state.shifts.values() if each.no == entry.shift), None)
    if shift is None:
        return state
    sums = replace(
        shift.tally,
        taken=tally.with_takings(shift.tally.taken, entry.postings),
        external=_with_record(shift.tally.external, entry),
    )
    state = replace(state, shifts={**state.shifts, shift.drawer: replace(shift, tally=sums)})
    return tally.approved(state, entry.shift, entry.employee2)


def _with_record(sums: ExternalTally, entry: ExternalRecorded) -> ExternalTally:
    record = entry.record
    match record.type:
        case ExternalType.SALE:
            sums = replace(sums, sales=sums.sales.plus(record.total))
        case ExternalType.RETURN:
            sums = replace(sums, returns=sums.returns.plus(-record.total))
        case ExternalType.CREDIT:
            return replace(sums, credit=sums.credit.plus(record.total))
        case ExternalType.X_REPORT:
            return sums
        case _:
            # A float is nobody's payment: it stands among the floats and in the drawer alone.
            return replace(sums, floats=sums.floats.plus(record.taken), cash=sums.cash + record.cash)
    tips = sums.gratuity.plus(record.gratuity) if record.gratuity else sums.gratuity
    return replace(
        sums,
        rounding=sums.rounding + entry.rounding,
        gratuity=tips,
        cash=sums.cash + record.cash,
        tenders=_with_payments(sums.tenders, record),
    )


def _with_payments(tenders: dict[str, TenderTotal], record: ExternalRecord) -> dict[str, TenderTotal]:
    """Add each payment to its tender, cash less the change."""
    after = dict(tenders)
    change = record.change
    cash = [each for each in record.payments if each.code == CASH]
    for each in record.payments:
        before = after.get(each.code) or TenderTotal(each.code, each.name)
        amount = each.amount
        if each.code == CASH:
            amount, change = amount - change, 0
        back = before.refunds.plus(-amount) if record.type is ExternalType.RETURN else before.refunds
        after[each.code] = replace(
            before, count=before.count + 1, amount=before.amount + amount, refunds=back
        )
    if change and not cash:
        before = after.get(CASH) or TenderTotal(CASH, "Cash")
        after[CASH] = replace(before, amount=before.amount - change)
    return after
