"""From addresses to drivers. Nothing here touches a device."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hardware import DrawerConfig, PrinterConfig
from hardware.addresses import (
    DRAWER_ADDRESSES,
    NoAddress,
    PrinterAddress,
    SimulatedAddress,
    TcpAddress,
    check_columns,
    check_timeout,
    parse_printer_address,
)
from hardware.connection import Connection
from hardware.drawer import PulseDrawer, check_drawer
from hardware.manual import ManualDrawer, NoDrawer, NoPrinter
from hardware.printer import EscPosPrinter
from hardware.protocols import CashDrawer, Devices, ReceiptPrinter, Transport

if TYPE_CHECKING:
    from hardware.simulators.printer import SimulatedPrinter


def build_devices(
    printer: PrinterConfig, drawers: Sequence[DrawerConfig], ask_person: Callable[[str], bool] | None
) -> Devices:
    """Build the drivers for these addresses; see `hardware.open_devices`."""
    address = parse_printer_address(printer.address)
    check_columns(printer.columns)
    check_timeout(printer.timeout_s)
    for drawer in drawers:
        _check(drawer, address)
    simulator: SimulatedPrinter | None = None
    connections: dict[str, Connection] = {}
    if isinstance(address, SimulatedAddress) or any(drawer.address == "sim:" for drawer in drawers):
        simulator, transport = _simulator(printer.columns)
        connections["sim:"] = Connection(transport, printer.timeout_s, printer.keep_open)
    if isinstance(address, TcpAddress):
        connections["printer"] = Connection(_transport(address), printer.timeout_s, printer.keep_open)
    elif isinstance(address, SimulatedAddress):
        connections["printer"] = connections["sim:"]
    built_printer: ReceiptPrinter = NoPrinter()
    if "printer" in connections:
        built_printer = EscPosPrinter(connections["printer"], printer.columns)
    built = {drawer.id: _drawer(drawer, drawers, connections, ask_person) for drawer in drawers}
    closers = tuple(connection.close_when_free for connection in {*connections.values()})
    return Devices(built_printer, built, simulator, closers)


def _simulator(columns: int) -> "tuple[SimulatedPrinter, Transport]":
    from hardware.simulators.printer import SimulatedPrinter
    from hardware.simulators.transport import SimulatorTransport

    simulator = SimulatedPrinter(columns)
    return simulator, SimulatorTransport(simulator)


def _transport(address: TcpAddress) -> Transport:
    from hardware.transports.tcp import TcpTransport

    return TcpTransport(address)


def _drawer(
    config: DrawerConfig,
    all_drawers: Sequence[DrawerConfig],
    connections: dict[str, Connection],
    ask_person: Callable[[str], bool] | None,
) -> CashDrawer:
    if config.address == "manual":
        return ManualDrawer(ask_person)
    if config.address == "none":
        return NoDrawer()
    connection = connections[config.address]
    sharing = sum(connections.get(drawer.address) is connection for drawer in all_drawers)
    return PulseDrawer(connection, config, shares_sensor=sharing > 1)


def _check(drawer: DrawerConfig, printer: PrinterAddress) -> None:
    if drawer.address not in ("printer", "sim:", "manual", "none"):
        raise ValueError(
            f"The address of drawer {drawer.id} must be one of {DRAWER_ADDRESSES}, not {drawer.address!r}."
        )
    if drawer.address == "printer" and isinstance(printer, NoAddress):
        raise ValueError(f"Drawer {drawer.id} is on the printer, but the printer's address is none.")
    check_drawer(drawer)
