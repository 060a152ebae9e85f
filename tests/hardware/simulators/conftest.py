"""Fixtures for the simulated printer on its own."""

import pytest

from hardware.simulators.printer import SimulatedPrinter


class Clock:
    """A clock that a test sets."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def printer(clock: Clock) -> SimulatedPrinter:
    return SimulatedPrinter(columns=42, clock=clock)


def say(printer: SimulatedPrinter, code: str | bytes) -> bytes:
    """Send bytes, written in hex if they are text, and return what the printer answers."""
    printer.receive(bytes.fromhex(code) if isinstance(code, str) else code)
    return printer.take_answers(1000)


def status(printer: SimulatedPrinter) -> list[int]:
    return [say(printer, bytes([0x10, 0x04, n]))[0] for n in (1, 2, 3, 4)]
