"""One process owns the devices, and one sends the journal: advisory locks in the data folder."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from typing import Final

LOCK: Final = "devices.lock"
SYNC_LOCK: Final = "sync.lock"


class DeviceOwnership:
    """Holds the lock while it lives; the kernel lets go of it when the process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another process have the devices."""
        os.close(self._descriptor)


def own_devices(folder: Path) -> DeviceOwnership | None:
    """Become the owner of the devices; None when another process is."""
    return _own(folder / LOCK)


def own_sync(folder: Path) -> DeviceOwnership | None:
    """Become who sends the journal; None when another process does."""
    return _own(folder / SYNC_LOCK)


def _own(path: Path) -> DeviceOwnership | None:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise
        # A disk mounted read-only: a file that is there can be locked all the same.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return DeviceOwnership(descriptor)
