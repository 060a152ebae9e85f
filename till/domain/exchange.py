"""Cash that changes its drawer or its form, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from till.domain.approval import allow
from till.domain.checks import (
    optional_text,
    require_amount,
    require_count,
    require_open_shift,
)
from till.domain.commands import Swap, Transfer
from till.domain.entries import CashMoved
from till.domain.errors import SameDrawer, UnequalSwap
from till.domain.ids import derived
from till.domain.movement import cash_moved
from till.domain.people import Right
from till.domain.places import drawer, move
from till.domain.state import State
from till.domain.vocabulary import MovementType


def transfer(state: State, command: Transfer) -> tuple[CashMoved, ...]:
    """Carry cash from one drawer to another: a pair of entries, the first with the postings of both."""
    if command.target == command.drawer:
        raise SameDrawer()
    source, target = require_open_shift(state, command.drawer), require_open_shift(state, command.target)
    amount = require_amount(state, command.amount)
    permission = allow(state, command.act, Right.TRANSFER, amount)
    out_id, in_id = command.act.id, derived(command.act.id, "pair")
    postings = move(amount, drawer(source.drawer), drawer(target.drawer))
    note = optional_text(command.note)
    out = cash_moved(
        state,
        source,
        command.act,
        permission,
        MovementType.TRANSFER,
        -amount,
        postings,
        pair=in_id,
        note=note,
    )
    into = cash_moved(
        state,
        target,
        command.act,
        permission,
        MovementType.TRANSFER,
        amount,
        (),
        id_=in_id,
        pair=out_id,
        note=note,
    )
    return out, into


def swap(state: State, command: Swap) -> tuple[CashMoved, ...]:
    """Change notes for coins: one act, net zero, with what went out and what came in.

    It is not held against what must be in the drawer, which it leaves as it is: the answer would tell it.
    """
    shift = require_open_shift(state, command.drawer)
    given, taken = (
        replace(require_count(state, each), tenders=None) for each in (command.given, command.taken)
    )
    if given.amount != taken.amount or not given.lines or not taken.lines:
        raise UnequalSwap()
    amount = require_amount(state, given.amount)
    permission = allow(state, command.act, Right.SWAP, amount)
    return (
        cash_moved(
            state,
            shift,
            command.act,
            permission,
            MovementType.SWAP,
            0,
            (),
            given=given,
            taken=taken,
            note=optional_text(command.note),
        ),
    )
