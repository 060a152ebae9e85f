"""Cash is carried from this drawer to the other one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import Transfer
from till.domain.people import Right
from till.ui.screens.form import FormDialog, amount_missing, note_field, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class TransferScreen(FormDialog):
    """How much; with two drawers it is clear where to."""

    heading = marked("To the other drawer")

    def contents(self) -> Iterable[Widget]:
        here = self.now.drawer
        words = _("From drawer {source} to drawer {target}")
        rows = Rows(
            [
                Row(str(no), words.format(source=here, target=no), "", str(no))
                for no in self.now.settings.drawers
                if no != here
            ],
            id="targets",
        )
        rows.at = 0 if len(rows.rows) == 1 else None
        yield rows
        yield AmountField(self.now.settings)
        yield from note_field()
        yield outcome_line(_("Prints a slip to sign. Both drawers open. Both must have an open shift."))

    def first_field(self) -> Widget | None:
        rows = self.query_one(Rows)
        return rows if rows.chosen is None else self.query_one(AmountField)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A typed number goes on to the amount."""
        if message.at_once:
            self.focus_next()

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        if rows.chosen is None:
            return rows, _("Choose the drawer: type the number.")
        return amount_missing(self.query_one(AmountField), self.now.settings.locale)

    def record(self) -> None:
        amount, chosen = self.query_one(AmountField).amount, self.query_one(Rows).chosen
        assert chosen is not None
        note, drawer = self.query_one("#note", TextField).words, self.now.drawer
        self.do(
            lambda act: Transfer(act, amount, int(chosen.key), drawer, note),
            self.recorded,
            Right.TRANSFER,
            amount,
        )
