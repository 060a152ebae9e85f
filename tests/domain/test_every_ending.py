"""The movements that end something, in every situation: undoing, and the close; written out, not computed.

A signed amount is what the drawer gained, or what the close found over; `above` asks for more than the limit
of 100.00, or differs by more than 1.00. The supervisor does it, with the manager beside them where two must.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    TRAINEE,
    Given,
    by,
    count_started,
    counted,
    deposited,
    drop,
    force_closed,
    given,
    pay_out,
    shift_opened,
)
from tests.domain.test_every_movement import LIMITED
from till.domain.act import Act
from till.domain.commands import CloseShift, Command, StartTraining, UndoDeposit, UndoMovement
from till.domain.entries import CashDeposited, CashMoved, ShiftClosed
from till.domain.errors import Refused

TABLE = """
type                allowed  needs-approval  above                 no-shift        counting
UNDO_PAY_OUT        +30.00   NeedsApproval   +100.01               NoOpenShift     BeingCounted
UNDO_DEPOSIT        -30.00   NeedsApproval   -100.01               NoSuchDeposit   -30.00
CLOSE_OUT_EXACT     +0.00    NeedsApproval   +0.00                 NoOpenShift     +0.00
CLOSE_OUT_OVERAGE   +0.50    NeedsApproval   DifferenceAboveLimit  NoOpenShift     +0.50
CLOSE_OUT_SHORTAGE  -0.50    NeedsApproval   DifferenceAboveLimit  NoOpenShift     -0.50

type                posted       blind          training         undone          undone-twice
UNDO_PAY_OUT        NoOpenShift  +30.00         practised+30.00  CannotUndo      CannotUndo
UNDO_DEPOSIT        -30.00       NeedsApproval  NoSuchDeposit    NoSuchMovement  NoSuchMovement
CLOSE_OUT_EXACT     NoOpenShift  +0.00          NotBeingCounted  NoOpenShift     NoSuchMovement
CLOSE_OUT_OVERAGE   NoOpenShift  +0.50          NotBeingCounted  NoOpenShift     NoSuchMovement
CLOSE_OUT_SHORTAGE  NoOpenShift  -0.50          NotBeingCounted  NoOpenShift     NoSuchMovement
"""
SIGNS = {"CLOSE_OUT_EXACT": 0, "CLOSE_OUT_OVERAGE": 1, "CLOSE_OUT_SHORTAGE": -1}


def rows() -> list[tuple[str, str, str]]:
    found = []
    for half in TABLE.strip().split("\n\n"):
        (_type, *situations), *body = (line.split() for line in half.splitlines())
        for name, *outcomes in body:
            found += [(name, *pair) for pair in zip(situations, outcomes, strict=True)]
    return found


Ending = Callable[[Act], Command]


def case_of(name: str, *, above: bool) -> tuple[tuple[Command, ...], tuple[Command, ...], Ending]:
    """Give what is done before in the shift, what more at its end, and how the ending is asked for."""
    amount = 100_01 if above else 30_00
    if name == "UNDO_PAY_OUT":
        paid = pay_out(amount, person=MANAGER)
        return (paid,), (), lambda act: UndoMovement(act, paid.act.id)
    if name == "UNDO_DEPOSIT":
        made = deposited("7731", person=MANAGER)
        return (drop(amount), made), (), lambda act: UndoDeposit(act, made.act.id, "Rain")
    gap = SIGNS[name] * (1_01 if above else 50)
    return (), (count_started(), counted(1_000_00 + gap)), lambda act: CloseShift(act, 1_000_00 + gap)


def situation_of(name: str, situation: str) -> tuple[Given, Command]:
    before, ending, ask = case_of(name, above=situation == "above")
    closing, bank = name in SIGNS, name == "UNDO_DEPOSIT"
    two = None if closing else MANAGER
    opened = given(shift_opened(1_000_00), *before, shop=LIMITED)
    ready = opened.when(*ending)
    done = ask(by(SUPERVISOR, two))
    started = opened if closing else opened.when(count_started())
    # What was closed stays closed in the shift after it too.
    later = (shift_opened(done.left, person=SUPERVISOR),) if isinstance(done, CloseShift) else ()
    situations: dict[str, Callable[[], tuple[Given, Command]]] = {
        "allowed": lambda: (ready, done),
        "needs-approval": lambda: (ready, ask(by(TRAINEE if closing else SUPERVISOR))),
        "above": lambda: (ready, done),
        "no-shift": lambda: (given(shop=LIMITED), done),
        "counting": lambda: (ready if closing else started, done),
        "posted": lambda: (opened.when(force_closed()), done),
        "blind": lambda: (ready, ask(by(CASHIER, None if closing or bank else SUPERVISOR))),
        "training": lambda: practised(before, bank, ask, two),
        "undone": lambda: (ready.when(done), undoing(done)),
        "undone-twice": lambda: (ready.when(done, *later), undoing(done)),
    }
    return situations[situation]()


def practised(before: tuple[Command, ...], bank: bool, ask: Ending, two: int | None) -> tuple[Given, Command]:
    """Practise what comes before too, but for a deposit: a real one cannot be undone in training."""
    opened, training = shift_opened(1_000_00), StartTraining(by(MANAGER))
    happened = (opened, *before, training) if bank else (opened, training, *before)
    return given(*happened, shop=LIMITED), ask(by(SUPERVISOR, two))


def undoing(done: Command) -> Command:
    return UndoMovement(by(SUPERVISOR, MANAGER), done.act.id)


@pytest.mark.parametrize(("name", "situation", "outcome"), rows())
def test_every_ending_in_every_situation(name: str, situation: str, outcome: str) -> None:
    before, command = situation_of(name, situation)
    assert outcome_of(name, before, command) == outcome


def outcome_of(name: str, before: Given, command: Command) -> str:
    try:
        (entry,) = before.then(command)
    except Refused as refused:
        return refused.kind
    assert isinstance(entry, CashMoved | CashDeposited | ShiftClosed)
    wanted = name if isinstance(entry, CashMoved | ShiftClosed) else "CashDeposited"
    assert getattr(entry, "type", type(entry).__name__) == wanted
    practice = "practised" if getattr(entry, "training", False) else ""
    amount = entry.amount if not isinstance(entry, CashDeposited) else -abs(entry.amount)
    return f"{practice}{amount / 100:+.2f}"
