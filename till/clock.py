"""The clock on the wall: the one place where the time is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], str]
"""Gives the register's local time with its offset, RFC 3339 with milliseconds."""


def wall_clock(timezone: str) -> Clock:
    """Read the machine's clock as local time of `timezone` (an IANA name)."""
    zone = ZoneInfo(timezone)
    return lambda: datetime.fromtimestamp(time.time(), zone).isoformat(timespec="milliseconds")
