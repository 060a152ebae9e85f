"""One printer's connection: who the printer is, how it is, and what it has shown that it can do.

The printer and the drawers on its DK port share it, under one lock.

A printer that can is asked to tell of changes by itself (GS a): it is then looked at as soon as it has told
of one, and says that its paper has ended even while it takes no more bytes. Asking goes on besides, as what
was told while nobody was connected is lost, and every ESC @ and power cycle switches the telling off.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hardware.answers import (
    INFORMATION,
    OFFLINE,
    PIN_3_HIGH,
    Answer,
    AutomaticAnswer,
    BlockAnswer,
    RealTimeAnswer,
)
from hardware.errors import Busy, DeviceError, NotDone, PrinterSilent
from hardware.learned import Identity, Learned
from hardware.line import INITIALIZE, SLOW_LINE_BYTES_S, Line
from hardware.protocols import Known, Level, Transport, UsbPort

_NEVER_ANSWERED_TIMEOUT_S = 0.2
_AGAIN_TIMEOUT_S = 0.5
_LOOK_AGAIN_TIMEOUT_S = 0.3  # Who only looks soon looks again; a pulled cable is told within two seconds.
_PAUSE_MAX_S = 1.0
_ASK_AGAIN_AFTER_S = 60.0
_SILENT_RECOGNITIONS_MAX = 1
# GS a: tell of the drawer, of being off-line, of errors and of paper; and tell nothing.
TELL, _TELL_NOTHING = b"\x1da\x0f", b"\x1da\x00"
_GOODBYE_TIMEOUT_S = 0.05
_WORDS = {"maker": 66, "model": 67, "firmware": 65, "serial_no": 68, "language": 69}
Found = TypeVar("Found")


class Connection(Line):
    """The way to one printer. Every method but `use` is called inside `use`."""

    def __init__(
        self,
        transport: Transport,
        timeout_s: float,
        keep_open: bool = True,
        line_bytes_s: float = SLOW_LINE_BYTES_S,
        learned: Learned | None = None,
    ) -> None:
        super().__init__(transport, timeout_s, keep_open, line_bytes_s)
        self.learned = learned or Learned()
        self.pulse_over_at_s = float("-inf")  # When the next kick may go out, pause and all.
        self._recognised = False
        self._silent_recognitions = 0
        self._ask_again_at_s: dict[int, float] = {}
        self._pause_until_s = float("-inf")
        self.told: AutomaticAnswer | None = None  # What the printer has last told by itself.
        self._asked_to_tell = False
        self._told_of_change = False
        self._last_bits: int | None = None

    @property
    def sensor_proven(self) -> bool:
        """Whether the drawers' sensor can be believed: it is that of the printer that is there now."""
        return self.learned.sensor_proven and (self._recognised or self.learned.information is not Known.YES)

    def greet(self, may_rest: bool = False) -> int | None:
        """Ask how the printer is (DLE EOT 1), on a new connection if the old one has died.

        Returns the bits of the answer, or None from a printer that has never answered this. A trouble that
        took long to find out is told again without another try for a moment if the caller `may_rest`: who
        only looks must not keep a drawer waiting.

        Raises:
            NotDone: It cannot be reached, or answers no more.
        """
        start_s = time.monotonic()
        if may_rest and self._trouble is not None and start_s < self._pause_until_s:
            raise type(self._trouble)(str(self._trouble))
        try:
            bits = self._greet(_LOOK_AGAIN_TIMEOUT_S if may_rest else _AGAIN_TIMEOUT_S)
        except NotDone as error:
            self._trouble = type(error)(str(error))
            now_s = time.monotonic()
            self._pause_until_s = now_s + min(_PAUSE_MAX_S, 2 * (now_s - start_s))
            raise
        self._trouble = None
        return bits

    def _greet(self, again_s: float) -> int | None:
        was_open = self._open
        try:
            bits = self.ask(1)
        except NotDone:
            if not was_open:
                raise
            self.close()
            # What was there a moment ago is there again at once, or not for a while: no drawer waits for it.
            self._ensure_open(again_s)
            bits = self.ask(1)
        named = self.learned.information is Known.YES
        if named and not self._recognised and bits is not None and not bits & OFFLINE:
            self._recognise()
        return bits

    def ask(self, n: int) -> int | None:
        """Ask DLE EOT `n`; None from a printer that has never answered this question.

        Raises:
            PrinterSilent: It has answered this before and does not now.
            Unreachable: The connection is gone.
        """
        if n in self.learned.unanswered and n != 1 and time.monotonic() < self._ask_again_at_s.get(n, 0.0):
            return None
        self._ensure_open()
        self.drain()
        self._write_question(bytes([0x10, 0x04, n]))
        never = n in self.learned.unanswered
        limit_s = min(_NEVER_ANSWERED_TIMEOUT_S, self.answer_timeout_s) if never else self.answer_timeout_s
        for answer in self.answers_until(time.monotonic() + limit_s):
            if isinstance(answer, RealTimeAnswer):
                bits = self._latest(answer).bits
                self.learned = self.learned.with_answer(n)
                if n == 1:
                    self.learned = self.learned.with_level(level_of(bits))
                    self._compare_with_what_it_told(bits)
                return bits
        # A late answer would be taken for the answer to the next question.
        self._late_answers_possible = True
        if n in self.learned.answered:
            self.close()
            raise PrinterSilent
        self.learned = self.learned.without_answer(n)
        self._ask_again_at_s[n] = time.monotonic() + _ASK_AGAIN_AFTER_S
        return None

    def _latest(self, answer: RealTimeAnswer) -> RealTimeAnswer:
        """Return the last of several answers, if earlier questions may be answered only now."""
        while self._late_answers_possible:
            # Longer than between two questions of which the first one was given up.
            quiet_at_s = time.monotonic() + 1.5 * self.answer_timeout_s
            more = [each for each in self.answers_until(quiet_at_s) if isinstance(each, RealTimeAnswer)]
            self._late_answers_possible = bool(more)
            answer = more[-1] if more else answer
        return answer

    def ask_in_order(self, question: bytes, answered: Callable[[Answer], Found | None]) -> Found | None:
        """Put a question behind everything sent before; return what `answered` makes of its answer.

        A model that does not know the command takes its arguments for text; the ESC @ behind it clears them
        unprinted. None when no answer comes in time.

        Raises:
            NotDone: The connection is gone.
        """
        self._ensure_open()
        self.drain()
        self._in_doubt = True  # Cut short, the question would swallow the beginning of a slip.
        self.forget_settings()
        self._write_question(INITIALIZE + question + INITIALIZE)
        for answer in self.answers_until(time.monotonic() + self.answer_timeout_s):
            found = answered(answer)
            if found is not None:
                self._in_doubt = False
                return found
        self._in_doubt = False
        self._late_answers_possible = True
        self.close()
        return None

    def introduce(self) -> Identity:
        """Find out who the printer is, if that has not been tried yet; it must be on-line.

        Raises:
            NotDone: The connection is gone.
        """
        if self.learned.information is Known.UNKNOWN:
            found: dict[str, str] = {}
            for what, n in _WORDS.items():
                word = self._word(n)
                if word is None:
                    break
                found[what] = word
            self.learned = replace(
                self.learned, identity=Identity(**found), information=Known.of(bool(found))
            )
            self._recognised = bool(found)
        return self.learned.identity

    def _recognise(self) -> None:
        """See whether it is still the printer that was learned of; of another one, nothing is known yet."""
        before = self.learned.identity
        for n, expected in ((_WORDS["model"], before.model), (_WORDS["serial_no"], before.serial_no)):
            word = self._word(n)
            if word is None and self._silent_recognitions < _SILENT_RECOGNITIONS_MAX:
                self._silent_recognitions += 1  # It may only be busy with a slip.
                return
            if word != expected:
                self._forget()
                return
        self._recognised = True
        self._silent_recognitions = 0

    def _forget(self) -> None:
        self._silent_recognitions = 0
        self.learned = Learned(address=self.learned.address, device_id=self.learned.device_id, answered=(1,))

    def _word(self, n: int) -> str | None:
        """Ask for a word about the printer (GS I); None when it does not answer."""

        def word(answer: Answer) -> str | None:
            if isinstance(answer, BlockAnswer) and answer.code[:1] == INFORMATION:
                letters = answer.code[1:].decode("ascii", "replace")
                return "".join(letter for letter in letters if letter.isprintable())
            return None

        return self.ask_in_order(b"\x1dI" + bytes([n]), word)

    # -- what the printer tells by itself -------------------------------------------------------------------

    @property
    def may_tell(self) -> bool:
        """Whether the printer is asked to tell: not one that others use in between, who do not expect it."""
        return self._keep_open and self.learned.automatic is not Known.NO

    def ask_to_tell(self) -> None:
        """Ask the printer to tell of changes by itself, if it has not been asked since its last ESC @.

        A model that does not know the command drops it, unprinted. Nothing is waited for: its first answer
        may come at any time, and shows that it can.

        Raises:
            NotDone: The connection is gone.
        """
        if not self.may_tell:
            return
        if self._asked_to_tell:
            if self.told is None and self.learned.automatic is Known.UNKNOWN:
                self.learned = replace(self.learned, automatic=Known.NO)
            return
        self._asked_to_tell = True
        self.drain()
        self._write_question(TELL)

    def noticed(self) -> bool:
        """Return whether the printer has told of a change since it was asked, or is gone. Never raises."""
        with contextlib.suppress(Busy), self.use():
            return self._open and (not self.listen() or self._told_of_change)
        return False

    def forget_settings(self, asked_to_tell: bool = False) -> None:
        """Note that ESC @ goes out, or has; `asked_to_tell` again behind it or not."""
        self._asked_to_tell = asked_to_tell

    def _hear(self, answer: Answer) -> None:
        if isinstance(answer, AutomaticAnswer):
            before, self.told = self.told, answer
            self._told_of_change |= before is not None and before.code[:3] != answer.code[:3]
            if self.learned.automatic is not Known.YES:
                self.learned = replace(self.learned, automatic=Known.YES)

    def _compare_with_what_it_told(self, bits: int) -> None:
        """Ask it again to tell, where it should have told of a change: it was switched off and on."""
        before, self._last_bits = self._last_bits, bits
        if before is not None and (before ^ bits) & (OFFLINE | PIN_3_HIGH) and not self._told_of_change:
            self._asked_to_tell = False
        self._told_of_change = False

    def _say_goodbye(self) -> None:
        if self._open and self._asked_to_tell:
            with contextlib.suppress(DeviceError):  # It is not there, or has no room: so be it.
                self._transport.write(_TELL_NOTHING, _GOODBYE_TIMEOUT_S)

    def port_says_paper_out(self) -> bool:
        """Return whether the port itself, not the printer's own answers, tells of paper out."""
        return self._open and isinstance(self._transport, UsbPort) and self._transport.says_paper_out()

    def _just_opened(self) -> None:
        self._recognised = False
        self._asked_to_tell = self._told_of_change = False
        self.told = self._last_bits = None
        if isinstance(self._transport, UsbPort):
            device_id = self._transport.device_id()
            if self.learned.device_id not in ("", device_id):
                self._forget()
                self.learned = replace(self.learned, answered=())
            self.learned = replace(self.learned, device_id=device_id)


def level_of(bits: int) -> Level:
    """Return the level of the sense line in an answer to DLE EOT 1."""
    return Level.HIGH if bits & PIN_3_HIGH else Level.LOW
