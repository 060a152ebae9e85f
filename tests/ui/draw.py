"""Draws the pictures of the README with the program itself: `python -m tests.ui.draw FOLDER`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.ui.counter import ANA, Counter, set_up


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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(draw(Path(scratch) / "data", Path(sys.argv[1])))
