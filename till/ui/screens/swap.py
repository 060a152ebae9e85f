"""Notes for coins or back: what goes out and what comes in, equal in value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from till.domain.commands import Swap
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.widgets.count_grid import CountGrid
from till.ui.widgets.lines import Line, Sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget


class SwapScreen(FullScreen[None]):
    """Two grids of denominations beside each other; both sides must be worth the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="swap.help"),
        Binding("f9", "record", marked("Swap"), id="swap.record"),
        Binding("tab", "other_side", marked("Other side"), id="swap.other_side"),
        Binding("left,right", "other_side", show=False, id="swap.beside"),
        Binding("escape", "go_back", marked("Back"), id="swap.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        sides = []
        for name, words in (("given", _("Out of the drawer")), ("taken", _("Into the drawer"))):
            side = Vertical(
                CountGrid(self.now.settings, id=name),
                Line(id=f"{name}-sum"),
                id=f"{name}-side",
                classes="box side",
            )
            side.border_title = words
            sides.append(side)
        yield Horizontal(*sides, id="sides")

    def first_field(self) -> Widget | None:
        return self.given

    def opened(self) -> None:
        """Show that nothing is on either side yet."""
        self.draw_sums()

    @property
    def given(self) -> CountGrid:
        """What goes out."""
        return self.query_one("#given", CountGrid)

    @property
    def taken(self) -> CountGrid:
        """What comes in."""
        return self.query_one("#taken", CountGrid)

    def draw_sums(self) -> None:
        """Write the sum of each side, and what is missing on the second."""
        out, into = self.given.count.amount, self.taken.count.amount
        self.query_one("#given-sum", Line).set(
            Content.assemble((_("Together: {amount}").format(amount=self.now.money(out)), "bold"))
        )
        words = _("Together: {amount}").format(amount=self.now.money(into))
        if into != out:
            missing = _("missing: {amount}") if into < out else _("too much: {amount}")
            words = f"{words}   {missing.format(amount=self.now.money(abs(out - into)))}"
        self.query_one("#taken-sum", Line).set(
            Content.assemble((words, "bold" if into == out else "bold $warning"))
        )

    # -- keys ------------------------------------------------------------------------------------------------

    def on_count_grid_changed(self, message: CountGrid.Changed) -> None:
        """Draw what follows from the numbers."""
        message.stop()
        self.query_one(Sentence).show("")
        self.draw_sums()

    def on_count_grid_finished(self, message: CountGrid.Finished) -> None:
        """Enter on the last row goes to the other side, or says how to go on."""
        message.stop()
        if self.given.has_focus:
            self.taken.focus()
        else:
            self.answer(_("F9 records the swap; Tab goes to the other side."))

    def action_other_side(self) -> None:
        """Go to the other grid."""
        (self.taken if self.given.has_focus else self.given).focus()

    def action_record(self) -> None:
        """Hand the swap to the register."""
        given, taken, drawer = self.given.count, self.taken.count, self.now.drawer
        self.do(
            lambda act: Swap(act, given, taken, drawer), lambda: self.dismiss(None), Right.SWAP, given.amount
        )
