"""Closing a shift in its owner's place, counted or not; the Z says that it was forced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from till.domain.commands import ForceClose
from till.domain.errors import NeedsBag, NeedsReason
from till.domain.movement import BAG_LENGTH_MAX
from till.domain.people import Right
from till.domain.state import Count
from till.ui.screens.form import FormDialog, labelled, outcome_line
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line
from till.ui.widgets.text_field import TextField
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.entries import Entry


class ForceCloseScreen(FormDialog):
    """Why; what was counted, if anything; what stays, and the bag for the rest."""

    heading = marked("Force-close the shift")

    def contents(self) -> Iterable[Widget]:
        shift = self.now.shift
        words = _("Shift {shift} of {name} is closed without them, and marked so on the Z.").format(
            shift="" if shift is None else shift.no, name="" if shift is None else shift.opened_by.name
        )
        counted, left = Line(id="counted-label"), Line()
        left.set(Content(_("Stays in the drawer; empty: all of it")))
        yield Static(words, id="needed", markup=False)
        yield labelled(_("Reason"), TextField(id="reason"))
        yield counted
        yield AmountField(self.now.settings, id="counted")
        yield left
        yield AmountField(self.now.settings, id="left")
        yield labelled(_("Bag number"), TextField(id="bag", length_max=BAG_LENGTH_MAX))
        yield outcome_line(_("Prints the Z. If cash is taken out, the drawer opens."))

    def first_field(self) -> Widget | None:
        return self.query_one("#reason", TextField)

    def opened(self) -> None:
        """Say what an empty amount means."""
        self.draw_counted()

    def on_amount_field_changed(self, message: AmountField.Changed) -> None:
        """Say what the Z will say of the count."""
        message.stop()
        if self.is_composed:
            self.draw_counted()

    def draw_counted(self) -> None:
        """Say whether the Z rests on this count, an earlier one, or none."""
        shift = self.now.shift
        last = None if shift is None else shift.last_count
        if self.query_one("#counted", AmountField).typed:
            words = _("Counted now")
        elif last is not None:
            words = _("Counted; empty: the last count, {amount} by {name}").format(
                amount=self.now.money(last.count.amount), name=last.by.name
            )
        else:
            words = _("Counted; empty: the Z says that nobody counted")
        self.query_one("#counted-label", Line).set(Content(words))

    def missing(self) -> tuple[Widget, str] | None:
        locale = self.now.settings.locale
        reason, bag = self.query_one("#reason", TextField), self.query_one("#bag", TextField)
        if reason.words is None:
            return reason, sentence(NeedsReason(), locale)
        counted, left = self.query_one("#counted", AmountField), self.query_one("#left", AmountField)
        if reason.has_focus and not counted.typed:
            # Once: to close without a count is somebody's decision and not a slip of the finger.
            return counted, ""
        taken = counted.typed and left.typed and left.amount < counted.amount
        return (bag, sentence(NeedsBag(), locale)) if taken and bag.words is None else None

    def record(self) -> None:
        counted, left = self.query_one("#counted", AmountField), self.query_one("#left", AmountField)
        reason, bag = (self.query_one(f"#{name}", TextField).words for name in ("reason", "bag"))
        found = Count(counted.amount) if counted.typed else None
        stays = left.amount if left.typed else None
        drawer = self.now.drawer
        self.attempt(
            lambda act: self.cash.handle(ForceClose(act, reason or "", found, stays, bag, drawer)),
            self.closed,
            Right.FORCE_CLOSE,
        )

    def closed(self, entries: tuple[Entry, ...]) -> None:
        """Show the Z."""
        from till.ui.screens.slip import SlipScreen

        self.till.pop_screen()
        self.till.push_screen(SlipScreen(entries[-1], _("The shift is closed. The Z goes to the printer.")))
