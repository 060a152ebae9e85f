"""What a disk says of itself by SMART, where smartctl (smartmontools) is there and may ask it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ASK_TIMEOUT_S: Final = 10.0
"""A disk that sleeps wakes up first; one that hangs is not waited for."""
WORN_FROM_PERCENT: Final = 80
"""From here on a solid-state disk is told to be nearly worn."""
_BAD_SECTORS: Final = {
    5: "replaced bad sectors: {count}",
    197: "sectors it could not read: {count}",
    198: "sectors it cannot repair: {count}",
}
"""Attributes of ATA disks whose raw value counts what goes wrong, and grows before a disk dies."""


@dataclass(frozen=True, slots=True)
class SmartHealth:
    """Whether the disk calls itself well (None: nobody knows), and the sentence that says why."""

    well: bool | None
    words: str


def smart_health(disk: Path | None, program: str = "smartctl") -> SmartHealth:
    """Ask the disk, a folder like `/sys/block/sda`, how it is."""
    if disk is None:
        return SmartHealth(None, "not known: the kernel names no disk of its own for this folder")
    asking = shutil.which(program)
    if asking is None:
        return SmartHealth(None, "not known: there is no smartctl (apt install smartmontools)")
    try:
        ran = subprocess.run(
            [asking, "--json", "--health", "--attributes", f"/dev/{disk.name}"],
            capture_output=True,
            timeout=ASK_TIMEOUT_S,
            check=False,  # Its exit code is a set of flags; what it found stands in the JSON.
        )
        told = json.loads(ran.stdout)
    except subprocess.TimeoutExpired:
        return SmartHealth(None, f"not known: /dev/{disk.name} does not answer smartctl")
    except (OSError, ValueError):
        return SmartHealth(None, "not known: smartctl says nothing that can be read")
    return judged(told) if isinstance(told, dict) else judged({})


def judged(told: dict[str, Any]) -> SmartHealth:
    """Judge what smartctl told."""
    passed = _in(told, "smart_status", "passed")
    if not isinstance(passed, bool):
        messages = _in(told, "smartctl", "messages")
        reason = messages[0].get("string", "") if isinstance(messages, list) and messages else ""
        more = f" ({reason})" if reason else ""
        return SmartHealth(None, f"not known: only root may ask, or the disk has none to tell{more}")
    if not passed:
        return SmartHealth(False, "it says itself that it is about to fail")
    worn = _in(told, "nvme_smart_health_information_log", "percentage_used")
    if isinstance(worn, int) and worn >= WORN_FROM_PERCENT:
        return SmartHealth(False, f"it says that {worn} % of its life is over")
    if _in(told, "nvme_smart_health_information_log", "critical_warning"):
        return SmartHealth(False, "it warns of itself: spare blocks, temperature or reading")
    found = [words for row in _rows(told) if (words := _bad(row))]
    if found:
        return SmartHealth(False, ", ".join(found))
    used = f"; {worn} % of its life is over" if isinstance(worn, int) else ""
    return SmartHealth(True, f"the disk says that it is well{used}")


def _in(told: Any, *names: str) -> Any:
    for name in names:
        told = told.get(name) if isinstance(told, dict) else None
    return told


def _rows(told: dict[str, Any]) -> list[Any]:
    rows = _in(told, "ata_smart_attributes", "table")
    return rows if isinstance(rows, list) else []


def _bad(row: Any) -> str:
    count = _in(row, "raw", "value")
    words = _BAD_SECTORS.get(_in(row, "id"))
    return words.format(count=count) if words and isinstance(count, int) and count > 0 else ""
