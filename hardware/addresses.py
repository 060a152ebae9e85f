"""What people write in the configuration to say where a device is."""

import re
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import parse_qsl

PRINTER_ADDRESSES = "tcp:HOST:PORT, usb:VENDOR:PRODUCT[:SERIAL], lp:PATH, serial:PATH[?baud=…], sim: or none"
DRAWER_ADDRESSES = "printer, sim:, manual or none"
_PORT_MAX = 65535
BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
Parity = Literal["none", "even", "odd"]
FlowControl = Literal["none", "xonxoff", "rtscts"]
_USB_ID = re.compile("[0-9a-fA-F]{1,4}")


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A printer on the network."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"tcp:[{self.host}]:{self.port}" if ":" in self.host else f"tcp:{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class SerialAddress:
    """A printer on a serial line, 8 bits a character; the line is as the printer's own switches have it."""

    path: str
    baud: int = 38400
    parity: Parity = "none"
    flow: FlowControl = "none"

    def __str__(self) -> str:
        return f"serial:{self.path}?baud={self.baud}&parity={self.parity}&flow={self.flow}"


@dataclass(frozen=True, slots=True)
class LpAddress:
    """A USB printer behind the kernel's printer driver (usblp)."""

    path: str

    def __str__(self) -> str:
        return f"lp:{self.path}"


@dataclass(frozen=True, slots=True)
class UsbAddress:
    """A USB printer by its numbers, without the kernel's printer driver."""

    vendor_id: int
    product_id: int
    serial_no: str = ""

    def __str__(self) -> str:
        numbers = f"usb:{self.vendor_id:04x}:{self.product_id:04x}"
        return f"{numbers}:{self.serial_no}" if self.serial_no else numbers


@dataclass(frozen=True, slots=True)
class SimulatedAddress:
    """The simulated printer in this process."""

    def __str__(self) -> str:
        return "sim:"


@dataclass(frozen=True, slots=True)
class NoAddress:
    """No printer at all."""

    def __str__(self) -> str:
        return "none"


CableAddress = TcpAddress | SerialAddress | LpAddress | UsbAddress
PrinterAddress = CableAddress | SimulatedAddress | NoAddress


def parse_printer_address(text: str) -> PrinterAddress:
    """Return the address that `text` writes.

    Raises:
        ValueError: It writes none; the message is a sentence with what was expected.
    """
    kind, _, rest = text.partition(":")
    if text == "none":
        return NoAddress()
    if text == "sim:":
        return SimulatedAddress()
    if kind == "tcp":
        host, port = split_host_port(rest, f"The printer address {text!r}")
        if port == 0:
            raise ValueError(f"The printer address {text!r} must have a port from 1 to {_PORT_MAX}.")
        return TcpAddress(host, port)
    if kind == "serial":
        return _serial_address(text, rest)
    if kind == "lp":
        return LpAddress(_path(text, rest))
    if kind == "usb":
        return _usb_address(text, rest)
    raise ValueError(f"The printer address {text!r} must be one of {PRINTER_ADDRESSES}.")


def _serial_address(text: str, rest: str) -> SerialAddress:
    path, _, query = rest.partition("?")
    settings = {"baud": "38400", "parity": "none", "flow": "none"}
    choices = {
        "baud": tuple(map(str, BAUDS)),
        "parity": ("none", "even", "odd"),
        "flow": ("none", "xonxoff", "rtscts"),
    }
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in choices:
            raise ValueError(
                f"The printer address {text!r} must have only baud, parity and flow after the ?."
            )
        if value not in choices[name]:
            raise ValueError(f"The printer address {text!r} must have {name}={'|'.join(choices[name])}.")
        settings[name] = value
    if query and not parse_qsl(query, keep_blank_values=True):
        raise ValueError(f"The printer address {text!r} must have baud=, parity= or flow= after the ?.")
    parity, flow = cast(Parity, settings["parity"]), cast(FlowControl, settings["flow"])
    return SerialAddress(_path(text, path), int(settings["baud"]), parity, flow)


def _path(text: str, path: str) -> str:
    if not path.startswith("/") or not path.isprintable() or path.endswith("/"):
        raise ValueError(f"The printer address {text!r} must have the path of a device, as in /dev/usb/lp0.")
    return path


def _usb_address(text: str, rest: str) -> UsbAddress:
    vendor_id, _, more = rest.partition(":")
    product_id, colon, serial_no = more.partition(":")
    if not (_USB_ID.fullmatch(vendor_id) and _USB_ID.fullmatch(product_id)):
        raise ValueError(
            f"The printer address {text!r} must have two hexadecimal numbers, as in usb:04b8:0202."
        )
    if not serial_no.isprintable() or (colon and not serial_no):
        raise ValueError(f"The printer address {text!r} must have a serial number after the last colon.")
    return UsbAddress(int(vendor_id, 16), int(product_id, 16), serial_no)


def split_host_port(text: str, subject: str) -> tuple[str, int]:
    """Return the host and port of `HOST:PORT` or `[HOST]:PORT`.

    Raises:
        ValueError: `text` is neither; the message begins with `subject`.
    """
    host, _, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise ValueError(f"{subject} must have an IPv6 host in brackets, as in [::1]:9100.")
    if not host or not host.isprintable() or " " in host:
        raise ValueError(f"{subject} must be HOST:PORT, as in 192.0.2.9:9100.")
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and int(port) <= _PORT_MAX):
        raise ValueError(f"{subject} must have a port from 1 to {_PORT_MAX}.")
    return host, int(port)


def check_columns(columns: int) -> None:
    """Refuse paper that no printer takes.

    Raises:
        ValueError: No paper is that wide.
    """
    from hardware.layout import COLUMNS_MAX, COLUMNS_MIN

    if not COLUMNS_MIN <= columns <= COLUMNS_MAX:
        raise ValueError(f"The printer's columns must be {COLUMNS_MIN} to {COLUMNS_MAX}, not {columns}.")


def check_timeout(timeout_s: float) -> None:
    """Refuse a time limit that no cashier or no printer could live with.

    Raises:
        ValueError: It is not between a tenth of a second and a minute.
    """
    if not 0.1 <= timeout_s <= 60:
        raise ValueError(f"The printer's timeout_s must be 0.1 to 60, not {timeout_s}.")
