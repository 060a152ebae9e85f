"""A till that is touched: fingers alone, and the keyboard's pictures as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from tests.ui.counter import ANA, PIN, SETTINGS, Counter, Desk
from till.domain.commands import StartProgram
from till.domain.settings import Department, DepartmentKind
from till.ui.app import TillApp
from till.ui.widgets.key_bar import TOUCHED_CELLS_MIN, TOUCHED_LINES, KeyBar
from till.ui.widgets.menu import Menu
from till.ui.widgets.rows import Rows
from till.ui.widgets.touch_pad import TouchPad

SHOP = replace(
    SETTINGS, departments=(Department("book", "Books", "Shop", DepartmentKind.GOODS, 600, None, None, 2),)
)


class Finger:
    """Touches what stands on the screen in front."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.app: TillApp = desk.counter.app

    async def pad(self, *keys: str) -> None:
        """Touch keys of the pad."""
        for key in keys:
            pad = self.app.screen.query_one(TouchPad)
            place = next(each for each in pad.places() if each.key == key)
            await self.touch(pad, (place.left + place.right) // 2, (place.top + place.bottom) // 2)

    async def key(self, key: str) -> None:
        """Touch what does the same as a key."""
        bar = self.app.screen.query_one(KeyBar)
        rows = bar.touched_rows(bar.size.width)
        row, at = next(
            (row, at) for row, keys in enumerate(rows) for at, pair in enumerate(keys) if pair[0] == key
        )
        wide = bar.size.width // len(rows[row])
        await self.touch(bar, at * wide + wide // 2, row * TOUCHED_LINES + 1)

    async def row(self, words: str, times: int = 1) -> None:
        """Touch a row of the list, on its lower edge."""
        rows = self.app.screen.query_one(Rows)
        at = next(at for at, row in enumerate(rows.rows) if words in row.words)
        column, line = divmod(at, rows.lines) if isinstance(rows, Menu) else (0, at)
        x = 4 + column * (rows.column_cells() + 2) if isinstance(rows, Menu) else 4
        for _ in range(times):
            await self.touch(rows, x, (line - rows.top) * rows.row_lines + rows.row_lines - 1)

    async def touch(self, widget: Widget, x: int, y: int) -> None:
        """Put a finger down and up again; Textual's own pilot rests after each, for a second in all."""
        screen = self.app.screen
        at_x, at_y = widget.region.x + x, widget.region.y + y
        assert screen.get_widget_at(at_x, at_y)[0] is widget, "something else lies over it"
        for kind in (events.MouseDown, events.MouseUp, events.Click):
            touch = kind(widget, at_x, at_y, 0, 0, 1, False, False, False, at_x, at_y)
            screen._forward_event(touch)
        await self.desk.settled()


@pytest.fixture
def touched(folder: Path) -> Counter:
    counter = Counter(folder, SHOP)
    counter.register.handle(StartProgram(counter.register.act(), "1", SHOP))
    counter.app.touch = True
    return counter


@pytest.mark.parametrize("size", [(100, 31), (80, 25)])
async def test_a_shift_by_touch_alone(touched: Counter, size: tuple[int, int]) -> None:
    async with touched.screens(size) as desk:
        finger = Finger(desk)
        await finger.row("Ana Lima", times=2)
        await finger.pad(*PIN, "enter")
        await finger.key("f2")
        await finger.key("f2")
        await finger.pad("2", "0", "00", "0", "enter")
        await desk.until(lambda: touched.register.state.shifts != {})
        assert touched.register.state.expected(1) == 200_00
        await finger.key("f5")
        await finger.pad("3", "5", "00")
        await finger.row("Flowers")
        await finger.touch(finger.app.screen.query_one("#payee"), 3, 0)
        await finger.pad("shift", "b", "o")
        await finger.key("enter")
        assert touched.register.state.expected(1) == 165_00
        await finger.key("f2")
        await finger.pad("1", "2", ".", "5", "+", "2", "enter", "enter")
        assert touched.register.state.expected(1) == 177_50
        await finger.pad("escape")
        await finger.key("f7")
        await finger.row("Lock", times=2)
        assert touched.app.is_locked()
        await finger.pad(*PIN, "enter")
        await finger.key("f9")
        await finger.key("enter")
        await finger.pad("down", "down", "1", "up", "1", "backspace", "enter")
        await desk.until_quiet()


async def test_what_the_devices_ask_can_be_answered_by_touch(touched: Counter) -> None:
    async with touched.screens((100, 31)) as desk:
        await desk.sign_in(ANA)
        bar = touched.app.screen.query_one(KeyBar)
        assert "f11" not in dict(bar.keys)
        from till.news import PersonAsked

        answers: list[bool] = []
        touched.app.tell(PersonAsked("Open the drawer with the key.", answers.append))
        await desk.until(lambda: {"f11", "f12"} <= dict(bar.keys).keys())
        await Finger(desk).key("f12")
        await desk.until(lambda: answers == [False])


async def test_without_touch_nothing_is_larger(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f4")
        assert not counter.app.screen.query(TouchPad)
        assert counter.app.screen.query_one(KeyBar).size.height == 1


def test_keys_share_the_width_in_rows_that_a_finger_hits() -> None:
    bar = KeyBar()
    bar.keys = tuple((f"f{at}", "Words") for at in range(1, 11))
    assert [len(row) for row in bar.touched_rows(100)] == [10]
    assert [len(row) for row in bar.touched_rows(80)] == [5, 5]
    assert [len(row) for row in bar.touched_rows(TOUCHED_CELLS_MIN - 1)] == [1] * 10
