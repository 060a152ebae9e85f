"""F2: a sale, made for a keypad. Digits, then a sign: + rings, * is how many, - voids, / takes off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from till.domain.commands import RingLine
from till.domain.settings import CASH
from till.ui.openings import is_change_given
from till.ui.screens.sale_lines import SaleLines
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.sale_field import SaleField
from till.ui.widgets.sale_panel import SalePanel
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.settings import Department
    from till.ui.view import View


class SaleScreen(SaleLines):
    """Lines on the left, departments and what is being typed on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "department", show=False, priority=True, id="sale.department"),
        Binding("tab", "department", marked("Department"), priority=True, id="sale.department_too"),
        Binding("asterisk", "quantity", show=False, priority=True, id="sale.quantity"),
        Binding("minus", "void", show=False, priority=True, id="sale.void"),
        Binding("slash", "discount", show=False, priority=True, id="sale.percent"),
        Binding("up", "line(-1)", show=False, id="sale.line_up"),
        Binding("down", "line(1)", show=False, id="sale.line_down"),
        Binding("pageup", "line(-10)", show=False, id="sale.lines_up"),
        Binding("pagedown", "line(10)", show=False, id="sale.lines_down"),
        Binding("enter", "go_on", marked("Cash"), id="sale.go_on"),
        Binding("f2", "tender", marked("Card, other"), id="sale.tender"),
        Binding("f3", "discount", marked("Discount"), id="sale.whole_discount"),
        Binding("f4", "park", marked("Park"), id="sale.park"),
        Binding("f5", "resume", marked("Resume"), id="sale.resume"),
        Binding("f6", "no_sale", marked("No sale"), show=False, id="sale.no_sale"),
        Binding("f7", "return_tender", marked("Payment back"), id="sale.return_tender"),
        Binding("f8", "cancel", marked("Cancel"), id="sale.cancel"),
        Binding("f9", "refund", marked("Refund"), id="sale.refund"),
        Binding("f11", "answer_slip", marked("Did it print?"), show=False, id="sale.answer_slip"),
        Binding("escape", "go_back", marked("Back"), id="sale.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Horizontal(
            SalePanel(),
            Vertical(
                Rows(department_rows(self.now), id="departments", empty=_("No department is configured.")),
                signs_line(),
                SaleField(self.now.settings, id="typed"),
                id="keys",
                classes="box",
            ),
            id="panels",
        )

    def first_field(self) -> Widget | None:
        return self.field

    def draw(self, view: View) -> None:
        super().draw(view)
        if self.last is not None and is_change_given(view, self.last_act):
            # The next customer may see their own figures.
            self.last = None
        self.redraw_sale()

    def drawer_position(self) -> str:
        """Say where the drawer is, as far as a sensor tells."""
        devices = self.now.devices
        return "" if devices is None else devices.drawers.get(self.now.drawer, "")

    def held(self) -> bool:
        """Say no while the drawer is open, where the shop wants the next sale to wait for it."""
        waits = self.now.settings.wait_for_drawer and self.last is not None
        if waits and self.drawer_position() == "open":
            self.refuse(_("Shut the drawer first. The next sale waits for it."))
            return True
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer what makes sense now."""
        sale, state = self.sale, self.now.state
        if action in ("tender", "discount", "park", "cancel", "choose_line"):
            return sale is not None and (action == "tender" or not sale.tenders)
        if action == "return_tender":
            return sale is not None and bool(sale.tenders)
        if action == "answer_slip":
            return bool(self.now.slips_in_doubt)
        if action == "resume":
            return sale is None and state is not None and bool(state.parked)
        return sale is None if action == "refund" else True

    # -- what is typed ---------------------------------------------------------------------------------------

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Forget what was said before."""
        message.stop()
        if self.field.keys:
            self.asked_for_cash = False
            self.answer("")
            if self.last is not None and self.drawer_position() != "open":
                # Nothing tells when the drawer is shut: the next key says that the change was given.
                self.last = None
                self.redraw_sale()

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed; what was there before stays."""
        from till.wording.messages import sentence

        message.stop()
        self.refuse(sentence(message.refused, self.now.settings.locale))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Ring the department whose number was typed."""
        message.stop()
        if message.at_once:
            self.ring(message.row.key)

    def action_department(self) -> None:
        """Choose a department for what was typed; the same key goes back."""
        rows = self.query_one("#departments", Rows)
        if rows.has_focus:
            self.field.focus()
            return
        rows.choose(None)
        rows.focus()
        self.answer(_("Type the department's number."))

    def action_quantity(self) -> None:
        """Take what was typed for the quantity of the next line; with nothing typed, offer the rest."""
        if self.field.keys == "":
            self.menu()
            return
        from till.domain.sale_errors import BadQuantity
        from till.wording.messages import sentence
        from till.wording.quantities import parse_quantity

        locale = self.now.settings.locale
        try:
            self.pieces = parse_quantity(self.field.keys, locale)
        except BadQuantity as refused:
            self.refuse(sentence(refused, locale))
            return
        self.field.keys = ""
        self.answer(_("{count} × …").format(count=self.quantity_words()))

    def quantity_words(self) -> str:
        """Write the quantity that waits for its line."""
        from till.wording.quantities import quantity

        return quantity(self.pieces or 1000, self.now.settings.locale)

    # -- acts ------------------------------------------------------------------------------------------------

    def ring(self, department: str) -> None:
        """Ring a department with what was typed as its price, or its own."""
        if self.held() or self.is_no_amount():
            self.field.focus()
            return
        price = self.field.amount if self.field.typed else None
        pieces, drawer = self.pieces or 1000, self.now.drawer

        def rung() -> None:
            self.last = None
            self.cleared()

        self.field.focus()
        self.do(lambda act: RingLine(act, department, pieces, price, None, drawer), rung)

    async def action_go_on(self) -> None:
        """Take cash: what was typed, or on the second press exactly what is due."""
        rows = self.query_one("#departments", Rows)
        if rows.has_focus and rows.chosen is not None:
            self.ring(rows.chosen.key)
        elif self.sale is None:
            self.answer(_("Type a price, then + and the department's number."))
        elif self.is_no_amount():
            return
        elif self.field.typed:
            self.pay_cash(self.field.amount)
        elif self.asked_for_cash:
            self.pay(CASH, None)
        else:
            self.asked_for_cash = True
            self.answer(_("Type what the customer gives, or Enter again for the exact amount in cash."))

    def action_go_back(self) -> None:
        """Leave the departments, or the screen; a sale that runs goes on running."""
        if self.query_one("#departments", Rows).has_focus:
            self.field.focus()
            self.answer("")
        else:
            self.dismiss(None)


def signs_line() -> Line:
    """Say what the signs on the keypad do with what was typed."""
    from textual.content import Content

    line = Line(id="signs", may_grow=True)
    words = _("+ department   * times, menu\n- void   ↑ ↓   / discount")
    line.set(Content.assemble((words, "$quiet")))
    return line


def department_rows(view: View) -> list[Row]:
    """Give the departments with their numbers: the configured one, or the first that is free."""
    departments = view.settings.departments
    taken = {each.key for each in departments}
    free = iter(number for number in range(1, 1000) if number not in taken)
    return sorted((_row(view, each, each.key or next(free)) for each in departments), key=_number)


def _row(view: View, department: Department, number: int) -> Row:
    price = "" if department.price is None else view.money(department.price)
    return Row(department.code, department.name, price, str(number))


def _number(row: Row) -> int:
    return int(row.number)
