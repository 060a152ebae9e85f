"""Draws the pictures of the README with the program itself: `python -m tests.ui.draw FOLDER`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.ui.counter import ANA, PIN, SETTINGS, Counter, set_up
from tests.ui.recording import Frame, recording
from till.domain.commands import StartProgram
from till.domain.settings import Department, DepartmentKind

SHOP = replace(
    SETTINGS,
    departments=(
        Department("coffee", "Coffee", "Drinks", DepartmentKind.GOODS, 1200, price=3_20, key=1),
        Department("book", "Books", "Shop", DepartmentKind.GOODS, 600, key=2),
    ),
)


async def draw(folder: Path, into: Path) -> None:
    """Spend a morning at the counter, and export the home screen and a dialog as SVG."""
    set_up(folder)
    counter = Counter(folder)
    async with counter.screens((80, 25)) as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.until_quiet()
        for keys in ("f3 5000 enter 1 enter", "f4 10000 enter 7731 enter", "f6 1 enter"):
            counter.wait(minutes=40)
            await desk.press(*keys.split())
            await desk.until_quiet()
            counter.printer.shut_drawer()
        await desk.press("f5", "3500", "enter", "1")
        counter.app.look()
        await desk.pilot.pause(0.5)
        (into / "pay-out.svg").write_text(counter.app.export_screenshot(title="till"), encoding="utf-8")
        await desk.press("enter")
        await desk.until_quiet()
        counter.printer.shut_drawer()
        counter.wait(minutes=9)
        await desk.until_quiet()
        await desk.pilot.pause(1.5)
        (into / "home.svg").write_text(counter.app.export_screenshot(title="till"), encoding="utf-8")
    counter.register.close()
    counter.devices.close()


async def record(folder: Path, into: Path) -> None:
    """Spend a short day at the counter, and keep what is seen as one picture that moves."""
    set_up(folder)
    counter = Counter(folder, SHOP)
    counter.register.handle(StartProgram(counter.register.act(), "1", SHOP))
    frames: list[Frame] = []
    async with counter.screens((80, 25)) as desk:

        async def seen(seconds: float, *keys: str) -> None:
            await desk.press(*keys)
            await desk.until_quiet()
            counter.app.look()
            await desk.pilot.pause(0.2)
            frames.append(Frame(counter.app.export_screenshot(title="till"), seconds))

        await seen(1.5)
        await seen(1.5, "1", PIN)
        await seen(1.5, "enter")
        await seen(2, "f2", "f2", "20000")
        await seen(1.5, "enter")
        counter.printer.shut_drawer()
        await seen(1.5, "f2", "1250", "plus", "2", "plus", "1")
        await seen(1.5, "10000")
        await seen(3, "enter")
        counter.printer.shut_drawer()
        await seen(2, "escape", "f4", "15000", "enter", "7731")
        await seen(1.5, "enter")
        counter.printer.shut_drawer()
        pieces = "down down down 1 down down 1 down 1 down down down 1 down 1"
        await seen(2, "f9", "enter", *pieces.split())
        await desk.press("f9")
        await seen(2.5)
        await seen(4, "5000", "enter", "7732", "enter")
    (into / "day.svg").write_text(recording(frames), encoding="utf-8")
    counter.register.close()
    counter.devices.close()


if __name__ == "__main__":
    for draws in (draw, record):
        with tempfile.TemporaryDirectory() as scratch:
            asyncio.run(draws(Path(scratch) / "data", Path(sys.argv[1])))
