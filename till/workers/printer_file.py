"""What was learned of the printer, kept in the data folder. It saves questions; nothing rests on it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hardware.protocols import Devices

PRINTER_FILE: Final = "printer.json"
_BYTES_MAX: Final = 64 * 1024


def learned_of(folder: Path) -> dict[str, object]:
    """Return what was kept; nothing where there is no such file, or none that can be read."""
    try:
        with (folder / PRINTER_FILE).open("rb") as file:
            kept = json.loads(file.read(_BYTES_MAX))
    except (OSError, ValueError, RecursionError):
        return {}  # It is learned anew.
    return kept if isinstance(kept, dict) else {}


def keep_learned(folder: Path, values: Mapping[str, object]) -> bool:
    """Keep it, whole or not at all; say whether it is kept."""
    unfinished = folder / f".{PRINTER_FILE}.part"
    try:
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(dict(values), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(folder / PRINTER_FILE)
    except OSError:
        return False  # A full disk is told where it matters; the printer is asked again next time.
    return True


class PrinterMemory:
    """Keeps what the devices learn, whenever it is more or other than what is kept; for their owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: Mapping[str, object] = learned_of(folder)

    def keep(self, devices: Devices) -> None:
        """Keep what is new."""
        values = devices.learned()
        if values.get("address") and values != self._kept:
            # What cannot be written now is not tried again with every look.
            self._kept = values
            keep_learned(self._folder, values)
