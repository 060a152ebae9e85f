"""Each screen as it looks, at two sizes. TILL_SEEN=write draws them anew, to be looked at and then kept."""

from __future__ import annotations

import importlib
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding

from tests.source import ROOT, modules
from tests.ui.counter import ANA, PIN, Counter, Desk
from till.ui.widgets.key_bar import KeyBar

SEEN = Path(__file__).parent / "seen"
SIZES = ((80, 25), (120, 40))
# What the watch over printer and drawer writes down comes when it comes, and moves the numbers of the others.
WATCHED = r"^ [► ] +[#\d]+  \d\d:\d\d  (Drawer open |Drawer shut|Printer ).*\n"
WHEN_IT_COMES = (
    r"^ [► ] +\d+(?=  \d\d:\d\d  )",
    r"^ \d+ records in one chain",
    r"^  Record +\d+",
    r"Records +\d+",
    r"longest open +\d+ s",
)


async def look(desk: Desk, name: str, *, framed: bool = True) -> None:
    """Compare the screen with how it looked, and see that no key and no line is cut off."""
    counter = desk.counter
    await desk.until_quiet()
    counter.app.look()
    await desk.pilot.pause()
    if framed:
        # What is beneath a dialog is drawn after it.
        await desk.until(lambda: desk.text.startswith(" REG-001"))
    bar = counter.app.screen.query_one(KeyBar)
    await until_still(desk, bar)
    assert len(bar.placed()) == len(bar.keys), f"a key is cut off on {name}"
    width = counter.app.size.width
    text = re.sub(r"\b[0-9a-f]{8,32}\b", lambda seal: "#" * len(seal[0]), await without_news(desk))
    text = re.sub(r"version \S+", "version", text)
    for when_it_comes in WHEN_IT_COMES:
        text = re.sub(when_it_comes, lambda each: re.sub(r"\d", "#", each[0]), text, flags=re.MULTILINE)
    text = re.sub(WATCHED, "", text, flags=re.MULTILINE)
    path = SEEN / f"{name}.{width}.txt"
    if os.environ.get("TILL_SEEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
    assert all(len(line) <= width for line in text.splitlines())


async def until_still(desk: Desk, bar: KeyBar) -> None:
    """Wait until the picture stays as it is; the keys of a field come a moment after it has the focus."""
    before = ""
    while desk.text != before:
        before = desk.text
        bar.show(desk.counter.app.screen.active_bindings)
        await desk.pilot.pause(0.15)


async def without_news(desk: Desk) -> str:
    """Give the screen without what was told last: news comes when it comes, and goes after some seconds."""
    app = desk.counter.app
    while app.view.notice is not None:
        app.view = replace(app.view, notice=None)
        await desk.pilot.pause(0.05)
    return desk.text


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_each_screen_of_a_shift_looks_as_it_was_seen(counter: Counter, size: tuple[int, int]) -> None:
    async with counter.screens(size) as desk:
        await desk.press("1")
        await look(desk, "sign-in")
        await desk.press(PIN, "enter")
        await look(desk, "home-without-shift")
        await desk.press("f2", "down", "down", "1", "down", "2")
        await look(desk, "open-shift")
        await desk.press("f9")
        await desk.until_quiet()
        counter.printer.shut_drawer()
        await desk.press("f3", "123456")
        await look(desk, "cash-in")
        await desk.press("enter", "1", "enter", "f4", "6000", "enter")
        await look(desk, "drop")
        await desk.press("7731", "enter", "f5", "3500", "enter", "2")
        await look(desk, "pay-out")
        await desk.press("enter", "f6", "1")
        await look(desk, "no-sale")
        await desk.press("enter")
        await desk.until_quiet()
        counter.printer.shut_drawer()
        await desk.press("f7", "1", "1")
        await look(desk, "undo")
        await desk.press("enter")
        await look(desk, "approval")
        await desk.press(PIN, "enter")
        counter.wait(minutes=75)
        await desk.until(lambda: "09:17" in desk.text)
        await look(desk, "home")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_each_screen_around_the_close_looks_as_it_was_seen(
    counter: Counter, size: tuple[int, int]
) -> None:
    async with counter.screens(size) as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f8")
        await look(desk, "x")
        await desk.press("escape", "f9")
        await look(desk, "start-count")
        await desk.press("enter", "down", "1", "down", "down", "1")
        await look(desk, "count")
        await desk.press("escape")
        await look(desk, "stop-counting")
        await desk.press("1", "f9")
        await look(desk, "close")
        await desk.press("enter", "8001", "enter")
        await desk.type("A note too many")
        await desk.press("enter")
        await look(desk, "z")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_each_screen_of_the_menu_looks_as_it_was_seen(counter: Counter, size: tuple[int, int]) -> None:
    async with counter.screens(size) as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.until_quiet()
        for keys in ("f9 enter", "f2 20000 enter", "enter", "escape f7"):
            await desk.press(*keys.split())
            await desk.until_quiet()
        await look(desk, "more-without-shift")
        await desk.press("escape")
        await desk.open_shift("20000")
        await desk.until_quiet()
        for name, keys in (
            ("more", "f7"),
            ("journal", "1 2 down"),
            ("record", "enter"),
            ("shifts", "escape escape f7 1 3 down"),
            ("devices", "escape f7 1 4 down"),
            ("employees", "escape f7 1 5"),
            ("add-employee", "f2"),
            ("help", "escape escape f1"),
            ("leave", "escape ctrl+q"),
            ("locked", "escape f10"),
        ):
            await desk.press(*keys.split())
            await look(desk, name)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_each_screen_that_moves_cash_looks_as_it_was_seen(
    counter: Counter, size: tuple[int, int]
) -> None:
    async with counter.screens(size) as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("50000")
        await desk.until_quiet()
        for name, keys in (
            ("tip-out", "f13 2 2500"),
            ("advance", "escape f16 2 1 5000"),
            ("settle", "enter f17 3250"),
            ("swap", "escape f18 down down down 1 tab down down down down 2"),
            ("bags", "escape f4 10000 enter 7731 enter f4 5000 enter 7732 enter f19 down"),
            ("receive-bag", "enter 9000"),
            ("deposit", "escape f4 1 enter 1 7"),
            ("undo-deposit", "enter f5"),
            ("force-close", "escape escape f7 8 2 7 tab 41000"),
            ("start-hand-over", "escape f7 8 1"),
            ("hand-over", "enter f2 40000 f9 2 4"),
        ):
            await desk.press(*keys.split())
            await look(desk, name, framed=name != "hand-over")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_each_screen_of_counts_and_corrections_looks_as_it_was_seen(
    cards: Counter, size: tuple[int, int]
) -> None:
    async with cards.screens(size) as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.until_quiet()
        for name, keys in (
            ("adjustment", "ctrl+a - 2000 tab 5000 enter A d d e d"),
            ("adjustments", "enter ctrl+t"),
            ("take-out", "delete N o enter escape f7 8 4"),
            ("parked-count", "2 f2 2 f2 1 0 0 0 0 enter f7 8 0 down down 1 end 2"),
            ("parked-close", "tab 0 f9"),
            ("put-back", "escape f7 8 4 1 f7 8 5"),
            ("count-with-tenders", "1 f9 enter down down 1 down down 1 end 1 tab 1500"),
            ("close-with-tenders", "f9"),
            ("why", "f3"),
            ("addendum", "escape enter 8 0 0 1 enter L o w enter escape ctrl+e 3500 enter 1"),
            ("addenda", "enter 4711 enter f7 1 3"),
        ):
            await desk.press(*keys.split())
            await look(desk, name)


def test_every_key_has_an_id_so_that_it_can_be_remapped() -> None:
    without = [
        f"{thing.__name__}: {binding}"
        for path in modules("till/ui")
        for module in [importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))]
        for thing in vars(module).values()
        if isinstance(thing, type) and thing.__module__ == module.__name__
        for binding in vars(thing).get("BINDINGS", ())
        if not (isinstance(binding, Binding) and binding.id)
    ]
    assert not without
