"""Books that are a list of entries, for many short lives of a register."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fastapi import FastAPI

from tests.interfaces.shelf import Client
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.entries import Entry, ShiftClosed, ShiftOpened
from till.domain.state import State
from till.interfaces.app import add_interfaces
from till.interfaces.books import RegisterCard, ShiftQuestion, ShiftRow
from till.interfaces.door import Grant, Right, Served


@dataclass
class ListedBooks:
    """One register, whose journal is in a list."""

    entries: Sequence[Entry]
    now: State

    def registers(self) -> Sequence[RegisterCard]:
        return [RegisterCard(1, self.now.rules.heading)]

    def shifts(self, question: ShiftQuestion) -> list[ShiftRow]:
        found = [row for row in self._all() if question.closed is None or row.closed == question.closed]
        return found[question.skip : question.skip + question.limit]

    def number_of_shifts(self, question: ShiftQuestion) -> int:
        return len(self.shifts(question))

    def shift(self, register: RegisterCard, shift: int) -> ShiftRow | None:
        return next((row for row in self._all() if row.shift == shift), None)

    def records(
        self,
        register: RegisterCard,
        after: int = 0,
        until: int | None = None,
        kinds: Collection[str] = (),
        *,
        newest_first: bool = False,
    ) -> Iterator[Record]:
        places = range(after + 1, min(until or len(self.entries), len(self.entries)) + 1)
        for seq in reversed(places) if newest_first else places:
            entry = self.entries[seq - 1]
            kind, body = encode(entry)
            if not kinds or kind in kinds:
                yield Record(seq, entry.at, kind, body, f"{seq:064x}", f"{seq:0128x}")

    def state(self, register: RegisterCard) -> State:
        return self.now

    def acknowledged(self, register: RegisterCard) -> int:
        return len(self.entries)

    def _all(self) -> list[ShiftRow]:
        rows: dict[int, ShiftRow] = {}
        card = self.registers()[0]
        for seq, entry in enumerate(self.entries, start=1):
            if isinstance(entry, ShiftOpened):
                rows[entry.shift] = ShiftRow(
                    card, entry.shift, entry.business_date, entry.drawer, entry.at, seq
                )
            if isinstance(entry, ShiftClosed):
                row = rows[entry.shift]
                rows[entry.shift] = ShiftRow(
                    card,
                    row.shift,
                    row.business_date,
                    row.drawer,
                    row.opened_at,
                    row.opened_seq,
                    entry.at,
                    seq,
                )
        return list(rows.values())


def client_of(entries: Sequence[Entry], state: State) -> Client:
    """Give somebody who asks the interfaces of these entries, and may ask everything."""
    app = FastAPI()
    grant = Grant("somebody", frozenset(Right))
    books = ListedBooks(entries, state)
    add_interfaces(app, Served(books, lambda _token: grant, lambda: state.last_at))
    return Client(app, "any")
