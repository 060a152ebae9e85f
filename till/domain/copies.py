"""Slips a second time: copies of old ones, and answers about doubtful ones."""

from __future__ import annotations

from typing import Final

from till.domain.approval import allow
from till.domain.checks import TEXT_LENGTH_MAX
from till.domain.commands import AnswerSlip, CancelSlip, CopySlip
from till.domain.entries import SaleUnprinted, SlipAnswered, SlipCancelled, SlipCopied
from till.domain.errors import NoSlip, NoSuchJob
from till.domain.ids import derived
from till.domain.people import Right
from till.domain.state import State

PRINTED_KINDS: Final = frozenset(
    {
        "shift-opened",
        "cash-moved",
        "cash-counted",
        "report-taken",
        "shift-closed",
        "addendum-added",
        "shift-set-aside",
        "bag-received",
        "cash-deposited",
    }
)
"""The kinds of records, without version, that have a slip."""


def copy_slip(state: State, command: CopySlip) -> tuple[SlipCopied, ...]:
    """Print an earlier slip again; the copy is marked and counted."""
    permission = allow(state, command.act, Right.REPRINT)
    if command.kind.partition("/")[0] not in PRINTED_KINDS:
        raise NoSlip(seq=command.seq)
    running = min(state.shifts.values(), key=lambda shift: shift.drawer, default=None)
    return (
        SlipCopied(
            id=command.act.id,
            at=command.act.at,
            seq=command.seq,
            kind=command.kind,
            employee1=permission.by,
            employee2=permission.approved_by,
            shift=None if running is None else running.no,
        ),
    )


def answer_slip(state: State, command: AnswerSlip) -> tuple[SlipAnswered, ...]:
    """Take a person's word on a doubtful slip; anybody who works here can look at the paper."""
    by, job = state.employee(command.act.by).person, _named(command.job)
    return (
        SlipAnswered(id=command.act.id, at=command.act.at, job=job, printed=command.printed, employee1=by),
    )


def cancel_slip(state: State, command: CancelSlip) -> tuple[SlipCancelled | SaleUnprinted, ...]:
    """Give up a waiting slip; it takes the right to print slips again."""
    act, job = command.act, _named(command.job)
    permission = allow(state, act, Right.REPRINT)
    cancelled = SlipCancelled(
        id=act.id, at=act.at, job=job, employee1=permission.by, employee2=permission.approved_by
    )
    if command.sale is None:
        return (cancelled,)
    running = min(state.shifts.values(), key=lambda shift: shift.drawer, default=None)
    unprinted = SaleUnprinted(
        id=derived(act.id, "unprinted"),
        at=act.at,
        job=job,
        act=command.sale,
        cause=f"{permission.by.name} gave the slip up.",
        shift=None if running is None else running.no,
    )
    return unprinted, cancelled


def _named(job: str) -> str:
    """See that this can be the name of a job at all."""
    if not job or len(job) > TEXT_LENGTH_MAX or not job.isprintable():
        raise NoSuchJob()
    return job
