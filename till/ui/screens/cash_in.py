"""F3: cash is put into the drawer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import CashIn
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


class CashInScreen(FormDialog):
    """Amount, and a configured reason or one's own words."""

    heading = marked("Cash in")

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        yield AmountField(settings)
        if settings.cash_in_reasons:
            yield Rows(reason_rows(settings.cash_in_reasons), id="reasons", lines_max=9)
        yield labelled(_("Own words") if settings.cash_in_reasons else _("Reason"), TextField(id="words"))
        yield from note_field()
        yield outcome_line(_("Prints a slip. The drawer opens."))

    @property
    def reason(self) -> str:
        """The reason so far: own words, or the code of a configured one."""
        words = self.query_one("#words", TextField).words
        for rows in self.query(Rows):
            if words is None and rows.chosen is not None:
                return rows.chosen.key
        return words or ""

    def missing(self) -> tuple[Widget, str] | None:
        if (missing := amount_missing(self.query_one(AmountField), self.now.settings.locale)) is not None:
            return missing
        if self.reason:
            return None
        words = sentence(NeedsReason(), self.now.settings.locale)
        field = (
            self.query_one("#words")
            if self.query_one("#words").has_focus
            else self.query("#reasons, #words").first()
        )
        return field, words

    def record(self) -> None:
        amount, reason = self.query_one(AmountField).amount, self.reason
        note, drawer = self.query_one("#note", TextField).words, self.now.drawer
        self.do(lambda act: CashIn(act, amount, reason, drawer, note), self.recorded, Right.CASH_IN, amount)
