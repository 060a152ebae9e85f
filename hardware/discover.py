"""What is plugged in that may be a receipt printer, each with the address to configure.

Nothing is sent to a device: a serial port may belong to something else. A network printer cannot be found;
its address is printed by its own self-test.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hardware.errors import NotDone
from hardware.transports.node import check_node


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that may be a printer: its address, what it calls itself, and a sentence on what to mind."""

    kind: Literal["lp", "usb", "serial"]
    address: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Plug:
    """Where on the USB a printer node is."""

    bus: int
    device: int


def discover(
    devices: Path = Path("/dev"), system: Path = Path("/sys"), usb_backend: Any = None
) -> tuple[list[Found], list[str]]:
    """Return what was found, the best first, and sentences on what could not be looked at."""
    troubles: list[str] = []
    nodes = _printer_nodes(devices, system)
    taken = {plug for _, plug in nodes if plug is not None}
    found = [node for node, _ in nodes]
    for look in (lambda: _usb_printers(taken, usb_backend), lambda: _serial_ports(devices)):
        found += _looked(look, troubles)
    return found, troubles


def _looked(look: Callable[[], list[Found]], troubles: list[str]) -> list[Found]:
    try:
        return look()
    except NotDone as trouble:
        troubles.append(str(trouble))
        return []


def _printer_nodes(devices: Path, system: Path) -> list[tuple[Found, _Plug | None]]:
    """Return the printers behind usblp; the kernel tells of them without opening one."""
    found = []
    for node in sorted((devices / "usb").glob("lp[0-9]*")):
        interface = system / "class/usbmisc" / node.name / "device"
        name = device_id_name(_line(interface / "ieee1284_id"))
        bus, device = (_line(interface / ".." / what) for what in ("busnum", "devnum"))
        plug = _Plug(int(bus), int(device)) if bus.isdecimal() and device.isdecimal() else None
        found.append((Found("lp", f"lp:{node}", name or "USB printer", _permission(node, "lp")), plug))
    return found


def _usb_printers(taken: set[_Plug], backend: Any) -> list[Found]:
    from hardware.addresses import UsbAddress
    from hardware.transports.usb_bus import VENDORS, usb_printers

    found = []
    for printer in usb_printers(backend):
        address = UsbAddress(printer.vendor_id, printer.product_id, printer.serial_no)
        name = printer.product or VENDORS.get(printer.vendor_id, "USB printer")
        if _Plug(printer.bus, printer.address) in taken:
            note = "The same printer as an lp: address above, which is the better one."
        else:
            note = "" if printer.printer_class else "Of its maker's own class: it may be no printer."
        found.append(Found("usb", str(address), name, note))
    return found


def _serial_ports(devices: Path) -> list[Found]:
    from hardware.transports.serial_ports import serial_ports

    return [
        Found(
            "serial",
            f"serial:{port.path}",
            port.description or "Serial port",
            _permission(Path(port.node), "dialout") or "Set the speed to that of the printer's self-test.",
        )
        for port in serial_ports(devices / "serial/by-id")
    ]


def _permission(node: Path, usual_group: str) -> str:
    """Return why this user cannot open a node, without opening it; empty if they can."""
    from hardware.transports.node import not_opened

    try:
        check_node(str(node), usual_group)
    except NotDone as trouble:
        return str(trouble)
    if os.access(node, os.R_OK | os.W_OK):
        return ""
    return str(not_opened(str(node), PermissionError(13, "not permitted"), usual_group))


def device_id_name(device_id: str) -> str:
    """Return maker and model from an IEEE 1284 device id, such as `MFG:EPSON;MDL:TM-T20;`."""
    keys = {"MFG": "maker", "MANUFACTURER": "maker", "MDL": "model", "MODEL": "model"}
    words: dict[str, str] = {}
    for part in device_id.split(";"):
        key, _, value = part.partition(":")
        if key.strip().upper() in keys:
            words.setdefault(keys[key.strip().upper()], value.strip())
    return " ".join(words[what] for what in ("maker", "model") if words.get(what))


def _line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "".join(letter for letter in text.strip() if letter.isprintable())
