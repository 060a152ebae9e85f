"""Every movement in every situation; the outcomes are written out, not computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    TRAINEE,
    Given,
    abandoned,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    given,
    no_sale,
    pay_out,
    shift_opened,
    undone,
    with_limits,
)
from till.domain.commands import Command, NoSale, TakeX
from till.domain.decide import decide
from till.domain.entries import CashMoved, ReportTaken
from till.domain.errors import Refused
from till.domain.people import Right
from till.domain.state import State

LIMITS = dict.fromkeys((Right.CASH_IN, Right.DROP, Right.PAY_OUT), 100_00)
SHOP = with_limits("cashier", LIMITS)
OPENED = shift_opened(float_=1_000_00)

MOVEMENTS: dict[str, Callable[[int], Command]] = {
    "CASH_IN": cash_in,
    "CASH_OUT": drop,
    "PAY_OUT": pay_out,
    "NO_SALE": lambda amount: no_sale(),
}

# What comes of it, by situation and movement: the type and signed amount of what happened, or who says no.
TABLE = """
situation        CASH_IN          CASH_OUT          PAY_OUT            NO_SALE
allowed          CASH_IN +30.00   CASH_OUT -30.00   PAY_OUT -30.00     NO_SALE 0.00
needs-approval   NeedsApproval    NeedsApproval     NeedsApproval      NeedsApproval
approved         CASH_IN +30.00   CASH_OUT -30.00   PAY_OUT -30.00     NO_SALE 0.00
own-approval     OwnApproval      OwnApproval       OwnApproval        OwnApproval
at-limit         CASH_IN +100.00  CASH_OUT -100.00  PAY_OUT -100.00    NO_SALE 0.00
above-limit      AboveLimit       AboveLimit        AboveLimit         NO_SALE 0.00
above-approved   CASH_IN +100.01  CASH_OUT -100.01  PAY_OUT -100.01    NO_SALE 0.00
no-shift         NoOpenShift      NoOpenShift       NoOpenShift        NoOpenShift
counting         BeingCounted     BeingCounted      BeingCounted       BeingCounted
abandoned        CASH_IN +30.00   CASH_OUT -30.00   PAY_OUT -30.00     NO_SALE 0.00
posted           NoOpenShift      NoOpenShift       NoOpenShift        NoOpenShift
too-much         CASH_IN +70.00   NotEnoughCash     NotEnoughCash      NO_SALE 0.00
twice            AlreadyDone      BagInUse          AlreadyDone        AlreadyDone
undone           CASH_IN -30.00   CASH_OUT +30.00   UNDO_PAY_OUT +30.00  CannotUndo
undone-alone     NeedsApproval    NeedsApproval     NeedsApproval      CannotUndo
undone-twice     AlreadyUndone    AlreadyUndone     AlreadyUndone      CannotUndo
undone-counting  BeingCounted     BeingCounted      BeingCounted       BeingCounted
undone-posted    NoOpenShift      NoOpenShift       NoOpenShift        NoOpenShift
undone-later     NoSuchMovement   NoSuchMovement    NoSuchMovement     NoSuchMovement
"""


def rows() -> list[tuple[str, str, str]]:
    head, *lines = (line.split("  ") for line in TABLE.strip().splitlines())
    names = [name.strip() for name in head if name.strip()]
    found = []
    for line in lines:
        situation, *outcomes = [cell.strip() for cell in line if cell.strip()]
        assert len(outcomes) == len(names) - 1, line
        found += [(situation, name, outcome) for name, outcome in zip(names[1:], outcomes, strict=True)]
    return found


def with_people(command: Command, person: int, approver: int | None = None) -> Command:
    return replace(command, act=by(person, approver))


def is_no_sale(command: Command) -> bool:
    return isinstance(command, NoSale)


def closing(float_: int) -> tuple[Command, ...]:
    return count_started(), counted(float_), closed(left=float_)


def situation_of(name: str, make: Callable[[int], Command]) -> tuple[Given, Command]:
    """Give what has happened before, and what is asked now."""
    moved, shop = make(30_00), given(OPENED, shop=SHOP)
    undo = undone(moved)
    after = shop.when(moved) if name.startswith(("undone", "twice")) else shop
    situations: dict[str, Callable[[], tuple[Given, Command]]] = {
        "allowed": lambda: (shop, moved),
        "needs-approval": lambda: (shop, with_people(moved, TRAINEE)),
        "approved": lambda: (shop, with_people(moved, TRAINEE, SUPERVISOR)),
        "own-approval": lambda: (shop, with_people(moved, MANAGER, MANAGER)),
        "at-limit": lambda: (shop, make(100_00)),
        "above-limit": lambda: (shop, make(100_01)),
        "above-approved": lambda: (shop, with_people(make(100_01), CASHIER, SUPERVISOR)),
        "no-shift": lambda: (given(shop=SHOP), moved),
        "counting": lambda: (shop.when(count_started()), moved),
        "abandoned": lambda: (shop.when(count_started(), abandoned()), moved),
        "posted": lambda: (shop.when(*closing(1_000_00)), moved),
        "too-much": lambda: (given(shift_opened(69_99), shop=SHOP), make(70_00)),
        "twice": lambda: (after, moved),
        "undone": lambda: (after, undo),
        "undone-alone": lambda: (after, with_people(undo, MANAGER)),
        "undone-twice": lambda: (after if is_no_sale(moved) else after.when(undo), undone(moved)),
        "undone-counting": lambda: (after.when(count_started()), undo),
        "undone-posted": lambda: (after.when(*closing(after.state.expected(1))), undo),
        "undone-later": lambda: (
            after.when(*closing(after.state.expected(1)), shift_opened(after.state.expected(1))),
            undo,
        ),
    }
    return situations[name]()


@pytest.mark.parametrize(("situation", "movement", "outcome"), rows())
def test_every_movement_in_every_situation(situation: str, movement: str, outcome: str) -> None:
    before, command = situation_of(situation, MOVEMENTS[movement])
    assert outcome_of(before.state, command) == outcome


def outcome_of(state: State, command: Command) -> str:
    try:
        (entry,) = decide(state, command)
    except Refused as refused:
        return refused.kind
    assert isinstance(entry, CashMoved)
    return f"{entry.type} {'+' if entry.amount > 0 else ''}{entry.amount / 100:.2f}"


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_a_blind_cashier_may_move_cash_and_learns_no_amount_of_it(movement: str) -> None:
    moved = given(OPENED, MOVEMENTS[movement](30_00), TakeX(by(CASHIER)), shop=SHOP)
    (total,) = moved.newest(ReportTaken).figures.drawer.movements
    assert (total.type, total.count, total.amount) == (movement, 1, None)
