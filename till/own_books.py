"""The register's own journal, as the interfaces read it: a page at a time, in short transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from till.cash_register import CashRegister
from till.domain.chain import Record
from till.domain.codec import decode
from till.domain.entries import ShiftOpened
from till.domain.state import Shift, State
from till.faults import JournalBroken, NotRecorded
from till.interfaces.books import Order, RegisterCard, ShiftQuestion, ShiftRow, Unavailable, in_pages
from till.journal_reader import ClosedRow

_LAST: Final = "~"


class OwnBooks:
    """One register's journal, for interfaces; any thread may ask.

    `acknowledged_by_all` says up to which record all peers hold it.
    """

    def __init__(self, register: CashRegister, acknowledged_by_all: Callable[[], int]) -> None:
        self._register = register
        self._read = register.read
        self._acknowledged = acknowledged_by_all
        self._refreshing = threading.Lock()

    def registers(self) -> Sequence[RegisterCard]:
        """Give this register alone."""
        return [RegisterCard(1, self._state().rules.heading)]

    def shifts(self, question: ShiftQuestion) -> list[ShiftRow]:
        """List one page of shifts."""
        found = self._asked(question)
        if question.after is not None:
            places = [no for no, row in enumerate(found) if row.shift == question.after[1]]
            found = found[places[0] + 1 :] if places else []
        page = found[question.skip : question.skip + question.limit]
        return [self._with_opening(row) for row in page]

    def number_of_shifts(self, question: ShiftQuestion) -> int:
        """Count the shifts on all pages."""
        return len(self._asked(question))

    def shift(self, register: RegisterCard, shift: int) -> ShiftRow | None:
        """Find a shift."""
        found = [row for row in self._all(register) if row.shift == shift]
        return self._with_opening(found[0]) if found else None

    def records(
        self,
        register: RegisterCard,  # noqa: ARG002 -- there is one
        after: int = 0,
        until: int | None = None,
        kinds: Collection[str] = (),
        *,
        newest_first: bool = False,
    ) -> Iterator[Record]:
        """Read records with a number above `after` up to `until`, holding a page at a time."""

        def page(above: int, up_to: int | None, size: int) -> list[Record]:
            try:
                return self._read.between(above, up_to, kinds, size, newest_first=newest_first)
            except (NotRecorded, JournalBroken) as trouble:
                raise Unavailable(str(trouble)) from trouble

        yield from in_pages(page, after, until, newest_first=newest_first)

    def state(self, register: RegisterCard) -> State:  # noqa: ARG002 -- there is one
        """Give the register as it is now, without what is practised."""
        return self._state()

    def acknowledged(self, register: RegisterCard) -> int:  # noqa: ARG002 -- there is one
        """Say up to which record all whom the register forwards to have its journal."""
        return self._acknowledged()

    def _state(self) -> State:
        try:
            with self._refreshing:
                self._register.refresh()
                state = self._register.state
        except (NotRecorded, JournalBroken) as trouble:
            raise Unavailable(str(trouble)) from trouble
        return state.real or state

    def _asked(self, question: ShiftQuestion) -> list[ShiftRow]:
        if not question.registers:
            return []
        card = next(iter(question.registers))
        found = [
            row
            for row in self._all(card)
            if (question.closed is None or row.closed == question.closed)
            and (question.first_date or "") <= row.business_date <= (question.last_date or _LAST)
        ]
        found.sort(key=lambda row: _key(question.order, row), reverse=question.descending)
        return found

    def _all(self, card: RegisterCard) -> list[ShiftRow]:
        """Give all shifts; where one was opened is looked for when it is on the page."""
        state = self._state()
        closed = [_closed(card, row) for row in self._read.closed_shifts()]
        numbers = {row.shift for row in closed}
        running = (*state.shifts.values(), *state.aside.values())
        return [*closed, *(_running(card, shift) for shift in running if shift.no not in numbers)]

    def _with_opening(self, row: ShiftRow) -> ShiftRow:
        until = row.closed_seq
        for record in self.records(row.register, 0, until, ("shift-opened/1",), newest_first=True):
            entry = decode(record.kind, record.body)
            if isinstance(entry, ShiftOpened) and entry.shift == row.shift:
                return replace(row, opened_seq=record.seq)
        return row


def _key(order: Order, row: ShiftRow) -> tuple[str | int, int]:
    keys: dict[Order, str | int] = {
        Order.NUMBER: 0,
        Order.BUSINESS_DATE: row.business_date,
        Order.OPENED_AT: row.opened_at,
        Order.CLOSED_AT: row.closed_at or _LAST,
        Order.STATUS: int(row.closed),
    }
    return keys[order], row.shift


def _closed(card: RegisterCard, row: ClosedRow) -> ShiftRow:
    return ShiftRow(card, row.shift, row.business_date, row.drawer, row.opened_at, 1, row.closed_at, row.seq)


def _running(card: RegisterCard, shift: Shift) -> ShiftRow:
    return ShiftRow(card, shift.no, shift.business_date, shift.drawer, shift.opened_at, 1)
