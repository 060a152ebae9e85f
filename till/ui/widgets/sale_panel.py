"""The running sale: its lines, what is due, and what must be given back, in large digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from till.domain.payment import due
from till.domain.pricing import priced
from till.ui import cells
from till.ui.view import View
from till.ui.widgets.big_digits import big, huge
from till.wording.messages import receipt_name, tender_name
from till.wording.quantities import quantity
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.receipt import OpenSale, Receipt, ReceiptLine

_RULE = "─"


class SalePanel(Widget):
    """Shows the sale of the drawer; between two sales, the receipt of the last one with its change."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(classes="box")
        self.view: View | None = None
        self.last: Receipt | None = None

    def show(self, view: View, last: Receipt | None) -> None:
        """Draw."""
        self.border_title = _("Sale")
        self.view, self.last = view, last
        self.refresh()

    def render(self) -> Content:
        view = self.view
        if view is None or view.state is None:
            return Content("")
        width, height = self.size.width, self.size.height
        sale = view.state.sales.get(view.drawer)
        if sale is None:
            return _between_sales(view, self.last, width)
        above = lines_of(view, sale, width)
        below = sums_of(view, sale, width)
        room = max(1, height - len(below))
        if len(above) > room:
            # The newest lines are what the cashier looks at.
            more = _("… {count} lines above").format(count=len(above) - room + 1)
            above = [Content.assemble((cells.fit(more, width), "$quiet")), *above[-(room - 1) :]]
        above += [Content("")] * (room - len(above))
        return Content("\n").join([*above, *below])


def lines_of(view: View, sale: OpenSale, width: int) -> list[Content]:
    """Lay out the lines: how many, what, what it comes to; discounts below their line."""
    assert view.state is not None
    rows: list[Content] = []
    for line in priced(sale.lines, None, view.state.rules.prices):
        words = line.name
        if line.quantity != 1000:
            count = quantity(line.quantity, view.settings.locale)
            words = f"{count} × {view.money(line.price)}  {line.name}"
        rows.append(Content(cells.between(words, view.money(line.amount), width)))
        if line.discount:
            rows.append(_discount(view, line, width))
    return rows


def _discount(view: View, line: ReceiptLine, width: int) -> Content:
    return Content.assemble((cells.between(_("  Discount"), view.money(-line.discount), width), "$quiet"))


def sums_of(view: View, sale: OpenSale, width: int) -> list[Content]:
    """Lay out what it comes to, what was paid of it, and in large digits what is due."""
    assert view.state is not None
    lines = priced(sale.lines, sale.discount, view.state.rules.prices)
    total = sum(line.gross for line in lines)
    off = sum(line.discount for line in lines) - sum(
        line.discount for line in priced(sale.lines, None, view.state.rules.prices)
    )
    rows = [Content.assemble((_RULE * width, "$line"))]
    if off:
        rows.append(Content(cells.between(_("Off the whole sale"), view.money(-off), width)))
    for paid in sale.tenders:
        words = tender_name(paid.code, paid.name)
        rows.append(Content(cells.between(words, view.money(-paid.amount), width)))
    wanted = due(view.state, sale)
    if sale.tenders or off:
        rows.append(Content(cells.between(_("Total"), view.money(total), width)))
    if wanted.cash != wanted.exact:
        rows.append(Content(cells.between(_("In cash"), view.money(wanted.cash), width)))
    return [*rows, *_large(_("To pay"), view.money(wanted.exact), width)]


def _between_sales(view: View, last: Receipt | None, width: int) -> Content:
    if last is None:
        return Content.assemble((cells.fit(_("Ring the first department."), width), "$quiet"))
    rows = [Content(cells.between(receipt_name(last), view.money(last.total), width))]
    rows += [
        Content(cells.between(tender_name(paid.code, paid.name), view.money(paid.amount), width))
        for paid in last.tenders
    ]
    if last.rounding:
        rows.append(Content(cells.between(_("Rounding"), view.money(last.rounding, sign=True), width)))
    back = last.change + last.cashback
    rows.append(Content(""))
    return Content("\n").join([*rows, *_large(_("CHANGE"), view.money(back), width, change=True)])


def _large(words: str, amount: str, width: int, *, change: bool = False) -> list[Content]:
    """Give an amount as large as fits, with its words above; change is larger than anything else."""
    lines: Sequence[str] = huge(amount) if change else big(amount)
    if len(lines[0]) > width:
        lines = big(amount)
    head = Content.assemble((cells.fit(words, width), "bold"))
    if len(lines[0]) > width:
        return [head, Content.assemble((cells.right(amount, width), "bold"))]
    return [head, *(Content.assemble((line.rjust(width), "bold")) for line in lines)]
