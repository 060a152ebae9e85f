"""Undoing a movement: a linked opposite entry, once, in the same shift, with a second person."""

from __future__ import annotations

from typing import Final

from till.domain.approval import allow
from till.domain.checks import optional_text, require_cash, require_open_shift
from till.domain.commands import UndoMovement
from till.domain.entries import CashMoved
from till.domain.errors import AlreadyUndone, CannotUndo, NoSuchMovement
from till.domain.ids import derived
from till.domain.movement import cash_moved
from till.domain.people import Right
from till.domain.places import Posting, reverse
from till.domain.state import Movement, Shift, State
from till.domain.vocabulary import MovementType

_NOTHING_TO_UNDO: Final = (MovementType.NO_SALE, MovementType.SWAP)


def undo(state: State, command: UndoMovement) -> tuple[CashMoved, ...]:
    """Reverse a movement of the open shift exactly; of a transfer both halves."""
    shift = require_open_shift(state, command.drawer)
    first = _undoable(state, shift, command.movement)
    halves = [(shift, first)]
    if first.pair is not None:
        halves.append(_other_half(state, first.pair))
    permission = allow(state, command.act, Right.UNDO, abs(first.amount), alone=False)
    ids = [command.act.id, derived(command.act.id, "pair")]
    undone = []
    # The half that gives the money back comes first, so that it is there when it is taken.
    for id_, (its_shift, movement) in zip(ids, halves, strict=False):
        undone.append(
            cash_moved(
                state,
                its_shift,
                command.act,
                permission,
                _undo_type(movement),
                -movement.amount,
                reverse(movement.postings),
                id_=id_,
                reason=optional_text(command.reason) or movement.reason,
                reason_code=movement.reason_code,
                payee=movement.payee,
                voucher=movement.voucher,
                bag=movement.bag,
                undoes=movement.id,
                staff=movement.staff,
                advance=movement.advance,
                pair=None if movement.pair is None else next(each for each in ids if each != id_),
            )
        )
    for entry in undone:
        _require_held(state, entry.postings)
    return tuple(undone)


def _undoable(state: State, shift: Shift, movement_id: str) -> Movement:
    movement = shift.movement(movement_id)
    if movement is None:
        raise NoSuchMovement()
    if movement.undone:
        raise AlreadyUndone()
    if movement.type in _NOTHING_TO_UNDO or movement.undoes is not None:
        raise CannotUndo()
    advance = state.advances.get(movement.id)
    if advance is not None and advance.settled:
        raise CannotUndo()
    return movement


def _other_half(state: State, movement_id: str) -> tuple[Shift, Movement]:
    """Find the other half of a transfer; a drawer whose shift is over cannot give anything back."""
    for drawer_no, shift in state.shifts.items():
        if shift.movement(movement_id) is not None:
            open_shift = require_open_shift(state, drawer_no)
            return open_shift, _undoable(state, open_shift, movement_id)
    raise CannotUndo()


def _undo_type(movement: Movement) -> MovementType:
    return MovementType.UNDO_PAY_OUT if movement.type is MovementType.PAY_OUT else movement.type


def _require_held(state: State, postings: tuple[Posting, ...]) -> None:
    """See that cash is still where it would be taken from: a drawer, or a bag under way."""
    for posting in postings:
        if posting.amount < 0 and posting.place.startswith("drawer:"):
            require_cash(state, posting.place, -posting.amount)
        if posting.amount < 0 and posting.place.startswith("transit:"):
            _require_under_way(state, posting)


def _require_under_way(state: State, posting: Posting) -> None:
    if state.balances.get(posting.place, 0) < -posting.amount:
        raise CannotUndo()
