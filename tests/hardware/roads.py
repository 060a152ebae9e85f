"""The roads to a printer: each opens the real driver over a real transport to a simulated printer."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from hardware import CashDrawer, Devices, DrawerConfig, PrinterConfig, ReceiptPrinter, Transport, open_devices
from hardware.addresses import UsbAddress
from hardware.document import Align, Columns, Cut, Document, Part, Text
from hardware.protocols import Confirmation, Known
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.pty import PtySimulator
from hardware.simulators.tcp import TcpSimulator
from hardware.simulators.usb import SimulatedUsb, SimulatedUsbPrinter
from hardware.transports.usb import UsbTransport

TIMEOUT_S = 0.5
MOTION_TIMEOUT_S = 0.5
EVENTUALLY_S = 30.0  # A machine may be busy; what is waited for comes at once on one that is not.
IN_TIME_S = 10.0  # Far from never, however busy the machine is.
COLUMNS = 42


@dataclass(frozen=True)
class Road:
    """A printer and its drawers as the till sees them, and the simulator at the other end."""

    devices: Devices
    simulator: SimulatedPrinter
    best: Confirmation = Confirmation.PRINTED  # How this printer can vouch for a slip.
    caught_up: Callable[[], bool] = lambda: True  # Whether what the knobs did is at this end by now.

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


def quick(drawers: tuple[DrawerConfig, ...]) -> list[DrawerConfig]:
    """Watch simulated drawers, which move at once, for less long."""
    return [replace(drawer, motion_timeout_s=MOTION_TIMEOUT_S) for drawer in drawers]


@contextmanager
def opener(
    address: str,
    simulator: SimulatedPrinter | None,
    transport: Callable[[], Transport | None] = lambda: None,
    caught_up: Callable[[], bool] = lambda: True,
) -> Iterator[OpenRoad]:
    """Open roads to a printer at an address, and close them at the end."""
    opened: list[Devices] = []

    def open_road(
        *drawers: DrawerConfig, keep_open: bool = True, learned: dict[str, str] | None = None
    ) -> Road:
        config = PrinterConfig(address, COLUMNS, TIMEOUT_S, keep_open)
        devices = open_devices(config, quick(drawers), learned=learned, transport=transport())
        opened.append(devices)
        reached = simulator or devices.simulator
        assert reached is not None
        return Road(devices, reached, caught_up=caught_up)

    yield open_road
    for devices in opened:
        devices.close()


@contextmanager
def without_a_cable() -> Iterator[OpenRoad]:
    with opener("sim:", None) as open_road:
        yield open_road


@contextmanager
def over_tcp() -> Iterator[OpenRoad]:
    with (
        TcpSimulator(SimulatedPrinter(COLUMNS)) as simulator,
        opener(simulator.address, simulator.printer, caught_up=lambda: simulator.caught_up) as open_road,
    ):
        yield open_road


@contextmanager
def over_a_serial_line() -> Iterator[OpenRoad]:
    with (
        tempfile.TemporaryDirectory() as folder,
        PtySimulator(Path(folder) / "printer", SimulatedPrinter(COLUMNS)) as simulator,
        opener(simulator.address, simulator.printer, caught_up=lambda: simulator.caught_up) as open_road,
    ):
        yield open_road


@contextmanager
def over_usb() -> Iterator[OpenRoad]:
    device = SimulatedUsbPrinter(SimulatedPrinter(COLUMNS))
    bus, address = SimulatedUsb(device), UsbAddress(device.vendor_id, device.product_id)
    with opener(str(address), device.printer, lambda: UsbTransport(address, bus)) as open_road:
        yield open_road


# The way over usblp is tried with a real kernel (tests/usb_vm), and with every fault in test_faults_on_roads.
ROADS = {
    "in process": without_a_cable,
    "tcp": over_tcp,
    "serial": over_a_serial_line,
    "usb": over_usb,
}


def eventually(is_so: Callable[[], bool], timeout_s: float = EVENTUALLY_S) -> bool:
    """Wait until something is so, for a limited time, and return whether it is."""
    deadline_s = time.monotonic() + timeout_s
    while not is_so() and time.monotonic() < deadline_s:
        time.sleep(0.005)
    return is_so()


def slip(*more: Part, lines: int = 4) -> Document:
    rows = tuple(Columns(f"Line {number}", "12.50", middle="2") for number in range(1, lines + 1))
    return Document("Slip", (Text("PAY-OUT", Align.CENTRE, bold=True), *rows, *more, Cut()))


def in_the_middle(printer: SimulatedPrinter, act: Callable[[], None]) -> threading.Thread:
    """Let something happen when two lines more are on the paper; the rest is printed after that."""
    printer.pause_after(2)

    def wait_and_act() -> None:
        eventually(lambda: printer.speed_bytes_s == 0)
        act()
        printer.slow(None)

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    return thread


def back_on_line(road: Road) -> bool:
    return eventually(lambda: road.printer.status().online is Known.YES)
