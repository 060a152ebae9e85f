"""The way to one printer: opened when it is needed, and brought back to order after a doubt."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from hardware.answers import CLEARED, Answer, AnswerReader, BlockAnswer
from hardware.errors import Busy, DeviceError, NotDone, NotTaken, OutcomeUnknown, Unreachable
from hardware.protocols import Transport, wait_on
from hardware.raster import COMMAND_BYTES_MAX

SLOW_LINE_BYTES_S = 900.0
INITIALIZE = b"\x1b@"
_ANSWER_TIMEOUT_S = 1.0
_TROUBLED_OPEN_TIMEOUT_S = 1.0
_ROOM_TIMEOUT_S = 0.05  # For a few bytes to find room behind a slip.
_CLEAR_NOW_TIMEOUT_S = 0.25  # A printer whose buffer is full is cleared when it is next opened.
_READ_BYTES_MAX = 256
_DRAIN_READS_MAX = 64
_QUESTION_BYTES_MAX = 32
# DLE DC4 8: clear the receive and print buffers; nothing may be sent before its answer.
_CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
# What makes a pulse that was cut short one of no length; else a printer that does not know DLE DC4 8 would
# take the pulse's time from it.
_NO_PULSE = bytes(4)


class Line:
    """Bytes to one printer and its answers, for one user at a time: every method is called inside `use`."""

    def __init__(self, transport: Transport, timeout_s: float, keep_open: bool, line_bytes_s: float) -> None:
        self.timeout_s = timeout_s
        self.line_bytes_s = line_bytes_s
        self.answer_timeout_s = min(_ANSWER_TIMEOUT_S, timeout_s)
        self._transport = transport
        self._keep_open = keep_open
        self._lock = RLock()
        self._open = False
        self._trouble: NotDone | None = None  # What is wrong since the last time it was tried.
        self._in_doubt = False
        self._unfinished_bytes_max = _QUESTION_BYTES_MAX
        self._late_answers_possible = False
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
            self._say_goodbye()
            self.close()

    def was_interrupted(self) -> None:
        """Note that an earlier life may have left half a command in the printer; the next opening clears it.

        What the printer got then it may have kept: bytes of a picture that never came would be taken from
        the next slip.
        """
        with self.use():
            self.close()
            self._in_doubt = True
            self._unfinished_bytes_max = COMMAND_BYTES_MAX

    def answers_until(self, deadline_s: float) -> Iterator[Answer]:
        """Yield answers as they come, until `deadline_s` (of `time.monotonic`)."""
        while True:
            left_s = deadline_s - time.monotonic()
            yield from self._heard(self._read(max(0.0, left_s)))
            if left_s <= 0:
                return

    def send(self, job: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        """Hand over a whole job; while the printer takes nothing, ask now and then whether to `give_up`.

        Raises:
            NotDone: Not one byte of it was taken.
            OutcomeUnknown: Some of it was taken; the next opening brings the printer back to order.
        """
        self._ensure_open()
        self.drain()
        self._unfinished_bytes_max = min(len(job), COMMAND_BYTES_MAX)
        self._write(job, timeout_s, give_up)

    def add(self, code: bytes) -> bool:
        """Send a few bytes behind a job; False, and nothing sent, where they would have to wait behind it.

        Raises:
            Unreachable: The connection is gone.
            OutcomeUnknown: The same, in the middle of these bytes.
        """
        if not self.flush(0.0):
            return False
        try:
            self._transport.write(code, _ROOM_TIMEOUT_S)
        except NotTaken:
            return False
        except DeviceError:
            self._in_doubt = True
            self.close()
            raise
        return True

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
            self._heard(arrived)

    def listen(self) -> bool:
        """Take in what has come unasked; False when the connection is gone, as whoever writes finds out."""
        try:
            arrived = self._transport.read(_READ_BYTES_MAX, 0.0)
        except Unreachable:
            return False
        self._heard(arrived)
        return True

    def _heard(self, arrived: bytes) -> list[Answer]:
        """Return the answers in what came, all of them noted first: who waits for one leaves the rest."""
        answers = self._reader.feed(arrived)
        for answer in answers:
            self._hear(answer)
        return answers

    def doubt(self, now: bool) -> None:
        """Note that the printer may hold half a job; clear it `now`, or else when it is reopened."""
        self._in_doubt = True
        if now and self._open:
            try:
                self._clear_buffers(_CLEAR_NOW_TIMEOUT_S)
            except DeviceError:
                self.close()
        else:
            self.close()

    def _ensure_open(self, limit_s: float | None = None) -> None:
        if self._open:
            return
        self._reader = AnswerReader()
        if limit_s is None:
            limit_s = self.timeout_s if self._trouble is None else _TROUBLED_OPEN_TIMEOUT_S
        self._transport.open(min(self.timeout_s, limit_s))
        self._open = True
        self._just_opened()
        if self._in_doubt:
            try:
                self._bring_to_order()
            except DeviceError as error:
                self.close()
                raise Unreachable from error

    def _just_opened(self) -> None:
        """Do nothing more; who asks questions looks whether it is still the same printer."""

    def _hear(self, answer: Answer) -> None:
        """Do nothing more; who knows what the answers mean remembers them."""

    def _say_goodbye(self) -> None:
        """Do nothing more; who has asked the printer for something lasting takes it back."""

    def _bring_to_order(self) -> None:
        """Clear what an interrupted job left behind in the printer."""
        if not self._clear_buffers(self.timeout_s):
            if not self._open:
                self._transport.open(self.timeout_s)
                self._open = True
                self._just_opened()
            # The rest of a command that may have been cut short, and then ESC @.
            rest = bytes(self._unfinished_bytes_max) + INITIALIZE
            limit_s = self.timeout_s + len(rest) / self.line_bytes_s
            self._write(rest, limit_s)
            self.flush(limit_s)  # The next answer is waited for only when the question has gone out.
            self._in_doubt = False

    def _clear_buffers(self, timeout_s: float) -> bool:
        self.drain()
        self._write(_NO_PULSE + _CLEAR, timeout_s)
        for answer in self.answers_until(time.monotonic() + self.answer_timeout_s):
            if isinstance(answer, BlockAnswer) and answer.code.startswith(CLEARED):
                self._in_doubt = False
                return True
        self._late_answers_possible = True
        self.close()
        return False

    def _write_question(self, code: bytes) -> None:
        self._unfinished_bytes_max = _QUESTION_BYTES_MAX
        try:
            self._write(code, self.timeout_s)
        except OutcomeUnknown as error:
            raise Unreachable from error  # Half a question prints nothing.

    def _write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        try:
            self._transport.write(code, timeout_s, give_up)
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
