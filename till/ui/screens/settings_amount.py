"""A setting that is an amount."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widgets import Static

from till.domain.money import plain
from till.ui.screens.changing import keep_changes
from till.ui.screens.form import FormDialog
from till.ui.screens.settings import kept_words
from till.ui.widgets.amount_field import AmountField
from till.wording.translation import marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.settings import Settings


class SettingAmountScreen(FormDialog):
    """Asks for the amount; nothing typed leaves it as it is, zero is none."""

    heading = marked("Settings")

    def __init__(self, key: str, words: str, now: int) -> None:
        super().__init__()
        self.key = key
        self.words = words
        self.before = now

    def contents(self) -> Iterable[Widget]:
        yield Static(self.words, id="needed", markup=False)
        yield AmountField(self.now.settings, proposed=self.before)

    def record(self) -> None:
        amount = self.query_one(AmountField).amount
        text = plain(amount, self.now.settings.exponent)
        # An empty limit is how the configuration says that there is none.
        no_limit = self.key == "register.drawer_limit" and amount == 0
        keep_changes(self, {self.key: "" if no_limit else text}, self.kept)

    def kept(self, _settings: Settings) -> None:
        """Say so, and leave."""
        self.till.say(kept_words(), well=True)
        self.recorded()
