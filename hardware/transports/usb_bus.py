"""What is on the USB bus, through libusb: the devices, which of them are printers, and by what ends."""

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from hardware.addresses import UsbAddress
from hardware.errors import Unreachable

# Makers of receipt printers whose printers may be of no class at all, only of the maker's own.
VENDORS = {
    0x04B8: "Epson",
    0x0519: "Star",
    0x1504: "Bixolon",
    0x1D90: "Citizen",
    0x0416: "Winbond (many makes)",
    0x0483: "STMicroelectronics (many makes)",
    0x0FE6: "ICS (many makes)",
    0x1FC9: "NXP (many makes)",
    0x6868: "Zjiang",
}
_PRINTER_CLASS, _VENDOR_CLASS = 7, 0xFF
_PROTOCOLS = (2, 1, 3)  # Both ways, one way, packets of IEEE 1284.4; 4 is a printer that speaks HTTP.
_BULK = 2
_ENGLISH = 0x0409
_LIBRARY = "libusb-1.0.so.0"
_SYSTEM_DEVICES = Path("/sys/bus/usb/devices")
_library_lock = Lock()


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer on the bus: its numbers, where it is plugged in, and whether it says that it is a printer."""

    vendor_id: int
    product_id: int
    serial_no: str
    product: str
    bus: int
    address: int
    printer_class: bool


@dataclass(frozen=True, slots=True)
class Ends:
    """The interface of a printer and its endpoints, as its descriptors have them."""

    interface: int
    alternate: int
    alternates: int
    out: int
    input: int | None


def usb_printers(backend: Any = None) -> list[UsbPrinter]:
    """Return the printers on the bus: all of the printer class, and what known makers make beside it.

    Raises:
        NotDone: libusb is not there.
    """
    found = []
    for device in devices(backend):
        with contextlib.suppress(OSError):  # It was unplugged while it was looked at.
            ends = printer_ends(device[0])
            known_maker = device.idVendor in VENDORS
            printer_class = _interface_class(device[0]) == _PRINTER_CLASS
            if ends is not None and (printer_class or known_maker):
                found.append(
                    UsbPrinter(
                        device.idVendor,
                        device.idProduct,
                        _text_or_none(device, device.iSerialNumber),
                        _text_or_none(device, device.iProduct),
                        device.bus or 0,
                        device.address or 0,
                        printer_class,
                    )
                )
            let_go(device)
    return found


def devices(backend: Any = None) -> Iterator[Any]:
    """Yield all devices on the bus.

    Raises:
        NotDone: They cannot be listed.
    """
    import usb.core

    try:
        yield from usb.core.find(find_all=True, backend=libusb() if backend is None else backend)
    except OSError as error:
        raise Unreachable("The USB devices of this computer cannot be listed. Is USB there?") from error


def printer_ends(interfaces: Any) -> Ends | None:
    """Return the best interface that a slip can be sent to, from the descriptors of a configuration."""
    found = []
    for interface in interfaces:
        ends = [(end.bEndpointAddress, end.bmAttributes & 3) for end in interface]
        out = [address for address, kind in ends if kind == _BULK and address < 0x80]
        back = [address for address, kind in ends if kind == _BULK and address >= 0x80]
        rank = _rank(interface)
        if out and rank is not None:
            number, alternate = interface.bInterfaceNumber, interface.bAlternateSetting
            found.append((rank, number, alternate, out[0], back[0] if back else None))
    if not found:
        return None
    _, number, alternate, out_end, in_end = min(found, key=lambda each: each[:3])
    alternates = sum(interface.bInterfaceNumber == number for interface in interfaces)
    return Ends(number, alternate, alternates, out_end, in_end)


def _rank(interface: Any) -> int | None:
    """Return how well an interface is suited for slips, 0 the best; None if not at all."""
    if interface.bInterfaceClass == _PRINTER_CLASS and interface.bInterfaceProtocol in _PROTOCOLS:
        return _PROTOCOLS.index(interface.bInterfaceProtocol)
    return len(_PROTOCOLS) if interface.bInterfaceClass == _VENDOR_CLASS else None


def _interface_class(interfaces: Any) -> int:
    classes = [int(interface.bInterfaceClass) for interface in interfaces]
    return _PRINTER_CLASS if _PRINTER_CLASS in classes else classes[0]


def text_of(device: Any, index: int) -> str:
    """Return one of the device's texts; empty if it has none.

    Raises:
        OSError: It cannot be asked for.
    """
    import usb.util

    if not index:
        return ""
    try:
        text = usb.util.get_string(device, index, _ENGLISH)
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        try:
            text = usb.util.get_string(device, index)
        except ValueError:  # pyusb's word for a device that does not say in which language.
            text = ""
    return "".join(letter for letter in text or "" if letter.isprintable())


def _text_or_none(device: Any, index: int) -> str:
    try:
        return text_of(device, index)
    except OSError:
        return ""


def let_go(device: Any) -> None:
    """Close a device, if it is open. Never raises."""
    import usb.util

    with contextlib.suppress(OSError):
        usb.util.dispose_resources(device)


def libusb() -> Any:
    """Return the one libusb of this program.

    Raises:
        NotDone: It is not installed.
    """
    import usb.backend.libusb1

    with _library_lock:
        # By its name: pyusb's own search starts the linker, the compiler and more.
        backend = usb.backend.libusb1.get_backend(find_library=lambda _: _LIBRARY)
    if backend is None:
        raise Unreachable("A USB printer needs libusb. Install it: apt install libusb-1.0-0.")
    return backend


def new_libusb() -> Any:
    """Return libusb with a fresh look at the bus.

    Without udev, as in a container, libusb never hears of a printer that was plugged in again. The old one is
    kept: pyusb's devices must not outlive it.
    """
    import usb.backend.libusb1

    old = libusb()
    with _library_lock:
        _kept_backends.append(old)
        new = type(old)(old.lib)
        usb.backend.libusb1._lib_object = new  # noqa: SLF001 - pyusb has no other way to begin anew
    return new


_kept_backends: list[Any] = []


def is_on_the_bus(address: UsbAddress) -> bool:
    """Say whether the kernel knows such a device, whatever libusb says."""
    for folder in _SYSTEM_DEVICES.glob("*"):
        with contextlib.suppress(OSError, ValueError):
            numbers = tuple(int((folder / name).read_text(), 16) for name in ("idVendor", "idProduct"))
            if numbers == (address.vendor_id, address.product_id):
                return True
    return False
