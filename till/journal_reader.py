"""Questions to the journal and the outbox that change nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from till.domain.chain import Record, Verdict, verify
from till.domain.codec import decode
from till.domain.entries import AddendumAdded, SaleConcluded, SaleRefunded, ShiftClosed
from till.domain.errors import NoSuchReport, NoSuchShift
from till.domain.receipt import FoundReceipt
from till.domain.shift_errors import NoReportYet
from till.domain.state import Head
from till.jobs import Job
from till.news import OfficeStanding, SetAside
from till.signing import signed_by
from till.store import credentials, journal, outbox, parked, peers, receipts
from till.store.engine import reading, translate
from till.store.guard import damage
from till.store.parked import ParkedStatus

ADDENDA_MAX: Final = 100
"""So many addenda of a shift are read at most, the newest of them."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """Where a closed shift stands in the journal."""

    seq: int
    shift: int
    business_date: str
    drawer: int
    opened_at: str
    closed_at: str


class JournalReader:
    """Reads what was recorded. Every answer is bounded; none waits for somebody who writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = reading(engine)

    def record(self, seq: int) -> Record | None:
        """Read one record."""
        with self._reading() as connection:
            return journal.find(connection, seq)

    def newest(
        self,
        limit: int,
        *,
        before: int | None = None,
        kind: str | None = None,
        shift: int | None = None,
        employee: int | None = None,
        date: str | None = None,
    ) -> list[Record]:
        """Read records, newest first; `kind` without version, `date` YYYY-MM-DD, `before` a record number."""
        with self._reading() as connection:
            return journal.newest(
                connection, limit, before=before, kind=kind, shift=shift, employee=employee, date=date
            )

    def between(
        self, after: int, until: int | None, kinds: Collection[str], limit: int, *, newest_first: bool
    ) -> list[Record]:
        """Read records with a number above `after` up to `until`, of these kinds (with version)."""
        with self._reading() as connection:
            return journal.between(connection, after, until, kinds, limit, newest_first=newest_first)

    def closed_shifts(self) -> list[ClosedRow]:
        """List the closed shifts by what finds them, in the order of their closes."""
        with self._reading() as connection:
            return [ClosedRow(*row) for row in journal.closed_shifts(connection)]

    def acknowledged_by_all(self) -> int:
        """Say up to which record every peer holds the journal; to its end where there is none."""
        with self._reading() as connection:
            known = [peer.cursor.records for peer in peers.all_peers(connection)]
            return min(known, default=journal.head(connection).records)

    def all_records(self, after: int = 0) -> Iterator[Record]:
        """Read every record after number `after`, in order, in one consistent view."""
        with self._reading() as connection:
            yield from journal.after(connection, after)

    def standing_of(self, names: Iterable[str]) -> list[OfficeStanding]:
        """Read how the peers of these names stand."""
        with self._reading() as connection:
            found = [peers.find(connection, name) for name in names]
            waits = [peers.waiting(connection, state.cursor) for state in found]
        return [
            OfficeStanding(
                state.name, wait.records, wait.since, state.words or "", state.contact_at, state.next_at
            )
            for state, wait in zip(found, waits, strict=True)
        ]

    def set_aside(self) -> list[SetAside]:
        """Read what peers refused for ever."""
        with self._reading() as connection:
            found = parked.set_aside(connection)
        return [
            SetAside(each.peer, each.seq, each.answer, each.status is ParkedStatus.AGAIN) for each in found
        ]

    def verify(self, goes_on: Callable[[int], bool]) -> Verdict | None:
        """Check the pages of the file, then every record, in one consistent view; any thread may ask.

        `goes_on` is told how many records were read, and may stop the check: then there is no verdict.
        """
        stopped = False

        def read(connection: Connection) -> Iterator[Record]:
            nonlocal stopped
            for records, record in enumerate(journal.after(connection, 0), start=1):
                yield record
                if not goes_on(records):
                    stopped = True
                    return

        with self._reading() as connection:
            if (found := damage(self._engine)) is not None:
                return Verdict(Head(), f"SQLite finds the file damaged ({found})", 1)
            verdict = verify(read(connection), signed_by)
        if stopped:
            return None
        # Where it is broken is where it stands: the number that it bears may be what was changed.
        return verdict if verdict.intact else replace(verdict, fault_seq=verdict.head.records + 1)

    def closes(
        self,
        limit: int,
        before: int | None = None,
        *,
        date: str | None = None,
        person: int | None = None,
        over_or_short: bool = False,
    ) -> list[tuple[int, ShiftClosed]]:
        """Read closed shifts with their record numbers, newest first; `person` opened them."""
        with self._reading() as connection:
            records = journal.closes(
                connection, limit, before, date=date, person=person, over_or_short=over_or_short
            )
        return [(record.seq, _closed(record)) for record in records]

    def z_report(self, z_no: int | None = None) -> tuple[int, ShiftClosed]:
        """Find a Z report, without a number the newest.

        Raises:
            NoSuchReport: There is none of this number. NoReportYet: There is none at all.
        """
        with self._reading() as connection:
            if z_no is None:
                record = journal.last_close(connection)
            else:
                record = journal.close_of(connection, "z_no", z_no)
        if record is None:
            raise NoReportYet() if z_no is None else NoSuchReport(no=z_no)
        return record.seq, _closed(record)

    def closed_shift(self, shift: int) -> tuple[int, ShiftClosed]:
        """Find a closed shift by its number.

        Raises:
            NoSuchShift: No closed shift has it.
        """
        with self._reading() as connection:
            record = journal.close_of(connection, "shift", shift)
        if record is None:
            raise NoSuchShift(shift=shift)
        return record.seq, _closed(record)

    def receipt(
        self, receipt: int, *, training: bool = False
    ) -> tuple[int, SaleConcluded | SaleRefunded] | None:
        """Find a receipt by its number, with the number of its record."""
        with self._reading() as connection:
            return receipts.receipt_record(connection, receipt, training=training)

    def found_receipt(self, receipt: int, *, training: bool = False) -> FoundReceipt | None:
        """Find a receipt, and what was taken back of it since."""
        with self._reading() as connection:
            return receipts.found_receipt(connection, receipt, training=training)

    def addenda(self, shift: int) -> list[AddendumAdded]:
        """Read what was appended to a closed shift, in order."""
        records = self.newest(ADDENDA_MAX, kind="addendum-added", shift=shift)
        entries = (decode(record.kind, record.body) for record in reversed(records))
        return [entry for entry in entries if isinstance(entry, AddendumAdded)]

    def open_jobs(self) -> list[Job]:
        """Read the jobs that are not over: waiting, under way, or in doubt."""
        with self._reading() as connection:
            return outbox.open_jobs(connection)

    def jobs(self, limit: int) -> list[Job]:
        """Read jobs, newest first."""
        with self._reading() as connection:
            return outbox.newest(connection, limit)

    def jobs_of(self, act: str) -> list[Job]:
        """Read the jobs that follow from one entry."""
        with self._reading() as connection:
            return outbox.of_act(connection, act)

    def receipt_of_job(self, job_id: str) -> str | None:
        """Say which sale's entry a job prints the receipt of, if it does."""
        with self._reading() as connection:
            job = outbox.find(connection, job_id)
        return None if job is None or job.document is None or job.no_sale else job.act

    def pin_hash(self, employee: int) -> str | None:
        """Read the hash of an employee's PIN."""
        with self._reading() as connection:
            return credentials.pin_of(connection, employee)

    def owner_of_badge(self, hashed: str) -> int | None:
        """Find the employee whose badge has this hash."""
        with self._reading() as connection:
            return credentials.owner_of_badge(connection, hashed)

    def _reading(self) -> _Reading:
        return _Reading(self._engine)


class _Reading:
    """A transaction that reads; what the database says is wrong leaves it as one of our sentences."""

    def __init__(self, engine: Engine) -> None:
        self._transaction = engine.begin()

    def __enter__(self) -> Connection:
        try:
            return self._transaction.__enter__()
        except DBAPIError as error:
            raise translate(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.__exit__(kind, error, trace)
        if isinstance(error, DBAPIError):
            raise translate(error) from error


def _closed(record: Record) -> ShiftClosed:
    entry = decode(record.kind, record.body)
    assert isinstance(entry, ShiftClosed)
    return entry
