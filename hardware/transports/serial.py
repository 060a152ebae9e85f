"""A printer on a serial line; the only file here that knows pyserial.

pyserial opens the line and sets it up. Bytes go through the node itself: pyserial's own write waits without
end on a line that the printer has stopped (XOFF, CTS), or spins.
"""

import contextlib
import fcntl
import sys
import termios
import threading
import time
from collections.abc import Callable
from typing import Any

from hardware.addresses import SerialAddress
from hardware.errors import NotDone, Unreachable
from hardware.protocols import wait_on
from hardware.transports.node import CHECK, DeviceNode, check_node, not_opened

_GROUP = "dialout"
_DRAIN_TIMEOUT_S = 0.5
_CLOSE_TIMEOUT_S = 0.5
_UNSENT_LOOK_EVERY_S = 0.005
_PARITIES = {"none": "N", "even": "E", "odd": "O"}


class SerialTransport:
    """One serial line, for this program alone; what it has not sent when it is closed is thrown away."""

    def __init__(self, address: SerialAddress) -> None:
        self._address = address
        self._port: Any = None  # pyserial carries no types.
        self._line: DeviceNode | None = None
        self._abandoned = False

    def open(self, timeout_s: float) -> None:  # noqa: ARG002 - opened without blocking, it is there or not
        self.close()
        path = self._address.path
        check_node(path, _GROUP)
        try:
            port = self._opened_port()
            fcntl.ioctl(port.fileno(), termios.TIOCEXCL)
        except termios.error as error:
            raise Unreachable(f"{path} does not take these line settings. Check the address.") from error
        except OSError as error:
            raise _not_opened(path, error) from error
        self._port = port
        self._line = DeviceNode(port.fileno(), path, empty_read_is_the_end=True)
        self._abandoned = False

    def close(self) -> None:
        port, line, self._port, self._line = self._port, self._line, None, None
        if port is None or line is None:
            return
        try:
            if not self._abandoned:
                self._drain(line, _DRAIN_TIMEOUT_S)
            # Without this the kernel would go on sending, and closing would wait for it, up to half a minute.
            termios.tcflush(line.fd, termios.TCOFLUSH)
            fcntl.ioctl(line.fd, termios.TIOCNXCL)
        except (OSError, termios.error, Unreachable):
            pass  # The line is dead already; closing it is all that is left.
        # A USB adapter's driver waits here, up to half a minute, for bytes that it has passed on already.
        closing = threading.Thread(target=_close, args=(port,), name="closing a line", daemon=True)
        closing.start()
        closing.join(_CLOSE_TIMEOUT_S)

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        line = self._opened()
        self._abandoned = True
        line.write(code, timeout_s, give_up)
        self._abandoned = False

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        return self._opened().read(bytes_max, timeout_s)

    def flush(self, timeout_s: float) -> bool:
        return self._drain(self._opened(), timeout_s)

    def _opened(self) -> DeviceNode:
        if self._line is None:
            raise Unreachable
        return self._line

    def _opened_port(self) -> Any:
        import serial

        address = self._address
        port = serial.Serial(
            baudrate=address.baud,
            parity=_PARITIES[address.parity],
            timeout=0,
            write_timeout=0,
            rtscts=address.flow == "rtscts",
            exclusive=True,
        )
        port.port = address.path
        port.open()
        # Only now: it lets a line go on that the printer stopped (XOFF) before it was switched off and on.
        port.xonxoff = address.flow == "xonxoff"
        return port

    def _drain(self, line: DeviceNode, timeout_s: float) -> bool:
        """Wait until the kernel has sent everything (TIOCOUTQ)."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            try:
                unsent = int.from_bytes(fcntl.ioctl(line.fd, termios.TIOCOUTQ, bytes(4)), sys.byteorder)
            except OSError as error:
                raise line.broken() from error
            if not unsent:
                return True
            if time.monotonic() >= deadline_s:
                return False
            time.sleep(_UNSENT_LOOK_EVERY_S)


def _close(port: Any) -> None:
    with contextlib.suppress(OSError, termios.error):  # An adapter that was pulled out.
        port.close()


def _not_opened(path: str, error: OSError) -> NotDone:
    if error.errno is None:  # pyserial's words for a node that is no serial line, or has no line behind it.
        return Unreachable(f"{path} is no serial line that works. {CHECK}")
    return not_opened(path, error, _GROUP)
