"""The simulated printer as the inside of a USB device, on the device's end of a real kernel's bus."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from hardware.simulators.answers import Sensors
from hardware.simulators.printer import SimulatedPrinter
from tests.usb_vm.gadget import Function, Gadget, UsbIdentity

_TICK_S = 0.01  # How soon a turned knob, or a slow printer's next line, is noticed.
_RECEIVE_BYTES = 4096
_SETTLE_TIMEOUT_S = 10.0
_LOOK_EVERY_S = 0.02
_SET_PRINTER_STATUS = 0xC0016722  # GADGET_SET_PRINTER_STATUS of linux/usb/g_printer.h.
_PAPER_EMPTY, _SELECTED, _NOT_ERROR = 0x20, 0x10, 0x08  # The port status of the USB printer class, 4.2.2.
_DEVICE_NODES: dict[Function, str] = {"printer": "g_printer*", "acm": "ttyGS*"}
_DEV = Path("/dev")
_KERNELS_PRINTERS = Path("/sys/class/usbmisc")


class UsbSimulator:
    """A `SimulatedPrinter` in a thread behind a USB device; its cut-off and power knobs pull the cable.

    With the function "acm" it is a printer that shows itself as a serial line.
    """

    def __init__(
        self, function: Function = "printer", identity: UsbIdentity | None = None, port: int = 0
    ) -> None:
        self.printer = SimulatedPrinter()
        self.identity = identity or UsbIdentity()
        self._function = function
        self._gadget = Gadget(function, self.identity, port)
        self._device_node = Path()
        self._line: int | None = None
        self._connection_no = -1
        self._port_status = -1
        self._pending = b""
        self._pulled = self._speechless = self._is_to_be_replaced = False
        self._takes_bytes: int | None = None  # What it still takes; None is whatever comes.
        self.received_bytes = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="simulated printer", daemon=True)

    @property
    def node(self) -> Path:
        """The node that the host has for it now; it must be plugged in."""
        found = self._hosts_node()
        assert found is not None, "the cable is out, or somebody uses it past the kernel's driver"
        return found

    # Hands on the cable and on the printer.

    def plug(self) -> None:
        """Plug the cable in; return when the host may use it."""
        self._pulled = False
        _wait("the cable is in", lambda: self._line is not None and self._is_ready())

    def unplug(self) -> None:
        """Pull the cable out; return when the host knows."""
        self._pulled = True
        _wait("the cable is out", lambda: self._line is None and self._hosts_node() is None)

    def stick(self, on: bool = True) -> None:
        """Let the printer take nothing more from the cable, or go on."""
        self._takes_bytes = 0 if on else None
        time.sleep(2 * _TICK_S)  # What it was about to take, it takes.

    def stick_after(self, bytes_left: int) -> None:
        """Let the printer take `bytes_left` more bytes and then nothing."""
        self._takes_bytes = bytes_left

    def keep_answers(self, on: bool = True) -> None:
        """Let the printer keep what it has to say to itself, or say it now."""
        self._speechless = on

    def replace_printer(self) -> None:
        """Put a new printer at the end of the cable, of which nothing remembers the old one."""
        self._is_to_be_replaced = True
        _wait("there is a new printer", lambda: not self._is_to_be_replaced and self._is_ready())

    # The inside.

    def __enter__(self) -> Self:
        before = set(_DEV.glob(_DEVICE_NODES[self._function]))
        self._gadget.make()
        self._gadget.plug()
        (self._device_node,) = set(_DEV.glob(_DEVICE_NODES[self._function])) - before
        self._open_line()
        self._thread.start()
        _wait("udev has seen it", self._is_ready)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(_SETTLE_TIMEOUT_S)
        self._close_line()
        self._gadget.remove()
        _wait("udev has forgotten it", lambda: self._hosts_node() is None)

    def _hosts_node(self) -> Path | None:
        """Return the host's node; the kernel's own numbers change with the order of plugging."""
        serial_no = self.identity.serial_no
        with contextlib.suppress(OSError):  # It went while it was looked at.
            if self._function == "acm":
                return next(_DEV.glob(f"serial/by-id/*_{serial_no}-*"), None)
            for printer in _KERNELS_PRINTERS.glob("lp*"):
                if (printer / "device/../serial").read_text().strip() == serial_no:
                    return _DEV / "usb" / printer.name
        return None

    def _is_ready(self) -> bool:
        """Whether the host has a node, with the rights that udev gives it."""
        node = self._hosts_node()
        return node is not None and node.exists() and node.stat().st_gid != 0

    def _serve(self) -> None:
        while not self._stop.is_set():
            if self._is_to_be_replaced:
                self._replace()
            is_wanted = self.printer.powered and not self._pulled
            if self._line is not None and (
                not is_wanted or self.printer.connection_no != self._connection_no
            ):
                self._close_line()
            elif self._line is None and is_wanted:
                self._gadget.plug()
                self._open_line()
            elif self._line is not None:
                self._serve_line(self._line)
            else:
                self._stop.wait(_TICK_S)

    def _replace(self) -> None:
        if self._line is not None:
            poll = select.poll()
            poll.register(self._line, select.POLLIN | select.POLLOUT)
            if poll.poll(0) != [(self._line, select.POLLOUT)]:
                self._close_line()  # Something said by the old printer, or to it, is still on its way.
        self.printer = SimulatedPrinter()
        self._connection_no = self.printer.connect()
        self._pulled = self._speechless = self._is_to_be_replaced = False
        self._takes_bytes, self._pending, self.received_bytes = None, b"", 0

    def _open_line(self) -> None:
        line = self._opened_by_now()
        if self._function == "acm":
            tty.setraw(line)
        self._connection_no = self.printer.connect()
        self._port_status, self._pending = -1, b""
        self._line = line

    def _opened_by_now(self) -> int:
        """Open the device's end, which there is only when the host has made the device's acquaintance."""
        deadline_s = time.monotonic() + _SETTLE_TIMEOUT_S
        while True:
            try:
                return os.open(self._device_node, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
            except OSError as error:
                if error.errno not in (errno.ENOENT, errno.ENODEV) or time.monotonic() > deadline_s:
                    raise
                time.sleep(_LOOK_EVERY_S)

    def _close_line(self) -> None:
        line = self._line
        self._gadget.unplug()
        if line is not None:
            os.close(line)
        self._line = None

    def _serve_line(self, line: int) -> None:
        """Take what has come as far as there is room, and say what there is to say."""
        self._show_port_status(line)
        room = min(self.printer.room_bytes, _RECEIVE_BYTES)
        if self._takes_bytes is not None:
            room = min(room, self._takes_bytes)
        poll = select.poll()
        poll.register(line, (select.POLLIN if room else 0) | (select.POLLOUT if self._pending else 0))
        ready = next((ready for _, ready in poll.poll(_TICK_S * 1000)), 0)
        try:
            if ready & select.POLLIN and room:
                self._take(os.read(line, room))
            if not self._pending and not self._speechless:
                self._pending = self.printer.take_answers(_RECEIVE_BYTES)
            if self._pending:
                self._pending = self._pending[os.write(line, self._pending) :]
        except BlockingIOError:
            return  # The host fetches nothing at the moment.
        except OSError:
            self._stop.wait(_TICK_S)  # The host has gone from the bus.

    def _take(self, arrived: bytes) -> None:
        self.received_bytes += len(arrived)
        if self._takes_bytes is not None:
            self._takes_bytes -= len(arrived)
        self.printer.receive(arrived)

    def _show_port_status(self, line: int) -> None:
        """Set the status that the host's kernel can ask the port for, without the printer's own answers."""
        if self._function == "printer" and (wanted := port_status(self.printer.sensors)) != self._port_status:
            fcntl.ioctl(line, _SET_PRINTER_STATUS, wanted)
            self._port_status = wanted


def port_status(sensors: Sensors) -> int:
    """Return the status byte of the USB printer class."""
    status = _PAPER_EMPTY if sensors.paper_out else 0
    if sensors.online:
        status |= _NOT_ERROR | _SELECTED
    elif sensors.paper_out:
        status |= _SELECTED
    return status


def _wait(until: str, is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _SETTLE_TIMEOUT_S
    while not is_so():
        assert time.monotonic() < deadline_s, f"waited {_SETTLE_TIMEOUT_S:.0f} s until {until}"
        time.sleep(_LOOK_EVERY_S)
