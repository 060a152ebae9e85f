"""A receipt printer made of Python: bytes in, paper and answers out, with knobs for everything that fails.

Bytes arrive through `receive`; real-time commands among them are obeyed at once, the rest waits in the
receive buffer and is worked off while the printer is online. Every knob may be turned by any thread.
"""

import time
from collections import Counter
from collections.abc import Callable

from hardware.simulators.answers import AnswerBox
from hardware.simulators.commands import Command, next_command
from hardware.simulators.drawer import Pulse
from hardware.simulators.interpreter import Interpreter
from hardware.simulators.knobs import Knobs
from hardware.simulators.paper import PrintedItem
from hardware.simulators.realtime import RealTimeCommand, RealTimeScanner

BUFFER_BYTES = 4096
_PINS = {0: 2, 1: 5, 0x30: 2, 0x31: 5}


class SimulatedPrinter(Knobs):
    """One printer with its paper, its drawers and its faults; see `Knobs` for what can be done to it."""

    def __init__(
        self,
        columns: int = 42,
        clock: Callable[[], float] = time.monotonic,
        buffer_bytes: int = BUFFER_BYTES,
    ) -> None:
        super().__init__(columns)
        self._clock = clock
        self.buffer_bytes = buffer_bytes
        self.commands: Counter[str] = Counter()  # How often each command was obeyed, by its name.
        self.connection_no = 0  # A new number means that every older connection is gone.
        self.real_time_pulse_enabled = True
        self._answers = AnswerBox()
        self._buffer = bytearray()
        self._scanner = RealTimeScanner()
        self._interpreter = Interpreter(self.roll, self._print_item)
        self._worked_at_s = clock()
        self._credit_bytes = 0.0
        self._unfinished = False

    # What a test or a person sees.

    @property
    def paper(self) -> str:
        """Everything printed so far, cut marks included."""
        with self.lock:
            self.work()
            return self.roll.text

    @property
    def slips(self) -> list[str]:
        """The text of each slip that was cut off."""
        with self.lock:
            self.work()
            return list(self.roll.slips)

    @property
    def torn(self) -> list[str]:
        """What hung out of the printer, uncut, when a roll ended."""
        return list(self.roll.torn)

    @property
    def items(self) -> list[PrintedItem]:
        """Everything on the paper as things: lines with their style, codes, cuts."""
        with self.lock:
            self.work()
            return list(self.roll.items)

    @property
    def pulses(self) -> list[Pulse]:
        """Every pulse given to a drawer, in order."""
        with self.lock:
            self.work()
            return list(self.port.pulses)

    @property
    def kicks(self) -> int:
        """How many pulses were given to a drawer."""
        return len(self.pulses)

    @property
    def drawer_open(self) -> bool:
        """Whether the first drawer, on pin 2, stands open."""
        return self.port.drawers[2].open

    @property
    def buffered_bytes(self) -> int:
        """How many bytes wait in the receive buffer."""
        return len(self._buffer)

    # What a transport does.

    def connect(self) -> int:
        """Return the number of a new connection; what was said to an older one is lost."""
        with self.lock:
            self._answers.clear()
            return self.connection_no

    @property
    def room_bytes(self) -> int:
        """How many bytes the receive buffer still takes."""
        with self.lock:
            self.work()
            return self._room()

    def receive(self, arrived: bytes) -> int:
        """Take bytes from the line; return how many were taken (the buffer may be full, the line cut)."""
        with self.lock:
            self.work()
            if not self.powered:
                return 0
            room = self._room()
            if self._cut_off_bytes is not None:
                room = min(room, self._cut_off_bytes)
            taken = arrived[: max(0, room)]
            self._take(taken)
            if self._cut_off_bytes is not None:
                self._cut_off_bytes -= len(taken)
                if self._cut_off_bytes <= 0:
                    self._cut_off_bytes = None
                    self.drop_connections()
            self.work()
            return len(taken)

    def take_answers(self, bytes_max: int) -> bytes:
        """Return what the printer has said since, oldest first."""
        with self.lock:
            self.work()
            return self._answers.take(bytes_max, self._clock())

    def drop_connections(self) -> None:
        """End every connection, as a pulled cable or a switched-off printer does."""
        with self.lock:
            self.connection_no += 1
            self._answers.clear()

    def work(self) -> None:
        """Work off the receive buffer as far as paper, faults and speed allow, and report changes."""
        with self.lock:
            self._earn_credit()
            self._unfinished = False
            while self._buffer and self.sensors.online and self.powered and not self.hung:
                command = next_command(bytes(self._buffer))
                if command is None:
                    self._unfinished = True
                    break
                if self._unknown_here(command):
                    command = Command("DROPPED", b"", 2)
                if not self._spend(command.length):
                    break
                del self._buffer[: command.length]
                self.commands[command.name] += 1
                self._obey(command)
            self._report_changes()

    def wide_letters(self, script: str = "gb18030") -> None:
        """Be a model with wide letters of this code, which it reads unless it is told not to."""
        with self.lock:
            "".encode(script)
            self._interpreter.wide_script = script
            self._interpreter.reset()

    # The inside.

    def _room(self) -> int:
        # The data of one long command, a picture, is worked off as it comes and does not fill the buffer.
        return self.buffer_bytes - (0 if self._unfinished else len(self._buffer))

    def _take(self, taken: bytes) -> None:
        """Put bytes into the receive buffer, obeying the real-time commands among them as they pass."""
        start = 0
        for command in self._scanner.scan(taken):
            self._buffer += taken[start : command.end]
            start = command.end
            if self._buffer == command.code:
                self._buffer.clear()  # Questions alone do not fill the buffer of a printer that is off-line.
            if not self.hung:
                self._obey_at_once(command)
        self._buffer += taken[start:]

    def _earn_credit(self) -> None:
        now_s = self._clock()
        if self.speed_bytes_s is not None:
            self._credit_bytes += (now_s - self._worked_at_s) * self.speed_bytes_s
        self._worked_at_s = now_s
        if not self._buffer:
            self._credit_bytes = 0.0

    def _spend(self, count: int) -> bool:
        if self.speed_bytes_s is None:
            return True
        if self._credit_bytes < count:
            return False
        self._credit_bytes -= count
        return True

    def _unknown_here(self, command: Command) -> bool:
        """Whether this model drops the command's first two bytes and takes the rest for ordinary data."""
        known = {"GS ( H": self.has_process_id, "GS a": self.has_automatic}
        return not known.get(command.name, True)

    def _print_item(self, item: PrintedItem, lines: int) -> bool:
        if self.sensors.paper_out:
            return False
        self.roll.add(item)
        if self._lines_before_pause is not None:
            self._lines_before_pause -= lines
            if self._lines_before_pause <= 0:
                self._lines_before_pause, self.speed_bytes_s, self._credit_bytes = None, 0.0, 0.0
        if self._lines_left is not None:
            self._lines_left -= lines
            if self._lines_left <= 0:
                self._lines_left = None
                self.sensors.paper_out = True
        return not self.sensors.paper_out

    def _obey(self, command: Command) -> None:
        arguments = command.arguments
        match command.name:
            case "ESC p":
                on_ms, off_ms = 2 * arguments[1], 2 * max(arguments[1:3])
                self._pulse(_PINS[arguments[0]], on_ms, off_ms, real_time=False)
            case "GS a":
                self._answers.automatic = arguments[0]
                # Its answer says how things are now; what changes from here on is told.
                self._answers.change(self.sensors, self.port.pin_3_high)
            case "GS ( D":
                self._real_time_switch(arguments)
            case "ESC @":
                self._answers.automatic = 0
            case _:
                pass
        self._answer(self._reply(command))
        self._interpreter.obey(command)

    def _reply(self, command: Command) -> bytes:
        """Return what the printer says to a command; nothing to most."""
        first = command.arguments[0] if command.arguments else 0
        match command.name:
            case "ESC u":
                return bytes([self.port.pin_3_high])
            case "ESC v":
                return bytes([self.sensors.paper_bits])
            case "GS a" if first:
                return self.sensors.automatic(self.port.pin_3_high)
            case "GS r" if self.has_transmit_status:
                return self.sensors.transmit(first, self.port.pin_3_high)
            case "GS I" if self.has_identity:
                return self.sensors.identity(first)
            case "GS ( H":
                return self.sensors.process_id(command.arguments)
            case _:
                return b""

    def _obey_at_once(self, command: RealTimeCommand) -> None:
        self.commands[command.name] += 1
        if command.name == "DLE EOT":
            if not self.has_real_time_status:
                return
            self._answer(self.sensors.real_time(command.arguments[0], self.port.pin_3_high))
        elif command.name == "DLE ENQ":
            if command.arguments[0] == 2:
                self._clear_buffers()
        elif command.arguments[0] == 8:
            if self.has_clear:
                self._clear_buffers()
                self._answer(b"\x37\x25\x00")
        elif command.arguments[0] == 7:
            self._answer(self.sensors.automatic(self.port.pin_3_high))
        elif command.arguments[0] == 1:
            self._real_time_pulse(command.arguments[1], command.arguments[2])

    def _real_time_pulse(self, m: int, t: int) -> None:
        running = self.port.pulse_running(self._clock())
        if self.real_time_pulse_enabled and not running and not self.sensors.error:
            self._pulse(_PINS[m], 100 * t, 100 * t, real_time=True)

    def _pulse(self, pin: int, on_ms: int, off_ms: int, real_time: bool) -> None:
        self.port.pulse(Pulse(self._clock(), pin, on_ms, off_ms, real_time))

    def _real_time_switch(self, arguments: bytes) -> None:
        """GS ( D 14h a b …: pairs of a real-time function and whether it is obeyed."""
        if arguments[:1] == b"\x14":
            for function, on in zip(arguments[1::2], arguments[2::2], strict=False):
                if function == 1:
                    self.real_time_pulse_enabled = bool(on & 1)

    def _clear_buffers(self) -> None:
        self._buffer.clear()
        self._interpreter.clear_line()
        self.sensors.cutter_jammed = False

    def _answer(self, answer: bytes) -> None:
        if not self.muted:
            self._answers.put(answer, self._clock() + self.answer_delay_s)

    def _report_changes(self) -> None:
        change = self._answers.change(self.sensors, self.port.pin_3_high)
        if change:
            self._answer(change)

    def _lose_power(self) -> None:
        self._buffer.clear()
        self._scanner.forget()
        self._interpreter.reset()
        self._answers.clear()
        self._answers.automatic = 0
        self.real_time_pulse_enabled = True
        self._worked_at_s = self._clock()
        self.drop_connections()
