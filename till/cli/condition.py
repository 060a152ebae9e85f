"""How the machine under the till is: its room, what its disk says of itself, how old the backup is."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from till.cli.backup_work import age_s, last_backup

if TYPE_CHECKING:
    from till.config import Config

DISK_FREE_MIN_BYTES: Final = 200 * 1024 * 1024
"""Below this the disk is called nearly full: a busy shop writes less than that in a year (bytes)."""
BACKUP_AGE_MAX_S: Final = 3 * 24 * 3600
"""A backup older than this is told: one that was missed over a Sunday is not (seconds)."""
WORN_FROM: Final = 9
"""From this tenth of its life on, a memory card is told to be nearly worn (eMMC: 0x09 is 80 to 90 %)."""
SYSTEM: Final = Path("/sys")


@dataclass(frozen=True, slots=True)
class DiskHealth:
    """What the kernel and the disk say: errors of the file system, and words about a disk that wears out."""

    errors: int = 0
    words: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing speaks against the disk."""
        return not self.errors and not self.words


def free_bytes(folder: Path) -> int | None:
    """Say how much room the disk of `folder` has; None if it cannot be looked at."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def disk_health(folder: Path, system: Path = SYSTEM) -> DiskHealth:
    """Ask the kernel what went wrong on the disk of `folder`; needs no rights, and knows no SMART."""
    block = _block(folder, system)
    if block is None:
        return DiskHealth()
    errors = _number(system / f"fs/ext4/{block.name}/errors_count")
    whole = block if (block / "device").exists() else block.parent
    return DiskHealth(errors, _worn(whole / "device"))


def disk_of(folder: Path, system: Path = SYSTEM) -> Path | None:
    """Find the whole disk of `folder`, through one layer over it; None where the kernel names none."""
    block = _block(folder, system)
    if block is not None and (block / "slaves").is_dir():
        below = sorted((block / "slaves").iterdir())
        block = below[0].resolve() if below else block
    for each in () if block is None else (block, block.parent):
        if (each / "device").exists():
            return each
    return None


def _block(folder: Path, system: Path) -> Path | None:
    """Find what the kernel tells of the partition of `folder`; nothing of memory, or of layers over it."""
    try:
        device = os.stat(folder).st_dev
        return (system / f"dev/block/{os.major(device)}:{os.minor(device)}").resolve(strict=True)
    except OSError:
        return None


def _worn(device: Path) -> str:
    """Read how worn a memory card says it is (JEDEC eMMC 5.0, EXT_CSD 267 to 269)."""
    if _number(device / "pre_eol_info") > 1:
        return "it says that its spare blocks are nearly used up"
    try:
        tenths = max(int(word, 16) for word in (device / "life_time").read_text().split())
    except (OSError, ValueError):
        return ""
    return f"it says that {tenths * 10} % of its life is over" if tenths >= WORN_FROM else ""


def _number(path: Path) -> int:
    try:
        return int(path.read_text().strip(), 0)
    except (OSError, ValueError):
        return 0


@dataclass(frozen=True, slots=True)
class BackupAge:
    """How old the newest backup is (seconds; None if there is none), and whether that is too old."""

    configured: bool
    age_s: float | None = None
    file: str = ""

    @property
    def well(self) -> bool:
        """Whether there is one that is new enough, where one is wanted at all."""
        return not self.configured or (self.age_s is not None and self.age_s <= BACKUP_AGE_MAX_S)


def backup_age(config: Config, now: str) -> BackupAge:
    """Read how old the newest backup is."""
    taken = last_backup(config.data)
    return BackupAge(config.backups is not None, age_s(taken, now), str(taken.get("file", "")))


def condition_plain(config: Config, now: str) -> dict[str, object]:
    """Give the condition of the machine for JSON."""
    free, health, newest = free_bytes(config.data), disk_health(config.data), backup_age(config, now)
    return {
        "disk": {
            "free_bytes": free,
            "nearly_full": free is not None and free < DISK_FREE_MIN_BYTES,
            "errors": health.errors,
            "words": health.words or None,
        },
        "backup": {
            "configured": newest.configured,
            "age_s": None if newest.age_s is None else round(newest.age_s),
            "file": newest.file or None,
            "ok": newest.well,
        },
    }
