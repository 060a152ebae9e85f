"""What happened in this shift, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from till.domain.receipt import RecentReceipt
from till.domain.vocabulary import MovementType
from till.ui import cells
from till.ui.view import View
from till.wording.dates import time_of_day
from till.wording.entry_lines import movement_details
from till.wording.messages import movement_name, receipt_name
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.state import Movement, Shift

_NAME_CELLS = 14


class ShiftList(Widget):
    """A line for each movement: time, what, why, how much, who."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(classes="box")
        self.view: View | None = None

    def show(self, view: View) -> None:
        """Draw."""
        self.border_title = _("This shift")
        before, self.view = self.view, view
        if before is None or before.shift is not view.shift or before.person != view.person:
            self.refresh()

    def render(self) -> Content:
        if self.view is None or self.view.shift is None:
            return Content("")
        lines = shift_lines(self.view, self.size.width)
        height = self.size.height
        if len(lines) > height:
            more = _("… {count} more: F7 12 shows the journal").format(count=len(lines) - height + 1)
            lines = [*lines[: height - 1], Content.assemble((cells.fit(more, self.size.width), "$quiet"))]
        return Content("\n").join(lines)


def shift_lines(view: View, width: int) -> list[Content]:
    """Lay out all lines; the amounts stand under each other, and the last line is the opening."""
    shift = view.shift
    if shift is None:
        return []
    movements = _newest_first(shift)
    amounts = [_amount(view, each) for each in movements]
    opening = view.money(shift.float_counted)
    room = max(cells.width(amount) for amount in (*amounts, opening))
    lines = [
        _line(movement, amount, room, width) for movement, amount in zip(movements, amounts, strict=True)
    ]
    words = f"{time_of_day(shift.opened_at)} {cells.fit(_('Shift opened'), _NAME_CELLS)} {_('Float')}"
    end = f"{cells.right(opening, room)} {cells.fit(cells.initials(shift.opened_by.name), 2)}"
    return [*lines, Content(cells.between(words, end, width))]


def _newest_first(shift: Shift) -> list[Movement | RecentReceipt]:
    """Put movements and receipts together in the order of their times."""
    happened: list[Movement | RecentReceipt] = [*shift.movements, *shift.receipts]
    # Of two in the same moment, the one that came later in its own list stays above.
    happened.reverse()
    happened.sort(key=lambda each: each.at, reverse=True)
    return happened


def _amount(view: View, movement: Movement | RecentReceipt) -> str:
    if isinstance(movement, RecentReceipt):
        return view.money(movement.total, sign=True) if view.knows_amount(movement.by) else ""
    if movement.type is MovementType.NO_SALE or not view.knows_amount(movement.by):
        return ""
    return view.money(movement.amount, sign=True)


def _line(movement: Movement | RecentReceipt, amount: str, room: int, width: int) -> Content:
    if isinstance(movement, RecentReceipt):
        words = f"{time_of_day(movement.at)} {receipt_name(movement)}"
        end = f"{cells.right(amount, room)} {cells.fit(cells.initials(movement.by.name), 2)}"
        return Content(cells.between(words, end, width))
    name = movement_name(movement.type, undo=movement.undoes is not None)
    staff = None if movement.staff is None else movement.staff.name
    details = movement_details(movement.reason, movement.bag, movement.payee, staff)
    if movement.undone:
        details = f"({_('undone')}) {details}"
    words = f"{time_of_day(movement.at)} {cells.fit(name, _NAME_CELLS)} {details}"
    end = f"{cells.right(amount, room)} {cells.fit(cells.initials(movement.by.name), 2)}"
    return Content.assemble((cells.between(words, end, width), "$quiet" if movement.undone else ""))
