"""The simulated printer on a USB bus made of Python: a backend for pyusb, so that the real transport runs.

What libusb would say is said with its own numbers: no permission (EACCES), in use (EBUSY), unplugged
(ENODEV), stalled (EPIPE), out of time (ETIMEDOUT), and fewer bytes than were given.
"""

import errno
import time
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from hardware.simulators.printer import SimulatedPrinter

_STEP_S = 0.001
_PRINTER_CLASS = 7
_BULK = 2
_PACKET_BYTES = 64
_GET_DESCRIPTOR, _STANDARD_IN, _CLASS_IN = 6, 0x80, 0xA1
_PORT_WELL, _PORT_PAPER_OUT = 0x18, 0x20
_ENGLISH = 0x0409
_TEXTS = {1: "maker", 2: "product", 3: "serial_no"}


@dataclass
class SimulatedUsbPrinter:
    """A printer with a USB plug: what its descriptors say, and what goes wrong with it."""

    printer: SimulatedPrinter
    vendor_id: int = 0x04B8
    product_id: int = 0x0202
    serial_no: str = "SIM0000001"
    product: str = "SIM-T20"
    maker: str = "EPSON"
    interface_class: int = _PRINTER_CLASS
    protocol: int = 2
    out_end: int = 0x01
    in_end: int | None = 0x82
    kernel_driver: bool = True  # Whether the kernel's printer driver has it.
    plugged: bool = True
    permitted: bool = True
    in_use: bool = False  # Another program has the interface.
    stalled: bool = False
    transfer_bytes_max: int | None = None  # A transfer takes no more of what it is given.
    resets: int = 0
    owner: object = None  # The opening that has claimed the interface.

    def unplug(self) -> None:
        """Pull the plug; every opening of it is gone."""
        self.plugged = False
        self.owner = None
        self.printer.drop_connections()

    def plug(self) -> None:
        """Put the plug in; the kernel's driver takes it at once."""
        self.plugged = self.kernel_driver = True

    @property
    def on_the_bus(self) -> bool:
        """Whether the computer sees it."""
        return self.plugged and self.printer.powered


@dataclass(frozen=True, eq=False)
class Opened:
    """One opening of a device; it ends when the printer is cut off."""

    device: SimulatedUsbPrinter
    connection_no: int


class SimulatedUsb(IBackend):  # type: ignore[misc]  # pyusb carries no types
    """A USB bus with simulated printers on it; pass it to pyusb, or to a UsbTransport, as the backend."""

    def __init__(self, *plugged: SimulatedUsbPrinter) -> None:
        super().__init__()
        self.devices = list(plugged)

    # What is on the bus.

    def enumerate_devices(self) -> Iterator[SimulatedUsbPrinter]:
        """Yield what is plugged in."""
        return (device for device in self.devices if device.on_the_bus)

    def get_parent(self, _: SimulatedUsbPrinter) -> None:
        """Return no hub."""

    def get_device_descriptor(self, device: SimulatedUsbPrinter) -> SimpleNamespace:
        """Return the numbers and texts of a device."""
        place = self.devices.index(device) + 1
        return SimpleNamespace(
            **_header(18, 1),
            **dict.fromkeys(("bDeviceClass", "bDeviceSubClass", "bDeviceProtocol"), 0),
            bcdUSB=0x200,
            bcdDevice=0x100,
            bMaxPacketSize0=_PACKET_BYTES,
            bNumConfigurations=1,
            idVendor=device.vendor_id,
            idProduct=device.product_id,
            iManufacturer=1,
            iProduct=2,
            iSerialNumber=3 if device.serial_no else 0,
            bus=1,
            address=place,
            port_number=place,
            port_numbers=(place,),
            speed=3,
        )

    def get_configuration_descriptor(self, _: SimulatedUsbPrinter, config: int) -> SimpleNamespace:
        """Return the only configuration."""
        _only(config)
        return SimpleNamespace(
            **_header(9, 2),
            wTotalLength=32,
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
        )

    def get_interface_descriptor(
        self, device: SimulatedUsbPrinter, interface: int, alternate: int, config: int
    ) -> SimpleNamespace:
        """Return the only interface."""
        _only(interface, alternate, config)
        return SimpleNamespace(
            **_header(9, 4),
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=len(_ends(device)),
            bInterfaceClass=device.interface_class,
            bInterfaceSubClass=1,
            bInterfaceProtocol=device.protocol,
            iInterface=0,
        )

    def get_endpoint_descriptor(
        self, device: SimulatedUsbPrinter, end: int, interface: int, alternate: int, config: int
    ) -> SimpleNamespace:
        """Return one end of the pipes."""
        _only(interface, alternate, config)
        return SimpleNamespace(
            **_header(7, 5),
            bEndpointAddress=_ends(device)[end],
            bmAttributes=_BULK,
            wMaxPacketSize=_PACKET_BYTES,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
        )

    # Opening and claiming.

    def open_device(self, device: SimulatedUsbPrinter) -> Opened:
        """Open a device that is there, and for everybody."""
        if not device.on_the_bus:
            raise _error(errno.ENODEV)
        if not device.permitted:
            raise _error(errno.EACCES)
        return Opened(device, device.printer.connection_no)

    def close_device(self, opened: Opened) -> None:
        """Close it; what it had claimed is free again."""
        if opened.device.owner is opened:
            opened.device.owner = None

    def get_configuration(self, opened: Opened) -> int:
        """Return the number of the only configuration."""
        _there(opened)
        return 1

    def set_configuration(self, opened: Opened, _: int) -> None:
        """Refuse as the kernel does while somebody has an interface."""
        _there(opened)
        if opened.device.owner or opened.device.kernel_driver:
            raise _error(errno.EBUSY)

    def is_kernel_driver_active(self, opened: Opened, _: int) -> bool:
        """Return whether the kernel's printer driver has it."""
        _there(opened)
        return opened.device.kernel_driver

    def detach_kernel_driver(self, opened: Opened, _: int) -> None:
        """Take it from the kernel."""
        _there(opened)
        opened.device.kernel_driver = False

    def attach_kernel_driver(self, opened: Opened, _: int) -> None:
        """Give it back to the kernel."""
        _there(opened)
        if opened.device.owner:
            raise _error(errno.EBUSY)
        opened.device.kernel_driver = True

    def claim_interface(self, opened: Opened, _: int) -> None:
        """Have the interface for oneself."""
        device = _there(opened)
        if device.in_use or device.kernel_driver or device.owner:
            raise _error(errno.EBUSY)
        device.owner = opened

    def release_interface(self, opened: Opened, _: int) -> None:
        """Give the interface free."""
        if _there(opened).owner is opened:
            opened.device.owner = None

    def reset_device(self, opened: Opened) -> None:
        """Count what nobody should do to a printer."""
        opened.device.resets += 1

    def clear_halt(self, opened: Opened, _: int) -> None:
        """End a stall."""
        _there(opened).stalled = False

    # Bytes.

    def bulk_write(self, opened: Opened, end: int, _: int, given: "array[int]", timeout_ms: int) -> int:
        """Take bytes until all are taken, or the time is over."""
        device = self._ready(opened, end)
        code = given.tobytes()[: device.transfer_bytes_max]
        deadline_s = time.monotonic() + timeout_ms / 1000
        taken = device.printer.receive(code)
        while taken < len(code):
            _there(opened)
            if time.monotonic() >= deadline_s:
                break
            time.sleep(_STEP_S)
            taken += device.printer.receive(code[taken:])
        if not taken:
            raise USBTimeoutError("timeout", -7, errno.ETIMEDOUT)
        _there(opened)
        return taken

    def bulk_read(self, opened: Opened, end: int, _: int, into: "array[int]", timeout_ms: int) -> int:
        """Give what the printer says, as soon as it says anything."""
        deadline_s = time.monotonic() + timeout_ms / 1000
        while True:
            device = self._ready(opened, end)
            answer = device.printer.take_answers(len(into))
            if answer:
                into[: len(answer)] = array("B", answer)
                return len(answer)
            if time.monotonic() >= deadline_s:
                raise USBTimeoutError("timeout", -7, errno.ETIMEDOUT)
            time.sleep(_STEP_S)

    def ctrl_transfer(self, opened: Opened, kind: int, request: int, value: int, *rest: Any) -> int:
        """Answer the questions for texts, for the device id and for the port's status."""
        device = _there(opened)
        into: array[int] = rest[1]
        if (kind, request) == (_STANDARD_IN, _GET_DESCRIPTOR):
            answer = _text(device, value & 0xFF)
        elif (kind, request) == (_CLASS_IN, 0):
            device_id = f"MFG:{device.maker};CMD:ESC/POS;MDL:{device.product};CLS:PRINTER;".encode()
            answer = (len(device_id) + 2).to_bytes(2, "big") + device_id
        elif (kind, request) == (_CLASS_IN, 1):
            answer = bytes([_PORT_WELL | (_PORT_PAPER_OUT if device.printer.sensors.paper_out else 0)])
        else:
            raise _error(errno.EPIPE)
        taken = answer[: len(into)]
        into[: len(taken)] = array("B", taken)
        return len(taken)

    def _ready(self, opened: Opened, end: int) -> SimulatedUsbPrinter:
        device = _there(opened)
        if end not in _ends(device) or device.owner is not opened:
            raise _error(errno.EINVAL)
        if device.stalled:
            raise _error(errno.EPIPE)
        return device


def _there(opened: Opened) -> SimulatedUsbPrinter:
    """Return the device, if this opening of it still stands."""
    device = opened.device
    if not device.on_the_bus or device.printer.connection_no != opened.connection_no:
        raise _error(errno.ENODEV)
    return device


def _ends(device: SimulatedUsbPrinter) -> list[int]:
    return [device.out_end] if device.in_end is None else [device.out_end, device.in_end]


def _text(device: SimulatedUsbPrinter, index: int) -> bytes:
    if index == 0:
        return bytes([4, 3]) + _ENGLISH.to_bytes(2, "little")
    text = str(getattr(device, _TEXTS[index])).encode("utf-16-le")
    return bytes([len(text) + 2, 3]) + text


def _header(length: int, kind: int) -> dict[str, Any]:
    return {"bLength": length, "bDescriptorType": kind, "extra_descriptors": []}


def _only(*numbers: int) -> None:
    if any(numbers):
        raise IndexError


def _error(number: int) -> USBError:
    return USBError(errno.errorcode[number], None, number)
