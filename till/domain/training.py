"""Training mode: what is done in it is marked, counted apart, and touches nothing real.

Whoever practises gets a drawer of their own to do it with: the shift that runs, with its float and nothing
else. What is really in the drawer is not in it, or somebody who may not know that could try it out. The
register as it is stands aside meanwhile, goes on with all that is not practised, and comes back at the end.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from till.domain import tally
from till.domain.approval import allow
from till.domain.commands import EndTraining, StartTraining
from till.domain.entries import (
    BadgeRefused,
    BadgeSet,
    BagReceived,
    CashDeposited,
    CashMoved,
    ClockChanged,
    ClockDoubted,
    EmployeeAdded,
    EmployeeChanged,
    Entry,
    JournalExported,
    JournalRestored,
    OfficeAsked,
    OfficeDisagreed,
    PinAccepted,
    PinRefused,
    PinSet,
    ProgramStarted,
    ProgramStopped,
    SaleConcluded,
    SaleRefunded,
    SaleUnprinted,
    ScreenLocked,
    ScreenUnlocked,
    SettingsChanged,
    SignedIn,
    SignedOut,
    SlipAnswered,
    SlipCancelled,
    SlipCopied,
    TrainingEnded,
    TrainingStarted,
)
from till.domain.errors import BeingCounted, ForRealOnly, NoOpenShift, NotTraining, TrainingAlready
from till.domain.people import Right
from till.domain.places import OUTSIDE, Place, drawer, move, post
from till.domain.state import Head, Shift, State
from till.domain.vocabulary import ShiftStatus

_REAL_ALL_THE_SAME = (
    ProgramStarted
    | ProgramStopped
    | ClockChanged
    | ClockDoubted
    | SettingsChanged
    | EmployeeAdded
    | EmployeeChanged
    | PinSet
    | BadgeSet
    | BadgeRefused
    | PinRefused
    | PinAccepted
    | SignedIn
    | SignedOut
    | ScreenLocked
    | ScreenUnlocked
    | SlipCopied
    | SlipAnswered
    | SlipCancelled
    | SaleUnprinted
    | JournalExported
    | JournalRestored
    | OfficeAsked
    | OfficeDisagreed
    | TrainingEnded
)


def start_training(state: State, command: StartTraining) -> tuple[TrainingStarted, ...]:
    """Begin to practise, in the middle of a shift: its float is what there is to practise with."""
    if state.training:
        raise TrainingAlready()
    if not state.shifts:
        raise NoOpenShift()
    if any(shift.status is ShiftStatus.COUNTING for shift in state.shifts.values()):
        raise BeingCounted()
    permission = allow(state, command.act, Right.TRAIN)
    return (
        TrainingStarted(
            id=command.act.id,
            at=command.act.at,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def end_training(state: State, command: EndTraining) -> tuple[TrainingEnded, ...]:
    """Go back to the register as it really is."""
    if not state.training:
        raise NotTraining()
    permission = allow(state, command.act, Right.TRAIN)
    return (
        TrainingEnded(
            id=command.act.id,
            at=command.act.at,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def practised(state: State, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give what the rules decided as it stands in the journal: marked, while somebody practises.

    An entry without a field for the mark is of what is done for real only. A shift is: its Z has a number of
    an unbroken series, and carries on what all that comes later is folded from.

    Raises:
        ForRealOnly: It cannot be practised.
    """
    return tuple(_marked(entry) for entry in entries) if state.training else entries


def _marked(entry: Entry) -> Entry:
    if isinstance(entry, _REAL_ALL_THE_SAME):
        return entry
    if not hasattr(entry, "training"):
        raise ForRealOnly()
    marks: dict[str, Any] = {"training": True}
    return replace(entry, **marks)


def is_practice(entry: Entry) -> bool:
    """Say whether an entry was made in training mode, and counts in nothing real."""
    return bool(getattr(entry, "training", False))


def started(state: State, entry: TrainingStarted) -> State:
    """Put the register as it is aside, and begin with each open shift's float and nothing else."""
    if state.training:
        return state
    real = tally.approved(state, None, entry.employee2)
    balances: dict[Place, int] = {}
    for no, shift in real.shifts.items():
        balances = post(balances, move(shift.float_counted, OUTSIDE, drawer(no)))
    return State(
        identity=real.identity,
        settings=real.settings,
        employees=real.employees,
        failures=real.failures,
        register_failures=real.register_failures,
        signed_in=real.signed_in,
        locked=real.locked,
        balances=balances,
        floats_left=real.floats_left,
        shifts={no: _begun_anew(shift) for no, shift in real.shifts.items()},
        last_dates=real.last_dates,
        shift_no=real.shift_no,
        z_no=real.z_no,
        receipt_no=real.training_receipt_no,
        last_at=real.last_at,
        ticking=real.ticking,
        clock_doubt=real.clock_doubt,
        head=real.head,
        real=replace(real, head=Head()),  # Both are of one journal, so one head is enough.
    )


def _begun_anew(shift: Shift) -> Shift:
    """Give the shift as it was when it was opened."""
    return Shift(
        no=shift.no,
        drawer=shift.drawer,
        status=ShiftStatus.DRAFT,
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by,
        float_counted=shift.float_counted,
        opening_difference=shift.opening_difference,
        float_carried=shift.float_carried,
        opening_note=shift.opening_note,
        opening_reason=shift.opening_reason,
    )


def ended(state: State, entry: TrainingEnded) -> State:
    """Forget what was practised."""
    if state.real is None:
        return state
    return tally.approved(replace(state.real, head=state.head), None, entry.employee2)


def counted_apart(real: State, entry: Entry) -> State:
    """Count what was practised in the register as it is: how often, and how much without sign."""
    if isinstance(entry, SaleConcluded | SaleRefunded):
        # Their own series goes on with the next training.
        real = replace(real, training_receipt_no=max(real.training_receipt_no, entry.receipt.no))
    amount = _practised_amount(entry)
    if amount is None:
        return real
    return tally.count(real, getattr(entry, "shift", None), training=1, training_amount=amount)


def _practised_amount(entry: Entry) -> int | None:
    """Say how much a practised entry moved; None for one that is no movement, or half of one."""
    if isinstance(entry, CashMoved):
        return None if entry.amount and not entry.postings else abs(entry.amount)
    if isinstance(entry, SaleConcluded | SaleRefunded):
        return abs(entry.receipt.total)
    if isinstance(entry, CashDeposited):
        return abs(entry.amount)
    return entry.counted if isinstance(entry, BagReceived) else None
