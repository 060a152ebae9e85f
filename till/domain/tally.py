"""The running sums of a shift: what each entry adds to them."""

from __future__ import annotations

from dataclasses import replace

from till.domain.adjustment import without
from till.domain.entries import CashMoved, DrawerKicked, DrawerOpened
from till.domain.movement import remembered
from till.domain.people import Person
from till.domain.places import Posting, post
from till.domain.remembered import Remembered
from till.domain.staff_cash import after_movement
from till.domain.state import UNDO_KEY, Bag, CashierTally, Control, Shift, State, Tally, Total
from till.domain.vocabulary import KickOutcome, MovementType


def moved(state: State, entry: CashMoved) -> State:
    """Add a cash movement to its shift and to the balances of the places."""
    state = replace(
        state,
        balances=post(state.balances, entry.postings),
        advances=after_movement(state, entry),
        adjustments=without(state, entry.adjustment),
        bags=_bags_after(state, entry),
    )
    shift = state.shifts.get(entry.drawer)
    if shift is None or shift.no != entry.shift:
        return state
    movements = Remembered.of(shift.movements)
    if entry.undoes is not None:
        undone = (replace(each, undone=each.undone or each.id == entry.undoes) for each in movements)
        movements = Remembered.of(tuple(undone))
    movements = movements.plus(remembered(entry))
    shift = replace(shift, movements=movements, tally=_with_movement(shift.tally, entry))
    return approved(_with_shift(state, shift), entry.shift, entry.employee2)


def _bags_after(state: State, entry: CashMoved) -> dict[str, Bag]:
    """Give the bags under way after a movement: one more after a drop, one less after its undo."""
    if entry.type is not MovementType.CASH_OUT or entry.bag is None:
        return state.bags
    if entry.undoes is not None:
        return {no: bag for no, bag in state.bags.items() if no != entry.bag}
    bag = Bag(entry.bag, entry.id, -entry.amount, entry.at, entry.employee1, entry.shift)
    return {**state.bags, bag.no: bag}


def _with_movement(tally: Tally, entry: CashMoved) -> Tally:
    key = entry.type if entry.undoes is None else f"{entry.type}{UNDO_KEY}"
    no_sale = entry.type is MovementType.NO_SALE
    person = tally.cashiers.get(entry.employee1.no, CashierTally(entry.employee1))
    person = replace(person, movements=person.movements + (not no_sale), no_sales=person.no_sales + no_sale)
    reasons = tally.no_sale_reasons
    if no_sale:
        reasons = {**reasons, entry.reason: reasons.get(entry.reason, 0) + 1}
    undone = tally.control.undone + (entry.undoes is not None)
    emergencies = tally.control.emergencies + entry.emergency
    return replace(
        tally,
        taken=with_takings(tally.taken, entry.postings),
        movements={**tally.movements, key: tally.movements.get(key, Total()).plus(entry.amount)},
        no_sale_reasons=reasons,
        cashiers={**tally.cashiers, entry.employee1.no: person},
        control=replace(tally.control, undone=undone, emergencies=emergencies),
    )


def with_takings(before: dict[str, int], postings: tuple[Posting, ...]) -> dict[str, int]:
    """Add what postings bring in by other tenders than cash, by code."""
    after = dict(before)
    for posting in postings:
        kind, _, code = posting.place.partition(":")
        if kind == "tender":
            after[code] = after.get(code, 0) + posting.amount
    return after


def kicked(state: State, entry: DrawerKicked) -> State:
    """Count what became of an attempt to open the drawer."""
    opened = entry.outcome in (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED)
    state = count(
        state,
        entry.shift,
        openings=opened,
        openings_without_sale=opened and entry.no_sale,
        kicks_unverified=entry.outcome is KickOutcome.UNVERIFIED,
        kicks_failed=not opened,
    )
    shift = _find(state, entry.shift)
    if shift is None or not opened or entry.employee not in state.employees:
        return state
    cashiers = shift.tally.cashiers
    person = cashiers.get(entry.employee, CashierTally(state.employees[entry.employee].person))
    person = replace(person, openings=person.openings + 1)
    tally = replace(shift.tally, cashiers={**cashiers, entry.employee: person})
    return _with_shift(state, replace(shift, tally=tally))


def opened(state: State, entry: DrawerOpened) -> State:
    """Count an opening that no kick explains; the others were counted with their kick."""
    if entry.explained:
        return state
    return count(state, entry.shift, openings=1, openings_without_sale=1, openings_unexplained=1)


def open_for(state: State, shift_no: int | None, open_s: int) -> State:
    """Remember the longest time that the drawer stood open."""
    shift = _find(state, shift_no)
    if shift is None or open_s <= shift.tally.control.longest_open_s:
        return state
    control = replace(shift.tally.control, longest_open_s=open_s)
    return _with_shift(state, replace(shift, tally=replace(shift.tally, control=control)))


def approved(state: State, shift_no: int | None, approver: Person | None) -> State:
    """Count an approval, if there was one."""
    return state if approver is None else count(state, shift_no, approvals=1)


def count(state: State, shift_no: int | None, **more: int) -> State:
    """Add to counters of a shift's Control, by name. No shift named: the one of the first drawer."""
    shift = _find(state, shift_no)
    if shift is None:
        return state
    counters: dict[str, int] = {
        name: getattr(shift.tally.control, name) + int(times) for name, times in more.items() if times
    }
    control: Control = replace(shift.tally.control, **counters)
    return _with_shift(state, replace(shift, tally=replace(shift.tally, control=control)))


def _find(state: State, shift_no: int | None) -> Shift | None:
    if shift_no is None:
        return state.shifts[min(state.shifts)] if state.shifts else None
    everywhere = (*state.shifts.values(), *state.aside.values())
    return next((shift for shift in everywhere if shift.no == shift_no), None)


def _with_shift(state: State, shift: Shift) -> State:
    if shift.no in state.aside:
        return replace(state, aside={**state.aside, shift.no: shift})
    return replace(state, shifts={**state.shifts, shift.drawer: shift})
