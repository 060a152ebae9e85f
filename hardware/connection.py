"""One printer's connection: opened when needed, asked and told things, brought back to order after a doubt.

The printer and the drawers on its DK port share it, under one lock.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from hardware.answers import CLEARED, PIN_3_HIGH, Answer, AnswerReader, BlockAnswer, RealTimeAnswer
from hardware.errors import Busy, DeviceError, NotDone, OutcomeUnknown, PrinterSilent, Unreachable
from hardware.protocols import Known, Transport

_ANSWER_TIMEOUT_S = 1.0
_NEVER_ANSWERED_TIMEOUT_S = 0.2
_READ_BYTES_MAX = 256
_DRAIN_READS_MAX = 64
# DLE DC4 8: clear the receive and print buffers; nothing may be sent before its answer.
_CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
# More than the arguments of any command that may have been cut short, and then ESC @.
_COMPLETE_AND_RESET = bytes(8192) + b"\x1b@"


class Learned:
    """What a printer has shown that it can do, since it was first used."""

    def __init__(self) -> None:
        self.questions: dict[int, Known] = {}  # Whether it answers DLE EOT n.
        self.process_id = Known.UNKNOWN
        self.transmit_status = Known.UNKNOWN
        self.levels_seen: set[bool] = set()  # Of the drawers' sense line; True is HIGH.

    @property
    def sensor_proven(self) -> bool:
        """Whether the drawers' sense line has been seen to change; an unplugged one never does."""
        return len(self.levels_seen) == 2

    @property
    def answers(self) -> bool:
        """Whether it has ever answered anything."""
        return Known.YES in self.questions.values()


class Connection:
    """The way to one printer. Every method but `use` is called inside `use`."""

    def __init__(self, transport: Transport, timeout_s: float, keep_open: bool = True) -> None:
        self.timeout_s = timeout_s
        self.learned = Learned()
        self.kicked_at_s = float("-inf")
        self._answer_timeout_s = min(_ANSWER_TIMEOUT_S, timeout_s)
        self._transport = transport
        self._keep_open = keep_open
        self._lock = RLock()
        self._open = False
        self._in_doubt = False
        self._reader = AnswerReader()

    @contextmanager
    def use(self) -> Iterator[None]:
        """Have the printer alone for a while.

        Raises:
            Busy: Another thread of this program has it for too long.
        """
        if not self._lock.acquire(timeout=self.timeout_s):
            raise Busy
        try:
            yield
        finally:
            if not self._keep_open:
                self.close()
            self._lock.release()

    def close(self) -> None:
        """Close the way; the next use opens it again."""
        self._open = False
        self._transport.close()

    def close_when_free(self) -> None:
        """Close the way once nobody uses it, or after a limited wait."""
        with self.use():
            self.close()

    def greet(self) -> int | None:
        """Ask how the printer is (DLE EOT 1), on a new connection if the old one has died.

        Returns the bits of the answer, or None from a printer that has never answered this.

        Raises:
            NotDone: It cannot be reached, or answers no more.
        """
        if self._open:
            try:
                return self.ask(1)
            except NotDone:
                self.close()
        self._ensure_open()
        return self.ask(1)

    def ask(self, n: int) -> int | None:
        """Ask DLE EOT `n`; None from a printer that has never answered this question.

        Raises:
            PrinterSilent: It has answered this before and does not now.
            Unreachable: The connection is gone.
        """
        answered = self.learned.questions.get(n, Known.UNKNOWN)
        if answered is Known.NO and n != 1:
            return None
        self._ensure_open()
        self.drain()
        self._write_question(bytes([0x10, 0x04, n]))
        limit_s = _NEVER_ANSWERED_TIMEOUT_S if answered is Known.NO else self._answer_timeout_s
        deadline_s = time.monotonic() + min(limit_s, self._answer_timeout_s)
        for answer in self.answers_until(deadline_s):
            if isinstance(answer, RealTimeAnswer):
                self.learned.questions[n] = Known.YES
                if n == 1:
                    self.learned.levels_seen.add(bool(answer.bits & PIN_3_HIGH))
                return answer.bits
        # A late answer would be taken for the answer to the next question: leave it to the old connection.
        self.close()
        if answered is Known.YES:
            raise PrinterSilent
        self.learned.questions[n] = Known.NO
        return None

    def answers_until(self, deadline_s: float) -> Iterator[Answer]:
        """Yield answers as they come, until `deadline_s` (of `time.monotonic`)."""
        while True:
            left_s = deadline_s - time.monotonic()
            arrived = self._read(max(0.0, left_s))
            yield from self._reader.feed(arrived)
            if left_s <= 0:
                return

    def send(self, job: bytes, timeout_s: float) -> None:
        """Hand over a whole job.

        Raises:
            NotDone: Not one byte of it was taken.
            OutcomeUnknown: Some of it was taken; the next opening brings the printer back to order.
        """
        self._ensure_open()
        self.drain()
        self._write(job, timeout_s)

    def add(self, code: bytes) -> None:
        """Send a few bytes behind a job, without a look at what has been answered."""
        self._write(code, self.timeout_s)

    def flush(self, timeout_s: float) -> bool:
        """Wait until the other end has everything; False when it had not in time.

        Raises:
            Unreachable: The connection is gone.
        """
        try:
            return self._transport.flush(timeout_s)
        except Unreachable:
            self.close()
            raise

    def drain(self) -> None:
        """Throw away what has come unasked."""
        for _ in range(_DRAIN_READS_MAX):
            arrived = self._read(0.0)
            if not arrived:
                return
            self._reader.feed(arrived)

    def doubt(self, now: bool) -> None:
        """Note that the printer may hold half a job; clear it `now`, or else when it is reopened."""
        self._in_doubt = True
        if now and self._open:
            try:
                self._clear_buffers()
            except DeviceError:
                self.close()
        else:
            self.close()

    def _ensure_open(self) -> None:
        if self._open:
            return
        self._reader = AnswerReader()
        self._transport.open(self.timeout_s)
        self._open = True
        if self._in_doubt:
            try:
                self._bring_to_order()
            except DeviceError as error:
                self.close()
                raise Unreachable from error

    def _bring_to_order(self) -> None:
        """Clear what an interrupted job left behind in the printer."""
        if not self._clear_buffers():
            if not self._open:
                self._transport.open(self.timeout_s)
                self._open = True
            self._write(_COMPLETE_AND_RESET, self.timeout_s)
            self._in_doubt = False

    def _clear_buffers(self) -> bool:
        self.drain()
        self._write(_CLEAR, self.timeout_s)
        for answer in self.answers_until(time.monotonic() + self._answer_timeout_s):
            if isinstance(answer, BlockAnswer) and answer.code.startswith(CLEARED):
                self._in_doubt = False
                return True
        self.close()  # It may still answer late; that answer is left to the old connection.
        return False

    def _write_question(self, code: bytes) -> None:
        try:
            self._write(code, self.timeout_s)
        except OutcomeUnknown as error:
            raise Unreachable from error  # Half a question prints nothing.

    def _write(self, code: bytes, timeout_s: float) -> None:
        try:
            self._transport.write(code, timeout_s)
        except NotDone:
            self.close()
            raise
        except OutcomeUnknown:
            self._in_doubt = True
            self.close()
            raise

    def _read(self, timeout_s: float) -> bytes:
        try:
            return self._transport.read(_READ_BYTES_MAX, timeout_s)
        except Unreachable:
            self.close()
            raise
