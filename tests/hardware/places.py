"""Printers with people around them: everything that can be done to one on its road, and undone."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from hardware import DrawerConfig, Transport
from hardware.addresses import SerialAddress, UsbAddress, parse_printer_address
from hardware.opening import transport_to
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.pty import PtySimulator
from hardware.simulators.tcp import TcpSimulator
from hardware.simulators.usb import SimulatedUsb, SimulatedUsbPrinter
from hardware.transports.serial import SerialTransport
from hardware.transports.usb import UsbTransport
from tests.hardware.roads import COLUMNS, Road, eventually, in_the_middle, opener

NOBODY = 65534


@dataclass
class Place:
    """A printer on a road, and what can happen to it."""

    road: Road
    printer: SimulatedPrinter
    address: str
    node: Path | None = None
    usb: SimulatedUsbPrinter | None = None
    _undo: list[Callable[[], None]] = field(default_factory=list)

    def soon(self, act: Callable[[], None]) -> None:
        """Let something happen while a slip is being printed."""
        self._undo.append(in_the_middle(self.printer, act).join)

    def deny(self) -> None:
        """Let nobody of this user's rights open it."""
        self.road.devices.close()
        if self.usb is not None:
            self.usb.permitted = False
        elif os.geteuid() == 0:  # Root may open everything.
            os.seteuid(NOBODY)
            self._undo.append(lambda: os.seteuid(0))
        else:
            assert self.node is not None
            self.node.chmod(0)
            self._undo.append(partial(self.node.chmod, 0o600))

    def occupy(self) -> None:
        """Let another program have it."""
        self.road.devices.close()
        if self.usb is not None:
            self.usb.in_use = True
            return
        other = self._another_way()
        other.open(1.0)
        self._undo.append(other.close)

    def _another_way(self) -> Transport:
        if self.node is not None:
            return SerialTransport(SerialAddress(str(self.node)))
        address = parse_printer_address(self.address)
        assert not isinstance(address, str)
        return transport_to(address)  # type: ignore[arg-type]  # a network printer's

    def switch_off(self) -> None:
        """Switch the printer off, and wait until the computer sees it."""
        self.printer.switch_off()
        assert eventually(self.road.caught_up)

    def replug(self) -> None:
        """Pull the plug and put it in again."""
        self.printer.power_cycle()
        assert eventually(self.road.caught_up)

    def stall(self) -> None:
        """Let the next transfer stall."""
        assert self.usb is not None
        self.usb.stalled = True

    def lock_the_drawer(self) -> None:
        """Prove the sensor, shut the drawer, and turn the key."""
        self.road.drawer.kick()
        self.printer.shut_drawer()
        self.printer.drawer_stuck()
        self.printer.port.pulses.clear()

    def mend(self) -> None:
        """Undo everything that can be undone."""
        for undo in reversed(self._undo):
            undo()
        self._undo.clear()
        printer = self.printer
        printer.switch_on()
        printer.load_paper()
        for knob in (printer.cover_open, printer.jam_cutter, printer.fail, printer.offline, printer.hang):
            knob(False)
        printer.mute(False)
        printer.slow(None)
        if self.usb is not None:
            self.usb.permitted, self.usb.in_use, self.usb.stalled = True, False, False


@contextmanager
def place_on(road: str, folder: Path) -> Iterator[Place]:
    """Put a printer with a drawer on a road."""
    printer = SimulatedPrinter(COLUMNS)
    node: Path | None = None
    usb: SimulatedUsbPrinter | None = None
    with ExitStack() as stack:
        transport: Callable[[], Transport | None] = lambda: None  # noqa: E731 - replaced on one road
        caught_up = lambda: True  # noqa: E731 - replaced where a thread has to notice it
        if road == "tcp":
            network = stack.enter_context(TcpSimulator(printer))
            address, caught_up = network.address, lambda: network.caught_up
        elif road == "usb":
            usb = SimulatedUsbPrinter(printer)
            numbers = UsbAddress(usb.vendor_id, usb.product_id)
            bus, address = SimulatedUsb(usb), str(numbers)
            transport = lambda: UsbTransport(numbers, bus)  # noqa: E731 - opened when the road is
        else:
            folder.mkdir(mode=0o755)
            node = folder / "printer"
            cable = stack.enter_context(PtySimulator(node, printer))
            address, caught_up = f"{road}:{node}", lambda: cable.caught_up
        open_road = stack.enter_context(opener(address, printer, transport, caught_up))
        place = Place(open_road(DrawerConfig(1)), printer, address, node, usb)
        stack.callback(place.mend)
        yield place
