"""Keys, touch and the panel beside the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from tests.ui.counter import ANA, PIN, Counter
from till.ui.widgets.big_digits import big
from till.ui.widgets.key_bar import KeyBar


@pytest.fixture
def demonstration(folder: Path) -> Iterator[Counter]:
    counter = Counter(folder, desk=True)
    yield counter
    counter.register.close()
    counter.devices.close()


async def test_keys_typed_faster_than_dialogs_open_reach_them(counter: Counter) -> None:
    async with counter.screens() as desk:
        for key in (
            *("1", *PIN, "enter", "f2", "f2", *"20000", "enter"),
            *("f3", *"5000", "enter", "1", "enter", "f5", *"1500", "enter", "2", "enter"),
            *("f4", *"10000", "enter", *"7731", "enter", "f6", "1", "enter"),
        ):
            counter.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.settled()
        shift = desk.state.shifts[1]
        assert shift.float_counted == 200_00
        assert [movement.amount for movement in shift.movements] == [50_00, -15_00, -100_00, 0]


async def test_the_keys_on_the_last_line_can_be_touched(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        bar = counter.app.screen.query_one(KeyBar)
        end = {key: end for key, _words, end in bar.placed()}["f4"]
        await desk.pilot.click(KeyBar, offset=(end - 2, 0))
        await desk.settled()
        assert "Drop to the safe" in desk.text


async def test_a_row_can_be_touched_and_a_second_touch_goes_on(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.pilot.click("#people", offset=(3, 1))
        await desk.settled()
        assert "Kim Berg, your PIN:" in desk.text


async def test_a_key_can_be_remapped(counter: Counter) -> None:
    counter.app.set_keymap({"home.cash_in": "c"})
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        assert "C Cash in" in desk.text
        await desk.press("c")
        assert "Own words" in desk.text


async def test_a_demonstration_shows_paper_and_drawer_where_there_is_room(demonstration: Counter) -> None:
    async with demonstration.screens((130, 40)) as desk:
        assert "Drawer: shut" in desk.text
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.until(lambda: "Signature: Ana Lima" in desk.text)
        assert "Drawer: OPEN" in desk.text
        await desk.press("f12", "1", "escape")
        await desk.until(lambda: "Drawer: shut" in desk.text)
        await desk.press("f3", "100", "enter", "1", "enter")
        await desk.until(lambda: "CASH IN" in desk.text)


async def test_a_small_terminal_has_the_simulated_devices_on_a_key(demonstration: Counter) -> None:
    async with demonstration.screens() as desk:
        assert "Drawer: shut" not in desk.text
        await desk.press("f12")
        assert "Drawer: shut" in desk.text
        await desk.press("2")
        await desk.until(lambda: "Drawer: OPEN" in desk.text)


def test_large_digits_are_three_lines_of_the_same_width() -> None:
    lines = big("-1 234,56")
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) <= set(" █▀▄")
