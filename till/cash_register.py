"""Decide, commit, then believe it: the one place where the rules meet the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from hardware.document import Document
from till import __version__
from till.carrying_out import CarriedOut, carry_out
from till.clock import Clock, TicksNow, machine_ticks, no_ticks, wall_clock
from till.domain.chain import Record
from till.domain.codec import decode
from till.domain.commands import (
    Act,
    AnswerSlip,
    CancelSlip,
    Command,
    CopyReceipt,
    CopySlip,
    CreateRegister,
    PresentPin,
    SetPin,
    StartProgram,
    StopProgram,
)
from till.domain.entries import Entry, SaleConcluded, SaleRefunded
from till.domain.errors import LockedOut, NeedsApproval, NoPin, NoSlip, NoSuchJob, NoSuchRecord, WrongPin
from till.domain.figures import may_see_expected
from till.domain.own import closed_by, may_see_slip
from till.domain.pins import require_not_locked_out
from till.domain.settings import Settings
from till.domain.state import State
from till.domain.vocabulary import PinPurpose
from till.faults import JournalBroken, NotRecorded
from till.ids import new_id
from till.jobs import Job, JobStatus, print_job
from till.journal_reader import JournalReader
from till.pins import hash_pin, pin_matches
from till.signing import Sign, create_key_for_new_journal, load_key
from till.slips import slip_for
from till.slips.marks import as_copy
from till.store import credentials, opening, outbox
from till.store.engine import may_stand_in_the_file, open_engine, settle, translate
from till.watch import Watch

KEY: Final = "register.key"
"""The file in the data folder that holds the register's private key."""
_GIVEN_UP_FROM: Final = (JobStatus.PENDING, JobStatus.UNKNOWN)

Alongside = Callable[[Connection], None]
"""What has to be written in the same transaction as the entries."""


def _steady(clock: Clock | None) -> TicksNow:
    return machine_ticks() if clock is None else no_ticks


class CashRegister:
    """Carries out commands, one at a time, for the thread that made it."""

    def __init__(
        self, engine: Engine, sign: Sign, clock: Clock, state: State, ticks: TicksNow = no_ticks
    ) -> None:
        self.state = state
        self.read = JournalReader(engine)
        self.engine = engine
        self.sign = sign
        self.clock = clock
        self.watch = Watch(clock, ticks)
        self._connection: Connection | None = None

    @classmethod
    def create(
        cls, folder: Path, settings: Settings, manager: str, pin: str, clock: Clock | None = None
    ) -> CashRegister:
        """Set up a new register in `folder` with its key and its first manager.

        Raises:
            Refused: The PIN or the name cannot be used, or there is a register in the folder.
            NotRecorded: The folder cannot be written.
        """
        hashed = hash_pin(pin)
        engine = opening.new_journal(folder)
        create_key_for_new_journal(folder / KEY)
        public_key, sign = load_key(folder / KEY)
        register = cls(engine, sign, clock or wall_clock(settings.timezone), State(), _steady(clock))
        register.refresh()
        command = CreateRegister(register.act(), new_id(), public_key, settings, manager)
        register.handle(command, lambda connection: credentials.set_pin(connection, 1, hashed))
        opening.sync_folder(folder)
        return register

    @classmethod
    def open(
        cls, folder: Path, timezone: str, clock: Clock | None = None, ticks: TicksNow | None = None
    ) -> CashRegister:
        """Open the register in `folder`, with the state that its journal folds to.

        Raises:
            JournalBroken: The journal or the key is missing, damaged, or belongs to another register.
        """
        engine = open_engine(folder)
        public_key, sign = load_key(folder / KEY)
        try:
            with opening.reading(engine).begin() as connection:
                state = opening.load_state(connection, public_key)
        except DBAPIError as error:
            raise translate(error) from error
        return cls(engine, sign, clock or wall_clock(timezone), state, ticks or _steady(clock))

    def act(self, by: int | None = None) -> Act:
        """Begin an act of employee number `by`: a new id, and the time now."""
        return Act(new_id(), self.clock(), by)

    def handle(self, command: Command, alongside: Alongside | None = None) -> tuple[Entry, ...]:
        """Do `command` and return what happened, once it is safely on the disk.

        Raises:
            Refused: The rules do not allow it. Nothing was recorded but that, where it tells something.
            NotRecorded: The disk did not take it. Nothing was recorded.
            JournalBroken: The journal cannot be trusted any more.
        """
        reached: list[CarriedOut] = []
        try:
            with self._writing() as connection:
                done = carry_out(
                    connection, opening.follow(connection, self.state), command, self.sign, self.watch
                )
                if alongside is not None and done.refused is None:
                    alongside(connection)
                reached.append(done)
        except DBAPIError as error:
            self._after_failure(error, reached)
        else:
            self.state = done.state  # Only now: the commit has returned.
        if reached[0].refused is not None:
            raise reached[0].refused
        return reached[0].entries

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Begin a transaction on the one connection kept for it: opening one costs more than the disk."""
        if self._connection is None:
            self._connection = self.engine.connect()
        with self._connection.begin():
            yield self._connection

    def _after_failure(self, error: DBAPIError, reached: list[CarriedOut]) -> None:
        """Believe what the database says when it is read again, and nothing else.

        A commit that failed in the flush may be in the file all the same: then it happened, and is flushed.
        If not, it must not come back after a crash either.
        """
        fault = translate(error)
        if not may_stand_in_the_file(error):
            raise fault from error
        believed = self.state
        self._disconnect()
        try:
            self.refresh()
            happened = bool(reached) and self.state.head == reached[0].state.head
            settle(self.engine, happened=happened)
        except (DBAPIError, NotRecorded) as again:
            self.state = believed
            words = "The disk failed, and it is not known whether this was recorded. Restart the till."
            raise JournalBroken(words) from again
        if not happened:
            raise fault from error

    def refresh(self) -> bool:
        """Fold what others have written; say whether there was anything."""
        try:
            with opening.reading(self.engine).begin() as connection:
                state = opening.follow(connection, self.state)
        except DBAPIError as error:
            raise translate(error) from error
        changed = state is not self.state
        self.state = state
        return changed

    def start(self, settings: Settings) -> None:
        """Note that the program starts, and what changed in the configuration."""
        self.refresh()
        self.handle(StartProgram(self.act(), __version__, settings, self.watch.ticks()))

    def stop(self) -> None:
        """Note that the program stops, and let go of the database."""
        try:
            self.handle(StopProgram(self.act()))
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the database without a word in the journal."""
        self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        self.engine.dispose()

    def look_at_the_clock(self) -> None:
        """Note that the clock was set, before a PIN is looked at: a lock-out moves with it."""
        self.refresh()
        if (notice := self.watch.noticing(self.state, self.act())) is not None:
            self.handle(notice)

    # -- people ---------------------------------------------------------------------------------------------

    def present_pin(self, employee: int, pin: str, purpose: PinPurpose) -> tuple[Entry, ...]:
        """Look at a PIN; a wrong one is recorded before it is refused.

        Raises:
            LockedOut: Too many were wrong; this one was not looked at.
            NoPin: There is none to compare with.
            WrongPin: It is not right.
        """
        self.look_at_the_clock()
        act = self.act(employee)
        person = self.state.employee(employee)
        require_not_locked_out(self.state, employee, act.at)
        hashed = self.read.pin_hash(employee)
        if hashed is None:
            raise NoPin(name=person.name)
        matches = pin_matches(hashed, pin)
        entries = self.handle(PresentPin(act, employee, purpose, matches))
        if matches:
            return entries
        try:
            require_not_locked_out(self.state, employee, act.at)
        except LockedOut as locked_out:
            raise locked_out from None
        raise WrongPin()

    def approve(self, act: Act, approver: int, pin: str) -> Act:
        """Give `act` with a second person behind it, who has shown their PIN."""
        self.present_pin(approver, pin, PinPurpose.APPROVE)
        return replace(act, at=self.clock(), approved_by=approver)

    def set_pin(self, act: Act, employee: int, pin: str) -> None:
        """Give an employee a new PIN, and say in the journal that it was done."""
        hashed = hash_pin(pin)

        def keep(connection: Connection) -> None:
            credentials.set_pin(connection, employee, hashed)

        self.handle(SetPin(act, employee), keep)

    # -- slips ----------------------------------------------------------------------------------------------

    def copy_slip(self, act: Act, seq: int) -> Job:
        """Print the slip of record `seq` again, marked as a copy; give the job.

        Raises:
            NoSuchRecord: The journal has no such record.
            NoSlip: It never had a slip. NeedsApproval: The amount on it is not for these eyes.
        """
        record = self._record(seq)
        entry = decode(record.kind, record.body)
        if isinstance(entry, SaleConcluded | SaleRefunded):
            self.handle(CopyReceipt(act, entry.receipt.no, entry.drawer))
            return self.read.jobs_of(act.id)[-1]
        full = may_see_expected(self.state, act.by, act.approved_by)
        if not may_see_slip(self.state, entry, act.by, act.approved_by):
            raise NeedsApproval()
        slip = slip_for(entry, full=full, own=closed_by(entry, act.by, act.approved_by))
        if slip is None:
            raise NoSlip(seq=seq)
        copy = as_copy(slip)
        job = print_job(f"{act.id}-print", act.id, act.at, title=copy.title, document=copy.to_json())
        self.handle(
            CopySlip(act, seq, record.kind),
            lambda connection: outbox.put(connection, (job,)),
        )
        return job

    def _record(self, seq: int) -> Record:
        record = self.read.record(seq)
        if record is None:
            raise NoSuchRecord(seq=seq)
        return record

    def answer_slip(self, act: Act, job_id: str, *, printed: bool) -> None:
        """Take a person's word on a doubtful slip; if it was not printed, it is again, marked as a copy.

        Raises:
            NoSuchJob: Nobody asks about this job.
        """

        def settle(connection: Connection) -> None:
            job = outbox.find(connection, job_id)
            if job is None or job.status is not JobStatus.UNKNOWN or job.document is None:
                raise NoSuchJob()
            outbox.set_status(connection, job_id, JobStatus.DONE if printed else JobStatus.FAILED, job.cause)
            if not printed:
                again = f"{act.id}-print"
                document = as_copy(Document.from_json(job.document)).to_json()
                fresh = print_job(again, job.act, act.at, title=job.title, document=document, shift=job.shift)
                outbox.put(connection, (replace(fresh, no_sale=job.no_sale),))

        self.handle(AnswerSlip(act, job_id, printed), settle)

    def cancel_slip(self, act: Act, job_id: str) -> None:
        """Give up a slip that waits or is in doubt.

        Raises:
            NoSuchJob: No such slip waits.
        """

        def settle(connection: Connection) -> None:
            job = outbox.find(connection, job_id)
            if job is None or job.document is None or job.status not in _GIVEN_UP_FROM:
                raise NoSuchJob()
            outbox.set_status(connection, job_id, JobStatus.CANCELLED, job.cause)

        self.handle(CancelSlip(act, job_id, self.read.receipt_of_job(job_id)), settle)
