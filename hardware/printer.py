"""An ESC/POS printer on a connection: asks before it prints, and says afterwards what it knows."""

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from hardware.answers import (
    OFFLINE,
    PROCESS_ID,
    Answer,
    AutomaticAnswer,
    BlockAnswer,
    RealTimeAnswer,
    SingleAnswer,
    status_of,
    status_of_automatic,
)
from hardware.connection import TELL, Connection
from hardware.dialect import USUAL, Dialect
from hardware.errors import (
    CoverOpen,
    DeviceError,
    NotDone,
    NotTaken,
    OutcomeUnknown,
    OutOfPaper,
    PrinterFault,
    PrinterOffline,
    Unreachable,
)
from hardware.learned import Learned
from hardware.line import INITIALIZE
from hardware.protocols import Confirmation, Known, Paper, Printed, PrinterStatus

if TYPE_CHECKING:
    from hardware.document import Document

_SILENT_TIMES = 2  # How often a printer must be silent before that says something about it.
_LOOK_EVERY_S = 0.25
_ANSWER_STEP_S = 0.05
# Time that printing itself may take, over the answering time and the line's: an impact printer's.
_PRINT_S_PER_LINE = 0.2
_LINES_MAX = 300
_PROCESS_IDS = 9999
_ASK_IN_ORDER = b"\x1dr\x01"
_STOPPED = "The printer stopped in the middle of the slip."
_LOOK = "Look at what was printed."


class EscPosPrinter:
    """A receipt printer that speaks ESC/POS."""

    def __init__(self, connection: Connection, columns: int, dialect: Dialect = USUAL) -> None:
        self._connection = connection
        self._columns = columns
        self._dialect = dialect
        self._process_id = int(time.monotonic() * 10) % _PROCESS_IDS

    def at_width(self, columns: int) -> "EscPosPrinter":
        """Return this printer for paper of another width."""
        return EscPosPrinter(self._connection, columns, self._dialect)

    def print(self, document: "Document") -> Printed:
        from hardware.escpos import encode  # Late: it is slow to load, and a kick must not wait for it.

        job = encode(document, self._columns, self._dialect_with_logo())
        with self._connection.use():
            bits = self._connection.greet()
            refuse_if_not_ready(self._status_after(bits))
            if bits is not None:
                self._connection.introduce()
                self._learn_how_it_confirms()
            return self._print(job)

    def _dialect_with_logo(self) -> Dialect:
        """Read the logo when it is first needed; a slip without its logo is better than none."""
        file = self._dialect.logo_file
        if file:
            from hardware.picture import load_logo

            with contextlib.suppress(ValueError):
                self._dialect = replace(self._dialect, logo=load_logo(file, self._columns))
            self._dialect = replace(self._dialect, logo_file="")
        return self._dialect

    def status(self) -> PrinterStatus:
        try:
            with self._connection.use():
                bits = self._connection.greet(may_rest=True)
                if bits is not None and not bits & OFFLINE:
                    self._connection.introduce()
                    self._connection.ask_to_tell()
                return self._status_after(bits)
        except Unreachable as error:
            return PrinterStatus(reachable=Known.NO, remedy=str(error))
        except DeviceError as error:
            return PrinterStatus(remedy=str(error))

    def identity(self) -> dict[str, str]:
        """Ask for maker, model, firmware and serial number (GS I); what it does not answer is left out.

        Raises:
            NotDone: It cannot be reached, or answers no more.
        """
        with self._connection.use():
            bits = self._connection.greet()
            if bits is not None and not bits & OFFLINE:
                self._connection.introduce()
            found = self._connection.learned.identity
        words = {
            "maker": found.maker,
            "model": found.model,
            "firmware": found.firmware,
            "serial number": found.serial_no,
        }
        return {what: word for what, word in words.items() if word}

    def find_out(self) -> Learned:
        """Find out what it can do without printing anything, and return all that was learned.

        Raises:
            NotDone: It cannot be reached, or answers no more.
        """
        with self._connection.use():
            bits = self._connection.greet()
            if bits is not None and not bits & OFFLINE:
                self._connection.introduce()
                self._learn_how_it_confirms()
        return self._connection.learned

    def learned(self) -> Learned:
        """Return what it has shown that it is and can do."""
        return self._connection.learned

    def _status_after(self, first: int | None) -> PrinterStatus:
        """Return what the first answer says, and the answers to the other questions, asked one at a time."""
        if first is None:
            return self._as_the_port_says()
        answers = {1: first, **{n: self._connection.ask(n) for n in (2, 3, 4)}}
        status = status_of({n: bits for n, bits in answers.items() if bits is not None})
        if status.paper is Paper.LOW:
            self._connection.learned = replace(self._connection.learned, paper_low_seen=Known.YES)
        return status

    def _learn_how_it_confirms(self) -> None:
        """Find out whether the printer has the process-ID response, or at least the status in order.

        Silence teaches nothing while something is wrong: only a printer that is well before and after, and
        silent twice, has neither. Else a slip would be believed unseen for as long as that is remembered.

        Raises:
            NotDone: It answers no more.
        """
        connection = self._connection
        if connection.learned.process_id is not Known.UNKNOWN:
            return
        found = None
        for _ in range(_SILENT_TIMES):
            found = self._ask_how_it_confirms()
            if found is not None:
                break
            bits = connection.greet()
            if bits is None or bits & OFFLINE:
                return
        process_id, transmit_status = found or (Known.NO, Known.NO)
        connection.learned = replace(
            connection.learned, process_id=process_id, transmit_status=transmit_status
        )

    def _ask_how_it_confirms(self) -> tuple[Known, Known] | None:
        connection = self._connection
        code, expected = self._next_process_id()

        def ways(answer: Answer) -> tuple[Known, Known] | None:
            if isinstance(answer, BlockAnswer) and answer.code == expected:
                return Known.YES, connection.learned.transmit_status
            return (Known.NO, Known.YES) if isinstance(answer, SingleAnswer) else None

        # The GS r behind it answers in its place where it is not known.
        return connection.ask_in_order(code + INITIALIZE + _ASK_IN_ORDER, ways)

    def _next_process_id(self) -> tuple[bytes, bytes]:
        """Return GS ( H with a number of its own, and the block that answers it (without its NUL)."""
        self._process_id = self._process_id % _PROCESS_IDS + 1
        digits = b"%04d" % self._process_id
        return b"\x1d(H\x06\x0000" + digits, PROCESS_ID + digits

    def _print(self, job: bytes) -> Printed:
        connection, learned = self._connection, self._connection.learned
        line_s = len(job) / connection.line_bytes_s
        silence_s = connection.timeout_s + line_s
        total_s = silence_s + 1.0 + min(_LINES_MAX, job.count(b"\n")) * _PRINT_S_PER_LINE
        ending, expected = b"", b""
        if learned.process_id is Known.YES:
            ending, expected = self._next_process_id()
        elif learned.transmit_status is Known.YES:
            ending = _ASK_IN_ORDER
        self._send(job + ending, total_s)
        try:
            if ending:
                return self._confirmed(expected, silence_s, total_s)
            taken = connection.flush(silence_s)
            if not taken or learned.answers is not Known.YES:
                # It cannot be asked, or says nothing; its port may know that the paper has ended.
                self._refuse_to_believe(self._as_the_port_says())
            if not taken:
                raise self._doubtful("The printer did not take all of the slip.", now=False)
            if learned.answers is Known.YES:
                self._refuse_to_believe(self._status_after(connection.ask(1)))
        except NotDone as error:
            raise self._doubtful("The connection to the printer broke.", now=False) from error
        return Printed(Confirmation.SENT)

    def _send(self, job: bytes, total_s: float) -> None:
        """Hand over a job; stop as soon as the printer, which takes no more, tells in its own way why."""
        connection = self._connection
        tells = connection.learned.automatic is Known.YES and connection.may_tell
        if tells:
            # Once more behind the job's own ESC @; the answer also says how the printer is now.
            job = job.replace(INITIALIZE, INITIALIZE + TELL, 1)
        connection.told = None
        connection.forget_settings(asked_to_tell=tells)
        looked_s = time.monotonic()
        trouble: NotDone | None = None

        def give_up() -> bool:
            nonlocal looked_s, trouble
            if time.monotonic() - looked_s < _LOOK_EVERY_S:
                return False
            looked_s = time.monotonic()
            connection.listen()
            try:
                refuse_if_not_ready(self._as_it_says_by_itself())
            except NotDone as found:
                trouble = found
            return trouble is not None

        try:
            connection.send(job, total_s, give_up)
        except (NotTaken, OutcomeUnknown) as error:
            if trouble is None:
                raise
            if isinstance(error, NotTaken):
                raise trouble from error
            raise OutcomeUnknown(f"{_STOPPED} {trouble} {_LOOK}") from error

    def _confirmed(self, expected: bytes, silence_s: float, total_s: float) -> Printed:
        """Wait for the answer behind the slip; meanwhile see whether the printer is still well."""
        connection = self._connection
        start_s = heard_s = looked_s = time.monotonic()
        waiting = False
        while (now_s := time.monotonic()) < min(start_s + total_s, heard_s + silence_s):
            for answer in connection.answers_until(now_s + _ANSWER_STEP_S):
                heard_s = time.monotonic()
                if isinstance(answer, BlockAnswer) and answer.code == expected:
                    return Printed(Confirmation.PRINTED)
                if isinstance(answer, SingleAnswer) and not expected:
                    return Printed(Confirmation.PROCESSED)
                if isinstance(answer, AutomaticAnswer):
                    self._refuse_to_believe(status_of_automatic(answer.code))
                if isinstance(answer, RealTimeAnswer):
                    waiting = False
                    if answer.bits & OFFLINE:
                        self._refuse_to_believe(self._status_after(answer.bits))
            if time.monotonic() - looked_s >= _LOOK_EVERY_S:
                looked_s = time.monotonic()
                if waiting or not (waiting := connection.add(b"\x10\x04\x01")):
                    self._refuse_to_believe(self._as_it_says_by_itself())
        # Perhaps it is another printer by now, that confirms in another way.
        connection.learned = replace(
            connection.learned, process_id=Known.UNKNOWN, transmit_status=Known.UNKNOWN
        )
        raise self._doubtful("The printer did not confirm the slip.", now=True)

    def _as_it_says_by_itself(self) -> PrinterStatus:
        """Return what is known of a printer that takes no question at the moment."""
        told = self._connection.told
        return self._as_the_port_says() if told is None else status_of_automatic(told.code)

    def _as_the_port_says(self) -> PrinterStatus:
        """Return what is known of a printer that cannot be asked, its buffer being full, or never answers."""
        return PrinterStatus(paper=Paper.OUT if self._connection.port_says_paper_out() else Paper.UNKNOWN)

    def _refuse_to_believe(self, status: PrinterStatus) -> None:
        """Call the slip doubtful if the printer stopped in the middle of it."""
        try:
            refuse_if_not_ready(status)
        except NotDone as error:
            raise self._doubtful(f"{_STOPPED} {error}", now=True) from error

    def _doubtful(self, what: str, now: bool) -> OutcomeUnknown:
        self._connection.doubt(now)
        return OutcomeUnknown(f"{what} {_LOOK}")


def refuse_if_not_ready(status: PrinterStatus) -> None:
    """Refuse a printer that says it would not print.

    Raises:
        NotDone: The printer has no paper, is open, has failed or is off-line.
    """
    if status.paper is Paper.OUT:
        raise OutOfPaper
    if status.cover_open is Known.YES:
        raise CoverOpen
    if Known.YES in (status.error, status.unrecoverable, status.cutter_error):
        raise PrinterFault(status.sentence())
    if status.online is Known.NO:
        raise PrinterOffline
