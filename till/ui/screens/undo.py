"""Undoing a movement: one more entry, the exact opposite, with somebody's approval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import UndoMovement
from till.domain.people import Right
from till.domain.vocabulary import MovementType
from till.ui import cells
from till.ui.screens.form import FormDialog, labelled, outcome_line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.dates import time_of_day
from till.wording.entry_lines import movement_details
from till.wording.messages import movement_name
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Movement
    from till.ui.view import View

_SHOWN_MAX = 10


class UndoScreen(FormDialog):
    """Choose a movement of this shift; the newest is chosen already."""

    heading = marked("Undo a movement")

    def contents(self) -> Iterable[Widget]:
        rows = Rows(
            undo_rows(self.now), id="movements", lines_max=_SHOWN_MAX, empty=_("There is nothing to undo.")
        )
        rows.at = 0 if rows.rows else None
        yield rows
        yield labelled(_("Reason"), TextField(id="reason"))
        yield outcome_line(
            _("The opposite is recorded, and both stay visible. Prints a slip. The drawer opens.")
        )

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        return (rows, _("Choose the movement to undo.")) if rows.chosen is None else None

    def record(self) -> None:
        chosen, drawer = self.query_one(Rows).chosen, self.now.drawer
        assert chosen is not None
        reason = self.query_one("#reason", TextField).words or ""
        shift = self.now.shift
        movement = None if shift is None else shift.movement(chosen.key)
        amount = 0 if movement is None else abs(movement.amount)
        self.do(lambda act: UndoMovement(act, chosen.key, reason, drawer), self.recorded, Right.UNDO, amount)


def undo_rows(view: View) -> list[Row]:
    """Give the movements that can still be undone, newest first, each with a number."""
    if view.shift is None:
        return []
    movements = [each for each in reversed(view.shift.movements) if _can_be_undone(each)]
    return [
        Row(
            each.id,
            _words(each),
            view.money(each.amount, sign=True) if view.knows_amount(each.by) else "",
            str(at),
        )
        for at, each in enumerate(movements, start=1)
    ]


def _amount(view: View, movement: Movement) -> str:
    return view.money(movement.amount, sign=True) if view.knows_amount(movement.by) else ""


def _can_be_undone(movement: Movement) -> bool:
    if movement.type in (MovementType.NO_SALE, MovementType.SWAP):
        return False
    return not movement.undone and movement.undoes is None


def _words(movement: Movement) -> str:
    staff = None if movement.staff is None else movement.staff.name
    details = movement_details(movement.reason, movement.bag, movement.payee, staff)
    return f"{time_of_day(movement.at)}  {cells.fit(movement_name(movement.type), 9)} {details}"
