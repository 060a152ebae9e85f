"""Sales, refunds and adjustments in every situation that the rules know; the outcomes are written out.

A signed amount is what the drawer gained; `practised` stands before what happened in training mode only. It
is done by the supervisor with the manager beside them, but where the situation says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    SUPERVISOR,
    TRAINEE,
    Given,
    by,
    count_started,
    force_closed,
    given,
    shift_opened,
)
from tests.domain.selling import EXACT, ring
from tests.domain.test_every_movement import LIMITED, Case
from till.domain.commands import (
    Command,
    DraftAdjustment,
    PostAdjustment,
    RefundWithoutReceipt,
    StartTraining,
    TakeTender,
    UndoMovement,
)
from till.domain.entries import CashMoved, Entry, SaleConcluded, SaleRefunded
from till.domain.errors import Refused
from till.domain.places import drawer
from till.domain.sale_commands import ReturnedLine
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

SELLING = replace(EXACT, roles=LIMITED.roles, drawer_limit=None)

TABLE = """
type             allowed  alone          above-limit  no-shift          counting
EXTERNAL_IMPORT  +30.00   NeedsApproval  +100.01      NoSuchAdjustment  BeingCounted
CORRECTION       -30.00   NeedsApproval  -100.01      NoSuchAdjustment  BeingCounted
SALE             +30.00   +30.00         +100.01      NoOpenShift       SaleRuns
CARD_SALE        +0.00    +0.00          +0.00        NoOpenShift       SaleRuns
REFUND           -30.00   NeedsApproval  -100.01      NoOpenShift       BeingCounted

type             posted            blind    training         undone          undone-twice
EXTERNAL_IMPORT  NoSuchAdjustment  +30.00   ForRealOnly      -30.00          AlreadyUndone
CORRECTION       NoSuchAdjustment  -30.00   ForRealOnly      +30.00          AlreadyUndone
SALE             NoOpenShift       +30.00   practised+30.00  NoSuchMovement  NoSuchMovement
CARD_SALE        NoOpenShift       +0.00    practised+0.00   NoSuchMovement  NoSuchMovement
REFUND           NoOpenShift       -30.00   practised-30.00  NoSuchMovement  NoSuchMovement
"""


def _adjusted(kind: MovementType, sign: int, amount: int) -> Case:
    lines = (TenderLine("cash", sign * amount),)
    draft = DraftAdjustment(by(CASHIER, SUPERVISOR), kind, lines, "The other till")
    return Case((draft,), PostAdjustment(by(SUPERVISOR), draft.act.id))


TRADES: dict[str, Callable[[int], Case]] = {
    "EXTERNAL_IMPORT": lambda amount: _adjusted(MovementType.EXTERNAL_IMPORT, 1, amount),
    "CORRECTION": lambda amount: _adjusted(MovementType.CORRECTION, -1, amount),
    "SALE": lambda amount: Case((ring("book", amount),), TakeTender(by(CASHIER), "cash")),
    "CARD_SALE": lambda amount: Case((ring("book", amount),), TakeTender(by(CASHIER), "card")),
    "REFUND": lambda amount: Case(
        (), RefundWithoutReceipt(by(CASHIER), (ReturnedLine("book", 1000, amount),), "Torn")
    ),
}


def rows() -> list[tuple[str, str, str]]:
    """Give trade, situation and outcome of each cell."""
    found = []
    for half in TABLE.strip().split("\n\n"):
        (_type, *situations), *body = (line.split() for line in half.splitlines())
        assert [cells[0] for cells in body] == list(TRADES)
        for trade, *outcomes in body:
            found += [(trade, *pair) for pair in zip(situations, outcomes, strict=True)]
    return found


def asked(command: Any, person: int = SUPERVISOR, approver: int | None = MANAGER) -> Command:
    asked_by: Command = replace(command, act=replace(command.act, by=person, approved_by=approver))
    return asked_by


def situation_of(name: str, case: Case) -> tuple[Given, tuple[Command, ...]]:
    """Give the shop and what is asked; the first refusal counts, else what the last command did."""
    opened, move = given(shift_opened(1_000_00), shop=SELLING), asked(case.command)
    undo = UndoMovement(by(CASHIER, MANAGER), case.command.act.id, "Wrong")
    again = UndoMovement(by(CASHIER, MANAGER), case.command.act.id, "Wrong")
    situations: dict[str, tuple[Given, tuple[Command, ...]]] = {
        "allowed": (opened, (*case.before, move)),
        "alone": (opened, (*case.before, asked(move, SUPERVISOR, None))),
        "above-limit": (opened, (*case.before, move)),
        "no-shift": (given(shop=SELLING), (move,)),
        "counting": (opened, (*case.before, count_started(), move)),
        "posted": (opened, (*case.before, force_closed(), move)),
        "blind": (opened, (*case.before, asked(move, CASHIER))),
        "training": (opened, (StartTraining(by(SUPERVISOR)), *case.before, move)),
        "undone": (opened, (*case.before, move, undo)),
        "undone-twice": (opened, (*case.before, move, undo, again)),
    }
    return situations[name]


def gained(entry: Entry) -> str:
    assert isinstance(entry, CashMoved | SaleConcluded | SaleRefunded)
    amount = sum(posting.amount for posting in entry.postings if posting.place == drawer(1))
    return f"{'practised' if entry.training else ''}{amount / 100:+.2f}"


@pytest.mark.parametrize(("trade", "situation", "outcome"), rows())
def test_every_trade_in_every_situation_is_as_it_is_written_here(
    trade: str, situation: str, outcome: str
) -> None:
    case = TRADES[trade](100_01 if situation == "above-limit" else 30_00)
    shop, commands = situation_of(situation, case)
    found = ""
    for command in commands:
        try:
            shop = shop.when(command)
            found = gained(shop.entries[-1]) if command is commands[-1] else ""
        except Refused as refused:
            found = refused.kind
            break
    assert found == outcome


def test_only_who_sells_sells_and_only_who_may_lets_a_trainee() -> None:
    for trade in ("SALE", "REFUND"):
        case = TRADES[trade](30_00)
        shop = given(shift_opened(1_000_00), *case.before, shop=SELLING)
        with pytest.raises(Refused, match="may not do this alone"):
            shop.then(asked(case.command, TRAINEE, None))
        assert shop.then(asked(case.command, TRAINEE, MANAGER))
