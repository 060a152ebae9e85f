"""Tips, reimbursements and collections: whose cash it is, how much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from till.domain.commands import Collect, Reimburse, TipOut
from till.domain.people import Right
from till.ui.screens.form import FormDialog, amount_missing, note_field, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.view import View

STAFF_SHOWN_MAX = 6


class StaffCashScreen(FormDialog):
    """An employee, chosen by number, and an amount."""

    wish: ClassVar[type[TipOut | Reimburse | Collect]]
    right: ClassVar[Right]
    outcome: ClassVar[str]

    def contents(self) -> Iterable[Widget]:
        yield Rows(staff_rows(self.now), id="staff", lines_max=STAFF_SHOWN_MAX)
        yield AmountField(self.now.settings)
        yield from note_field()
        yield outcome_line(_(self.outcome))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number goes on to the next field."""
        if message.at_once:
            self.focus_next()

    def missing(self) -> tuple[Widget, str] | None:
        return staff_missing(self.query_one("#staff", Rows)) or amount_missing(
            self.query_one(AmountField), self.now.settings.locale
        )

    def record(self) -> None:
        amount, chosen = self.query_one(AmountField).amount, self.query_one("#staff", Rows).chosen
        assert chosen is not None
        employee, drawer, wish = int(chosen.key), self.now.drawer, self.wish
        note = self.query_one("#note", TextField).words
        self.do(lambda act: wish(act, amount, employee, drawer, note), self.recorded, self.right, amount)


class TipOutScreen(StaffCashScreen):
    """Tips are paid out of the drawer."""

    heading = marked("Tip-out")
    wish = TipOut
    right = Right.TIP_OUT
    outcome = marked("Prints a slip to sign. The drawer opens.")


class ReimburseScreen(StaffCashScreen):
    """What somebody spent on a delivery is paid back."""

    heading = marked("Reimbursement")
    wish = Reimburse
    right = Right.REIMBURSE
    outcome = marked("Prints a slip to sign. The drawer opens.")


class CollectScreen(StaffCashScreen):
    """What somebody brings back comes into the drawer."""

    heading = marked("Collect from staff")
    wish = Collect
    right = Right.CASH_IN
    outcome = marked("Prints a slip to sign. The drawer opens.")


def staff_rows(view: View) -> list[Row]:
    """Give who works here, each by the number they sign in with."""
    people = () if view.state is None else view.state.employees.values()
    return [Row(str(each.no), each.name, each.role, str(each.no)) for each in people if each.active]


def staff_missing(rows: Rows) -> tuple[Widget, str] | None:
    """Say that nobody is chosen yet, if so."""
    return (rows, _("Choose who: type the number.")) if rows.chosen is None else None
