"""F5: an expense is paid out of the drawer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import PayOut
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.ui.screens.form import FormDialog, amount_missing, labelled, note_field, outcome_line, reason_rows
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.rows import Rows
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class PayOutScreen(FormDialog):
    """Amount and configured reason; payee and voucher where there are any."""

    heading = marked("Pay-out")

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        yield AmountField(settings)
        nothing = _("No pay-out reason is configured.")
        yield Rows(reason_rows(settings.pay_out_reasons), id="reasons", lines_max=9, empty=nothing)
        yield labelled(_("Payee"), TextField(id="payee"))
        yield labelled(_("Voucher"), TextField(id="voucher"))
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign. The drawer opens."))

    def missing(self) -> tuple[Widget, str] | None:
        if (missing := amount_missing(self.query_one(AmountField), self.now.settings.locale)) is not None:
            return missing
        reasons = self.query_one(Rows)
        return (
            (reasons, sentence(NeedsReason(), self.now.settings.locale)) if reasons.chosen is None else None
        )

    def record(self) -> None:
        amount, chosen = self.query_one(AmountField).amount, self.query_one(Rows).chosen
        assert chosen is not None
        payee, voucher, note = (
            self.query_one(f"#{name}", TextField).words for name in ("payee", "voucher", "note")
        )
        drawer = self.now.drawer
        self.do(
            lambda act: PayOut(act, amount, chosen.key, payee, voucher, drawer, note),
            self.recorded,
            Right.PAY_OUT,
            amount,
        )
