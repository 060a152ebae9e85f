"""A register and a network printer, and the cables between them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from hardware import CashDrawer, Devices, DrawerConfig, PrinterConfig, ReceiptPrinter, open_devices
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.cable.network import ADDRESSES, End, Network

TIMEOUT_S = 1.0
COLUMNS = 42
PORT = 9100


@dataclass(frozen=True)
class Shop:
    """The devices as the register sees them, the printer as it stands there, and a cable to pull."""

    network: Network
    devices: Devices
    simulator: SimulatedPrinter
    address: str
    end: End

    @property
    def printer(self) -> ReceiptPrinter:
        return self.devices.printer

    @property
    def drawer(self) -> CashDrawer:
        return self.devices.drawers[1]

    def pull(self) -> None:
        self.network.pull(self.end)

    def plug_in(self) -> None:
        self.network.plug_in(self.end)

    @contextmanager
    def pulled_after(self, seconds: float, plugged_in_after: float | None = None) -> Iterator[None]:
        """Pull the cable in the middle of what is done meanwhile; perhaps plug it in again."""
        timers = [threading.Timer(seconds, self.pull)]
        if plugged_in_after is not None:
            timers.append(threading.Timer(plugged_in_after, self.plug_in))
        for timer in timers:
            timer.start()
        yield
        for timer in timers:
            timer.join()


@pytest.fixture
def network() -> Iterator[Network]:
    network = Network()
    try:
        network.lay()
        with network.at(End.REGISTER):
            yield network
    finally:
        network.take_up()


# Where the cable is pulled, and in which family of addresses the printer has its own.
ROADS = {"pulled at the register, IPv4": (End.REGISTER, 0), "pulled at the printer, IPv6": (End.PRINTER, 1)}


@pytest.fixture(params=list(ROADS.values()), ids=list(ROADS))
def shop(request: pytest.FixtureRequest, network: Network) -> Iterator[Shop]:
    end, family = request.param
    host = ADDRESSES[End.PRINTER][family]
    simulator = network.made_at(
        End.PRINTER, lambda: TcpSimulator(SimulatedPrinter(COLUMNS), host, PORT, host).start()
    )
    devices = open_devices(PrinterConfig(simulator.address, COLUMNS, TIMEOUT_S), [DrawerConfig(1)])
    yield Shop(network, devices, simulator.printer, simulator.address, end)
    devices.close()
    simulator.stop()
