"""From addresses to drivers. Nothing here touches a device."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from hardware import DrawerConfig, PrinterConfig
from hardware.addresses import (
    DRAWER_ADDRESSES,
    CableAddress,
    LpAddress,
    NoAddress,
    PrinterAddress,
    SerialAddress,
    SimulatedAddress,
    TcpAddress,
    UsbAddress,
    check_columns,
    check_timeout,
    parse_printer_address,
)
from hardware.connection import Connection
from hardware.dialect import WIDE_SCRIPTS, Dialect, code_pages
from hardware.drawer import PulseDrawer, check_drawer
from hardware.learned import kept
from hardware.line import SLOW_LINE_BYTES_S
from hardware.manual import ManualDrawer, NoDrawer, NoPrinter
from hardware.printer import EscPosPrinter
from hardware.protocols import CashDrawer, Devices, ReceiptPrinter, Transport

if TYPE_CHECKING:
    from hardware.simulators.printer import SimulatedPrinter

_BITS_PER_BYTE = 11  # A start bit, eight of data, perhaps a parity bit, and a stop bit.


def build_devices(
    printer: PrinterConfig,
    drawers: Sequence[DrawerConfig],
    ask_person: Callable[[str], bool] | None,
    learned: Mapping[str, object],
    transport: Transport | None,
) -> Devices:
    """Build the drivers for these addresses; see `hardware.open_devices`."""
    address = parse_printer_address(printer.address)
    check_columns(printer.columns)
    check_timeout(printer.timeout_s)
    for drawer in drawers:
        _check(drawer, address)
    dialect = _dialect(printer)
    simulator: SimulatedPrinter | None = None
    connections: dict[str, Connection] = {}
    if isinstance(address, SimulatedAddress) or any(drawer.address == "sim:" for drawer in drawers):
        simulator, cable = _simulator(printer.columns)
        connections["sim:"] = Connection(cable, printer.timeout_s, printer.keep_open)
    if isinstance(address, SimulatedAddress):
        connections["printer"] = connections["sim:"]
    elif not isinstance(address, NoAddress):
        connections["printer"] = Connection(
            transport or transport_to(address),
            printer.timeout_s,
            printer.keep_open,
            line_bytes_s(address),
            kept(learned, str(address)),
        )
    built_printer: ReceiptPrinter = NoPrinter()
    learned_values: Callable[[], dict[str, str]] = dict
    if "printer" in connections:
        driver = built_printer = EscPosPrinter(connections["printer"], printer.columns, dialect)
        learned_values = lambda: driver.learned().to_values()  # noqa: E731 - it has no name of its own
    built = {drawer.id: _drawer(drawer, drawers, connections, ask_person) for drawer in drawers}
    ways = {*connections.values()}
    return Devices(
        built_printer,
        built,
        simulator,
        closers=tuple(way.close_when_free for way in ways),
        learned_values=learned_values,
        listeners=tuple(way.noticed for way in ways),
        doubters=tuple(way.was_interrupted for way in ways),
    )


def _dialect(printer: PrinterConfig) -> Dialect:
    """Return how the printer is spoken to; its logo is read when it is first printed.

    Raises:
        ValueError: Something of it is wrong.
    """
    if printer.wide_script not in WIDE_SCRIPTS:
        raise ValueError(f"The printer's wide_script must be one of {', '.join(WIDE_SCRIPTS)}.")
    for what, file in (("logo", printer.logo), ("font", printer.font)):
        if file and not Path(file).is_file():
            raise ValueError(f"The printer's {what} must be a file, and {file} is none.")
    return Dialect(
        code_pages(printer.code_pages),
        printer.wide_script,
        text_as_image=printer.text_as_image,
        logo_file=printer.logo,
        font=printer.font,
    )


def _simulator(columns: int) -> "tuple[SimulatedPrinter, Transport]":
    from hardware.simulators.printer import SimulatedPrinter
    from hardware.simulators.transport import SimulatorTransport

    simulator = SimulatedPrinter(columns)
    return simulator, SimulatorTransport(simulator)


def transport_to(address: CableAddress) -> Transport:
    """Return the way to a printer; each loads its vendor's library when it is first opened."""
    match address:
        case TcpAddress():
            from hardware.transports.tcp import TcpTransport

            return TcpTransport(address)
        case SerialAddress():
            from hardware.transports.serial import SerialTransport

            return SerialTransport(address)
        case LpAddress():
            from hardware.transports.lp import LpTransport

            return LpTransport(address)
        case UsbAddress():
            from hardware.transports.usb import UsbTransport

            return UsbTransport(address)
        case _:
            assert_never(address)


def line_bytes_s(address: CableAddress) -> float:
    """Return how many bytes a second reach the printer at least."""
    if isinstance(address, SerialAddress):
        return min(SLOW_LINE_BYTES_S, address.baud / _BITS_PER_BYTE * 0.9)
    return SLOW_LINE_BYTES_S


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
