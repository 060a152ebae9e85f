"""A refund without a receipt: what comes back, at which price, why; somebody else approves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import RefundWithoutReceipt
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.domain.sale_commands import ReturnedLine
from till.domain.settings import CASH
from till.ui.screens.form import FormDialog, amount_missing, labelled, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class ReturnScreen(FormDialog):
    """The amount, the department, how it is paid back, and the reason."""

    heading = marked("Refund without a receipt")

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        yield AmountField(settings)
        yield Rows(
            [Row(each.code, each.name, "", str(at)) for at, each in enumerate(settings.departments, start=1)],
            id="departments",
            lines_max=6,
            empty=_("No department is configured."),
        )
        ways = [(CASH, _("Cash")), *((each.code, each.name) for each in settings.tenders)]
        yield Rows(
            [Row(code, name, "", str(at)) for at, (code, name) in enumerate(ways, start=1)],
            id="tenders",
            lines_max=3,
        )
        yield labelled(_("Reason"), TextField(id="reason"))
        yield outcome_line(_("Prints a receipt. The drawer opens if cash goes back."))

    def opened(self) -> None:
        """Offer cash."""
        self.query_one("#tenders", Rows).choose(CASH)

    def missing(self) -> tuple[Widget, str] | None:
        locale = self.now.settings.locale
        if (missing := amount_missing(self.query_one(AmountField), locale)) is not None:
            return missing
        departments, reason = self.query_one("#departments", Rows), self.query_one("#reason", TextField)
        if departments.chosen is None:
            return departments, _("Type the department's number.")
        return (reason, sentence(NeedsReason(), locale)) if reason.words is None else None

    def record(self) -> None:
        amount, drawer = self.query_one(AmountField).amount, self.now.drawer
        department = self.query_one("#departments", Rows).chosen
        tender = self.query_one("#tenders", Rows).chosen
        assert department is not None
        assert tender is not None
        reason = self.query_one("#reason", TextField).words or ""
        lines = (ReturnedLine(department.key, 1000, amount),)
        self.do(
            lambda act: RefundWithoutReceipt(act, lines, reason, tender.key, drawer),
            self.recorded,
            Right.REFUND,
            amount,
        )
