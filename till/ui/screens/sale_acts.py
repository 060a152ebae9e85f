"""What a sale wants beside its lines: other ways to pay, parking, giving it up, taking things back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from till.domain.commands import CancelSale, ParkSale, ResumeSale, TakeTender
from till.domain.entries import SaleConcluded
from till.domain.people import Right
from till.domain.settings import CASH
from till.ui.screens.base import FullScreen
from till.ui.widgets.rows import Rows
from till.ui.widgets.sale_field import SaleField
from till.wording.dates import time_of_day
from till.wording.translation import _

if TYPE_CHECKING:
    from till.domain.entries import Entry
    from till.domain.receipt import OpenSale, Receipt


class SaleActs(FullScreen[None]):
    """Carries out what is done to the running sale; `last` is the receipt before it, by `last_act`."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Receipt | None = None
        self.pieces: int | None = None
        self.asked_for_cash = False
        self.last_act = ""
        self.chosen: str | None = None

    def redraw_sale(self) -> None:
        """Draw the sale."""

    @property
    def field(self) -> SaleField:
        """What is being typed."""
        return self.query_one(SaleField)

    def is_no_amount(self) -> bool:
        """Say, and answer, that what was typed has more decimals than money has."""
        if self.field.is_amount:
            return False
        words = _("{typed} is no amount. Press * to take it as how many, or Del to begin again.")
        self.refuse(words.format(typed=self.field.keys))
        return True

    @property
    def sale(self) -> OpenSale | None:
        """The sale that runs on this drawer."""
        state = self.now.state
        return None if state is None else state.sales.get(self.now.drawer)

    def cleared(self) -> None:
        """Be ready for the next line."""
        self.field.keys, self.pieces, self.asked_for_cash, self.chosen = "", None, False, None
        self.query_one("#departments", Rows).choose(None)
        self.field.focus()
        self.answer("")
        self.redraw_sale()

    def pay(self, code: str, amount: int | None, cashback: int = 0) -> None:
        """Take a payment; the one that covers the sale concludes it."""
        drawer = self.now.drawer

        def paid(entries: tuple[Entry, ...]) -> None:
            done = entries[-1]
            self.last = done.receipt if isinstance(done, SaleConcluded) else None
            self.last_act = done.id
            self.cleared()

        right = Right.PAY_OUT if cashback else None
        self.attempt(
            lambda act: self.cash.handle(TakeTender(act, code, amount, cashback, drawer)),
            paid,
            right,
            cashback,
        )

    def pay_cash(self, given: int) -> None:
        """Take cash; an amount that nobody hands over for this sale is asked about once."""
        from till.domain.payment import due, looks_mistyped

        state, sale = self.now.state, self.sale
        if state is None or sale is None or not looks_mistyped(state, sale, given):
            self.pay(CASH, given)
            return
        from till.ui.screens.question import QuestionScreen

        wanted = due(state, sale).cash

        def answered(answer: str | None) -> None:
            if answer == "take":
                self.pay(CASH, given)
            elif answer == "again":
                self.field.keys = ""

        question = _("{given} given for {due}?").format(
            given=self.now.money(given), due=self.now.money(wanted)
        )
        more = _("{change} goes back to the customer.").format(change=self.now.money(given - wanted))
        answers = (("again", _("No, type it again")), ("take", _("Yes, take it")))
        self.till.push_screen(QuestionScreen(question, more, answers, "again"), answered)

    def action_tender(self) -> None:
        """Choose another way to pay, for what was typed or for all that is due."""
        from till.domain.payment import due
        from till.ui.screens.question import QuestionScreen

        if self.is_no_amount():
            return
        state, sale = self.now.state, self.sale
        assert state is not None
        assert sale is not None
        wanted = due(state, sale).exact
        amount = self.field.amount if self.field.typed else wanted
        more = _("{amount} of {due}").format(amount=self.now.money(amount), due=self.now.money(wanted))
        if amount > wanted:
            back = self.now.money(amount - wanted)
            more = _("{amount}, and {back} in cash for the customer").format(
                amount=self.now.money(amount), back=back
            )

        def chosen(code: str | None) -> None:
            if code is not None:
                self.pay(code, amount, max(0, amount - wanted))

        ways = [(tender.code, tender.name) for tender in self.now.settings.tenders]
        if not ways:
            self.refuse(_("Only cash is configured."))
            return
        self.till.push_screen(QuestionScreen(_("How is it paid?"), more, ways, ways[0][0]), chosen)

    def action_return_tender(self) -> None:
        """Give the last part payment back."""
        from till.domain.commands import ReturnTender

        drawer = self.now.drawer
        self.do(lambda act: ReturnTender(act, drawer), self.cleared)

    def action_park(self) -> None:
        """Put the sale aside under a name."""
        from till.ui.screens.ask_text import AskTextScreen

        drawer = self.now.drawer

        def named(name: str | None) -> None:
            if name is not None:
                self.do(lambda act: ParkSale(act, name, drawer), self.cleared)

        self.till.push_screen(AskTextScreen(_("Park the sale under which name? Enter alone will do.")), named)

    def action_resume(self) -> None:
        """Go on with a parked sale."""
        from till.domain.pricing import total_of
        from till.ui.screens.question import QuestionScreen

        state, drawer = self.now.state, self.now.drawer
        assert state is not None

        def chosen(parked: str | None) -> None:
            if parked is not None:
                self.last = None
                self.do(lambda act: ResumeSale(act, parked, drawer), self.cleared)

        sales = [
            (each.id, f"{time_of_day(each.started_at)}  {self.now.money(total)}  {each.name}")
            for each in state.parked.values()
            for total in (total_of(each, state.rules.prices),)
        ]
        self.till.push_screen(QuestionScreen(_("Go on with which sale?"), "", sales, sales[0][0]), chosen)

    def action_cancel(self) -> None:
        """Give the sale up, once somebody has said that they mean it."""
        from till.ui.screens.question import QuestionScreen

        drawer = self.now.drawer

        def answered(answer: str | None) -> None:
            if answer == "cancel":
                self.do(lambda act: CancelSale(act, drawer), self.cleared)

        answers = (("cancel", _("Yes, cancel it")), ("go_on", _("No, go on with it")))
        question = QuestionScreen(_("Cancel this sale?"), _("Its lines stay in the journal."), answers)
        self.till.push_screen(question, answered)

    def action_no_sale(self) -> None:
        """Open the drawer: it may have stayed shut, and the customer waits for the change."""
        from till.ui.screens.no_sale import NoSaleScreen

        self.till.push_screen(NoSaleScreen())

    def action_answer_slip(self) -> None:
        """Say whether a slip in doubt was printed."""
        from till.ui.screens.did_it_print import DidItPrintScreen

        self.till.push_screen(DidItPrintScreen(self.now.slips_in_doubt[0]))

    def action_refund(self) -> None:
        """Take something back, by receipt or without one."""
        from till.ui.screens.question import QuestionScreen
        from till.ui.screens.sale_refund import RefundScreen
        from till.ui.screens.sale_return import ReturnScreen

        def chosen(way: str | None) -> None:
            if way is not None:
                self.last = None
                self.till.push_screen(RefundScreen() if way == "receipt" else ReturnScreen())

        ways = (("receipt", _("With its receipt")), ("without", _("Without: somebody must approve")))
        self.till.push_screen(QuestionScreen(_("Take something back"), "", ways, "receipt"), chosen)
