"""What the first picture waits for."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time

import pytest
from textual import _time as textual_time

from tests.bench.shop import CONFIG
from tests.ui.counter import Counter

HEAVY = (
    "till.domain.state",
    "till.domain.entries",
    "till.domain.commands",
    "hardware.opening",
    "sqlalchemy",
    "babel",
    "click",
)
"""What is loaded once the first picture is on the terminal; nobody waits for it before a blank screen."""
PROGRAM = f"""
import asyncio, sys
import till.__main__, till.cli.screens
from pathlib import Path
from till.config import parse_config
from till.faults import JournalBroken
from till.ui.app import TillApp

def open_register():
    print(sorted(set({HEAVY!r}) & set(sys.modules)))
    raise JournalBroken("Only the way there matters.")

async def start():
    config = parse_config({CONFIG.format(printer="none")!r}, Path("till.toml"))
    app = TillApp(open_register, None, config.settings)
    async with app.run_test(size=(80, 25)) as pilot:
        for _ in range(200):
            if app.fault is not None:
                return
            await pilot.pause(0.05)

asyncio.run(start())
"""


def test_the_first_picture_waits_for_nothing_that_it_does_not_show() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stdout == "[]\n", ran.stderr


async def test_a_machine_that_stands_still_between_any_two_steps_opens_the_journal_all_the_same(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = itertools.count(1)
    monkeypatch.setattr(textual_time, "get_time", lambda: time.monotonic() + 0.002 * next(late))
    async with counter.screens() as desk:
        await desk.until(lambda: "Ana Lima" in desk.text)
