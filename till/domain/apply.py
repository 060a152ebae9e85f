"""What an entry changes in what the register knows. Total: every entry applies to every state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, assert_never

from till.domain import (
    addendum,
    adjustment,
    aside,
    bags,
    clock_tally,
    count_tally,
    external,
    guess_tally,
    sale_tally,
    stock,
    tally,
    training,
    trust,
)
from till.domain.entries import (
    AddendumAdded,
    AdjustmentCancelled,
    AdjustmentChanged,
    AdjustmentDrafted,
    BadgeRefused,
    BadgeSet,
    BagReceived,
    CashCounted,
    CashDeposited,
    CashMoved,
    ClockChanged,
    ClockDoubted,
    CountAbandoned,
    CountStarted,
    DiscountGiven,
    DrawerKicked,
    DrawerLeftOpen,
    DrawerOpened,
    DrawerShut,
    DrawerTried,
    EmployeeAdded,
    EmployeeChanged,
    Entry,
    ExternalRecorded,
    JournalExported,
    JournalRestored,
    LineRung,
    LineVoided,
    OfficeAsked,
    OfficeDisagreed,
    PinAccepted,
    PinRefused,
    PinSet,
    PrinterChanged,
    ProgramStarted,
    ProgramStopped,
    ReceiptCopied,
    RefusalCounted,
    RegisterCreated,
    ReportTaken,
    SaleCancelled,
    SaleConcluded,
    SaleParked,
    SaleRefunded,
    SaleResumed,
    SaleUnprinted,
    ScreenLocked,
    ScreenUnlocked,
    SettingsChanged,
    ShiftClosed,
    ShiftOpened,
    ShiftResumed,
    ShiftSetAside,
    SignedIn,
    SignedOut,
    SlipAnswered,
    SlipCancelled,
    SlipCopied,
    SlipInDoubt,
    SlipPrinted,
    SlipWaiting,
    TenderReturned,
    TenderTaken,
    TrainingEnded,
    TrainingStarted,
    postings,
)
from till.domain.ledger import booked
from till.domain.people import Employee
from till.domain.places import post
from till.domain.settings import SessionPolicy
from till.domain.state import Bag, Identity, Shift, State
from till.domain.vocabulary import ShiftStatus

SESSION_DATES_KEPT: Final = 60
"""So many dates are remembered of each drawer under the policy of one session a day."""


def fold(entries: Iterable[Entry], state: State) -> State:
    """Apply `entries` one after the other."""
    for entry in entries:
        state = apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> State:
    """Give the state after `entry`; while somebody practises, also of the register as it really is."""
    practice = training.is_practice(entry)
    if state.real is None:
        # What was practised touches nothing real, wherever it stands.
        return training.counted_apart(state, entry) if practice else _applied(state, entry)
    if isinstance(entry, TrainingEnded):
        return _applied(replace(state, real=_at(state.real, entry)), entry)
    if isinstance(entry, TrainingStarted):
        return state
    real = training.counted_apart(_at(state.real, entry), entry) if practice else _applied(state.real, entry)
    return replace(_applied(state, entry), real=real)


def _at(state: State, entry: Entry) -> State:
    return replace(state, last_at=entry.at)


def _applied(state: State, entry: Entry) -> State:
    """Give the state after `entry`, and what it moved in the books of its shift."""
    moved = postings(entry)
    after = stock.told(_changed(state, entry), entry)
    return booked(after, getattr(entry, "shift", None), moved) if moved else after


def _changed(state: State, entry: Entry) -> State:  # noqa: C901, PLR0912, PLR0915 -- one case an entry
    # Devices answer in their own time: only what people and the program do shows how the clock goes.
    if not isinstance(entry, DrawerKicked | SlipPrinted | SlipWaiting | SlipInDoubt | SaleUnprinted):
        state = _at(state, entry)
    match entry:
        case RegisterCreated():
            return replace(state, identity=Identity(entry.register_id, entry.public_key))
        case SettingsChanged():
            return replace(state, settings=entry.settings)
        case EmployeeAdded() | EmployeeChanged():
            return _with_employee(state, entry.employee)
        case PinSet():
            employee = state.employees.get(entry.employee.no)
            return state if employee is None else _with_employee(state, replace(employee, has_pin=True))
        case JournalRestored():
            return trust.without_credentials(state)
        case BadgeSet():
            return trust.badge_set(state, entry)
        case BadgeRefused():
            return trust.badge_refused(state, entry)
        case PinRefused():
            return trust.pin_refused(state, entry)
        case PinAccepted():
            return trust.trusted(state, entry.employee.no)
        case ScreenUnlocked():
            return replace(trust.trusted(state, entry.employee.no), locked=False)
        case SignedIn():
            return replace(trust.trusted(state, entry.employee.no), signed_in=entry.employee.no, locked=False)
        case SignedOut():
            return replace(state, signed_in=None, locked=False)
        case ScreenLocked():
            return replace(state, locked=True)
        case ClockChanged():
            return clock_tally.changed(state, entry)
        case ClockDoubted():
            return clock_tally.doubted(state, entry)
        case ProgramStarted():
            return clock_tally.started(state, entry)
        case ShiftOpened():
            return _opened(state, entry)
        case CashMoved():
            return tally.moved(state, entry)
        case AdjustmentDrafted() | AdjustmentChanged() | AdjustmentCancelled():
            state = adjustment.kept(state, entry)
            return tally.approved(state, entry.adjustment.shift, entry.employee2)
        case BagReceived():
            return tally.approved(bags.received(state, entry), None, entry.employee2)
        case CashDeposited():
            return tally.approved(bags.deposited(state, entry), None, entry.employee2)
        case CountStarted():
            return count_tally.started(state, entry)
        case CashCounted():
            return count_tally.counted(state, entry)
        case CountAbandoned():
            return count_tally.abandoned(state, entry)
        case RefusalCounted():
            return guess_tally.counted(state, entry)
        case ShiftClosed():
            return _closed(state, entry)
        case ShiftSetAside():
            return aside.went_aside(state, entry)
        case ShiftResumed():
            return aside.came_back(state, entry)
        case AddendumAdded():
            return addendum.added(state, entry)
        case SlipCopied():
            state = tally.count(state, entry.shift, copies=1)
            return tally.approved(state, entry.shift, entry.employee2)
        case ReportTaken():
            return tally.approved(state, entry.figures.shift, entry.employee2)
        case DrawerTried():
            return tally.approved(state, entry.shift, entry.employee2)
        case DrawerKicked():
            return tally.kicked(state, entry)
        case DrawerOpened():
            return tally.opened(state, entry)
        case DrawerShut():
            return tally.open_for(state, entry.shift, entry.open_s)
        case DrawerLeftOpen():
            return tally.count(state, entry.shift, left_open=1)
        case SlipWaiting():
            return tally.count(state, entry.shift, slips_waiting=1)
        case SlipInDoubt():
            return tally.count(state, entry.shift, slips_in_doubt=1)
        case TrainingStarted():
            return training.started(state, entry)
        case TrainingEnded():
            return training.ended(state, entry)
        case LineRung() | LineVoided() | DiscountGiven() | TenderTaken() | TenderReturned():
            return sale_tally.apply_sale(state, entry)
        case SaleCancelled() | SaleParked() | SaleResumed() | SaleConcluded() | SaleRefunded():
            return sale_tally.apply_sale(state, entry)
        case ReceiptCopied() | SaleUnprinted():
            return sale_tally.apply_sale(state, entry)
        case ExternalRecorded():
            return external.recorded(state, entry)
        case ProgramStopped() | JournalExported() | PrinterChanged():
            return state
        case SlipPrinted() | SlipAnswered() | SlipCancelled() | OfficeDisagreed():
            return state
        case OfficeAsked():
            return _noted(state, entry)
        case _:
            assert_never(entry)


def _noted(state: State, entry: OfficeAsked) -> State:
    """Keep the note that a shift was given through the office."""
    if entry.note is None:
        return state
    return replace(
        state,
        shifts={
            drawer: replace(shift, opening_note=entry.note) if shift.no == entry.shift else shift
            for drawer, shift in state.shifts.items()
        },
    )


def _with_employee(state: State, employee: Employee) -> State:
    return replace(state, employees={**state.employees, employee.no: employee})


def _opened(state: State, entry: ShiftOpened) -> State:
    shift = Shift(
        no=entry.shift,
        drawer=entry.drawer,
        status=ShiftStatus.DRAFT,
        business_date=entry.business_date,
        opened_at=entry.at,
        opened_by=entry.employee1,
        float_counted=entry.counted.amount,
        opening_difference=entry.difference,
        float_carried=entry.float_carried,
        opening_note=entry.note,
        opening_reason=entry.reason,
    )
    opened = replace(
        guess_tally.forgotten(state, float_of_drawer=entry.drawer),
        balances=post(state.balances, entry.postings),
        shifts={**state.shifts, entry.drawer: shift},
        shift_no=entry.shift,
        last_dates={**state.last_dates, entry.drawer: entry.business_date},
        session_dates=_session_dates(state, entry),
    )
    return tally.approved(opened, entry.shift, entry.employee2)


def _session_dates(state: State, entry: ShiftOpened) -> dict[int, tuple[str, ...]]:
    """Remember the newest dates that had their session: a clock that goes back does not give them another."""
    if state.settings is None or state.settings.session_policy is not SessionPolicy.DAY:
        return state.session_dates
    before = [each for each in state.session_dates.get(entry.drawer, ()) if each != entry.business_date]
    kept = (*before, entry.business_date)[-SESSION_DATES_KEPT:]
    return {**state.session_dates, entry.drawer: kept}


def _bags_after_close(state: State, entry: ShiftClosed) -> dict[str, Bag]:
    drawer = entry.figures.drawer
    if not drawer.bag or not drawer.taken:
        return state.bags
    bag = Bag(drawer.bag, entry.id, drawer.taken, entry.at, entry.employee1, entry.shift)
    return {**state.bags, bag.no: bag}


def _closed(state: State, entry: ShiftClosed) -> State:
    closed = replace(
        guess_tally.forgotten(state, shift=entry.shift),
        balances=post(state.balances, entry.postings),
        grand=entry.figures.grand,
        advances={id_: each for id_, each in state.advances.items() if not each.settled},
        adjustments={id_: each for id_, each in state.adjustments.items() if each.shift != entry.shift},
        bags=_bags_after_close(state, entry),
        z_no=entry.z_no,
    )
    if entry.shift in state.aside:
        # The drawer goes on with another shift, and knows of this one only the float it may have got.
        left = entry.figures.drawer.left
        floats = {**state.floats_left, entry.drawer: left} if left else state.floats_left
        aside_still = {no: each for no, each in state.aside.items() if no != entry.shift}
        return replace(closed, aside=aside_still, floats_left=floats)
    return replace(
        sale_tally.park_all(closed, entry.drawer, unpaid=bool(entry.figures.returned)),
        floats_left={**state.floats_left, entry.drawer: entry.figures.drawer.left or 0},
        shifts={no: shift for no, shift in state.shifts.items() if no != entry.drawer},
    )
