"""An ESC/POS printer on a connection: asks before it prints, and says afterwards what it knows."""

import time
from typing import TYPE_CHECKING

from hardware.answers import OFFLINE, PROCESS_ID, BlockAnswer, RealTimeAnswer, SingleAnswer, status_of
from hardware.connection import Connection
from hardware.errors import (
    CoverOpen,
    DeviceError,
    NotDone,
    OutcomeUnknown,
    OutOfPaper,
    PrinterFault,
    PrinterOffline,
    Unreachable,
)
from hardware.protocols import Confirmation, Known, Paper, Printed, PrinterStatus
from hardware.text import clean

if TYPE_CHECKING:
    from hardware.document import Document

_PROBE_TIMEOUT_S = 1.0
_LOOK_EVERY_S = 0.25
_ANSWER_STEP_S = 0.05
# Time that printing itself may take, over the answering time: a slow line, and an impact printer.
_LINE_BYTES_S = 900
_PRINT_S_PER_LINE = 0.2
_PROCESS_IDS = 9999
_INITIALIZE = b"\x1b@"
_ASK_IN_ORDER = b"\x1dr\x01"
_INFORMATION = b"_"
_IDENTITY = {"maker": 66, "model": 67, "firmware": 65, "serial number": 68}
_LOOK = "Look at what was printed."


class EscPosPrinter:
    """A receipt printer that speaks ESC/POS."""

    def __init__(self, connection: Connection, columns: int) -> None:
        self._connection = connection
        self._columns = columns
        self._process_id = int(time.monotonic() * 10) % _PROCESS_IDS

    def print(self, document: "Document") -> Printed:
        from hardware.escpos import encode  # Late: it is slow to load, and a kick must not wait for it.

        job = encode(document, self._columns)
        with self._connection.use():
            bits = self._connection.greet()
            if bits is not None:
                refuse_if_not_ready(self._status_after(bits))
                self._learn_how_it_confirms()
            return self._print(job)

    def status(self) -> PrinterStatus:
        try:
            with self._connection.use():
                return self._status_after(self._connection.greet())
        except Unreachable as error:
            return PrinterStatus(reachable=Known.NO, remedy=str(error))
        except DeviceError as error:
            return PrinterStatus(remedy=str(error))

    def identity(self) -> dict[str, str]:
        """Ask for maker, model, firmware and serial number (GS I); what it does not answer is left out.

        Raises:
            NotDone: It cannot be reached, or answers no more.
        """
        found: dict[str, str] = {}
        with self._connection.use():
            if self._connection.greet() is None:
                return found
            for what, n in _IDENTITY.items():
                # A model without GS I takes n for a letter; the ESC @ behind it clears it unprinted.
                self._connection.send(
                    _INITIALIZE + b"\x1dI" + bytes([n]) + _INITIALIZE, self._connection.timeout_s
                )
                word = self._information()
                if word is None:
                    self._connection.close()  # A late answer is left to the old connection.
                    break
                found[what] = word
        return found

    def _information(self) -> str | None:
        for answer in self._connection.answers_until(time.monotonic() + _PROBE_TIMEOUT_S):
            if isinstance(answer, BlockAnswer) and answer.code[:1] == _INFORMATION:
                return clean(answer.code[1:].decode("ascii", "replace"))
        return None

    def _status_after(self, first: int | None) -> PrinterStatus:
        """Return what the first answer says, and the answers to the other questions, asked one at a time."""
        if first is None:
            return PrinterStatus()
        answers = {1: first, **{n: self._connection.ask(n) for n in (2, 3, 4)}}
        return status_of({n: bits for n, bits in answers.items() if bits is not None})

    def _learn_how_it_confirms(self) -> None:
        """Find out whether the printer has the process-ID response, or at least the status in order.

        A model without GS ( H takes its arguments for text; the ESC @ behind it clears them unprinted.
        """
        learned = self._connection.learned
        if learned.process_id is not Known.UNKNOWN:
            return
        code, expected = self._next_process_id()
        try:
            self._connection.send(
                _INITIALIZE + code + _INITIALIZE + _ASK_IN_ORDER, self._connection.timeout_s
            )
        except OutcomeUnknown as error:
            raise Unreachable from error  # Nothing of the slip has been sent.
        for answer in self._connection.answers_until(time.monotonic() + _PROBE_TIMEOUT_S):
            if isinstance(answer, BlockAnswer) and answer.code == expected:
                learned.process_id = Known.YES
                return
            if isinstance(answer, SingleAnswer):
                learned.process_id, learned.transmit_status = Known.NO, Known.YES
                return
        learned.process_id = learned.transmit_status = Known.NO
        self._connection.close()  # A late answer is left to the old connection.

    def _next_process_id(self) -> tuple[bytes, bytes]:
        """Return GS ( H with a number of its own, and the block that answers it (without its NUL)."""
        self._process_id = self._process_id % _PROCESS_IDS + 1
        digits = b"%04d" % self._process_id
        return b"\x1d(H\x06\x0000" + digits, PROCESS_ID + digits

    def _print(self, job: bytes) -> Printed:
        connection, learned = self._connection, self._connection.learned
        line_s = len(job) / _LINE_BYTES_S
        silence_s = connection.timeout_s + line_s
        total_s = silence_s + 1.0 + job.count(b"\n") * _PRINT_S_PER_LINE
        ending, expected = b"", b""
        if learned.process_id is Known.YES:
            ending, expected = self._next_process_id()
        elif learned.transmit_status is Known.YES:
            ending = _ASK_IN_ORDER
        connection.send(job + ending, total_s)
        try:
            if ending:
                return self._confirmed(expected, silence_s, total_s)
            if not connection.flush(silence_s):
                raise self._doubtful("The printer did not take all of the slip.", now=False)
            if learned.answers:
                self._refuse_to_believe(self._status_after(connection.ask(1)))
        except NotDone as error:
            raise self._doubtful("The connection to the printer broke.", now=False) from error
        return Printed(Confirmation.SENT)

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
                if isinstance(answer, RealTimeAnswer):
                    waiting = False
                    if answer.bits & OFFLINE:
                        self._refuse_to_believe(self._status_after(answer.bits))
            if not waiting and time.monotonic() - looked_s >= _LOOK_EVERY_S:
                looked_s, waiting = time.monotonic(), True
                connection.add(b"\x10\x04\x01")
        # Perhaps it is another printer by now, that confirms in another way.
        connection.learned.process_id = connection.learned.transmit_status = Known.UNKNOWN
        raise self._doubtful("The printer did not confirm the slip.", now=True)

    def _refuse_to_believe(self, status: PrinterStatus) -> None:
        """Call the slip doubtful if the printer stopped in the middle of it."""
        try:
            refuse_if_not_ready(status)
        except NotDone as error:
            raise self._doubtful(
                f"The printer stopped in the middle of the slip. {error}", now=True
            ) from error

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
