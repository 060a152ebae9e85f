"""Which notes and coins are in a drawer, as far as counts by denomination and swaps tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from till.domain.entries import CashCounted, CashMoved, Entry, ShiftClosed, ShiftOpened, ShiftSetAside
from till.domain.float_lines import low_on
from till.domain.state import Count, CountLine, State
from till.domain.vocabulary import MovementType


def low_in(state: State, drawer_no: int) -> tuple[int, ...]:
    """Name the notes and coins that run low in a drawer, largest first; nothing where no count told."""
    lines = state.stock.get(drawer_no)
    return () if lines is None or state.settings is None else low_on(state.settings, lines)


def told(state: State, entry: Entry) -> State:
    """Give the state with what an entry tells of the pieces in its drawer.

    Sales, and movements that are no swap, say nothing of pieces: the last count holds until the next one.
    """
    if isinstance(entry, ShiftOpened):
        as_left = not entry.counted.lines and entry.float_carried is not None and entry.difference == 0
        return state if as_left else _known(state, entry.drawer, entry.counted.lines)
    if isinstance(entry, CashCounted):
        return state if entry.aside else _known(state, entry.drawer, entry.count.lines)
    if isinstance(entry, CashMoved) and entry.type is MovementType.SWAP:
        return _swapped(state, entry)
    if isinstance(entry, ShiftSetAside):
        return _known(state, entry.drawer, ())
    return _left(state, entry) if isinstance(entry, ShiftClosed) else state


def _known(state: State, drawer_no: int, lines: Iterable[CountLine]) -> State:
    """Remember what is in a drawer; no lines say that nobody knows."""
    lines = tuple(lines)
    if not lines and drawer_no not in state.stock:
        return state
    others = {no: each for no, each in state.stock.items() if no != drawer_no}
    return replace(state, stock={**others, drawer_no: lines} if lines else others)


def _swapped(state: State, entry: CashMoved) -> State:
    before = state.stock.get(entry.drawer)
    if before is None:
        return state
    if entry.given is None or entry.taken is None:
        return _known(state, entry.drawer, ())
    pieces = {(line.value, line.pieces): line.number for line in before}
    for count, sign in ((entry.given, -1), (entry.taken, 1)):
        for line in count.lines:
            row = line.value, line.pieces
            # What was counted may be gone by now: of nothing, nothing is given.
            pieces[row] = max(0, pieces.get(row, 0) + sign * line.number)
    lines = [CountLine(value, number, packed) for (value, packed), number in pieces.items() if number]
    return _known(state, entry.drawer, lines)


def _left(state: State, entry: ShiftClosed) -> State:
    """Remember what stayed of the count, where it is known which pieces stayed."""
    if entry.stays:
        return _known(state, entry.drawer, entry.stays)
    if entry.aside:
        return state
    figures, before = entry.figures.drawer, state.stock.get(entry.drawer)
    counted = figures.counted or Count(0)
    if before is None or not counted.lines or figures.left == counted.amount:
        return state
    return _known(state, entry.drawer, ())
