"""What the devices owe us because of what happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from till.domain.clock import later
from till.domain.entries import (
    BagReceived,
    CashMoved,
    CountStarted,
    DrawerTried,
    Entry,
    SaleConcluded,
    SaleRefunded,
    SaleUnprinted,
    ShiftClosed,
    ShiftOpened,
    ShiftResumed,
    ShiftSetAside,
)
from till.domain.figures import may_see_expected
from till.domain.ids import derived
from till.domain.state import State
from till.domain.training import is_practice
from till.slips import slip_for

KICK_EXPIRES_S: Final = 5
"""A kick that could not be sent within this time is never sent: nobody stands there any more (seconds)."""


class JobKind(StrEnum):
    """Open a drawer, or print a slip."""

    KICK = "kick"
    PRINT = "print"


class JobStatus(StrEnum):
    """The life of a job, see the device worker."""

    PENDING = "pending"
    STARTED = "started"
    DONE = "done"
    UNKNOWN = "unknown"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing one device has to do.

    `id` begins with `act`, the id of the entry it follows from. `document` is the slip as JSON, exactly as
    laid out; `drawer` the number of the drawer for a kick. `no_sale` False says that it follows from a sale
    or a refund; of a slip, that it is the receipt. Times are RFC 3339.
    """

    id: str
    kind: JobKind
    act: str
    created_at: str
    title: str
    drawer: int = 1
    document: str | None = None
    shift: int | None = None
    employee: int | None = None
    no_sale: bool = True
    expires_at: str | None = None
    status: JobStatus = JobStatus.PENDING
    attempts: int = 0
    cause: str | None = None


def jobs_for(state: State, entries: tuple[Entry, ...]) -> tuple[Job, ...]:
    """Say what the devices have to do because of `entries`: the drawer first, then the slip."""
    return tuple(job for entry in entries for job in (*_kick_for(state, entry), *_print_for(state, entry)))


def _kick_for(state: State, entry: Entry) -> tuple[Job, ...]:
    if not isinstance(
        entry,
        ShiftOpened
        | CashMoved
        | CountStarted
        | ShiftClosed
        | ShiftSetAside
        | ShiftResumed
        | SaleConcluded
        | SaleRefunded
        | DrawerTried,
    ):
        return ()
    sold = isinstance(entry, SaleConcluded | SaleRefunded)
    if isinstance(entry, SaleConcluded | SaleRefunded) and not entry.receipt.moves_cash:
        # Nothing is put in or taken out: a drawer that opens all the same is one that is left open.
        return ()
    if isinstance(entry, ShiftClosed) and (entry.aside or not entry.figures.drawer.taken):
        return ()
    if isinstance(entry, CashMoved) and entry.tenders is not None:
        return ()  # An adjustment changes what is written; nobody puts cash in or takes it out.
    if is_practice(entry) and not state.rules.training_opens_drawer:
        return ()
    return (
        Job(
            id=f"{entry.id}-kick",
            kind=JobKind.KICK,
            act=entry.id,
            created_at=entry.at,
            title="",
            drawer=entry.drawer,
            shift=entry.shift,
            employee=entry.employee1.no,
            no_sale=not sold,
            expires_at=later(entry.at, KICK_EXPIRES_S),
        ),
    )


def _print_for(state: State, entry: Entry) -> tuple[Job, ...]:
    full = True
    if isinstance(entry, ShiftOpened | ShiftClosed | BagReceived):
        approver = None if entry.employee2 is None else entry.employee2.no
        full = may_see_expected(state, entry.employee1.no, approver)
    wanted = state.settings is not None and state.settings.no_sale_slip
    slip = slip_for(entry, full=full, own=True, no_sale_slip=wanted) if state.settings else None
    if slip is None:
        return ()
    shift: int | None = getattr(entry, "shift", None)
    job_id = f"{entry.id}-print"
    return (
        print_job(
            job_id,
            entry.id,
            entry.at,
            title=slip.title,
            document=slip.to_json(),
            shift=shift,
            no_sale=not isinstance(entry, SaleConcluded | SaleRefunded) or entry.training,
        ),
    )


def sale_unprinted(job: Job, at: str, cause: str) -> SaleUnprinted | None:
    """Give the entry for a receipt that will never be printed; None if the job is something else."""
    if job.kind is not JobKind.PRINT or job.no_sale:
        return None
    return SaleUnprinted(
        id=derived(job.act, f"{job.id} unprinted"),
        at=at,
        job=job.id,
        act=job.act,
        cause=cause,
        shift=job.shift,
    )


def print_job(
    job_id: str,
    act: str,
    at: str,
    *,
    title: str,
    document: str,
    shift: int | None = None,
    no_sale: bool = True,
) -> Job:
    """Make the job that prints `document` (JSON)."""
    return Job(
        id=job_id,
        kind=JobKind.PRINT,
        act=act,
        created_at=at,
        title=title,
        document=document,
        shift=shift,
        no_sale=no_sale,
    )
