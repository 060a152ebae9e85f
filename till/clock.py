"""The clock on the wall: the one place where the time is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from till.domain.ticks import Ticks

Clock = Callable[[], str]
"""Gives the register's local time with its offset, RFC 3339 with milliseconds."""


def wall_clock(timezone: str) -> Clock:
    """Read the machine's clock as local time of `timezone` (an IANA name)."""
    zone = ZoneInfo(timezone)
    return lambda: datetime.fromtimestamp(time.time(), zone).isoformat(timespec="milliseconds")


TicksNow = Callable[[], Ticks | None]
"""Reads the machine's steady clock; None where there is none to trust."""
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


def no_ticks() -> None:
    """Give nothing: beside a clock that was made up, the machine's own says nothing."""


def machine_ticks() -> TicksNow:
    """Read the clock that counts from the start of the machine, sleep included; nobody can set it."""
    try:
        boot = _BOOT.read_text().strip()
    except OSError:
        return lambda: None
    return lambda: Ticks(boot, time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000)
