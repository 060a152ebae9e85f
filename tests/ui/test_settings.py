"""Settings that a manager changes at the register: in the file, in the journal, and in force at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.as_seen import looks_as_seen
from tests.ui.counter import ANA, KIM, PIN
from tests.ui.workbench import Workbench

SETTINGS = ("f7", "8", "9")


@pytest.fixture
def bench(folder: Path) -> Iterator[Workbench]:
    bench = Workbench(folder)
    yield bench
    bench.register.close()
    bench.devices.close()


async def test_a_limit_is_changed_and_its_comment_stays(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press(*SETTINGS, "4", "80000", "enter")
        assert "Kept, in the configuration and in the journal." in desk.text
        assert "800.00" in desk.text
        assert 'drawer_limit = "800.00"   # the insurance wants it' in bench.path.read_text()
        assert desk.state.rules.drawer_limit == 800_00
        await desk.press("4", "0", "enter")
        assert 'drawer_limit = ""' in bench.path.read_text()
        assert bench.config.settings == desk.state.rules
        assert desk.kinds.count("settings-changed") == 4  # Set up, the start, and twice here.


async def test_each_setting_can_be_changed_by_its_number(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press(*SETTINGS, "1", "3", "2", "2", "3", "5", "enter", "5", "1", "6", "2")
        rules = desk.state.rules
        assert (rules.paper_columns, rules.open_levels, rules.cash_rounding) == (48, {1: "high"}, 5)
        assert (rules.lock_after_s, rules.drawer_alarm_s) == (60, 30)
        assert bench.config.settings == rules
        assert bench.app.view.settings == rules


async def test_a_cashier_changes_nothing_without_a_manager(bench: Workbench) -> None:
    before = bench.path.read_text()
    async with bench.screens() as desk:
        await desk.sign_in(KIM)
        await desk.press(*SETTINGS, "5", "1", "escape")
        assert bench.path.read_text() == before
        await desk.press("5", "1", PIN, "enter")
        assert desk.state.rules.lock_after_s == 60


async def test_a_file_that_cannot_be_written_changes_nothing(bench: Workbench) -> None:
    async with bench.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press(*SETTINGS)
        before = desk.state.head
        bench.path.write_text(bench.path.read_text() + "nonsense\n")
        await desk.press("5", "1")
        assert "is not TOML" in desk.words
        assert desk.state.head == before


async def test_settings_and_devices_look_as_they_were_seen(bench: Workbench) -> None:
    async with bench.screens() as desk:

        async def look(name: str, *keys: str) -> None:
            await desk.press(*keys)
            await looks_as_seen(lambda: desk.text, name)

        await desk.sign_in(ANA)
        await look("settings", *SETTINGS)
        await look("settings-amount", "4")
        await desk.press("escape", "escape", "f7", "1", "4")
        await desk.until(lambda: "confirms each slip: yes" in desk.words)
        await look("devices-of-a-shop")
        await look("devices-acts", "f2")
        await look("devices-plugged-in", "1")
        await look("devices-width", "escape", "f2", "4")
        await look("devices-lesson", "escape", "f2", "6")
