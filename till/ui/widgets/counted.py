"""Counting cash: by note and coin, or as one amount, with the sum in large digits beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from till.domain.state import Count
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.big_digits import big
from till.ui.widgets.count_grid import CountGrid
from till.ui.widgets.lines import Line
from till.wording.money import money
from till.wording.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from till.domain.settings import Settings


class Sum(Widget):
    """An amount in large digits that nobody types."""

    ALLOW_SELECT = False

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.amount = 0

    def show(self, amount: int) -> None:
        """Draw."""
        self.amount = amount
        self.refresh()

    def render(self) -> Content:
        shown = money(self.amount, self.settings.currency, self.settings.locale)
        lines = big(shown)
        if len(lines[0]) > self.size.width:
            return Content(f"\n{shown.rjust(self.size.width)}")
        return Content("\n").join([Content(line.rjust(self.size.width)) for line in lines])


class Counted(Widget):
    """The grid, or one amount; and on the right the sum and what else there is to know."""

    class Changed(Message):
        """The sum is another one now."""

    class Finished(Message):
        """The last row was left with Enter."""

    def __init__(self, settings: Settings, facts: Iterable[Widget]) -> None:
        super().__init__()
        self.settings = settings
        self.facts = tuple(facts)
        self.as_amount = not settings.denominations

    def compose(self) -> ComposeResult:
        grid, amount = CountGrid(self.settings), AmountField(self.settings, id="whole")
        label = Line(id="counted-label")
        label.set(Content.assemble((_("Counted"), "bold")))
        yield Horizontal(
            Vertical(grid, amount, id="counted-left"),
            Vertical(label, Sum(self.settings), *self.facts, id="counted-right"),
        )

    def on_mount(self) -> None:
        """Show one way of counting."""
        self.show_way()

    def show_way(self) -> None:
        """Show the grid or the field for one amount."""
        grid, amount = self.query_one(CountGrid), self.query_one("#whole", AmountField)
        grid.display, amount.display = not self.as_amount, self.as_amount
        for beside in self.query("#counted-label, Sum"):
            beside.display = not self.as_amount
        self.field.focus()
        self.show_sum()

    def change_way(self) -> None:
        """Count the other way; what was typed in the first one is kept for coming back."""
        if self.settings.denominations:
            self.as_amount = not self.as_amount
            self.show_way()

    def start_again(self) -> None:
        """Forget what was typed."""
        self.query_one(CountGrid).start_again()
        self.query_one("#whole", AmountField).action_clear()

    @property
    def field(self) -> Widget:
        """Where typing goes."""
        return self.query_one("#whole", AmountField) if self.as_amount else self.query_one(CountGrid)

    @property
    def count(self) -> Count:
        """What was counted."""
        if self.as_amount:
            return Count(self.query_one("#whole", AmountField).amount)
        return self.query_one(CountGrid).count

    @property
    def touched(self) -> bool:
        """Whether anything was typed; an empty drawer is counted by typing a zero."""
        if self.as_amount:
            return self.query_one("#whole", AmountField).typed
        return self.query_one(CountGrid).touched

    def show_sum(self) -> None:
        """Draw the sum."""
        self.query_one(Sum).show(self.count.amount)
        self.post_message(self.Changed())

    def on_count_grid_changed(self, message: CountGrid.Changed) -> None:
        """Draw the sum."""
        message.stop()
        self.show_sum()

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Draw the sum."""
        message.stop()
        self.show_sum()

    def on_count_grid_finished(self, message: CountGrid.Finished) -> None:
        """Say that there is nothing left to count."""
        message.stop()
        self.post_message(self.Finished())
