"""Adjustments by tender: drafted, changed or given up, and posted with a second person's approval."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from till.domain.act import Act
from till.domain.adjustment_entries import AdjustmentCancelled, AdjustmentChanged, AdjustmentDrafted
from till.domain.approval import Permission, allow, require_accountable
from till.domain.checks import (
    optional_text,
    require_open_shift,
    require_reason,
    within_bounds,
)
from till.domain.commands import CancelAdjustment, ChangeAdjustment, DraftAdjustment, PostAdjustment
from till.domain.entries import CashMoved
from till.domain.errors import AlreadyDone, NoSuchAdjustment, NoSuchTender, NothingToMove
from till.domain.movement import cash_moved
from till.domain.people import Right
from till.domain.places import OUTSIDE, Place, Posting, difference, drawer, move, tender
from till.domain.settings import CASH
from till.domain.shift_errors import OutOfDrawer
from till.domain.state import Shift, State
from till.domain.tenders import Adjustment, TenderLine
from till.domain.vocabulary import MovementType

TYPES: Final = (MovementType.EXTERNAL_IMPORT, MovementType.CORRECTION)
"""What another system took; and what was recorded otherwise than it was."""


def draft(state: State, command: DraftAdjustment) -> tuple[AdjustmentDrafted, ...]:
    """Write an adjustment down. It moves nothing until it is posted."""
    shift = require_open_shift(state, command.drawer)
    permission = _allowed(state, shift, command.act)
    if command.act.id in state.adjustments or shift.movement(command.act.id) is not None:
        raise AlreadyDone()
    if command.type not in TYPES:
        raise NoSuchAdjustment()
    adjustment = Adjustment(
        id=command.act.id,
        type=command.type,
        lines=require_lines(state, command.lines),
        reason=require_reason(command.reason),
        drawer=shift.drawer,
        shift=shift.no,
        by=permission.by,
        at=command.act.at,
        note=optional_text(command.note),
    )
    return (
        AdjustmentDrafted(
            id=command.act.id,
            at=command.act.at,
            adjustment=adjustment,
            business_date=shift.business_date,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def change(state: State, command: ChangeAdjustment) -> tuple[AdjustmentChanged, ...]:
    """Write a draft anew."""
    before = _draft(state, command.adjustment)
    shift = require_open_shift(state, _shift_of(state, before).drawer)
    permission = _allowed(state, shift, command.act)
    adjustment = replace(
        before,
        lines=before.lines if command.lines is None else require_lines(state, command.lines),
        reason=optional_text(command.reason) or before.reason,
        note=optional_text(command.note) or before.note,
        by=permission.by,
        at=command.act.at,
    )
    return (
        AdjustmentChanged(
            id=command.act.id,
            at=command.act.at,
            adjustment=adjustment,
            business_date=shift.business_date,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def cancel(state: State, command: CancelAdjustment) -> tuple[AdjustmentCancelled, ...]:
    """Give a draft up, also while the drawer is counted: it never moved anything."""
    given_up = _draft(state, command.adjustment)
    shift = _shift_of(state, given_up)
    permission = _allowed(state, shift, command.act)
    return (
        AdjustmentCancelled(
            id=command.act.id,
            at=command.act.at,
            adjustment=given_up,
            business_date=shift.business_date,
            employee1=permission.by,
            employee2=permission.approved_by,
            reason=optional_text(command.reason) or "",
        ),
    )


def _allowed(state: State, shift: Shift, act: Act) -> Permission:
    """Let a draft be written by whoever is accountable for the drawer, or with somebody who may approve."""
    permission = allow(state, act, Right.CASH_IN)
    require_accountable(state, shift, permission)
    return permission


def post_adjustment(state: State, command: PostAdjustment) -> tuple[CashMoved, ...]:
    """Let a draft count: a movement that two people stand behind."""
    adjustment = _draft(state, command.adjustment)
    shift = require_open_shift(state, _shift_of(state, adjustment).drawer)
    amount = sum(abs(line.amount) for line in adjustment.lines)
    permission = allow(state, command.act, Right.UNDO, amount, alone=False)
    cash = sum(line.amount for line in adjustment.lines if line.code == CASH)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            adjustment.type,
            cash,
            _postings(shift, adjustment),
            reason=adjustment.reason,
            note=adjustment.note,
            adjustment=adjustment.id,
            tenders=adjustment.lines,
        ),
    )


def _postings(shift: Shift, adjustment: Adjustment) -> tuple[Posting, ...]:
    """Bring in from outside what another system took; a correction is a difference of its place."""
    postings: list[Posting] = []
    for line in adjustment.lines:
        place = place_of(shift, line.code)
        other = OUTSIDE if adjustment.type is MovementType.EXTERNAL_IMPORT else difference(place)
        postings += move(line.amount, other, place)
    return tuple(postings)


def place_of(shift: Shift, code: str) -> Place:
    """Say where the takings of a tender are."""
    return drawer(shift.drawer) if code == CASH else tender(code)


def require_lines(state: State, lines: tuple[TenderLine, ...]) -> tuple[TenderLine, ...]:
    """See that each line is a tender of this register, once, with an amount that can be used."""
    known = {CASH: "", **{each.code: each.name for each in state.rules.tenders}}
    codes = [line.code for line in lines]
    for line in lines:
        if line.code not in known or codes.count(line.code) > 1:
            raise NoSuchTender(tender=line.code[:40], tenders=", ".join(sorted(known)))
        within_bounds(state, abs(line.amount))
        if line.amount == 0:
            raise NothingToMove()
    if not lines:
        raise NothingToMove()
    return tuple(replace(line, name=known[line.code]) for line in lines)


def _draft(state: State, adjustment_id: str) -> Adjustment:
    found = state.adjustments.get(adjustment_id)
    if found is None:
        raise NoSuchAdjustment()
    return found


def _shift_of(state: State, adjustment: Adjustment) -> Shift:
    """Find the shift that a draft was written in, in whichever drawer it is now; no other takes it over."""
    for shift in state.shifts.values():
        if shift.no == adjustment.shift:
            return shift
    if adjustment.shift in state.aside:
        raise OutOfDrawer(shift=adjustment.shift)
    raise NoSuchAdjustment()


def kept(state: State, entry: AdjustmentDrafted | AdjustmentChanged | AdjustmentCancelled) -> State:
    """Give the state with a draft as it is now, or without it."""
    others = without(state, entry.adjustment.id)
    if isinstance(entry, AdjustmentCancelled):
        return replace(state, adjustments=others)
    return replace(state, adjustments={**others, entry.adjustment.id: entry.adjustment})


def without(state: State, adjustment_id: str | None) -> dict[str, Adjustment]:
    """Give the drafts without one that is over."""
    return {id_: each for id_, each in state.adjustments.items() if id_ != adjustment_id}
