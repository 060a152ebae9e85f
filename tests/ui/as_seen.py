"""Pictures of screens as text: kept beside the tests, waited for, and drawn anew with TILL_SEEN=write."""

from __future__ import annotations

import asyncio
import difflib
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

SEEN: Final = Path(__file__).parent / "seen"
TIMEOUT_S: Final = 30.0
STILL_S: Final = 1.0
# What is another one at each run or on each machine: times of day, seals, free ports, what is set here.
_CHANGES: Final = (
    (r"\b\d\d:\d\d\b", "##:##"),
    (r"\b[0-9a-f]{8,32}\b", "########"),
    (r"(?<=1:)\d{4,5}", "####"),
    (r"(?m)^(  (?:Time zone|Language, country) +).+$", r"\1(as it is here)"),
)


async def looks_as_seen(read: Callable[[], str], name: str, width: int = 80) -> None:
    """Wait until the screen that `read` gives looks as it was seen.

    Raises:
        AssertionError: It never did; with what is different.
    """
    path = SEEN / f"{name}.{width}.txt"
    if os.environ.get("TILL_SEEN") == "write":
        await asyncio.sleep(STILL_S)
        path.write_text(_without_changes(read()), encoding="utf-8")
    wanted, deadline_s = path.read_text(encoding="utf-8"), time.monotonic() + TIMEOUT_S
    while (seen := _without_changes(read())) != wanted:
        if time.monotonic() >= deadline_s:
            lines = difflib.unified_diff(
                wanted.splitlines(), seen.splitlines(), "as seen", "now", lineterm=""
            )
            raise AssertionError("\n".join(lines))
        await asyncio.sleep(0.05)
    assert all(len(line) <= width for line in read().splitlines())


def _without_changes(text: str) -> str:
    for pattern, mark in _CHANGES:
        text = re.sub(pattern, mark, text)
    return text + "\n"
