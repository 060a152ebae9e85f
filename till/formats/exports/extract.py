"""What of a journal an export is about: two business dates, and what must be known before the first line.

Whoever writes an export reads the journal several times, never more than one record of it at once. What is
held meanwhile grows with the shifts, the people and the departments of a shop, never with what they did.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from till.domain.chain import Record
from till.domain.codec import KINDS, decode
from till.domain.entries import (
    EmployeeAdded,
    EmployeeChanged,
    Entry,
    RegisterCreated,
    ReportTaken,
    SaleConcluded,
    SaleRefunded,
    SettingsChanged,
)
from till.domain.money import EXPONENTS, plain
from till.domain.people import Employee, Person
from till.domain.settings import Settings
from till.formats.session import shift_of

NOT_A_CERTIFICATION: Final = (
    "This is an export of a till's journal and not a certification: it proves nothing by itself. "
    "The journal does: till journal verify."
)
"""What every export says of itself, as near to its first line as its form allows."""

_RECEIPTS: Final = ("sale-concluded/1", "sale-refunded/1")
Records = Callable[[int], Iterable[Record]]
"""Gives the records after a number, in order, as often as it is asked."""


class NotExported(Exception):
    """The journal does not fit the form that was asked for; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """When an export is made (RFC 3339, local), by whom, and by which version of the program."""

    at: str
    by: Person | None
    version: str


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry with what its record says beside it."""

    seq: int
    recorded_at: str
    entry: Entry
    seal: str
    signature: str


@dataclass(frozen=True, slots=True)
class Close:
    """The close of a shift: its Z number, and when it was."""

    z_no: int
    at: str


class _Found:
    """What a first reading of the journal finds."""

    def __init__(self) -> None:
        self.shifts: dict[int, str] = {}
        self.closes: dict[int, Close] = {}
        self.employees: dict[int, tuple[Employee, str]] = {}
        self.created: RegisterCreated | None = None
        self.settings: tuple[str, str] | None = None
        self.start: int | None = None
        self.dates: tuple[str, str] | None = None


class Extract:
    """A journal between two business dates, both in it; None is as far as it goes.

    Raises:
        NotExported: There are no settings in it: it is of a register that was never set up.
    """

    def __init__(self, records: Records, first: str | None = None, last: str | None = None) -> None:
        self._records = records
        self._first, self._last = first or "", last or "9999-12-31"
        found = _Found()
        for record in records(0):
            self._note(found, record)
        if found.settings is None or found.created is None:
            raise NotExported("There is nothing to export: this journal has no settings yet.")
        settings = decode(*found.settings)
        assert isinstance(settings, SettingsChanged)
        self.created = found.created
        self.settings: Settings = settings.settings
        self.employees = found.employees
        self.closes = found.closes
        self._shifts = found.shifts
        self._start = found.start
        dates = found.dates or (found.created.at[:10], found.created.at[:10])
        self.first, self.last = first or dates[0], last or dates[1]

    def _note(self, found: _Found, record: Record) -> None:
        date = record.recorded_at[:10]
        if date >= self._first and found.start is None:
            found.start = record.seq - 1
        found.dates = (found.dates[0] if found.dates else date, date)
        match record.kind:
            case "shift-opened/1":
                opened = json.loads(record.body)
                found.shifts[opened["shift"]] = opened["business_date"]
                if opened["business_date"] >= self._first and found.start is None:
                    found.start = record.seq - 1
            case "shift-closed/1":
                closed = json.loads(record.body)
                if self._first <= closed["business_date"] <= self._last:
                    found.closes[closed["shift"]] = Close(closed["z_no"], closed["at"])
            case "register-created/1" | "employee-added/1" | "employee-changed/1":
                _note_people(found, decode(record.kind, record.body))
            case "settings-changed/1":
                # Those in force at the end; of a time before the first ones, these.
                if found.settings is None or date <= self._last:
                    found.settings = (record.kind, record.body)

    def entries(self, *wanted: type[Entry]) -> Iterator[Noted]:
        """Give the entries of these types that belong to the dates, in order."""
        kinds = {kind for kind, sort in KINDS.items() if sort in wanted or not wanted}
        if self._start is None:
            return
        for record in self._records(self._start):
            if record.kind in kinds:
                entry = decode(record.kind, record.body)
                noted = Noted(record.seq, record.recorded_at, entry, record.seal, record.signature)
                if self._first <= self.date_of(noted) <= self._last:
                    yield noted

    def receipts(self) -> Iterator[dict[str, Any]]:
        """Give the receipts that belong to the dates, practised ones left out, as plain values.

        To make whole receipts of them takes ten times as long, and who looks for a few names needs none.
        """
        if self._start is None:
            return
        for record in self._records(self._start):
            if record.kind in _RECEIPTS:
                plain_entry = json.loads(record.body)
                receipt: dict[str, Any] = plain_entry["receipt"]
                practised = plain_entry.get("training", False)
                if not practised and self._first <= receipt["business_date"] <= self._last:
                    yield receipt

    def date_of(self, noted: Noted) -> str:
        """Give the business date of an entry: its own, else its shift's, else the day of its record."""
        entry = noted.entry
        if isinstance(entry, SaleConcluded | SaleRefunded):
            return entry.receipt.business_date
        if isinstance(entry, ReportTaken):
            return entry.figures.business_date
        own: str | None = getattr(entry, "business_date", None)
        if own is not None:
            return own
        return self._shifts.get(shift_of(entry) or 0, noted.recorded_at[:10])

    @property
    def exponent(self) -> int:
        """Decimals of the currency."""
        return EXPONENTS[self.settings.currency]

    def require_cents(self, form: str) -> None:
        """See that the form has a place for all decimals of the currency.

        Raises:
            NotExported: It has not.
        """
        if self.exponent > 2:
            raise NotExported(
                f"{form} has two decimals and {self.settings.currency} has {self.exponent}: "
                "take csv or parquet, which have them all."
            )

    def amount(self, amount: int) -> str:
        """Give minor units as a decimal number with a point."""
        return plain(amount, self.exponent)


def _note_people(found: _Found, entry: Entry) -> None:
    if isinstance(entry, RegisterCreated):
        found.created = found.created or entry
    elif isinstance(entry, EmployeeAdded | EmployeeChanged):
        employee = entry.employee
        since = found.employees[employee.no][1] if employee.no in found.employees else entry.at
        found.employees[employee.no] = (employee, since)
