"""The running sale: its lines, what is due, and what must be given back, in large digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from till.domain.pricing import priced, rounded
from till.ui import cells
from till.ui.view import View
from till.ui.widgets.big_digits import big, huge
from till.wording.messages import receipt_name, tender_name
from till.wording.quantities import quantity
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.receipt import OpenSale, Receipt
    from till.domain.settings import Prices

_RULE = "─"


class SalePanel(Widget):
    """Shows the sale of the drawer; between two sales, the receipt of the last one with its change."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(classes="box")
        self.view: View | None = None
        self.last: Receipt | None = None
        self.chosen: str | None = None
        self.sums: Sums | None = None

    def show(self, view: View, last: Receipt | None, chosen: str | None = None) -> None:
        """Draw; `chosen` is the line that the cursor keys stand on."""
        self.border_title = _("Sale")
        self.view, self.last, self.chosen = view, last, chosen
        self.refresh()

    def render(self) -> Content:
        view = self.view
        if view is None or view.state is None:
            return Content("")
        width, height = self.size.width, self.size.height
        sale = view.state.sales.get(view.drawer)
        if sale is None:
            return _between_sales(view, self.last, width)
        sums = self.sums
        if sums is None or sums.sale is not sale:
            sums = self.sums = Sums(sale, view.state.rules.prices)
        below = sums_of(view, sums, width)
        above = self.lines(view, sums, width, max(2, height - len(below)))
        return Content("\n").join([*above, *below])

    def lines(self, view: View, sums: Sums, width: int, room: int) -> list[Content]:
        """Lay out as many lines as there is room for: around the chosen one, or the newest."""
        rows = sums.rows
        if len(rows) <= room:
            first, shown = 0, rows
        else:
            ids = [line.id for line in sums.sale.lines]
            at = ids.index(self.chosen) if self.chosen in ids else len(ids) - 1
            end = next((no for no, row in enumerate(rows) if row.at > at), len(rows))
            first = max(0, min(end + (room - 1) // 2, len(rows)) - (room - 1))
            shown = rows[first : first + room - 1]
        number_cells = len(str(len(sums.sale.lines)))
        laid = [_line(view, sums, row, self.chosen, number_cells, width) for row in shown]
        if len(rows) > room:
            # The newest lines are what the cashier looks at; what is out of sight is counted.
            above, below = first, len(rows) - first - len(shown)
            more = _("… {count} lines above").format(count=above)
            if below:
                more = _("… {count} lines above, {more} below").format(count=above, more=below)
            laid.insert(0, Content.assemble((cells.fit(more, width), "$quiet")))
        return laid + [Content("")] * (room - len(laid))


class Row(NamedTuple):
    """A row on the screen: the place of its line from 0, and whether it is the line's discount."""

    at: int
    discount: bool


class Sums:
    """What a running sale comes to, calculated once a change: it may have a thousand lines."""

    def __init__(self, sale: OpenSale, prices: Prices) -> None:
        self.sale = sale
        self.lines = priced(sale.lines, None, prices)
        final = self.lines if sale.discount is None else priced(sale.lines, sale.discount, prices)
        self.total = sum(line.gross for line in final)
        self.off = sum(line.discount for line in final) - sum(line.discount for line in self.lines)
        self.rows = [
            Row(at, discount)
            for at, line in enumerate(self.lines)
            for discount in ((False, True) if line.discount else (False,))
        ]


def _line(  # noqa: PLR0917 -- what a row is made of
    view: View, sums: Sums, row: Row, chosen: str | None, number_cells: int, width: int
) -> Content:
    """Lay out a line: its number, how many, what, what it comes to; its discount stands below it."""
    line, before = sums.lines[row.at], " " * (number_cells + 2)
    if row.discount:
        words = before + _("  Discount")
        return Content.assemble((cells.between(words, view.money(-line.discount), width), "$quiet"))
    words = line.name
    if line.quantity != 1000:
        count = quantity(line.quantity, view.settings.locale)
        words = f"{count} × {view.money(line.price)}  {line.name}"
    here = sums.sale.lines[row.at].id == chosen
    number = f"{'►' if here else ' '}{cells.right(str(row.at + 1), number_cells)} "
    text = cells.between(number + words, view.money(line.amount), width)
    if here:
        return Content.assemble((text, "bold $on-chosen on $chosen"))
    return Content.assemble((text[: len(number)], "$quiet"), text[len(number) :])


def sums_of(view: View, sums: Sums, width: int) -> list[Content]:
    """Lay out what it comes to, what was paid of it, and in large digits what is due."""
    assert view.state is not None
    sale, off = sums.sale, sums.off
    rows = [Content.assemble((_RULE * width, "$line"))]
    if off:
        rows.append(Content(cells.between(_("Off the whole sale"), view.money(-off), width)))
    if sale.tenders or off:
        rows.append(Content(cells.between(_("Total"), view.money(sums.total), width)))
    for paid in sale.tenders:
        words = tender_name(paid.code, paid.name)
        rows.append(Content(cells.between(words, view.money(-paid.amount), width)))
    exact = sums.total - sale.paid
    cash = rounded(exact, view.state.rules.cash_rounding)
    if cash != exact:
        rows.append(Content(cells.between(_("In cash"), view.money(cash), width)))
    return [*rows, *_large(_("To pay"), view.money(exact), width)]


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
