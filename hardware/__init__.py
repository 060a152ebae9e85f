"""Receipt printers and cash drawers, and the truth about each.

`open_devices` builds the drivers from their addresses without touching anything; the devices are opened when
they are first used. Importing this package loads no vendor's library.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hardware.errors import DeviceError, NotDone, OutcomeUnknown
from hardware.protocols import CashDrawer, Devices, ReceiptPrinter, Transport

__all__ = [
    "CashDrawer",
    "DeviceError",
    "Devices",
    "DrawerConfig",
    "NotDone",
    "OutcomeUnknown",
    "PrinterConfig",
    "ReceiptPrinter",
    "Transport",
    "open_devices",
]


WideScript = Literal["none", "gb18030", "big5", "shift_jis", "euc_kr"]


@dataclass(frozen=True, slots=True)
class PrinterConfig:
    """One printer: its address, how many characters stand on a line, and how it is to be spoken to."""

    address: str
    columns: int = 42
    timeout_s: float = 3.0  # How long it may take to be reached, and to answer.
    keep_open: bool = True  # False gives the printer free after each use, for a printer shared by registers.
    code_pages: tuple[
        str, ...
    ] = ()  # Those the printer has: "CP858", or "CP858=19" with its own number for it.
    wide_script: WideScript = "none"  # The code of its Chinese, Japanese or Korean letters, if it has them.
    logo: str = ""  # The picture file for the part Logo of a document.
    text_as_image: bool = False  # Every slip as a picture, for a printer without the letters.
    font: str = ""  # The TrueType file for slips as pictures; empty is one of this machine's.


@dataclass(frozen=True, slots=True)
class DrawerConfig:
    """One drawer: its pin on the printer's DK port, the sensor's level when open, and the pulse."""

    id: int
    address: str = "printer"
    pin: int = 2
    open_level: Literal["low", "high", "none"] = "low"
    on_ms: int = 50
    off_ms: int = 500
    motion_timeout_s: float = 1.5  # How long the sensor is watched after the pulse.


def open_devices(
    printer: PrinterConfig,
    drawers: Sequence[DrawerConfig] = (),
    ask_person: Callable[[str], bool] | None = None,
    *,
    learned: Mapping[str, object] | None = None,
    transport: Transport | None = None,
) -> Devices:
    """Return the devices at these addresses without touching one; each is opened when it is first used.

    Addresses of a printer are `tcp:HOST:PORT`, `usb:VENDOR:PRODUCT[:SERIAL]`, `lp:/dev/usb/lp0`,
    `serial:/dev/ttyUSB0?baud=38400&parity=none&flow=none`, `sim:` (simulated in this process) and `none`;
    of a drawer `printer` (on the printer's DK port), `sim:`, `manual` (a person with the key) and `none`.
    `ask_person` puts a sentence to the person at the register and returns whether they did as it says.
    `learned` is what `Devices.learned()` returned earlier; it is believed of the printer it was learned of.
    `transport` is a way to the printer of the caller's own, instead of the one that the address names.

    Raises:
        ValueError: An address or a number is wrong; the message says what was expected.
    """
    from hardware.opening import build_devices

    return build_devices(printer, drawers, ask_person, learned or {}, transport)
