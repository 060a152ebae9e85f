"""Cash handed out for a purchase, and settled with a voucher and what is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from till.domain.commands import GiveAdvance, SettleAdvance
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.ui.screens.form import (
    FormDialog,
    amount_missing,
    labelled,
    note_field,
    outcome_line,
    reason_rows,
)
from till.ui.screens.staff_cash import staff_missing, staff_rows
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Advance
    from till.ui.view import View

_SHOWN_MAX = 5


class AdvanceScreen(FormDialog):
    """Who, for what, how much."""

    heading = marked("Advance")

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        nothing = _("No pay-out reason is configured.")
        yield Rows(staff_rows(self.now), id="staff", lines_max=_SHOWN_MAX)
        yield Rows(reason_rows(settings.pay_out_reasons), id="reasons", lines_max=_SHOWN_MAX, empty=nothing)
        yield AmountField(settings)
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign. The drawer opens."))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number goes on to the next field."""
        if message.at_once:
            self.focus_next()

    def missing(self) -> tuple[Widget, str] | None:
        locale, reasons = self.now.settings.locale, self.query_one("#reasons", Rows)
        if (missing := staff_missing(self.query_one("#staff", Rows))) is not None:
            return missing
        if reasons.chosen is None:
            return reasons, sentence(NeedsReason(), locale)
        return amount_missing(self.query_one(AmountField), locale)

    def record(self) -> None:
        amount, note = self.query_one(AmountField).amount, self.query_one("#note", TextField).words
        staff, reason = self.query_one("#staff", Rows).chosen, self.query_one("#reasons", Rows).chosen
        assert staff is not None
        assert reason is not None
        drawer = self.now.drawer
        self.do(
            lambda act: GiveAdvance(act, amount, int(staff.key), reason.key, drawer, note),
            self.recorded,
            Right.PAY_OUT,
            amount,
        )


class SettleScreen(FormDialog):
    """Which advance, what the voucher says; the rest comes back into the drawer."""

    heading = marked("Settle an advance")

    def contents(self) -> Iterable[Widget]:
        rows = Rows(
            advance_rows(self.now),
            id="advances",
            lines_max=_SHOWN_MAX,
            empty=_("No advance is open."),
        )
        # With one there is nothing to choose.
        rows.at = 0 if len(rows.rows) == 1 else None
        spent = Line()
        spent.set(Content(_("Spent, as the voucher says; 0 if all of it comes back")))
        yield rows
        yield spent
        yield AmountField(self.now.settings)
        yield Line(id="back")
        yield labelled(_("Voucher"), TextField(id="voucher"))
        yield labelled(_("Payee"), TextField(id="payee"))
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign. The drawer opens."))

    def first_field(self) -> Widget | None:
        rows = self.query_one(Rows)
        return rows if rows.chosen is None else self.query_one(AmountField)

    @property
    def advance(self) -> Advance | None:
        """The chosen advance."""
        chosen, state = self.query_one(Rows).chosen, self.now.state
        return None if chosen is None or state is None else state.advances.get(chosen.key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number goes on to the amount."""
        self.draw_back()
        if message.at_once:
            self.focus_next()

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Draw what follows from the amount."""
        message.stop()
        self.draw_back()

    def draw_back(self) -> None:
        """Say what comes back, or what is paid on top, to those who may know what was handed out."""
        advance, field = self.advance, self.query_one(AmountField)
        if advance is None or not field.typed or not self.now.sees_expected:
            self.query_one("#back", Line).set(Content(""))
            return
        back = advance.amount - field.amount
        words = _("Comes back into the drawer: {amount}") if back >= 0 else _("Is paid on top: {amount}")
        self.query_one("#back", Line).set(
            Content.assemble((words.format(amount=self.now.money(abs(back))), "bold"))
        )

    def missing(self) -> tuple[Widget, str] | None:
        rows, amount, voucher = (
            self.query_one(Rows),
            self.query_one(AmountField),
            self.query_one("#voucher", TextField),
        )
        if rows.chosen is None:
            return rows, _("Choose the advance: type the number.")
        if not amount.typed:
            return amount, _("Type what was spent; 0 if all of it comes back.")
        return (voucher, _("Type the number of the voucher or receipt.")) if voucher.words is None else None

    def record(self) -> None:
        chosen, advance = self.query_one(Rows).chosen, self.advance
        assert chosen is not None
        spent, drawer = self.query_one(AmountField).amount, self.now.drawer
        voucher, payee, note = (
            self.query_one(f"#{name}", TextField).words for name in ("voucher", "payee", "note")
        )
        above = 0 if advance is None else max(spent - advance.amount, 0)
        self.do(
            lambda act: SettleAdvance(act, chosen.key, spent, voucher or "", payee, drawer, note),
            self.recorded,
            Right.PAY_OUT,
            above,
        )


def advance_rows(view: View) -> list[Row]:
    """Give the advances that are not settled, oldest first; their amounts to those who may know them."""
    advances = () if view.state is None else view.state.advances.values()
    return [
        Row(
            each.id,
            f"{each.employee.name}, {each.reason}",
            "  ".join((view.money(each.amount) if view.sees_expected else "", view.age(each.at))).strip(),
            str(at),
        )
        for at, each in enumerate((each for each in advances if not each.settled), start=1)
    ]
