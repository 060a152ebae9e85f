"""The count with other tenders, what could stay, and why it is over or short."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.ui.counter import ANA, KIM, SETTINGS, Counter, set_up
from till.domain.settings import Pack, PackKind, Tender

CARDS = replace(
    SETTINGS,
    tenders=(Tender("card", "Card", 1580, counted=True),),
    packs=(Pack(1_00, 25, PackKind.ROLL),),
    low_below={5_00: 10},
)


async def test_the_other_tenders_are_counted_beside_the_cash(tmp_path: Path) -> None:
    set_up(tmp_path)
    counter = Counter(tmp_path, CARDS)
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f9", "enter", "1", "f9")
        assert "Type what was counted of Card; 0 where there is none." in desk.text
        await desk.press("1", "2", ".", "5", "0", "f9")
        assert "Card: 12.50" in desk.text
        assert "Over: +12.50" in desk.text
        last = desk.state.shifts[1].last_count
        assert last is not None
        assert last.count.of_tender("card") == 12_50


async def test_coins_are_counted_in_rolls(tmp_path: Path) -> None:
    set_up(tmp_path)
    counter = Counter(tmp_path, CARDS)
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f9", "enter", "end", "8")
        assert "Roll 1.00" in desk.text
        assert "200.00" in desk.text
        await desk.press("tab", "0", "f9")
        assert "Could stay: 1.00 × 8 × 25. Low on 5.00." in desk.text
        assert "Over" not in desk.text.replace("Over or short by more", "")
        assert "Drawer 1" not in desk.words


async def test_why_is_asked_from_the_close_by_those_who_may_know(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f5", "3500", "enter", "1", "enter", "f9", "enter", "f2", "13000", "f9")
        # The equation of the day, as on the Z.
        for row in ("Float 200.00", "Pay-out -35.00", "Expected 165.00"):
            assert row in desk.words
        await desk.press("f3")
        assert "Short: -35.00" in desk.text
        assert "Pay-out -35.00 Window cleaner is exactly that much" in " ".join(desk.text.split())
        await desk.press("escape")
        assert "Stays in the drawer as float" in desk.text


async def test_blind_eyes_are_not_told_why(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift("20000")
        await desk.press("f9", "enter", "f2", "13000", "f9", "f3")
        assert "Why?" not in desk.text
        assert "Short" not in desk.text
