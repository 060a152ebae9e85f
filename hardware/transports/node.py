"""An open device node, /dev/something: bytes in and out without ever waiting for longer than was said."""

import errno
import grp
import os
import select
import stat
import time
from collections.abc import Callable

from hardware.errors import Busy, NoPermission, NotDone, NotTaken, OutcomeUnknown, Unreachable
from hardware.protocols import LOOK_WHILE_WRITING_S

CHECK = "Check that it is switched on and its cable is plugged in."
LOOK = "Look at what was printed."
_STEP_S = 0.001
_GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL


class DeviceNode:
    """A device node that was opened without blocking; `name` is what people know it by."""

    def __init__(self, fd: int, name: str, empty_read_is_the_end: bool) -> None:
        self.fd = fd
        self.name = name
        # A line that was hung up gives nothing for ever; usblp gives nothing once, for an empty packet.
        self._empty_read_is_the_end = empty_read_is_the_end

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool]) -> None:
        """Hand over all of `code` to the kernel; while it takes nothing, ask whether to `give_up`.

        Raises:
            NotDone: Not one byte was taken.
            OutcomeUnknown: Some of it was taken.
        """
        deadline_s = time.monotonic() + timeout_s
        sent = 0
        while sent < len(code):
            try:
                if self.is_writable(min(LOOK_WHILE_WRITING_S, deadline_s - time.monotonic())):
                    sent += os.write(self.fd, code[sent:])
                    continue
            except BlockingIOError:
                time.sleep(_STEP_S)  # The kernel has changed its mind.
            except (OSError, Unreachable) as error:
                if isinstance(error, OSError) and error.errno == errno.ENOSPC:  # usblp's word for it.
                    raise stopped(sent, "The printer ran out of paper.") from error
                raise stopped(sent, f"The connection to {self.name} broke.") from error
            if time.monotonic() >= deadline_s or give_up():
                raise not_taken(sent)

    def read(self, bytes_max: int, timeout_s: float) -> bytes:
        """Return what has come, as soon as anything has; empty when nothing comes in time.

        Raises:
            Unreachable: The device is gone.
        """
        deadline_s = time.monotonic() + timeout_s
        while True:
            left_s = deadline_s - time.monotonic()
            shows = self._poll(select.POLLIN, left_s)
            if not shows:
                return b""
            if not shows & select.POLLIN:
                raise self.broken()
            try:
                arrived = os.read(self.fd, bytes_max)
            except BlockingIOError:
                arrived = b""
            except OSError as error:
                raise self.broken() from error
            if not arrived and (self._empty_read_is_the_end or shows & _GONE):
                raise self.broken()
            if arrived or left_s <= 0:
                return arrived

    def is_writable(self, timeout_s: float) -> bool:
        """Wait until the device takes bytes; say whether it does.

        Raises:
            Unreachable: The device is gone.
        """
        shows = self._poll(select.POLLOUT, timeout_s)
        if shows & _GONE:
            raise self.broken()
        return bool(shows)

    def broken(self) -> Unreachable:
        """Return what to say when the device is gone."""
        return Unreachable(f"The connection to {self.name} broke. {CHECK}")

    def _poll(self, wanted: int, timeout_s: float) -> int:
        poll = select.poll()
        poll.register(self.fd, wanted)
        return next((shows for _, shows in poll.poll(max(0.0, timeout_s) * 1000)), 0)


def stopped(sent: int, what: str) -> NotDone | OutcomeUnknown:
    """Return what to say when a write ended after `sent` bytes."""
    if sent:
        return OutcomeUnknown(f"{what} {LOOK}")
    return Unreachable(f"{what} {CHECK}")


def not_taken(sent: int) -> NotDone | OutcomeUnknown:
    """Return what to say when a device took `sent` bytes and no more in time."""
    if sent:
        return OutcomeUnknown(f"The printer stopped taking what was sent to it. {LOOK}")
    return NotTaken()


def check_node(path: str, usual_group: str) -> None:
    """Refuse what is no device: a file that is printed to, a pipe that is waited for.

    Raises:
        NotDone: There is no such device node, or it is not for this user.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        raise not_opened(path, error, usual_group) from error
    if not stat.S_ISCHR(mode):
        raise Unreachable(f"{path} is not a device. Check the printer's address.")


def not_opened(path: str, error: OSError, usual_group: str) -> NotDone:
    """Return what to say when a device node could not be opened."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return NoPermission(
            f"This user may not open {path}. Add the user to the group {_group_of(path, usual_group)}"
            " (usermod -aG) and sign in again."
        )
    if error.errno in (errno.EBUSY, errno.EAGAIN):
        return Busy(
            f"Another program has {path}. Stop it: a print queue (CUPS) on the same printer, perhaps."
        )
    if error.errno == errno.ENOENT:
        return Unreachable(f"There is no {path}. {CHECK}")
    return Unreachable(f"{path} cannot be opened ({os.strerror(error.errno or errno.EIO)}). {CHECK}")


def _group_of(path: str, usual_group: str) -> str:
    """Return the group that may use the node, or the usual one where that says nothing."""
    try:
        found = os.stat(path)
        group = grp.getgrgid(found.st_gid).gr_name
    except (OSError, KeyError):
        return usual_group
    return group if found.st_mode & stat.S_IWGRP and group != "root" else usual_group
