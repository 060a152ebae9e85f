"""USB devices that this machine plays itself (configfs), plugged into the ports of `dummy_hcd`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CONFIG = Path("/sys/kernel/config/usb_gadget")
Function = Literal["printer", "acm"]


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """What a device says it is: what an Epson TM-T88V says, if nothing else is wanted."""

    serial_no: str = "J5Y1234567"
    vendor_id: int = 0x04B8
    product_id: int = 0x0202
    maker: str = "EPSON"
    model: str = "TM-T88V"

    @property
    def ieee_1284(self) -> str:
        """The device id of a printer."""
        return f"MFG:{self.maker};CMD:ESC/POS;MDL:{self.model};CLS:PRINTER;"


class Gadget:
    """A device with one function, and the cable between it and a port."""

    def __init__(self, function: Function, identity: UsbIdentity, port: int, config: Path = CONFIG) -> None:
        self.port = port
        self._identity = identity
        self._folder = config / f"port{port}"
        self._function = self._folder / "functions" / f"{function}.port{port}"
        self._strings = self._folder / "strings/0x409"
        self._link = self._folder / "configs/c.1" / self._function.name

    def make(self) -> None:
        """Describe the device to the kernel; it is not plugged in yet."""
        for folder in (self._folder, self._strings, self._function, self._link.parent):
            folder.mkdir(parents=True)  # Some of these the kernel makes itself.
        (self._folder / "idVendor").write_text(f"{self._identity.vendor_id:#06x}")
        (self._folder / "idProduct").write_text(f"{self._identity.product_id:#06x}")
        (self._folder / "bcdUSB").write_text("0x0200")
        (self._strings / "manufacturer").write_text(self._identity.maker)
        (self._strings / "product").write_text(self._identity.model)
        (self._strings / "serialnumber").write_text(self._identity.serial_no)
        if self._function.name.startswith("printer"):
            # One buffer of 8 KiB between the cable and the printer: fewer it cannot have.
            (self._function / "q_len").write_text("1")
            # The length that a device id begins with counts itself; usb_f_printer forgets its two bytes.
            (self._function / "pnp_string").write_text(self._identity.ieee_1284 + "  ")
        self._link.symlink_to(self._function)

    def plug(self) -> None:
        """Plug the cable in."""
        (self._folder / "UDC").write_text(f"dummy_udc.{self.port}")

    def unplug(self) -> None:
        """Pull the cable out."""
        if (self._folder / "UDC").read_text().strip():
            (self._folder / "UDC").write_text("\n")

    def remove(self) -> None:
        """Take the device out of the world."""
        self.unplug()
        self._link.unlink()
        for folder in (self._link.parent, self._function, self._strings, self._folder):
            folder.rmdir()
