"""Every type of movement in every situation that the rules know; the outcomes are written out, not computed.

A signed amount is what the drawer gained. `practised` stands before what happened in training mode only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SHOP,
    SUPERVISOR,
    TRAINEE,
    Given,
    advance,
    bag_received,
    by,
    cash_in,
    collected,
    count_started,
    deposited,
    drop,
    force_closed,
    given,
    lines,
    no_sale,
    pay_out,
    reimbursed,
    settled,
    shift_opened,
    swap,
    tip_out,
    transfer,
    with_limits,
)
from till.domain.commands import Command, StartTraining, UndoDeposit, UndoMovement
from till.domain.entries import BagReceived, CashDeposited, CashMoved
from till.domain.errors import Refused
from till.domain.people import Right

LIMITED = with_limits("supervisor", dict.fromkeys(Right, 100_00), replace(SHOP, drawer_limit=None))
OPENED = (shift_opened(1_000_00), shift_opened(500_00, drawer=2, person=MANAGER))

# Type by situation. A blind person is the cashier, who owns the drawer; all else is done by the supervisor.
TABLE = """
type                  allowed  needs-approval  above-limit  no-shift     counting
CASH_IN               +30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
CASH_OUT              -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
PAY_OUT               -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
NO_SALE               +0.00    NeedsApproval   +0.00        NoOpenShift  BeingCounted
TIP_OUT               -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
DRIVER_REIMBURSEMENT  -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
CASH_COLLECTED        +30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
TRANSFER              -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
SWAP                  +0.00    NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
ADVANCE               -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
SETTLE                -30.00   NeedsApproval   AboveLimit   NoOpenShift  BeingCounted
BAG_RECEIVED          +30.00   NeedsApproval   +100.01      NoSuchBag    +30.00
DEPOSIT               +30.00   NeedsApproval   AboveLimit   NoSuchBag    +30.00

type                  posted       blind          training         undone          undone-twice
CASH_IN               NoOpenShift  +30.00         practised+30.00  -30.00          AlreadyUndone
CASH_OUT              NoOpenShift  -30.00         practised-30.00  +30.00          AlreadyUndone
PAY_OUT               NoOpenShift  -30.00         practised-30.00  +30.00          AlreadyUndone
NO_SALE               NoOpenShift  +0.00          practised+0.00   CannotUndo      CannotUndo
TIP_OUT               NoOpenShift  NeedsApproval  practised-30.00  +30.00          AlreadyUndone
DRIVER_REIMBURSEMENT  NoOpenShift  NeedsApproval  practised-30.00  +30.00          AlreadyUndone
CASH_COLLECTED        NoOpenShift  +30.00         practised+30.00  -30.00          AlreadyUndone
TRANSFER              NoOpenShift  NeedsApproval  practised-30.00  +30.00          AlreadyUndone
SWAP                  NoOpenShift  +0.00          practised+0.00   CannotUndo      CannotUndo
ADVANCE               NoOpenShift  -30.00         practised-30.00  +30.00          AlreadyUndone
SETTLE                NoOpenShift  -30.00         practised-30.00  +30.00          AlreadyUndone
BAG_RECEIVED          +30.00       NeedsApproval  practised+30.00  NoSuchMovement  NoSuchMovement
DEPOSIT               +30.00       NeedsApproval  practised+30.00  -30.00          AlreadyUndone
"""


@dataclass(frozen=True)
class Case:
    """What must have happened before, and the movement."""

    before: tuple[Command, ...]
    command: Command


def _settlement(amount: int) -> Case:
    given_ = advance(40_00)
    return Case((given_,), settled(given_, spent=amount + 40_00))


def _pieces(amount: int) -> Case:
    one = lines((1_00, amount // 100)) if amount % 100 == 0 else lines((1_00, 101))
    return Case((), swap(one, one))


MOVEMENTS: dict[str, Callable[[int], Case]] = {
    "CASH_IN": lambda amount: Case((), cash_in(amount)),
    "CASH_OUT": lambda amount: Case((), drop(amount)),
    "PAY_OUT": lambda amount: Case((), pay_out(amount)),
    "NO_SALE": lambda amount: Case((), no_sale()),
    "TIP_OUT": lambda amount: Case((), tip_out(amount)),
    "DRIVER_REIMBURSEMENT": lambda amount: Case((), reimbursed(amount)),
    "CASH_COLLECTED": lambda amount: Case((), collected(amount)),
    "TRANSFER": lambda amount: Case((), transfer(amount)),
    "SWAP": _pieces,
    "ADVANCE": lambda amount: Case((), advance(amount)),
    "SETTLE": _settlement,
    "BAG_RECEIVED": lambda amount: Case((drop(amount),), bag_received(amount)),
    "DEPOSIT": lambda amount: Case((drop(amount),), deposited("7731")),
}


def rows() -> list[tuple[str, str, str]]:
    """Give movement, situation and outcome of each cell."""
    found = []
    for half in TABLE.strip().split("\n\n"):
        (_type, *situations), *body = (line.split() for line in half.splitlines())
        assert [cells[0] for cells in body] == list(MOVEMENTS)
        for movement, *outcomes in body:
            found += [(movement, *pair) for pair in zip(situations, outcomes, strict=True)]
    return found


def asked(command: Any, person: int, approver: int | None = None) -> Command:
    asked_by: Command = replace(command, act=replace(command.act, by=person, approved_by=approver))
    return asked_by


def situation_of(name: str, movement: str) -> tuple[Given, Command]:
    """Give what has happened before, and what is asked now."""
    case = MOVEMENTS[movement](100_01 if name == "above-limit" else 30_00)
    move = asked(case.command, SUPERVISOR)
    opened = given(*OPENED, shop=LIMITED)
    ready = opened.when(*case.before)
    undo_type = UndoDeposit if movement == "DEPOSIT" else UndoMovement
    first, again = (undo_type(by(SUPERVISOR, MANAGER), case.command.act.id, "Wrong") for _each in range(2))
    situations: dict[str, Callable[[], tuple[Given, Command]]] = {
        "allowed": lambda: (ready, move),
        "needs-approval": lambda: (ready, asked(move, TRAINEE)),
        "above-limit": lambda: (ready, move),
        "no-shift": lambda: (given(shop=LIMITED), move),
        "counting": lambda: (ready.when(count_started()), move),
        "posted": lambda: (ready.when(force_closed()), move),
        "blind": lambda: (ready, asked(move, CASHIER)),
        "training": lambda: (opened.when(StartTraining(by(SUPERVISOR)), *case.before), move),
        "undone": lambda: (ready.when(move), first),
        "undone-twice": lambda: (_after(ready.when(move), first), again),
    }
    return situations[name]()


def _after(before: Given, undo: Command) -> Given:
    """Undo; what cannot be undone stays as it is."""
    try:
        return before.when(undo)
    except Refused:
        return before


def outcome_of(before: Given, command: Command) -> str:
    try:
        entry = before.then(command)[0]
    except Refused as refused:
        return refused.kind
    assert isinstance(entry, CashMoved | BagReceived | CashDeposited)
    amount = entry.counted if isinstance(entry, BagReceived) else entry.amount
    return f"{'practised' if entry.training else ''}{amount / 100:+.2f}"


@pytest.mark.parametrize(("movement", "situation", "outcome"), rows())
def test_every_movement_in_every_situation_is_as_it_is_written_here(
    movement: str, situation: str, outcome: str
) -> None:
    assert outcome_of(*situation_of(situation, movement)) == outcome
