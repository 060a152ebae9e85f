"""Opening a shift: what is in the drawer now, counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import OpenShift
from till.domain.errors import DifferenceAboveLimit, NeedsApproval
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.screens.count import difference_words
from till.ui.screens.form import labelled
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.counted import Counted
from till.ui.widgets.lines import Line
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Count
    from till.ui.view import View


class OpenShiftScreen(FullScreen[None]):
    """Count the float; who may know sees what the last close left, and the difference."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="open_shift.help"),
        Binding("f2", "change_way", marked("As one amount / by coin"), id="open_shift.change_way"),
        Binding("f9", "record", marked("Open the shift"), id="open_shift.record"),
        Binding("enter", "record", show=False, id="open_shift.go_on"),
        Binding("tab", "app.focus_next", marked("Reason, note"), id="open_shift.next"),
        Binding("escape", "go_back", marked("Back"), id="open_shift.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        facts = (
            Line(id="carried"),
            Line(id="difference"),
            Line(id="low"),
            labelled(_("Reason"), TextField(id="reason")),
            labelled(_("Note"), TextField(id="note")),
        )
        yield Counted(self.now.settings, facts)

    def opened(self) -> None:
        """Say what to do."""
        self.answer(_("Count what is in the drawer. The shift begins with it; the drawer opens."))

    def draw(self, view: View) -> None:
        super().draw(view)
        self.draw_difference(view)

    def draw_difference(self, view: View) -> None:
        """Show what was left, and the difference to it, to those who may see it."""
        counted = self.query_one(Counted)
        self.query_one("#low", Line).set(Content.assemble((low_words(view, counted.count), "$warning")))
        carried = None if view.state is None else view.state.floats_left.get(view.drawer)
        if carried is None or not view.sees_expected:
            return
        words = _("Left at the last close: {amount}").format(amount=view.money(carried))
        self.query_one("#carried", Line).set(Content(words))
        gap = difference_words(view, counted.count.amount - carried) if counted.touched else ("", "")
        self.query_one("#difference", Line).set(Content.assemble(gap))

    def on_counted_changed(self) -> None:
        """Draw what follows from the sum."""
        if self.is_composed:
            self.draw_difference(self.now)

    def on_counted_finished(self) -> None:
        """The last row was left: say how to go on."""
        self.answer(_("F9 opens the shift with this float; the cursor keys go back to a row."))

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed."""
        from till.wording.messages import sentence

        self.refuse(sentence(message.refused, self.now.settings.locale))

    def action_change_way(self) -> None:
        """Count by note and coin, or type the sum."""
        self.query_one(Counted).change_way()

    def action_record(self) -> None:
        """Hand the opening to the register."""
        counted, drawer = self.query_one(Counted), self.now.drawer
        if not counted.touched:
            self.refuse(_("Type what is in the drawer. An empty drawer is 0."))
            return
        count = counted.count
        reason, note = (self.query_one(f"#{name}", TextField).words for name in ("reason", "note"))
        self.do(
            lambda act: OpenShift(act, count, drawer, reason, note),
            lambda: self.dismiss(None),
            Right.OPEN_SHIFT,
        )

    def may_be_approved(self, needed: NeedsApproval) -> bool:
        """A difference needs its reason first."""
        reason = self.query_one("#reason", TextField)
        if isinstance(needed, DifferenceAboveLimit) and reason.words is None:
            reason.focus()
            return False
        return True


def low_words(view: View, count: Count) -> str:
    """Say of which notes and coins there are few in what was typed, which tells nobody anything new."""
    from till.domain.float_lines import low_on

    low = low_on(view.settings, count.lines) if count.lines else ()
    values = ", ".join(view.money(value) for value in low)
    return _("Low on {values}.").format(values=values) if values else ""
