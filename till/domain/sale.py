"""Ringing a sale: lines, voids, discounts; parked, resumed, given up. Paying for it is in `payment.py`."""

from __future__ import annotations

from typing import Final

from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import optional_text, require_open_shift, within_bounds
from till.domain.commands import Act
from till.domain.errors import AlreadyDone, AmountTooLarge
from till.domain.ids import derived
from till.domain.money import AMOUNT_MAX
from till.domain.people import Right
from till.domain.pricing import WHOLE_RATE, price_of, priced, taken_off, total_of
from till.domain.receipt import Discount, OpenSale, RungLine
from till.domain.sale_commands import CancelSale, GiveDiscount, ParkSale, ResumeSale, RingLine, VoidLine
from till.domain.sale_entries import (
    DiscountGiven,
    LineRung,
    LineVoided,
    SaleCancelled,
    SaleParked,
    SaleResumed,
)
from till.domain.sale_errors import (
    BadDiscount,
    BadQuantity,
    NeedsPrice,
    NoSale,
    NoSuchDepartment,
    NoSuchLine,
    NoSuchParkedSale,
    NothingOffVouchers,
    PartlyPaid,
    SaleRuns,
    TooManyLines,
    TooManyParked,
)
from till.domain.settings import Department, DepartmentKind
from till.domain.state import Shift, State

QUANTITY_MAX: Final = 9_999_999
"""The largest quantity of one line, in thousandths."""
LINES_MAX: Final = 1_000
PARKED_MAX: Final = 100


def ring_line(state: State, command: RingLine) -> tuple[LineRung, ...]:
    """Ring a department; the first line begins a sale."""
    shift, permission = _allowed(state, command.act, command.drawer)
    running = state.sales.get(shift.drawer)
    _require_unpaid(running)
    if running is not None and any(line.id == command.act.id for line in running.lines):
        raise AlreadyDone()
    if running is not None and len(running.lines) >= LINES_MAX:
        raise TooManyLines(lines=LINES_MAX)
    line = rung(state, command.act.id, command.department, command.quantity, command.price, command.discount)
    _within_limit((*(() if running is None else running.lines), line))
    return (
        LineRung(
            id=command.act.id,
            at=command.act.at,
            sale=derived(command.act.id, "sale") if running is None else running.id,
            line=line,
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def rung(  # noqa: PLR0917 -- a line has this many parts
    state: State,
    id_: str,
    department: str,
    quantity: int,
    price: int | None,
    discount: Discount | None = None,
) -> RungLine:
    """Give a line of a department, with its price checked."""
    found = department_named(state, department)
    if not 0 < quantity <= QUANTITY_MAX:
        raise BadQuantity()
    each = found.price if price is None else within_bounds(state, price)
    if each is None:
        raise NeedsPrice(department=found.name)
    amount = price_of(quantity, each)
    if amount > AMOUNT_MAX:
        raise AmountTooLarge()
    _require_turnover(found, discount)
    return RungLine(id_, found, quantity, each, _checked_discount(discount, amount))


def department_named(state: State, named: str) -> Department:
    """Find a department by its code, its name in any case, or its key."""
    wanted = named.strip().casefold()
    for each in state.rules.departments:
        if wanted in (each.code.casefold(), each.name.casefold()) or wanted == str(each.key):
            return each
    known = ", ".join(each.code for each in state.rules.departments)
    shown = "".join(letter for letter in named[:40] if letter.isprintable())
    raise NoSuchDepartment(department=shown, departments=known or "–")


def _require_turnover(department: Department, discount: Discount | None) -> None:
    """See that nothing is taken off a voucher: it is worth what stands on it."""
    if department.kind is DepartmentKind.LIABILITY and discount not in (None, Discount()):
        raise NothingOffVouchers()


def _checked_discount(discount: Discount | None, amount: int) -> Discount | None:
    """See that a discount takes off something that is there."""
    if discount is None or discount == Discount():
        return None
    if not (0 <= discount.rate <= WHOLE_RATE and 0 <= discount.amount <= amount):
        raise BadDiscount()
    if discount.rate and discount.amount:
        raise BadDiscount()
    return discount


def _within_limit(lines: tuple[RungLine, ...]) -> None:
    """See that the sale does not become more than the register takes, VAT on top included."""
    most = sum(price_of(line.quantity, line.price) for line in lines)
    rate = max(line.department.vat_rate for line in lines)
    if most * (WHOLE_RATE + rate) > AMOUNT_MAX * WHOLE_RATE:
        raise AmountTooLarge()


def _allowed(state: State, act: Act, drawer_no: int) -> tuple[Shift, Permission]:
    shift = require_open_shift(state, drawer_no)
    permission = allow(state, act, Right.SELL)
    require_accountable(state, shift, permission)
    return shift, permission


def running_sale(state: State, drawer_no: int) -> OpenSale:
    """Find the sale that runs on a drawer."""
    running = state.sales.get(drawer_no)
    if running is None:
        raise NoSale()
    return running


def require_no_sale(state: State, drawer_no: int) -> None:
    """See that no sale runs on a drawer."""
    if drawer_no in state.sales:
        raise SaleRuns()


def _require_unpaid(sale: OpenSale | None) -> None:
    if sale is not None and sale.tenders:
        raise PartlyPaid()


def void_line(state: State, command: VoidLine) -> tuple[LineVoided, ...]:
    """Take a line out of the running sale; it stays in the journal, and is counted."""
    shift, permission = _allowed(state, command.act, command.drawer)
    sale = running_sale(state, shift.drawer)
    _require_unpaid(sale)
    line = _line_of(sale, command.line)
    amount = price_of(line.quantity, line.price)
    return (
        LineVoided(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            line=line.id,
            name=line.department.name,
            amount=amount - taken_off(amount, line.discount),
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def _line_of(sale: OpenSale, line_id: str | None) -> RungLine:
    lines = [line for line in sale.lines if line_id in (None, line.id)]
    if not lines:
        raise NoSuchLine()
    return lines[-1]


def give_discount(state: State, command: GiveDiscount) -> tuple[DiscountGiven, ...]:
    """Take something off a line or off the whole sale; a later discount takes the place of an earlier one."""
    shift, permission = _allowed(state, command.act, command.drawer)
    sale = running_sale(state, shift.drawer)
    _require_unpaid(sale)
    if command.line is None:
        gross = _open_to_discount(state, sale, command.discount)
    else:
        line = _line_of(sale, command.line)
        gross = price_of(line.quantity, line.price)
        _require_turnover(line.department, command.discount)
    return (
        DiscountGiven(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            line=command.line,
            discount=_checked_discount(command.discount, gross),
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def _open_to_discount(state: State, sale: OpenSale, discount: Discount | None) -> int:
    """Give what a discount on the whole sale can be taken off: all but the vouchers in it."""
    lines = priced(sale.lines, None, state.rules.prices)
    turnover = [line for line in lines if line.kind is not DepartmentKind.LIABILITY]
    if lines and not turnover and discount not in (None, Discount()):
        raise NothingOffVouchers()
    return sum(line.amount - line.discount for line in turnover)


def cancel_sale(state: State, command: CancelSale) -> tuple[SaleCancelled, ...]:
    """Give the running sale up; its lines stay in the journal."""
    shift, permission = _allowed(state, command.act, command.drawer)
    sale = running_sale(state, shift.drawer)
    _require_unpaid(sale)
    return (
        SaleCancelled(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            lines=len(sale.lines),
            amount=total_of(sale, state.rules.prices),
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def park_sale(state: State, command: ParkSale) -> tuple[SaleParked, ...]:
    """Put the running sale aside; it can go on later, in another shift too."""
    shift, permission = _allowed(state, command.act, command.drawer)
    sale = running_sale(state, shift.drawer)
    _require_unpaid(sale)
    if len(state.parked) >= PARKED_MAX:
        raise TooManyParked(sales=PARKED_MAX)
    return (
        SaleParked(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            name=optional_text(command.name) or "",
            amount=total_of(sale, state.rules.prices),
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def resume_sale(state: State, command: ResumeSale) -> tuple[SaleResumed, ...]:
    """Go on with a parked sale on this drawer."""
    shift, permission = _allowed(state, command.act, command.drawer)
    require_no_sale(state, shift.drawer)
    sale = state.parked.get(command.sale)
    if sale is None:
        raise NoSuchParkedSale()
    return (
        SaleResumed(
            id=command.act.id,
            at=command.act.at,
            sale=sale.id,
            shift=shift.no,
            drawer=shift.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )
