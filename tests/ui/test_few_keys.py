"""At most four keys beside amounts and words for each act: a table, so that it stays so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.counter import ANA, BO, KIM, PIN, SETTINGS, Counter
from till.domain.commands import (
    CashIn,
    CloseShift,
    Command,
    CountCash,
    Deposit,
    DraftAdjustment,
    Drop,
    GiveAdvance,
    OpenShift,
    ParkShift,
    StartCount,
    StartProgram,
    SuspendShift,
)
from till.domain.state import Count
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

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
    "adjust": ("adjustment-drafted", "ctrl+a #2000 enter #Why enter"),
    "x": ("report-taken", "f8"),
    "begin to count": ("count-started", "f9 enter"),
    "suspend": ("shift-set-aside", "f7 8 4 1"),
    "park": ("shift-set-aside", "f7 8 4 2"),
    "train": ("training-started", "f7 8 3"),
    "swap": ("cash-moved", "f18 #1 tab #1 f9"),
    "settle": ("cash-moved", "f17 #1500 enter #V1 enter"),
    "receive a bag": ("bag-received", "f19 1 #5000 enter"),
    "deposit": ("cash-deposited", "f20 1 enter #D1 enter"),
    "late item": ("addendum-added", "ctrl+e #500 enter 1 enter #PIN enter"),
    "open a shift": ("shift-opened", "f2 f2 #20000 enter"),
    "copy a Z": ("slip-copied", "ctrl+r down enter f8"),
    "undo a deposit": ("cash-deposited", "f19 f5 enter #Rain enter #PIN enter"),
    "put an insert back": ("shift-resumed", "f7 8 5 1"),
    "give a draft up": ("adjustment-cancelled", "ctrl+t delete #Why enter"),
    "recount": ("addendum-added", "ctrl+e f4 #1 f9 #Why enter #PIN enter"),
    "count a parked shift": ("cash-counted", "ctrl+p f2 #20000 enter"),
    "post an adjustment": ("cash-moved", "ctrl+t f9 #PIN enter"),
    "force-close": ("shift-closed", "ctrl+f #Why enter enter"),
    "transfer": ("cash-moved", "f21 #1000 enter"),
    "transfer on a Linux console": ("cash-moved", "f7 0 9 #1000 enter"),
    "lock": ("screen-locked", "f10"),
    "sign out": ("signed-out", "f7 1 6"),
}


CONSOLE = {f"f{number}" for number in range(1, 21)}
"""What a Linux console can send: F1 to F12, and with Shift eight more."""


def before(act: str, counter: Counter) -> tuple[Command, ...]:
    """Give what must have happened, by the manager and with the supervisor, for an act to make sense."""
    two = replace(counter.register.act(ANA), approved_by=BO)
    one = counter.register.act(ANA)
    closing = (
        StartCount(counter.register.act(ANA)),
        CountCash(counter.register.act(ANA), Count(200_00)),
        CloseShift(counter.register.act(ANA), 200_00),
    )
    lines = (TenderLine("cash", 5_00),)
    needed: dict[str, tuple[Command, ...]] = {
        "undo": (CashIn(one, 50_00, "petty"),),
        "settle": (GiveAdvance(one, 20_00, KIM, "flowers"),),
        "receive a bag": (Drop(replace(one, by=BO), 50_00, "7731"),),
        "deposit": (Drop(one, 50_00, "7731"),),
        "late item": closing,
        "recount": closing,
        "copy a Z": closing,
        "open a shift": closing,
        "undo a deposit": (Drop(one, 50_00, "7731"), Deposit(two, "D1", ("7731",))),
        "put an insert back": (SuspendShift(one),),
        "give a draft up": (DraftAdjustment(two, MovementType.CORRECTION, lines, "Why"),),
        "count a parked shift": (ParkShift(one),),
        "post an adjustment": (DraftAdjustment(two, MovementType.CORRECTION, lines, "Why"),),
    }
    return needed.get(act, ())


def typed(keys: str) -> list[str]:
    """Give the keys one by one; a PIN for its name."""
    words = keys.replace("#PIN", PIN).replace("#", "").split()
    return [part for word in words for part in (word if word in ("Why", "Rain", "V1", "D1") else [word])]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_needs_more_than_four_keys_beside_its_amount(act: str) -> None:
    # The approval is a second person's.
    keys = [key for key in ACTS[act][1].partition(" #PIN")[0].split() if not key.startswith("#")]
    assert len(keys) <= KEYS_MAX
    assert {key for key in keys if key[0] == "f" and key[1:].isdecimal()} <= CONSOLE or act == "transfer"


@pytest.mark.parametrize("act", ACTS)
async def test_an_act_takes_at_most_four_keys_beside_its_amount(folder: Path, act: str) -> None:
    kind, keys = ACTS[act]
    two_drawers = replace(SETTINGS, drawers=(1, 2)) if act.startswith("transfer") else SETTINGS
    counter = Counter(folder, two_drawers)
    register = counter.register
    register.handle(StartProgram(register.act(), "1", two_drawers))
    register.handle(OpenShift(register.act(ANA), Count(200_00)))
    if act.startswith("transfer"):
        register.handle(OpenShift(register.act(ANA), Count(200_00), 2))
    for command in before(act, counter):
        register.handle(command)
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        before_it = desk.kinds.count(kind)
        await desk.press(*typed(keys))
        halves = 2 if act.startswith("transfer") else 1
        await desk.until(lambda: desk.kinds.count(kind) == before_it + halves)
    register.close()
    counter.devices.close()


async def test_a_handover_takes_few_keys(counter: Counter) -> None:
    keys = f"f7 8 1 enter f2 #20000 enter {ANA} #PIN enter"
    assert len([key for key in keys.split() if not key.startswith("#")]) <= HANDOVER_KEYS_MAX
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        await desk.open_shift()
        await desk.press(*typed(keys))
        assert desk.state.shifts[1].opened_by.no == ANA
