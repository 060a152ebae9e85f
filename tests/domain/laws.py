"""What must be true of entries and figures, whatever happened; `test_laws.py` makes the days up."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.books import Books
from till.domain.apply import fold
from till.domain.aside import standing_in
from till.domain.entries import (
    CashMoved,
    Entry,
    ShiftClosed,
    TrainingEnded,
    TrainingStarted,
)
from till.domain.figures import Closing, Figures, blind, shift_figures
from till.domain.places import Place, post
from till.domain.sale_tally import paid_in_part
from till.domain.state import Count, Head, Shift, State
from till.domain.training import is_practice
from till.domain.vocabulary import MovementType


def see_training_touches_nothing_real(before: State, entry: Entry, after: State) -> None:
    """See that what is practised changes nothing of the real register but the counters of training."""
    if isinstance(entry, TrainingStarted):
        assert after.real is not None
        assert after.real.balances == before.balances
    if isinstance(entry, TrainingEnded):
        assert before.real is not None
        assert after.balances == before.real.balances
        assert after.real is None
    if before.real is None or not is_practice(entry):
        return
    assert after.real is not None
    assert without_counters(after.real) == without_counters(before.real)


def without_counters(state: State) -> State:
    """Give a state without the counters of training, and without the time."""
    shifts = {}
    for no, shift in state.shifts.items():
        control = replace(shift.tally.control, training=0, training_amount=0)
        shifts[no] = replace(shift, tally=replace(shift.tally, control=control))
    # Practised receipts have a series of their own, which goes on with the next training.
    return replace(state, shifts=shifts, last_at="", training_receipt_no=0)


def insert_of(shift: int) -> Place:
    return Place(f"insert:{shift}")


def expected_of(before: State, entry: ShiftClosed) -> int:
    """Say what had to be where a shift's cash was: in its drawer, or in an insert beside it."""
    place = insert_of(entry.shift) if entry.aside else Place(f"drawer:{entry.drawer}")
    return before.balances.get(place, 0)


def see_sums(figures: Figures) -> None:
    """See that a report gives the same takings by department, by tender and by cashier."""
    sales = figures.sales
    net = sales.sales.amount - sales.refunds.amount
    by_department = sum(each.gross for each in sales.departments.values())
    by_tender = sum(each.amount for each in sales.tenders.values())
    by_cashier = sum(each.sales.amount - each.refunds.amount for each in figures.cashiers)
    assert by_department == by_cashier == by_tender - sales.rounding == net + sales.liabilities.amount


def see_equation(figures: Figures) -> None:
    drawer = figures.drawer
    cash = (drawer.cash_sales, drawer.cash_refunds, drawer.cashback, drawer.external)
    rows = (drawer.float_counted, *cash)
    moved = sum(total.amount or 0 for total in drawer.movements)
    assert sum(row or 0 for row in rows) + moved == drawer.expected
    hidden = blind(figures).drawer
    assert (hidden.expected, hidden.difference, hidden.float_carried) == (None, None, None)


def fresh_z(books: Books, entry: ShiftClosed) -> Figures:
    """Add up a shift again from nothing but the entries before its close."""
    at = books.entries.index(entry)
    before = replace(fold(books.entries[:at], State()), head=Head(at, books.records[at - 1].seal))
    shift = before.aside[entry.shift] if entry.aside else before.shifts[entry.drawer]
    before, drawer = standing_in(before, shift), entry.figures.drawer
    assert drawer.counted is not None
    forced = entry.figures.forced
    assert forced or entry.aside or shift.last_count is not None
    closing = Closing(
        by=entry.employee1,
        at=entry.at,
        approved_by=entry.employee2,
        count=closing_count(entry, shift),
        left=drawer.left or 0,
        bag=drawer.bag,
        reason=drawer.reason,
        note=entry.figures.closing_note,
        forced=forced,
        uncounted=entry.figures.uncounted,
        handed_to=entry.figures.handed_to,
        left_open=entry.figures.left_open,
        returned=(paid_in_part(before, entry.drawer) or None) if forced else None,
    )
    return shift_figures(before, shift, entry.employee1, entry.at, closing)


def closing_count(entry: ShiftClosed, shift: Shift) -> Count:
    """Give what a shift was closed on: its last count, or what the close itself brought."""
    if shift.last_count is not None and not entry.figures.forced and not entry.aside:
        return shift.last_count.count
    drawer = entry.figures.drawer
    assert drawer.counted is not None
    return drawer.counted


def see_undone_net_to_zero(entries: list[Entry], shift: int) -> None:
    moved = {e.id: e for e in entries if isinstance(e, CashMoved) and e.shift == shift}
    undoing = [entry for entry in moved.values() if entry.undoes is not None]
    assert len({entry.undoes for entry in undoing}) == len(undoing)
    for undo in undoing:
        undone = moved[undo.undoes or ""]
        assert undone.undoes is None
        assert undone.type is not MovementType.NO_SALE
        assert post({}, (*undone.postings, *undo.postings)) == {}
        assert undone.amount + undo.amount == 0
        assert undo.employee2 not in (None, undo.employee1)
