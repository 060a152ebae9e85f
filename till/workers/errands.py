"""What an office asks of this register: fetched, carried out by the rules or refused, and answered.

An order is carried out in the name of the employee that the configuration names, and by nobody's leave else;
without one every order is refused. The journal keeps each order with what became of it, in the transaction in
which it was done, so that an order whose answer was lost is answered again and not done again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection

from till.cash_register import CashRegister
from till.clock import Clock
from till.domain.clock import business_date
from till.domain.codec import decode
from till.domain.commands import ForceClose, OpenShift, RecordExternal
from till.domain.entries import Entry, ExternalRecorded, OfficeAsked, ShiftClosed, ShiftOpened
from till.domain.open_things import open_things
from till.domain.plain import Unreadable
from till.domain.refused import Refused
from till.domain.state import Count, Shift
from till.formats.onslip.external import external_record
from till.ids import new_id
from till.store import journal
from till.wire.errands import (
    EXTERNAL_RECORD,
    NOTE_SESSION,
    OPEN_SESSION,
    POST_SESSION,
    Errand,
    Errands,
    Outcome,
)
from till.wording.translation import _
from till.workers.office_line import LineTrouble

ASK_EVERY_S: Final = 15.0
"""How often the office is asked whether there is something to do."""
RETRY_S: Final = 60.0
_LOOKED_BACK: Final = 200
"""Among so many orders that were answered last, one whose answer was lost is looked for."""


class ErrandLine(Protocol):
    """The way to an office that has orders."""

    def errands(self) -> Errands:
        """Ask what there is to do next; raises LineTrouble."""

    def answer_errand(self, no: int, outcome: Outcome) -> None:
        """Say what became of an order; raises LineTrouble."""

    def close(self) -> None:
        """Let go of the connection."""


class Unfit(Exception):
    """An order cannot be carried out; the text says why."""


class ErrandWorker:
    """Does what one office asks for. `step()` is one order."""

    def __init__(  # noqa: PLR0917 -- each is another thing
        self, folder: Path, timezone: str, clock: Clock, peer: str, line: ErrandLine, by: int | None
    ) -> None:
        self._open: Callable[[], CashRegister] = lambda: CashRegister.open(folder, timezone, clock)
        self._peer = peer
        self._line = line
        self._by = by
        self._ask_at_s: float | None = None

    def step(self, *, now_s: float | None = None) -> bool:
        """Ask for an order if it is time to, and do it; say whether there may be more at once."""
        moment_s = time.monotonic() if now_s is None else now_s
        if self._ask_at_s is None:
            self._ask_at_s = moment_s + ASK_EVERY_S
        if moment_s < self._ask_at_s:
            return False
        self._ask_at_s = moment_s + ASK_EVERY_S
        try:
            errand = self._line.errands().next
            if errand is None:
                return False
            outcome = self._outcome(errand)
            if outcome is None:
                return False
            self._line.answer_errand(errand.no, outcome)
        except LineTrouble:
            # The exchange of records says what is the matter with the line.
            self._ask_at_s = moment_s + RETRY_S
            return False
        self._ask_at_s = moment_s
        return True

    def again(self) -> None:
        """Ask at once; a person wants it."""
        self._ask_at_s = 0.0

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _outcome(self, errand: Errand) -> Outcome | None:
        """Do an order, or find what became of it; None while somebody practises."""
        register = self._open()
        try:
            return self._known(register, errand) or self._carry_out(register, errand)
        finally:
            register.close()

    def _known(self, register: CashRegister, errand: Errand) -> Outcome | None:
        for record in register.read.newest(_LOOKED_BACK, kind="office-asked"):
            entry = decode(record.kind, record.body)
            if isinstance(entry, OfficeAsked) and (entry.peer, entry.order) == (self._peer, errand.no):
                return Outcome(entry.done, entry.words, entry.shift, entry.record)
        return None

    def _carry_out(self, register: CashRegister, errand: Errand) -> Outcome | None:
        if register.state.training:
            return None
        try:
            return self._done(register, errand)
        except (Refused, Unfit, Unreadable) as refused:
            outcome = Outcome(done=False, words=str(refused))
        entry = self._asked(register, errand, outcome)
        with register.engine.begin() as connection:
            _append(register, connection, entry)
        return outcome

    def _done(self, register: CashRegister, errand: Errand) -> Outcome:
        if self._by is None:
            raise Unfit(
                _("This register takes no orders: its configuration names nobody who carries them out.")
            )
        if errand.kind == NOTE_SESSION:
            return self._note(register, errand)
        command = self._command(register, errand, self._by)
        outcome = Outcome(done=True)

        def alongside(connection: Connection) -> None:
            nonlocal outcome
            outcome = _became(connection)
            _append(register, connection, self._asked(register, errand, outcome))

        register.handle(command, alongside)
        return outcome

    def _command(
        self, register: CashRegister, errand: Errand, by: int
    ) -> OpenShift | ForceClose | RecordExternal:
        act, wish = register.act(by), errand.wish
        reason = _("Asked for by {name} through the office").format(name=errand.asked_by)
        if errand.kind == OPEN_SESSION:
            today = business_date(act.at, register.state.rules.business_day_starts)
            if wish.date != today:
                words = _("The business date is {today}, and the session was asked for {date}.")
                raise Unfit(words.format(today=today, date=wish.date))
            amount = register.state.floats_left.get(1, 0) if wish.amount is None else wish.amount
            return OpenShift(act, Count(amount), reason=reason, note=wish.note)
        if errand.kind == POST_SESSION:
            shift = self._shift(register, errand)
            if open_things(register.state, shift):
                raise Unfit(_("All adjustments and expenses must be posted first."))
            if shift.drawer in register.state.sales:
                raise Unfit(_("A sale is under way. Ask again when it is paid."))
            return ForceClose(act, reason, drawer=shift.drawer)
        if errand.kind == EXTERNAL_RECORD:
            record = external_record(wish.record or "", register.state.rules.currency)
            return RecordExternal(act, record)
        raise Unfit(_("This register does not know such an order."))

    def _note(self, register: CashRegister, errand: Errand) -> Outcome:
        self._shift(register, errand)
        outcome = Outcome(done=True, shift=errand.wish.shift)
        with register.engine.begin() as connection:
            _append(register, connection, self._asked(register, errand, outcome))
        return outcome

    def _shift(self, register: CashRegister, errand: Errand) -> Shift:
        for shift in register.state.shifts.values():
            if shift.no == errand.wish.shift:
                return shift
        raise Unfit(_("Shift {shift} is not open on a drawer.").format(shift=errand.wish.shift))

    def _asked(self, register: CashRegister, errand: Errand, outcome: Outcome) -> OfficeAsked:
        is_note = outcome.done and errand.kind == NOTE_SESSION
        return OfficeAsked(
            id=new_id(),
            at=register.clock(),
            peer=self._peer,
            order=errand.no,
            what=errand.kind,
            asked_by=errand.asked_by,
            done=outcome.done,
            words=outcome.words,
            shift=outcome.shift,
            record=outcome.seq,
            note=errand.wish.note if is_note else None,
        )


def _append(register: CashRegister, connection: Connection, entry: Entry) -> None:
    journal.append(connection, [entry], journal.head(connection), register.clock(), register.sign)


def _became(connection: Connection) -> Outcome:
    """Say what became of what was just done: it stands among the newest records."""
    for record in journal.newest(connection, 5):
        entry = decode(record.kind, record.body)
        if isinstance(entry, ShiftOpened | ShiftClosed):
            return Outcome(done=True, shift=entry.shift, seq=record.seq)
        if isinstance(entry, ExternalRecorded):
            return Outcome(done=True, shift=entry.shift, seq=record.seq)
    return Outcome(done=True)
