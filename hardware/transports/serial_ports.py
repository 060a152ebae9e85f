"""The serial ports of this computer, by names that stay when another one is plugged in."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port: the path to configure, the node behind it, and what is known of the adapter."""

    path: str
    node: str
    description: str


def serial_ports(by_id: Path = Path("/dev/serial/by-id")) -> list[SerialPort]:
    """Return the serial ports, those of the system board only where there is hardware behind them."""
    from serial.tools.list_ports import comports

    names = {link.resolve(): str(link) for link in sorted(by_id.glob("*"))} if by_id.is_dir() else {}
    return [
        SerialPort(
            names.get(Path(port.device), port.device),
            port.device,
            port.description if port.description not in ("n/a", None) else "",
        )
        for port in sorted(comports())
    ]
