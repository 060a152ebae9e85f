"""What people write in the configuration to say where a device is."""

from dataclasses import dataclass

PRINTER_ADDRESSES = "tcp:HOST:PORT, sim: or none"
DRAWER_ADDRESSES = "printer, sim:, manual or none"
_PORT_MAX = 65535


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A printer on the network."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"tcp:[{self.host}]:{self.port}" if ":" in self.host else f"tcp:{self.host}:{self.port}"


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


PrinterAddress = TcpAddress | SimulatedAddress | NoAddress


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
    if kind in ("usb", "lp", "serial"):
        raise ValueError(f"The printer address {text!r} needs a driver that this version does not have.")
    raise ValueError(f"The printer address {text!r} must be one of {PRINTER_ADDRESSES}.")


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
