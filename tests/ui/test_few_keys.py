"""At most four keys beside amounts and words for each act: a table, so that it stays so."""

from __future__ import annotations

import pytest

from tests.ui.counter import ANA, KIM, PIN, Counter

KEYS_MAX = 4
HANDOVER_KEYS_MAX = 10
"""Keys of a handover beside what was counted and two PINs: most of a minute is left to count."""

# Keys with a # before them are amounts, words and PINs.
ACTS = {
    "cash-in": ("cash-moved", "f3 #5000 enter 1 enter"),
    "drop": ("cash-moved", "f4 #5000 enter #7731 enter"),
    "pay-out": ("cash-moved", "f5 #1500 enter 2 enter"),
    "no-sale": ("cash-moved", "f6 1 enter"),
    "undo": ("cash-moved", "f7 1 1 enter #PIN enter"),
    "tip-out": ("cash-moved", "f13 2 #500 enter"),
    "reimburse": ("cash-moved", "f14 2 #500 enter"),
    "collect": ("cash-moved", "f15 2 #500 enter"),
    "advance": ("cash-moved", "f16 2 1 #500 enter"),
    "adjust": ("adjustment-drafted", "ctrl+a #20 enter #Why enter"),
    "x": ("report-taken", "f8"),
    "begin to count": ("count-started", "f9 enter"),
    "suspend": ("shift-set-aside", "f7 8 4 1"),
    "park": ("shift-set-aside", "f7 8 4 2"),
    "train": ("training-started", "f7 8 3"),
    "lock": ("screen-locked", "f10"),
    "sign out": ("signed-out", "f7 1 6"),
}


def typed(keys: str) -> list[str]:
    """Give the keys one by one; a PIN for its name."""
    words = keys.replace("#PIN", PIN).replace("#", "").split()
    return [part for word in words for part in (word if word in ("20", "Why") else [word])]


@pytest.mark.parametrize("act", ACTS)
async def test_an_act_takes_at_most_four_keys_beside_its_amount(counter: Counter, act: str) -> None:
    kind, keys = ACTS[act]
    if act == "undo":
        keys_before = "f3 5000 enter 1 enter"
        # The approval is a second person's.
        counted = keys.partition(" #PIN")[0]
    else:
        keys_before, counted = "", keys
    assert len([key for key in counted.split() if not key.startswith("#")]) <= KEYS_MAX
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.open_shift()
        await desk.press(*keys_before.split())
        before = desk.kinds.count(kind)
        await desk.press(*typed(keys))
        await desk.until(lambda: desk.kinds.count(kind) == before + 1)


async def test_a_handover_takes_few_keys(counter: Counter) -> None:
    keys = f"f7 8 1 enter f2 #20000 enter {ANA} #PIN enter"
    assert len([key for key in keys.split() if not key.startswith("#")]) <= HANDOVER_KEYS_MAX
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift()
        await desk.press(*typed(keys))
        assert desk.state.shifts[1].opened_by.no == ANA
