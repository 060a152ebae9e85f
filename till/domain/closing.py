"""Closing a shift for ever with a Z: counted, handed over, or forced by a manager."""

from __future__ import annotations

from dataclasses import replace

from till.domain.apply import apply
from till.domain.approval import Permission, allow, require_accountable
from till.domain.aside import require_aside, require_free, standing_in
from till.domain.checks import (
    optional_text,
    require_count,
    require_reason,
    require_shift,
    require_tenders,
    within_bounds,
)
from till.domain.commands import Act, CloseAside, CloseShift, ForceClose, HandOver, OpenShift
from till.domain.count import require_counting
from till.domain.entries import Entry, ShiftClosed
from till.domain.errors import MoreThanCounted, NotCounted, OpenThings, OwnHandover
from till.domain.figures import (
    Closing,
    shift_figures,
    tender_figures,
    tender_gaps,
)
from till.domain.float_lines import suggestion
from till.domain.ids import derived
from till.domain.movement import require_bag
from till.domain.open_things import OpenThing, open_things
from till.domain.people import Right
from till.domain.places import closing_postings, drawer, insert, move
from till.domain.sale_tally import paid_in_part
from till.domain.shift import open_shift, require_explained
from till.domain.shift_errors import LeftNeedsCount
from till.domain.state import Count, CountLine, Head, Shift, State
from till.domain.vocabulary import MovementType


def close_shift(state: State, command: CloseShift) -> tuple[ShiftClosed, ...]:
    """Post the shift on its last count: over or short, next float, taken out, carried on."""
    shift, count = _counted_shift(state, command.drawer)
    permission = allow(state, command.act, Right.CLOSE_SHIFT)
    require_accountable(state, shift, permission)
    reason = optional_text(command.reason)
    left_open = _require_settled(state, shift, permission, reason)
    closing = _closing(state, command.act, permission, count, left=command.left, bag=command.bag)
    closing = replace(closing, reason=reason, note=optional_text(command.note), left_open=left_open)
    closing = replace(closing, queue=command.queue)
    closing = replace(closing, stays=as_suggested(state, shift, count, command.left))
    _require_explained(state, shift, count, permission, reason)
    return (closed(state, shift, command.act, closing),)


def _counted_shift(state: State, drawer_no: int) -> tuple[Shift, Count]:
    shift = require_counting(state, drawer_no)
    if shift.last_count is None:
        raise NotCounted()
    return shift, shift.last_count.count


def force_close(state: State, command: ForceClose) -> tuple[ShiftClosed, ...]:
    """Close a shift whose owner is not there: with a count, or without one, which the Z then says.

    Cash that was handed out and not settled stays owed by who has it; the reason speaks for it. What was paid
    of a sale that is not finished is given back, and the Z says so: it was never in the books, there is no
    receipt for a part, and whoever goes on with the sale has another drawer. Cash that is not given back all
    the same is found as over in this drawer, where it is.
    """
    shift = require_shift(state, command.drawer)
    permission = allow(state, command.act, Right.FORCE_CLOSE)
    count, uncounted = _count_for_force(state, shift, command.counted)
    if uncounted and command.left is not None:
        raise LeftNeedsCount()
    left = count.amount if command.left is None else command.left
    closing = _closing(state, command.act, permission, count, left=left, bag=command.bag)
    closing = replace(
        closing,
        reason=require_reason(command.reason),
        forced=True,
        uncounted=uncounted,
        left_open=open_things(state, shift) or None,
        queue=command.queue,
        returned=paid_in_part(state, shift.drawer) or None,
    )
    return (closed(state, shift, command.act, closing),)


def _count_for_force(state: State, shift: Shift, counted: Count | None) -> tuple[Count, bool]:
    """Take the count that was made just now, or the last one of the shift, or else what is expected."""
    if counted is not None:
        count = require_count(state, counted)
        return require_tenders(state, count) if count.tenders else count, False
    if shift.last_count is not None:
        return shift.last_count.count, False
    return Count(state.expected(shift.drawer)), True


def close_aside(state: State, command: CloseAside) -> tuple[ShiftClosed, ...]:
    """Close a shift whose insert is out of the drawer, on its last count; two people stand behind it."""
    shift = require_aside(state, command.shift)
    if shift.last_count is None:
        raise NotCounted()
    count = shift.last_count.count
    permission = allow(state, command.act, Right.CLOSE_SHIFT, alone=False)
    if command.left:
        require_free(state, shift.drawer)
    reason = optional_text(command.reason)
    seen = standing_in(state, shift)
    left_open = _require_settled(seen, shift, permission, reason)
    closing = _closing(state, command.act, permission, count, left=command.left, bag=command.bag)
    closing = replace(closing, reason=reason, note=optional_text(command.note), left_open=left_open)
    closing = replace(closing, stays=as_suggested(state, shift, count, command.left))
    _require_explained(seen, shift, count, permission, reason)
    return (closed(state, shift, command.act, closing),)


def hand_over(state: State, command: HandOver) -> tuple[Entry, ...]:
    """Let the next cashier go on with the drawer as it was counted; what differs belongs to who leaves."""
    shift, count = _counted_shift(state, command.drawer)
    if command.to == command.act.by:
        raise OwnHandover()
    permission = allow(state, command.act, Right.CLOSE_SHIFT)
    require_accountable(state, shift, permission)
    reason = optional_text(command.reason)
    left_open = _require_settled(state, shift, permission, reason)
    closing = _closing(state, command.act, permission, count, left=count.amount, bag=None)
    closing = replace(
        closing, reason=reason, handed_to=state.employee(command.to).person, left_open=left_open
    )
    closing = replace(closing, queue=command.queue)
    closing_entry = closed(state, shift, command.act, closing)
    next_act = Act(derived(command.act.id, "opened"), command.act.at, command.to)
    opened = open_shift(
        apply(state, closing_entry), OpenShift(next_act, count, command.drawer), continuing=True
    )
    _require_explained(state, shift, count, permission, reason)
    return closing_entry, *opened


def _require_explained(
    state: State, shift: Shift, count: Count, permission: Permission, reason: str | None
) -> None:
    """Want a reason and approval for a large difference.

    It is asked last: who may not know whether a count differs hears of it only when nothing else is missing.
    """
    where = (shift.drawer, shift.no)
    require_explained(state, permission, _largest_gap(state, shift, count), reason, where)


def _largest_gap(state: State, shift: Shift, count: Count) -> int:
    """Give what is over or short the most, of the cash and of each tender that was counted."""
    tenders = [each.difference or 0 for each in tender_figures(state, shift, count) or ()]
    return max((count.amount - state.expected(shift.drawer), *tenders), key=abs)


def _closing(
    state: State, act: Act, permission: Permission, count: Count, *, left: int, bag: str | None
) -> Closing:
    kept = within_bounds(state, left)
    if kept > count.amount:
        raise MoreThanCounted()
    return Closing(
        by=permission.by,
        at=act.at,
        approved_by=permission.approved_by,
        count=count,
        left=kept,
        bag=require_bag(state, bag) if count.amount > kept else None,
    )


def _require_settled(
    state: State, shift: Shift, permission: Permission, reason: str | None
) -> tuple[OpenThing, ...] | None:
    """Give what the shift leaves open, for which somebody answers who may close others' shifts; or None."""
    things = open_things(state, shift)
    if not things:
        return None
    people = [person for person in (permission.by, permission.approved_by) if person is not None]
    roles = [state.rules.role(state.employee(person.no).role) for person in people]
    if reason is None or not any(role.may(Right.FORCE_CLOSE) for role in roles):
        raise OpenThings(things=", ".join(f"{each.kind.value} ({each.person.name})" for each in things))
    return things


def closed(state: State, shift: Shift, act: Act, closing: Closing) -> ShiftClosed:
    """Give the entry that closes a shift, whole: the verifier makes it again from what came before."""
    real, state = state, standing_in(state, shift)
    out = shift.no in real.aside
    gap = closing.count.amount - state.expected(shift.drawer)
    tenders = tender_gaps(tender_figures(state, shift, closing.count))
    taken = closing.count.amount - closing.left
    entry = ShiftClosed(
        id=act.id,
        at=act.at,
        shift=shift.no,
        drawer=shift.drawer,
        business_date=shift.business_date,
        z_no=state.z_no + 1,
        type=close_out_type(gap),
        amount=gap,
        figures=shift_figures(state, shift, closing.by, act.at, closing),
        postings=(
            *(move(state.expected(shift.drawer), insert(shift.no), drawer(shift.drawer)) if out else ()),
            *closing_postings(shift.drawer, gap, taken, closing.bag, tenders),
        ),
        employee1=closing.by,
        employee2=closing.approved_by,
        carried=State(),
        aside=out or None,
        stays=closing.stays,
    )
    return replace(entry, carried=replace(apply(real, entry), head=Head()))


def as_suggested(state: State, shift: Shift, count: Count, left: int) -> tuple[CountLine, ...] | None:
    """Give the pieces that stay as float, where as much stays as the count sheet suggested; else None."""
    advice = suggestion(state.rules, count, shift.float_counted)
    return advice.stays or None if advice is not None and advice.left == left else None


def close_out_type(gap: int) -> MovementType:
    """Name the close: exact, over or short."""
    if gap == 0:
        return MovementType.CLOSE_OUT_EXACT
    return MovementType.CLOSE_OUT_OVERAGE if gap > 0 else MovementType.CLOSE_OUT_SHORTAGE
