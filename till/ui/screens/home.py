"""The screen between acts: the drawer, what happened in this shift, and the keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from till.ui.screens.home_acts import HomeActs
from till.ui.widgets.drawer_panel import DrawerPanel
from till.ui.widgets.shift_list import ShiftList
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.entries import Entry
    from till.jobs import Job
    from till.ui.view import View

_NEEDS_SHIFT: Final = frozenset({"sale", "cash_in", "drop", "pay_out", "no_sale"})


class HomeScreen(HomeActs):
    """Where a cashier is when nothing is being done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help", "key"), id="home.help"),
        Binding("f2", "open_shift", marked("Open shift"), id="home.open_shift"),
        Binding("f2", "sale", marked("Sale"), id="home.sale"),
        Binding("f3", "cash_in", marked("Cash in", "key"), id="home.cash_in"),
        Binding("f4", "drop", marked("Drop", "key"), id="home.drop"),
        Binding("f5", "pay_out", marked("Pay-out", "key"), id="home.pay_out"),
        Binding("f6", "no_sale", marked("No sale", "key"), id="home.no_sale"),
        Binding("f7", "more", marked("More"), id="home.more"),
        Binding("plus,asterisk,slash", "more", show=False, id="home.more_on_keypad"),
        Binding("f8", "take_x", marked("X"), id="home.take_x"),
        Binding("f9", "close_shift", marked("Close", "key"), id="home.close_shift"),
        Binding("f10", "lock", marked("Lock"), show=False, id="home.lock"),
        Binding("f11", "answer_slip", marked("Did it print?"), id="home.answer_slip"),
        Binding("enter", "go_on", show=False, id="home.go_on"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Horizontal(DrawerPanel(), ShiftList(), id="panels")

    def draw(self, view: View) -> None:
        super().draw(view)
        self.query_one(DrawerPanel).show(view)
        self.query_one(ShiftList).show(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer what makes sense now: nothing moves without an open shift."""
        view = self.till.view
        if action == "open_shift":
            return view.shift is None
        if action in _NEEDS_SHIFT:
            return view.shift is not None and not view.counting
        if action in ("take_x", "close_shift"):
            return view.shift is not None
        if action == "train":
            return view.training or (view.shift is not None and not view.counting)
        if action == "answer_slip":
            return bool(view.slips_in_doubt)
        return self.may_act(action, view)

    # -- acts ------------------------------------------------------------------------------------------------

    def action_open_shift(self) -> None:
        """Begin a shift."""
        from till.ui.screens.open_shift import OpenShiftScreen

        self.go_to(OpenShiftScreen())

    def action_sale(self) -> None:
        """Sell something."""
        from till.ui.screens.sale import SaleScreen

        self.go_to(SaleScreen())

    def action_cash_in(self) -> None:
        """Put cash into the drawer."""
        from till.ui.screens.cash_in import CashInScreen

        self.go_to(CashInScreen())

    def action_drop(self) -> None:
        """Drop cash to the safe."""
        from till.ui.screens.drop import DropScreen

        self.go_to(DropScreen())

    def action_pay_out(self) -> None:
        """Pay an expense."""
        from till.ui.screens.pay_out import PayOutScreen

        self.go_to(PayOutScreen())

    def action_no_sale(self) -> None:
        """Open the drawer."""
        from till.ui.screens.no_sale import NoSaleScreen

        self.go_to(NoSaleScreen())

    def action_take_x(self) -> None:
        """Report the shift so far, on the screen and on paper."""
        from till.domain.commands import TakeX
        from till.domain.people import Right

        drawer = self.now.drawer
        self.attempt(lambda act: self.cash.handle(TakeX(act, drawer)), self.show_slip, Right.X_REPORT)

    def show_slip(self, entries: tuple[Entry, ...]) -> None:
        """Show what is being printed."""
        from till.ui.screens.slip import SlipScreen

        self.go_to(SlipScreen(entries[-1], _("It is recorded and goes to the printer.")))

    def action_close_shift(self) -> None:
        """Count, then close; a count that has begun goes on."""
        from till.ui.screens.count import CountScreen
        from till.ui.screens.start_count import StartCountScreen

        if self.now.counting:
            self.go_to(CountScreen())
        else:
            self.go_to(StartCountScreen())

    async def action_go_on(self) -> None:
        """Do what is due: open a shift where there is none, go on with a count, answer about a slip."""
        if self.now.slips_in_doubt:
            self.action_answer_slip()
        elif self.now.shift is None:
            self.action_open_shift()
        elif self.now.counting:
            self.action_close_shift()

    def action_answer_slip(self) -> None:
        """Say whether the slip in doubt was printed."""
        from till.ui.screens.did_it_print import DidItPrintScreen

        slips: tuple[Job, ...] = self.now.slips_in_doubt
        if slips:
            self.go_to(DidItPrintScreen(slips[0]))

    # -- other screens ---------------------------------------------------------------------------------------

    def action_more(self) -> None:
        """Show everything that can be done."""
        from till.ui.screens.more import MoreScreen

        self.till.push_screen(MoreScreen(self), self.chosen)

    async def chosen(self, action: str | None) -> None:
        """Do what was chosen from the menu."""
        if action is not None:
            await self.run_action(action)

    def action_journal(self) -> None:
        """Show the journal."""
        from till.ui.screens.journal import JournalScreen

        self.go_to(JournalScreen())

    def action_shifts(self) -> None:
        """Show the shifts."""
        from till.ui.screens.shifts import ShiftsScreen

        self.go_to(ShiftsScreen())

    def action_devices(self) -> None:
        """Show printer, drawer and what waits for them."""
        from till.ui.screens.devices import DevicesScreen

        self.go_to(DevicesScreen())

    def action_office(self) -> None:
        """Show what waits for the back office, and what others refused."""
        from till.ui.screens.office import OfficeScreen

        self.go_to(OfficeScreen())

    def action_employees(self) -> None:
        """Show who works here."""
        from till.ui.screens.employees import EmployeesScreen

        self.go_to(EmployeesScreen())

    def action_sign_out(self) -> None:
        """Leave the register to somebody else; the shift goes on."""
        from till.domain.commands import SignOut

        self.do(SignOut, self.till.sign_out)

    def action_train(self) -> None:
        """Begin to practise, or go back to the register as it is."""
        from till.domain.commands import EndTraining, StartTraining
        from till.domain.people import Right

        ending = self.now.training
        words = _("Training is over. This is for real again.") if ending else _("Training: nothing counts.")
        self.do(EndTraining if ending else StartTraining, lambda: self.answer(words), Right.TRAIN)

    def action_other_drawer(self) -> None:
        """Act on the other drawer from now on."""
        self.till.change_drawer()

    def action_contrast(self) -> None:
        """Change between the two sets of colours."""
        self.till.change_contrast()

    def action_leave(self) -> None:
        """End the program."""
        self.till.action_ask_to_leave()
