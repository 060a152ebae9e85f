"""Who may not see what is expected sees it nowhere."""

from __future__ import annotations

import re

from tests.ui.counter import ANA, KIM, PIN, Counter, Desk

# Float 123.45, cash in 50.01 and 7.77: expected 181.23, a close 0.50 over it.
SECRETS = ("181.23", "57.78", "+0.50", "Over:", "OVER", "Over +", "231.24")


async def seen(desk: Desk) -> str:
    text = desk.text
    for secret in SECRETS:
        assert secret not in text, f"{secret} in\n{text}"
    return text


async def test_a_blind_cashier_sees_expected_nowhere(counter: Counter) -> None:
    async with counter.screens((100, 60)) as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("12345")
        await desk.press("f3", "5001", "enter", "1", "enter", "f3", "777", "enter", "1", "enter")
        text = await seen(desk)
        assert "Sums are not shown." in text
        assert "Expected" not in text
        for keys in (
            ("f8",),
            ("escape", "f7", "1", "2"),
            ("down",),
            ("enter",),
            ("escape", "escape", "f7", "1", "3"),
        ):
            await desk.press(*keys)
            assert "Expected" not in await seen(desk)
        await desk.press("escape", "f9", "enter", "1", "f2", "18173")
        assert "Expected" not in await seen(desk)
        await desk.press("enter")
        assert "Expected" not in await seen(desk)
        await desk.press("enter", "8001", "enter")
        text = await seen(desk)
        assert "Z REPORT 1" in text
        assert "Expected" not in text
        for _record in range(2):
            await desk.press("escape", "f7", "1", "2", "f2", "6", "down", "enter")
            await seen(desk)
        await desk.press("escape", "escape", "f7", "1", "3", "down")
        await seen(desk)
        await desk.press("enter")
        assert "Z REPORT 1" in await seen(desk)
        await desk.press("escape", "escape", "f7", "1", "4")
        await seen(desk)
        await desk.press("escape", "f2")
        await seen(desk)
        await desk.until(lambda: not desk.jobs)
        for secret in SECRETS:
            assert secret not in counter.printer.paper


async def test_who_may_see_it_sees_it_live(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("12345")
        await desk.press("f3", "5001", "enter", "1", "enter")
        assert re.search(r"Expected +173\.46", desk.text)
        await desk.press("f9", "enter", "f2", "17400")
        assert "Over: +0.54" in desk.text
        await desk.press("delete", "17300")
        assert "Short: -0.46" in desk.text
        await desk.press("delete", "17346")
        assert "Exact: 0.00" in desk.text


async def test_an_unlock_by_somebody_else_changes_what_is_seen(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("12345")
        assert "Expected" in desk.text
        await desk.press("f10", "escape", "2", PIN, "enter")
        assert "Expected" not in desk.text
