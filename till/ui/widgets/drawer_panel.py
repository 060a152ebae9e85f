"""The drawer as the register knows it: the same figures as on X and Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from till.domain.figures import blind, shift_figures
from till.domain.people import Person
from till.domain.vocabulary import MovementType
from till.ui import cells
from till.ui.view import View
from till.wording.messages import movement_name
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.figures import DrawerFigures

RULE = "─"


class DrawerPanel(Widget):
    """What is in the drawer and why, for those who may know; for others how often, and no sum."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(classes="box")
        self.rows: tuple[tuple[str, str, str], ...] = ()

    def show(self, view: View) -> None:
        """Draw."""
        self.border_title = _("Drawer {drawer}").format(drawer=view.drawer)
        rows = tuple(drawer_rows(view))
        if rows != self.rows:
            self.rows = rows
            self.refresh()

    def render(self) -> Content:
        width, height = self.size
        rows = self.rows
        if len(rows) > height:
            # What it comes to stands at the end, and is never cut off.
            rows = (*rows[: height - 3], ("…", "", "$quiet"), *rows[-2:])
        return Content("\n").join([_line(left, end, style, width) for left, end, style in rows])


def _line(left: str, end: str, style: str, width: int) -> Content:
    if left == RULE:
        return Content.assemble((RULE * width, "$line"))
    if not end:
        return Content.assemble((cells.fit(left, width), style))
    return Content.assemble((cells.between(left, end, width), style))


def drawer_rows(view: View) -> list[tuple[str, str, str]]:
    """Give the rows of the panel: words, amount, style."""
    if view.state is None or view.shift is None:
        return _without_shift(view)
    me = Person(0, "") if view.employee is None else view.employee.person
    figures = shift_figures(view.state, view.shift, me, view.now)
    if not view.sees_expected:
        return _blind_rows(blind(figures).drawer)
    drawer = figures.drawer
    rows = [(_("Float"), view.money(view.shift.float_counted), "")]
    rows += [
        (words, view.money(amount), "")
        for words, amount in (
            (_("Cash sales"), drawer.cash_sales),
            (_("Cash refunds"), drawer.cash_refunds),
            (_("Cashback"), drawer.cashback),
            (_("Other systems"), drawer.external),
        )
        if amount
    ]
    rows += [(name, view.money(amount), "") for name, _count, amount in _moved(drawer) if amount is not None]
    return [*rows, (RULE, "", ""), (_("Expected"), view.money(drawer.expected or 0), "bold")]


def _without_shift(view: View) -> list[tuple[str, str, str]]:
    rows = [(_("No shift is open."), "", ""), (_("F2 opens one."), "", "bold")]
    left = None if view.state is None else view.state.floats_left.get(view.drawer)
    if left is not None and view.sees_expected:
        rows += [("", "", ""), (_("Left as float"), view.money(left), "")]
    return rows


def _blind_rows(drawer: DrawerFigures) -> list[tuple[str, str, str]]:
    rows = [(name, f"{count} ×", "") for name, count, _amount in _moved(drawer)]
    no_sales = sum(each.count for each in drawer.movements if each.type is MovementType.NO_SALE)
    if no_sales:
        rows.append((movement_name(MovementType.NO_SALE), f"{no_sales} ×", ""))
    return [*rows, (RULE, "", ""), (_("Sums are not shown."), "", "$quiet")]


def _moved(drawer: DrawerFigures) -> list[tuple[str, int, int | None]]:
    """Give name, number and sum of each kind of movement, in the order of the report."""
    order = list(MovementType)
    moves = sorted(drawer.movements, key=lambda each: (order.index(each.type), each.undo))
    return [
        (movement_name(each.type, undo=each.undo), each.count, each.amount)
        for each in moves
        if each.type is not MovementType.NO_SALE
    ]
