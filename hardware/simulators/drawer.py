"""Cash drawers on a printer's DK port: two drive lines, and one sense line on pin 3."""

from dataclasses import dataclass
from typing import Literal

OpenLevel = Literal["low", "high", "none"]
PINS = (2, 5)


@dataclass(frozen=True, slots=True)
class Pulse:
    """One pulse on a drive line: when (seconds of the simulator's clock), where, how long, by which road."""

    at_s: float
    pin: int
    on_ms: int
    off_ms: int
    real_time: bool


class SimulatedDrawer:
    """A drawer that springs open when its solenoid is pulsed, unless it is stuck."""

    def __init__(self) -> None:
        self.open = False
        self.stuck = False

    def pulse(self) -> None:
        """Open, if nothing holds it."""
        if not self.stuck:
            self.open = True


class DrawerPort:
    """The DK port: what is plugged in, what was pulsed, and the level of the sense line."""

    def __init__(self) -> None:
        self.drawers = {pin: SimulatedDrawer() for pin in PINS}
        self.open_level: OpenLevel = "low"
        self.pulses: list[Pulse] = []

    @property
    def pin_3_high(self) -> bool:
        """Whether the sense line is HIGH; it also is with no sensor, as an open circuit is."""
        any_open = any(drawer.open for drawer in self.drawers.values())
        if self.open_level == "none":
            return True
        return any_open if self.open_level == "high" else not any_open

    def pulse(self, pulse: Pulse) -> None:
        """Drive a line once; a pulse of no length is none."""
        if pulse.on_ms == 0:
            return
        self.pulses.append(pulse)
        self.drawers[pulse.pin].pulse()

    def pulse_running(self, now_s: float) -> bool:
        """Whether the last pulse, its pause included, is not over yet."""
        if not self.pulses:
            return False
        last = self.pulses[-1]
        return now_s < last.at_s + (last.on_ms + last.off_ms) / 1000
