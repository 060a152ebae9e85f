"""The simulated printer as a transport in this process."""

import time
from collections.abc import Callable

from hardware.errors import NotDone, NotTaken, OutcomeUnknown, Unreachable
from hardware.protocols import wait_on
from hardware.simulators.printer import SimulatedPrinter

_STEP_S = 0.001


class SimulatorTransport:
    """A cable between a driver and a `SimulatedPrinter` of the same process."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self._printer = printer
        self._connection_no: int | None = None

    def open(self, timeout_s: float) -> None:  # noqa: ARG002 - a cable in memory is there or not
        if not self._printer.powered:
            raise Unreachable
        self._connection_no = self._printer.connect()

    def close(self) -> None:
        self._connection_no = None

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        deadline_s = time.monotonic() + timeout_s
        sent = 0
        while sent < len(code):
            if not self._connected:
                raise _stopped(sent, "The connection to the printer broke.")
            sent += self._printer.receive(code[sent:])
            if sent < len(code) and self._connected:
                if time.monotonic() >= deadline_s or give_up():
                    raise _stopped(sent, "The printer stopped taking the slip.") if sent else NotTaken()
                time.sleep(_STEP_S)

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        deadline_s = time.monotonic() + timeout_s
        while True:
            if not self._connected:
                raise Unreachable("The connection to the printer broke. Check its cable and its switch.")
            answer = self._printer.take_answers(bytes_max)
            if answer or time.monotonic() >= deadline_s:
                return answer
            time.sleep(_STEP_S)

    def flush(self, timeout_s: float) -> bool:  # noqa: ARG002 - what was written has arrived
        if not self._connected:
            raise Unreachable("The connection to the printer broke. Check its cable and its switch.")
        return True

    @property
    def _connected(self) -> bool:
        return self._printer.powered and self._connection_no == self._printer.connection_no


def _stopped(sent: int, what: str) -> NotDone | OutcomeUnknown:
    if sent:
        return OutcomeUnknown(f"{what} Look at what was printed.")
    return Unreachable(f"{what} Check its cable and its switch.")
