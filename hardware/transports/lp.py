"""A USB printer behind the kernel's printer driver: /dev/usb/lp0 (usblp).

The driver takes 8 KiB at a time and sends them on by itself; `flush` waits until it has. Closing throws away
what the printer has not taken, so that nothing arrives later.
"""

import array
import contextlib
import fcntl
import os
from collections.abc import Callable

from hardware.addresses import LpAddress
from hardware.errors import Unreachable
from hardware.protocols import wait_on
from hardware.transports.node import DeviceNode, check_node, not_opened

_GROUP = "lp"
_DRAIN_TIMEOUT_S = 0.5
# <linux/lp.h>: after an error, give up instead of trying on; ask for the port's status.
_LPABORT, _LPGETSTATUS = 0x0604, 0x060B
# _IOC(_IOC_READ, 'P', 1, 1024) of usblp: the device id, behind two bytes of its length.
_DEVICE_ID_BYTES = 1024
_LPIOC_GET_DEVICE_ID = 2 << 30 | _DEVICE_ID_BYTES << 16 | ord("P") << 8 | 1
_PAPER_OUT = 0x20


class LpTransport:
    """One printer node, which the kernel gives to one program at a time."""

    def __init__(self, address: LpAddress) -> None:
        self._path = address.path
        self._node: DeviceNode | None = None
        self._abandoned = False

    def open(self, timeout_s: float) -> None:  # noqa: ARG002 - opened without blocking, it is there or not
        self.close()
        check_node(self._path, _GROUP)
        try:
            # Without O_CREAT: where the node is missing, no file must take its place.
            fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise not_opened(self._path, error, _GROUP) from error
        with contextlib.suppress(OSError):  # What is not usblp does not know it, and does not need it.
            fcntl.ioctl(fd, _LPABORT, 1)
        self._node = DeviceNode(fd, self._path, empty_read_is_the_end=False)
        self._abandoned = False

    def close(self) -> None:
        node, self._node = self._node, None
        if node is None:
            return
        with contextlib.suppress(Unreachable):  # It is gone already.
            if not self._abandoned:
                node.is_writable(_DRAIN_TIMEOUT_S)
        with contextlib.suppress(OSError):  # The kernel tells of an unplugged printer here too.
            os.close(node.fd)

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        node = self._opened()
        self._abandoned = True
        node.write(code, timeout_s, give_up)
        self._abandoned = False

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        return self._opened().read(bytes_max, timeout_s)

    def flush(self, timeout_s: float) -> bool:
        return self._opened().is_writable(timeout_s)

    def device_id(self) -> str:
        answer = array.array("B", bytes(_DEVICE_ID_BYTES))
        if not self._ask(_LPIOC_GET_DEVICE_ID, answer):
            return ""
        length = int.from_bytes(answer[:2].tobytes(), "big")
        return clean_device_id(answer[2:length].tobytes())

    def says_paper_out(self) -> bool:
        answer = array.array("i", [0])
        return self._ask(_LPGETSTATUS, answer) and bool(answer[0] & _PAPER_OUT)

    def _ask(self, request: int, answer: "array.array[int]") -> bool:
        """Put a question to the driver; a printer without the answer leaves it open."""
        try:
            fcntl.ioctl(self._opened().fd, request, answer, True)
        except OSError:
            return False
        return True

    def _opened(self) -> DeviceNode:
        if self._node is None:
            raise Unreachable
        return self._node


def clean_device_id(answer: bytes) -> str:
    """Return an IEEE 1284 device id as printable text."""
    return "".join(letter for letter in answer.decode("ascii", "ignore") if letter.isprintable())
