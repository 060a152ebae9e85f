"""From addresses to drivers. Nothing here touches a device."""

from collections.abc import Callable, Sequence

from hardware import DrawerConfig, PrinterConfig
from hardware.addresses import DRAWER_ADDRESSES, NoAddress, check_columns, parse_printer_address
from hardware.manual import ManualDrawer, NoDrawer, NoPrinter
from hardware.protocols import CashDrawer, Devices


def build_devices(
    printer: PrinterConfig, drawers: Sequence[DrawerConfig], ask_person: Callable[[str], bool] | None
) -> Devices:
    """Build the drivers for these addresses; see `hardware.open_devices`."""
    address = parse_printer_address(printer.address)
    check_columns(printer.columns)
    if not isinstance(address, NoAddress):
        raise ValueError(f"The printer address {printer.address!r} is not known here.")
    built: dict[int, CashDrawer] = {}
    for drawer in drawers:
        if drawer.address == "manual":
            built[drawer.id] = ManualDrawer(ask_person)
        elif drawer.address == "none":
            built[drawer.id] = NoDrawer()
        else:
            raise ValueError(f"The drawer address {drawer.address!r} must be one of {DRAWER_ADDRESSES}.")
    return Devices(NoPrinter(), built)
