"""F4: cash goes to the safe in a sealed bag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from till.domain.commands import Drop
from till.domain.errors import NeedsBag
from till.domain.movement import BAG_LENGTH_MAX
from till.domain.people import Right
from till.ui.screens.form import FormDialog, amount_missing, labelled, note_field, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class DropScreen(FormDialog):
    """Amount and bag number."""

    heading = marked("Drop to the safe")

    def contents(self) -> Iterable[Widget]:
        yield AmountField(self.now.settings)
        yield labelled(_("Bag number"), TextField(id="bag", length_max=BAG_LENGTH_MAX))
        yield from note_field()
        yield outcome_line(_("Prints a slip in two parts: one for the bag. The drawer opens."))

    def missing(self) -> tuple[Widget, str] | None:
        if (missing := amount_missing(self.query_one(AmountField), self.now.settings.locale)) is not None:
            return missing
        bag = self.query_one("#bag", TextField)
        return (bag, sentence(NeedsBag(), self.now.settings.locale)) if bag.words is None else None

    def record(self) -> None:
        amount, bag = self.query_one(AmountField).amount, self.query_one("#bag", TextField).words or ""
        note, drawer = self.query_one("#note", TextField).words, self.now.drawer
        self.do(lambda act: Drop(act, amount, bag, drawer, note), self.recorded, Right.DROP, amount)
