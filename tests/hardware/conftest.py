"""The roads to a printer. Every test that asks for `road` runs over each of them, with the same body."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from hardware import CashDrawer, Devices, DrawerConfig, PrinterConfig, ReceiptPrinter, open_devices
from hardware.document import Align, Columns, Cut, Document, Part, Text
from hardware.protocols import Known
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator

TIMEOUT_S = 0.4
COLUMNS = 42


@dataclass(frozen=True)
class Road:
    """A printer and its drawers as the till sees them, and the simulator at the other end."""

    devices: Devices
    simulator: SimulatedPrinter

    @property
    def printer(self) -> ReceiptPrinter:
        return self.devices.printer

    @property
    def drawer(self) -> CashDrawer:
        return self.devices.drawers[1]

    @property
    def second_drawer(self) -> CashDrawer:
        return self.devices.drawers[2]


OpenRoad = Callable[..., Road]


@contextmanager
def without_a_cable() -> Iterator[OpenRoad]:
    opened: list[Devices] = []

    def open_road(*drawers: DrawerConfig, keep_open: bool = True) -> Road:
        devices = open_devices(PrinterConfig("sim:", COLUMNS, TIMEOUT_S, keep_open), drawers)
        opened.append(devices)
        assert devices.simulator is not None
        return Road(devices, devices.simulator)

    yield open_road
    for devices in opened:
        devices.close()


@contextmanager
def over_tcp() -> Iterator[OpenRoad]:
    opened: list[Devices] = []
    with TcpSimulator(SimulatedPrinter(COLUMNS)) as simulator:

        def open_road(*drawers: DrawerConfig, keep_open: bool = True) -> Road:
            config = PrinterConfig(simulator.address, COLUMNS, TIMEOUT_S, keep_open)
            devices = open_devices(config, drawers)
            opened.append(devices)
            return Road(devices, simulator.printer)

        yield open_road
        for devices in opened:
            devices.close()


ROADS = {"in process": without_a_cable, "tcp": over_tcp}


@pytest.fixture(params=list(ROADS.values()), ids=list(ROADS))
def open_road(request: pytest.FixtureRequest) -> Iterator[OpenRoad]:
    with request.param() as opener:
        yield opener


@pytest.fixture
def road(open_road: OpenRoad) -> Road:
    """One printer with a drawer on pin 2."""
    return open_road(DrawerConfig(1))


def eventually(is_so: Callable[[], bool], timeout_s: float = 3.0) -> bool:
    """Wait until something is so, for a limited time, and return whether it is."""
    deadline_s = time.monotonic() + timeout_s
    while not is_so() and time.monotonic() < deadline_s:
        time.sleep(0.005)
    return is_so()


def slip(*more: Part, lines: int = 4) -> Document:
    rows = tuple(Columns(f"Line {number}", "12.50", middle="2") for number in range(1, lines + 1))
    return Document("Slip", (Text("PAY-OUT", Align.CENTRE, bold=True), *rows, *more, Cut()))


def back_on_line(road: Road) -> bool:
    return eventually(lambda: road.printer.status().online is Known.YES)
