"""Everything that a person, fate or a test can do to a simulated printer."""

from abc import ABC, abstractmethod
from threading import RLock

from hardware.simulators.answers import Sensors
from hardware.simulators.drawer import DrawerPort, OpenLevel
from hardware.simulators.paper import PaperEnd, PaperRoll


class Knobs(ABC):
    """The faults of a simulated printer and the hands on it; each method takes effect at once."""

    def __init__(self, columns: int) -> None:
        self.lock = RLock()
        self.roll = PaperRoll(columns)
        self.port = DrawerPort()
        self.sensors = Sensors()
        self.powered = True
        self.muted = False
        self.hung = False
        self.has_process_id = True
        self.has_transmit_status = True
        self.has_clear = True
        self.has_automatic = True
        self.has_identity = True
        self.has_real_time_status = True
        self.answer_delay_s = 0.0
        self.speed_bytes_s: float | None = None
        self._lines_left: int | None = None
        self._lines_before_pause: int | None = None
        self._cut_off_bytes: int | None = None

    @abstractmethod
    def work(self) -> None:
        """Work off what can be worked off now."""

    @abstractmethod
    def drop_connections(self) -> None:
        """End every connection."""

    @abstractmethod
    def _lose_power(self) -> None:
        """Forget buffers, settings and connections."""

    # Paper and cover.

    def paper_low(self, on: bool = True) -> None:
        """Let the near-end sensor see little paper, or enough."""
        with self.lock:
            self.sensors.paper_low = on
            self.work()

    def paper_out(self) -> None:
        """Let the roll end now."""
        with self.lock:
            self.work()
            self.sensors.paper_out = True
            self.work()

    def out_of_paper_after(self, lines: int) -> None:
        """Let the roll end after `lines` more printed lines."""
        with self.lock:
            self._lines_left = int(lines)
            if self._lines_left <= 0:
                self._lines_left, self.sensors.paper_out = None, True

    def load_paper(self) -> None:
        """Put in a new roll; what waited in the buffer is printed now, as a real printer does."""
        with self.lock:
            if self.sensors.paper_out:
                self.roll.add(PaperEnd())
            self.sensors.paper_out = self.sensors.paper_low = False
            self._lines_left = None
            self.work()

    def cover_open(self, on: bool = True) -> None:
        """Open the cover, or close it."""
        with self.lock:
            self.work()
            self.sensors.cover_open = on
            self.work()

    # Faults of the printer.

    def offline(self, on: bool = True) -> None:
        """Hold the printer off-line without any cause it could name, or let it go."""
        with self.lock:
            self.work()
            self.sensors.held_offline = on
            self.work()

    def jam_cutter(self, on: bool = True) -> None:
        """Jam the cutter, or free it."""
        with self.lock:
            self.sensors.cutter_jammed = on
            self.work()

    def fail(self, on: bool = True) -> None:
        """Break the printer so that only switching it off helps, or mend it."""
        with self.lock:
            self.sensors.failed = on
            self.work()

    def mute(self, on: bool = True) -> None:
        """Let the printer answer nothing, while it goes on printing."""
        with self.lock:
            self.muted = on

    def hang(self, on: bool = True) -> None:
        """Let the printer neither answer nor print, while it goes on taking bytes."""
        with self.lock:
            self.hung = on
            self.work()

    def slow(self, bytes_s: float | None) -> None:
        """Work off at most `bytes_s` bytes a second; None is as fast as can be."""
        with self.lock:
            self.work()
            self.speed_bytes_s = None if bytes_s is None else float(bytes_s)

    def pause_after(self, lines: int) -> None:
        """Print `lines` more lines, and then no more until `slow` says how fast to go on."""
        with self.lock:
            self._lines_before_pause = int(lines)

    def no_process_id(self, on: bool = True) -> None:
        """Be a model that does not know GS ( H and prints its digits instead."""
        with self.lock:
            self.has_process_id = not on

    def no_transmit_status(self, on: bool = True) -> None:
        """Be a model that does not answer GS r."""
        with self.lock:
            self.has_transmit_status = not on

    def no_real_time_status(self, on: bool = True) -> None:
        """Be a model that does not answer DLE EOT."""
        with self.lock:
            self.has_real_time_status = not on

    def no_automatic(self, on: bool = True) -> None:
        """Be a model that does not know GS a and tells nothing by itself."""
        with self.lock:
            self.has_automatic = not on

    @abstractmethod
    def wide_letters(self, script: str = "gb18030") -> None:
        """Be a model with wide letters of this code, which it reads unless it is told not to."""

    def no_clear(self, on: bool = True) -> None:
        """Be a model that does not know DLE DC4 8, the command that clears its buffers."""
        with self.lock:
            self.has_clear = not on

    def no_identity(self, on: bool = True) -> None:
        """Be a model that does not answer GS I."""
        with self.lock:
            self.has_identity = not on

    def answer_late(self, delay_s: float = 0.5) -> None:
        """Give every answer so much later; 0 is at once."""
        with self.lock:
            self.answer_delay_s = float(delay_s)

    # Cable and power.

    def cut_off_after(self, bytes_left: int) -> None:
        """Drop the connection once `bytes_left` more bytes have arrived."""
        with self.lock:
            self._cut_off_bytes = int(bytes_left)

    def cut_off(self) -> None:
        """Drop the connection now."""
        self.drop_connections()

    def switch_off(self) -> None:
        """Switch the printer off: everything but the paper and the drawer is forgotten."""
        with self.lock:
            self.powered = False
            self._lose_power()

    def switch_on(self) -> None:
        """Switch the printer on."""
        with self.lock:
            self.powered = True

    def power_cycle(self) -> None:
        """Switch the printer off and on; faults of the paper and the cover stay, a failure is cured."""
        with self.lock:
            self.switch_off()
            self.hung = False
            self.sensors.failed = self.sensors.cutter_jammed = self.sensors.held_offline = False
            self.switch_on()

    # Drawers.

    def drawer_stuck(self, on: bool = True, pin: int = 2) -> None:
        """Hold a drawer shut against every pulse, or free it."""
        with self.lock:
            self.port.drawers[pin].stuck = on

    def open_drawer_with_key(self, pin: int = 2) -> None:
        """Open a drawer by hand, without a pulse."""
        with self.lock:
            self.port.drawers[pin].open = True
            self.work()

    def shut_drawer(self, pin: int = 2) -> None:
        """Push a drawer shut."""
        with self.lock:
            self.port.drawers[pin].open = False
            self.work()

    def sense(self, open_level: OpenLevel) -> None:
        """Fit a sensor that is "low" or "high" when a drawer is open, or "none"."""
        with self.lock:
            self.port.open_level = open_level
            self.work()

    def no_sensor(self) -> None:
        """Unplug the sensor; its line is HIGH for ever."""
        self.sense("none")
