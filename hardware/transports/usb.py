"""A USB printer by its numbers, through libusb.

The device is looked for anew at each opening, so that a printer which was plugged out and in is found again.
It is never reset, and the kernel's driver gets its printer back when it is closed.
"""

import contextlib
import errno
import time
from collections.abc import Callable
from typing import Any

from hardware.addresses import UsbAddress
from hardware.errors import Busy, NoPermission, NotDone, OutcomeUnknown, Unreachable
from hardware.protocols import LOOK_WHILE_WRITING_S, wait_on
from hardware.transports.lp import clean_device_id
from hardware.transports.node import CHECK, LOOK, not_taken
from hardware.transports.usb_bus import (
    Ends,
    devices,
    is_on_the_bus,
    let_go,
    new_libusb,
    printer_ends,
    text_of,
)

_CHUNK_BYTES = 4096
_PACKET_BYTES_MAX = 512
_CONTROL_TIMEOUT_MS = 500
_GET_DEVICE_ID, _GET_PORT_STATUS, _CLASS_REQUEST_IN = 0, 1, 0xA1
_DEVICE_ID_BYTES = 1024
_PORT_PAPER_OUT = 0x20
_NOT_HERE = RuntimeError  # What pyusb raises, in one of its kinds, where the system has no such thing.


class UsbTransport:
    """One USB printer. `backend` is pyusb's way to the bus; without one it is libusb."""

    def __init__(self, address: UsbAddress, backend: Any = None) -> None:
        self._address = address
        self._backend = backend
        self._device: Any = None  # pyusb carries no types.
        self._ends: Ends | None = None
        self._took_from_kernel = False
        self._arrived = b""

    def open(self, timeout_s: float) -> None:  # noqa: ARG002 - pyusb itself waits a second at most
        self.close()
        try:
            try:
                self._open(self._found(self._backend))
            except OSError as error:
                self.close()
                # Gone, says libusb; but is it? See new_libusb.
                if not (_is_gone(error) and self._backend is None and is_on_the_bus(self._address)):
                    raise
                self._open(self._found(new_libusb()))
        except OSError as error:
            self.close()
            raise _not_opened(self._address, error) from error

    def _open(self, device: Any) -> None:
        self._device = device
        self._ends = printer_ends(_configuration(device))
        if self._ends is None:
            self.close()
            raise Unreachable(f"The device {self._address} is no printer. Check the printer's address.")
        self._claim(device, self._ends)

    def close(self) -> None:
        device, ends, self._device, self._ends = self._device, self._ends, None, None
        self._arrived = b""
        if device is None:
            return
        let_go(device)
        if self._took_from_kernel and ends is not None:
            self._took_from_kernel = False
            with contextlib.suppress(OSError, _NOT_HERE):  # It may be unplugged.
                device.attach_kernel_driver(ends.interface)
            let_go(device)

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        device, ends = self._opened()
        deadline_s = time.monotonic() + timeout_s
        sent = 0
        while sent < len(code):
            chunk, taken = code[sent : sent + _CHUNK_BYTES], 0
            look_at_s = min(deadline_s, time.monotonic() + LOOK_WHILE_WRITING_S)
            try:
                taken = device.write(ends.out, chunk, _ms_until(look_at_s))
            except OSError as error:
                if not _timed_out(error):
                    raise self._broken_write(error, ends) from error
            sent += taken
            if sent < len(code) and (time.monotonic() >= deadline_s or (not taken and give_up())):
                raise not_taken(sent)

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        device, ends = self._opened()
        if not self._arrived:
            self._arrived = self._packet(device, ends, time.monotonic() + timeout_s)
        taken, self._arrived = self._arrived[:bytes_max], self._arrived[bytes_max:]
        return taken

    def flush(self, timeout_s: float) -> bool:  # noqa: ARG002 - what was written is with the printer
        self._opened()
        return True

    def device_id(self) -> str:
        answer = self._control(_GET_DEVICE_ID, _DEVICE_ID_BYTES)
        return clean_device_id(answer[2 : int.from_bytes(answer[:2], "big")])

    def says_paper_out(self) -> bool:
        return bool(sum(self._control(_GET_PORT_STATUS, 1)) & _PORT_PAPER_OUT)

    def _control(self, request: int, bytes_max: int) -> bytes:
        """Put a question of the printer class; a printer that does not know it leaves it open."""
        device, ends = self._opened()
        place = ends.interface << 8 | ends.alternate if request == _GET_DEVICE_ID else ends.interface
        try:
            answer = device.ctrl_transfer(
                _CLASS_REQUEST_IN, request, 0, place, bytes_max, _CONTROL_TIMEOUT_MS
            )
        except (OSError, _NOT_HERE):
            return b""
        return bytes(answer)

    def _packet(self, device: Any, ends: Ends, deadline_s: float) -> bytes:
        """Return what one transfer brings; a transfer of no bytes is no end."""
        while True:
            if ends.input is None:
                time.sleep(max(0.0, deadline_s - time.monotonic()))
                return b""
            try:
                packet = bytes(device.read(ends.input, _PACKET_BYTES_MAX, _ms_until(deadline_s)))
            except OSError as error:
                if not _timed_out(error):
                    self._clear_stall(error, ends.input)
                    raise self._broken(error) from error
                packet = b""
            if packet or time.monotonic() >= deadline_s:
                return packet

    def _found(self, backend: Any) -> Any:
        """Return the device with the numbers of the address.

        Raises:
            OSError: There is none, or it cannot be told which one it is.
            NotDone: There are several, and nothing says which one.
        """
        address = self._address
        found, unreadable = [], []
        for device in devices(backend):
            try:
                if self._is_meant(device):
                    found.append(device)
            except OSError as error:
                unreadable.append(error)  # It may be another one than the one that is meant.
        if not found:
            raise unreadable[0] if unreadable else OSError(errno.ENODEV, "no such device")
        if len(found) > 1 and not address.serial_no:
            raise Unreachable(
                f"There are {len(found)} printers {address} on USB."
                " Write the serial number of the right one behind it in the printer's address."
            )
        return found[0]

    def _is_meant(self, device: Any) -> bool:
        address = self._address
        if (device.idVendor, device.idProduct) != (address.vendor_id, address.product_id):
            return False
        return not address.serial_no or text_of(device, device.iSerialNumber) == address.serial_no

    def _claim(self, device: Any, ends: Ends) -> None:
        import usb.util

        with contextlib.suppress(_NOT_HERE):  # A system whose kernel has no such driver.
            if device.is_kernel_driver_active(ends.interface):
                device.detach_kernel_driver(ends.interface)
                self._took_from_kernel = True
        usb.util.claim_interface(device, ends.interface)
        if ends.alternates > 1:
            device.set_interface_altsetting(ends.interface, ends.alternate)

    def _opened(self) -> tuple[Any, Ends]:
        if self._device is None or self._ends is None:
            raise Unreachable
        return self._device, self._ends

    def _broken_write(self, error: OSError, ends: Ends) -> OutcomeUnknown:
        """Return a doubt: how much of a transfer that failed has arrived, libusb does not say."""
        self._clear_stall(error, ends.out)
        return OutcomeUnknown(f"{_what(self._address, error)} {LOOK}")

    def _broken(self, error: OSError) -> Unreachable:
        return Unreachable(f"{_what(self._address, error)} {CHECK}")

    def _clear_stall(self, error: OSError, endpoint: int) -> None:
        if error.errno == errno.EPIPE:
            with contextlib.suppress(OSError, _NOT_HERE):
                self._device.clear_halt(endpoint)


def _configuration(device: Any) -> Any:
    """Return the device's configuration; choose one if none is chosen, which the kernel usually has."""
    try:
        return device.get_active_configuration()
    except OSError as error:
        if error.errno is not None:
            raise
        device.set_configuration()
        return device.get_active_configuration()


def _ms_until(deadline_s: float) -> int:
    """Return the time left in libusb's milliseconds, of which 0 would mean for ever."""
    return max(1, int((deadline_s - time.monotonic()) * 1000))


def _timed_out(error: OSError) -> bool:
    return error.errno in (errno.ETIMEDOUT, errno.EAGAIN)


def _is_gone(error: OSError) -> bool:
    return error.errno in (errno.ENODEV, errno.ESHUTDOWN, errno.ENOENT)


def _what(address: UsbAddress, error: OSError) -> str:
    if error.errno == errno.EPIPE:
        return f"The printer {address} refused what was sent to it. Switch it off and on."
    if _is_gone(error):
        return f"The printer {address} was unplugged."
    return f"The connection to {address} broke."


def _not_opened(address: UsbAddress, error: OSError) -> NotDone:
    if error.errno in (errno.EACCES, errno.EPERM):
        return NoPermission(
            f"This user may not open the printer {address}. Add the user to the group lp (usermod -aG) and"
            " sign in again; a printer without the printer class needs a udev rule besides."
        )
    if error.errno == errno.EBUSY:
        return Busy(
            f"Another program has the printer {address}. Stop it: a print queue (CUPS) on the same printer,"
            " perhaps."
        )
    if _is_gone(error):
        return Unreachable(f"There is no printer {address} on USB. {CHECK}")
    return Unreachable(f"{_what(address, error)} {CHECK}")
