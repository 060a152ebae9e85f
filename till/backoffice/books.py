"""The journals that the office holds, as interfaces read them: a page at a time, in short transactions."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.exc import DBAPIError

from till.backoffice.database import reading, words_for
from till.backoffice.office import Office
from till.backoffice.tables import records, registers, shifts
from till.domain.apply import apply
from till.domain.chain import Record
from till.domain.entries import ShiftClosed
from till.domain.plain import from_plain
from till.domain.settings import Heading
from till.domain.state import Head, State
from till.interfaces.books import Order, RegisterCard, ShiftQuestion, ShiftRow, Unavailable, in_pages
from till.interfaces.sessions import read

STATES_MAX: Final = 64
"""So many registers are remembered as they stand; the one that nobody asked for longest is forgotten."""
_COLUMNS: Final = [records.c[name] for name in ("seq", "recorded_at", "kind", "body", "seal", "signature")]


class OfficeBooks:
    """What the office holds, for interfaces; any thread may ask."""

    def __init__(self, office: Office) -> None:
        self._engine = reading(office.engine)
        self._states: OrderedDict[int, State] = OrderedDict()
        self._remembering = threading.Lock()

    def registers(self) -> Sequence[RegisterCard]:
        """List the registers whose settings are known."""
        known = registers.c.heading.is_not(None)
        rows = self._all(select(registers.c.no, registers.c.heading).where(known).order_by(registers.c.no))
        return [RegisterCard(row.no, _heading(row.heading)) for row in rows]

    def shifts(self, question: ShiftQuestion) -> list[ShiftRow]:
        """List one page of shifts."""
        cards = {card.key: card for card in question.registers}
        order = _order(question)
        statement = select(shifts).where(*_asked(question))
        if question.after is not None:
            statement = statement.where(self._behind(question, order))
        ways = [column.desc() if question.descending else column.asc() for column in order]
        statement = statement.order_by(*ways).limit(question.limit).offset(question.skip)
        return [_row(cards[row.register_no], row) for row in self._all(statement)]

    def number_of_shifts(self, question: ShiftQuestion) -> int:
        """Count the shifts on all pages."""
        return int(self._all(select(func.count()).select_from(shifts).where(*_asked(question)))[0][0])

    def shift(self, register: RegisterCard, shift: int) -> ShiftRow | None:
        """Find a shift."""
        rows = self._all(select(shifts).where(shifts.c.register_no == register.key, shifts.c.shift == shift))
        return _row(register, rows[0]) if rows else None

    def records(
        self,
        register: RegisterCard,
        after: int = 0,
        until: int | None = None,
        kinds: Collection[str] = (),
        *,
        newest_first: bool = False,
    ) -> Iterator[Record]:
        """Read records with a number above `after` up to `until`, holding a page at a time."""
        seq = records.c.seq
        statement = select(*_COLUMNS).where(records.c.register_no == register.key)
        statement = statement.order_by(seq.desc() if newest_first else seq)
        if kinds:
            # Written out and not bound, so that the database sees which index answers it.
            statement = statement.where(records.c.kind.in_([literal_column(f"'{kind}'") for kind in kinds]))
        proven = self.acknowledged(register)
        until = proven if until is None else min(until, proven)

        def page(above: int, up_to: int | None, size: int) -> list[Record]:
            between = [seq > above, seq <= up_to]
            return [_record(row) for row in self._all(statement.where(*between).limit(size))]

        yield from in_pages(page, after, until, newest_first=newest_first)

    def state(self, register: RegisterCard) -> State:
        """Fold what was received since the newest close, or since it was asked for last."""
        with self._remembering:
            state = self._states.get(register.key)
        state = self._from_close(register) if state is None else state
        for record in self.records(register, state.head.records):
            state = replace(apply(state, read(record)), head=Head(record.seq, record.seal))
        with self._remembering:
            self._states[register.key] = state
            self._states.move_to_end(register.key)
            while len(self._states) > STATES_MAX:
                self._states.popitem(last=False)
        return state.real or state

    def acknowledged(self, register: RegisterCard) -> int:
        """Say up to which record the office holds a journal and has proven it: nothing else is shown."""
        statement = select(registers.c.proven_seq).where(registers.c.no == register.key)
        return int(self._all(statement)[0][0])

    def _from_close(self, register: RegisterCard) -> State:
        newest = select(func.max(shifts.c.closed_seq)).where(shifts.c.register_no == register.key)
        seq = self._all(newest)[0][0]
        if seq is None:
            return State()
        for record in self.records(register, seq - 1, seq):
            entry = read(record)
            if isinstance(entry, ShiftClosed):
                return replace(entry.carried, head=Head(record.seq, record.seal))
        return State()

    def _behind(self, question: ShiftQuestion, order: list[ColumnElement[Any]]) -> ColumnElement[bool]:
        """Give the condition for what comes behind the shift that a page begins after."""
        assert question.after is not None
        register_no, shift = question.after
        found = self._all(select(*order).where(shifts.c.register_no == register_no, shifts.c.shift == shift))
        if not found:
            return literal(False)
        here = tuple_(*(literal(value) for value in found[0]))
        return tuple_(*order) < here if question.descending else tuple_(*order) > here

    def _all(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self._engine.begin() as connection:
                return _fetched(connection, statement)
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error


def _fetched(connection: Connection, statement: Select[Any]) -> Sequence[Row[Any]]:
    return connection.execute(statement).all()


def _asked(question: ShiftQuestion) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [shifts.c.register_no.in_([card.key for card in question.registers])]
    if question.closed is not None:
        wanted.append(shifts.c.closed_seq.is_not(None) if question.closed else shifts.c.closed_seq.is_(None))
    if question.first_date is not None:
        wanted.append(shifts.c.business_date >= question.first_date)
    if question.last_date is not None:
        wanted.append(shifts.c.business_date <= question.last_date)
    return wanted


def _order(question: ShiftQuestion) -> list[ColumnElement[Any]]:
    """Give the columns to order by; shifts that run come after those that are closed."""
    numbers = {card.key: card.number for card in question.registers}
    number = case(numbers, value=shifts.c.register_no, else_=0) if numbers else shifts.c.register_no
    columns: dict[Order, list[ColumnElement[Any]]] = {
        Order.NUMBER: [],
        Order.BUSINESS_DATE: [shifts.c.business_date],
        Order.OPENED_AT: [shifts.c.opened_at],
        Order.CLOSED_AT: [func.coalesce(shifts.c.closed_at, "~")],
        Order.STATUS: [func.coalesce(shifts.c.closed_seq * 0 + 1, 0)],
    }
    return [*columns[question.order], number, shifts.c.shift]


def _row(card: RegisterCard, row: Row[Any]) -> ShiftRow:
    return ShiftRow(
        card,
        row.shift,
        row.business_date,
        row.drawer,
        row.opened_at,
        row.opened_seq,
        row.closed_at,
        row.closed_seq,
    )


def _record(row: Row[Any]) -> Record:
    return Record(row.seq, row.recorded_at, row.kind, row.body, row.seal, row.signature)


def _heading(text: str) -> Heading:
    return from_plain(Heading, json.loads(text))
