"""Undoing a movement: a linked opposite entry, once, in the same shift, with a second person."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from till.domain.approval import allow
from till.domain.checks import optional_text, require_open_shift
from till.domain.commands import UndoMovement
from till.domain.entries import CashMoved
from till.domain.errors import AlreadyUndone, CannotUndo, NoSuchMovement
from till.domain.ids import derived
from till.domain.movement import cash_moved
from till.domain.people import Right
from till.domain.places import reverse
from till.domain.state import Movement, Shift, State
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType

_NOTHING_TO_UNDO: Final = (MovementType.NO_SALE, MovementType.SWAP)


def undo(state: State, command: UndoMovement) -> tuple[CashMoved, ...]:
    """Reverse a movement of the open shift exactly; of a transfer both halves."""
    shift = require_open_shift(state, command.drawer)
    first = _undoable(state, shift, command.movement)
    halves = [(shift, first)]
    if first.pair is not None:
        halves.append(_other_half(state, first.pair))
    # The half with the postings comes first, as it did in the transfer.
    halves.sort(key=lambda half: not half[1].postings)
    permission = allow(state, command.act, Right.UNDO, abs(first.amount), alone=False)
    ids = [command.act.id, derived(command.act.id, "pair")]
    undone = []
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
                tenders=_reversed(movement.tenders),
            )
        )
    return tuple(undone)


def _undoable(state: State, shift: Shift, movement_id: str) -> Movement:
    movement = shift.movement(movement_id)
    if movement is None:
        raise NoSuchMovement()
    if movement.undone:
        raise AlreadyUndone()
    if movement.type in _NOTHING_TO_UNDO or movement.undoes is not None:
        raise CannotUndo()
    _require_undoable_advance(state, movement)
    # A bag of the same number may be under way with other money meanwhile.
    bag = None if movement.bag is None else state.bags.get(movement.bag)
    if movement.bag is not None and (bag is None or bag.drop != movement.id):
        raise CannotUndo()
    return movement


def _require_undoable_advance(state: State, movement: Movement) -> None:
    """See that an advance is not settled, and that what a settlement settled is still remembered."""
    advance = state.advances.get(movement.advance or movement.id)
    if movement.type is MovementType.ADVANCE and advance is not None and advance.settled:
        raise CannotUndo()
    if movement.type is MovementType.SETTLE and advance is None:
        raise CannotUndo()


def _other_half(state: State, movement_id: str) -> tuple[Shift, Movement]:
    """Find the other half of a transfer; a drawer whose shift is over cannot give anything back."""
    for drawer_no, shift in state.shifts.items():
        if shift.movement(movement_id) is not None:
            open_shift = require_open_shift(state, drawer_no)
            return open_shift, _undoable(state, open_shift, movement_id)
    raise CannotUndo()


def _reversed(lines: tuple[TenderLine, ...] | None) -> tuple[TenderLine, ...] | None:
    return None if lines is None else tuple(replace(line, amount=-line.amount) for line in lines)


def _undo_type(movement: Movement) -> MovementType:
    return MovementType.UNDO_PAY_OUT if movement.type is MovementType.PAY_OUT else movement.type
