"""A printer on the network, usually on port 9100; the only file here that speaks TCP to a device."""

import errno
import fcntl
import select
import socket
import struct
import termios
import time
from collections.abc import Callable

from hardware.addresses import TcpAddress
from hardware.errors import NoPermission, NotDone, OutcomeUnknown, Unreachable
from hardware.protocols import LOOK_WHILE_WRITING_S, wait_on
from hardware.transports.node import not_taken

_KEEPALIVE_IDLE_S = 5
_KEEPALIVE_EVERY_S = 2
_KEEPALIVE_PROBES = 3
_UNSENT_LOOK_EVERY_S = 0.002
_KNOCK_SHARE = 0.3  # Of the time for opening.
_CHECK = "Check that it is switched on and its cable is plugged in."


class TcpTransport:
    """One connection to a printer; what the printer has not taken when it is closed is thrown away."""

    def __init__(self, address: TcpAddress) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        # Our port of a connection that ended without a farewell, until we know that the printer knows.
        self._lost_port = 0

    def open(self, timeout_s: float) -> None:
        self.close()
        try:
            opened = self._connect(timeout_s)
        except (OSError, UnicodeError) as error:  # UnicodeError: no name of a host can look like that.
            raise _not_opened(self._address, error) from error
        opened.setblocking(False)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEPALIVE_IDLE_S)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, _KEEPALIVE_EVERY_S)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, _KEEPALIVE_PROBES)
        # Bytes that nobody acknowledges in this time end the connection: a pulled cable says nothing itself.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(timeout_s * 1000))
        self._socket = opened

    def _connect(self, timeout_s: float) -> socket.socket:
        """Connect, first for a moment from the port of a lost connection, if there is one.

        A printer serves one host at a time, and goes on waiting for one whose cable was pulled. A new
        connection from the same port makes it find out (RFC 9293, 3.5.1: half-open connections), at once;
        but the connection itself would only stand when the kernel knocks again, a second later.
        """
        printer = (self._address.host, self._address.port)
        if self._lost_port:
            knock_s = _KNOCK_SHARE * timeout_s
            timeout_s -= knock_s
            try:
                opened = socket.create_connection(printer, knock_s, ("", self._lost_port))
            except TimeoutError:
                pass  # Perhaps it has found out.
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
                    raise
            else:
                self._lost_port = 0
                return opened
        return socket.create_connection(printer, timeout_s)

    def close(self) -> None:
        if self._socket is None:
            return
        closing, self._socket = self._socket, None
        try:
            if _unsent_bytes(closing):
                self._lost_port = closing.getsockname()[1]
                # Without this the kernel would go on sending: a slip or a kick would arrive minutes later.
                closing.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass  # The connection is dead already; closing it is all that is left.
        closing.close()

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        line = self._line()
        deadline_s = time.monotonic() + timeout_s
        sent = 0
        while sent < len(code):
            try:
                sent += line.send(code[sent:])
            except BlockingIOError:
                left_s = deadline_s - time.monotonic()
                if left_s <= 0:
                    raise not_taken(sent) from None
                ready = select.select([], [line], [], min(LOOK_WHILE_WRITING_S, left_s))[1]
                if not ready and give_up():
                    raise not_taken(sent) from None
            except OSError as error:
                raise _stopped(sent, f"The connection to {self._address} broke.") from error

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        line = self._line()
        if timeout_s > 0:
            select.select([line], [], [], timeout_s)
        try:
            arrived = line.recv(bytes_max)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise Unreachable(f"The connection to {self._address} broke. {_CHECK}") from error
        if not arrived:
            raise Unreachable(f"The printer at {self._address} closed the connection. {_CHECK}")
        self._lost_port = 0  # Whoever answers waits for no other.
        return arrived

    def flush(self, timeout_s: float) -> bool:
        line = self._line()
        deadline_s = time.monotonic() + timeout_s
        try:
            while _unsent_bytes(line):
                if time.monotonic() >= deadline_s:
                    return False
                time.sleep(_UNSENT_LOOK_EVERY_S)
            broken = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        except OSError as error:
            raise Unreachable(f"The connection to {self._address} broke. {_CHECK}") from error
        if broken:
            raise Unreachable(f"The connection to {self._address} broke. {_CHECK}")
        return True

    def _line(self) -> socket.socket:
        if self._socket is None:
            raise Unreachable
        return self._socket


def _unsent_bytes(line: socket.socket) -> int:
    """Return how many bytes the other end has not acknowledged (SIOCOUTQ, which is TIOCOUTQ)."""
    answer = fcntl.ioctl(line.fileno(), termios.TIOCOUTQ, b"\0\0\0\0")
    return int.from_bytes(answer, "little" if struct.pack("=H", 1) == b"\x01\x00" else "big")


def _stopped(sent: int, what: str) -> NotDone | OutcomeUnknown:
    if sent:
        return OutcomeUnknown(f"{what} Look at what was printed.")
    return Unreachable(f"{what} {_CHECK}")


def _not_opened(address: TcpAddress, error: OSError | UnicodeError) -> NotDone:
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return Unreachable(f"The name of the printer at {address} is not known. Check the address.")
    if error.errno == errno.ECONNREFUSED:
        return Unreachable(f"The printer at {address} takes no connection. {_CHECK}")
    if error.errno in (errno.EACCES, errno.EPERM):
        return NoPermission(f"This computer may not connect to {address}. Ask who looks after its firewall.")
    return Unreachable(f"The printer at {address} cannot be reached. {_CHECK}")
