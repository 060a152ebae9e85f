"""Shifts as the formats take them, out of books; their entries are read from there as they are needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from till.domain.chain import Record
from till.domain.codec import KINDS, decode
from till.domain.entries import Entry, ShiftClosed
from till.domain.figures import shift_figures
from till.domain.people import Person
from till.domain.state import Shift, State
from till.formats.session import Session, belongs
from till.interfaces.books import Books, ShiftRow, Unavailable

_READER: Final = Person(0, "")
"""Who asks through an interface: nobody who works at a register."""
OF_SHIFTS: Final[Collection[str]] = tuple(
    kind for kind, entry in KINDS.items() if "shift" in entry.__dataclass_fields__
) + tuple(kind for kind in KINDS if kind.startswith("adjustment-"))
"""The kinds of records that say of themselves to which shift they belong."""


class ShiftEntries:
    """The entries of one shift, read anew each time somebody goes through them."""

    def __init__(self, books: Books, row: ShiftRow) -> None:
        self._books = books
        self._row = row

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _seq, entry in self.numbered())

    def numbered(
        self, after: int = 0, before: int | None = None, *, newest_first: bool = False
    ) -> Iterator[tuple[int, Entry]]:
        """Give entries with the numbers of their records, those between two of them."""
        row = self._row
        until = row.closed_seq
        if before is not None:
            until = before - 1 if until is None else min(until, before - 1)
        first = max(after, row.opened_seq - 1)
        found = self._books.records(row.register, first, until, OF_SHIFTS, newest_first=newest_first)
        for record in found:
            entry = read(record)
            if belongs(entry, row.shift):
                yield record.seq, entry


def read(record: Record) -> Entry:
    """Read the entry of a record.

    Raises:
        Unavailable: It cannot be read, so that figures made of the others would be wrong.
    """
    try:
        return decode(record.kind, record.body)
    except (ValueError, TypeError, RecursionError) as wrong:
        words = f"Record {record.seq} of the journal cannot be read. Is the register's program newer?"
        raise Unavailable(words) from wrong


def session_of(books: Books, row: ShiftRow) -> Session:
    """Give a shift, open or closed.

    Raises:
        Unavailable: Its records cannot be read.
    """
    entries = ShiftEntries(books, row)
    if row.closed_seq is not None:
        close = _close(books, row, row.closed_seq)
        return Session(close.figures, entries, close, close.at)
    state = books.state(row.register)
    shift = running(state, row.shift)
    if shift is None:
        raise Unavailable("The shift was closed while it was read. Ask again.")
    figures = shift_figures(state, shift, _READER, state.last_at)
    return Session(figures, entries, None, state.last_at)


def running(state: State, no: int) -> Shift | None:
    """Find a shift that runs, or is set aside, by its number."""
    return next((each for each in (*state.shifts.values(), *state.aside.values()) if each.no == no), None)


def _close(books: Books, row: ShiftRow, seq: int) -> ShiftClosed:
    for record in books.records(row.register, seq - 1, seq):
        entry = read(record)
        if isinstance(entry, ShiftClosed):
            return entry
    raise Unavailable("The close of the shift is not in the journal.")
