"""What somebody counted again of a closed shift: by note and coin, or as one amount."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import AddRecount
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.screens.form import labelled
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.counted import Counted
from till.ui.widgets.lines import Line, Sentence
from till.ui.widgets.text_field import TextField
from till.wording.dates import day
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.commands import ClosedShift


class RecountScreen(FullScreen[None]):
    """The count and why; F9 records it, and somebody approves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="recount.help"),
        Binding("f2", "change_way", marked("As one amount / by coin"), id="recount.change_way"),
        Binding("f9", "record", marked("Counted"), id="recount.record"),
        Binding("enter", "record", show=False, id="recount.go_on"),
        Binding("tab", "app.focus_next", marked("Next field"), id="recount.next"),
        Binding("escape", "go_back", marked("Back"), id="recount.go_back"),
    ]

    def __init__(self, closed: ClosedShift) -> None:
        super().__init__()
        self.closed = closed

    def contents(self) -> Iterable[Widget]:
        closed, shift = self.closed, Line(id="shift")
        words = _("To shift {shift}, Z {z}, {date}").format(
            shift=closed.no, z=closed.z_no, date=day(closed.business_date, self.now.settings.locale)
        )
        shift.set(Content.assemble((words, "bold")))
        fields = (labelled(_("Reason"), TextField(id="reason")), labelled(_("Note"), TextField(id="note")))
        yield Counted(self.now.settings, (shift, *fields))

    def on_counted_changed(self) -> None:
        """Forget what was refused before."""
        if self.is_composed:
            self.query_one(Sentence).show("")

    def on_counted_finished(self) -> None:
        """The last row was left: say how to go on."""
        self.query_one("#reason", TextField).focus()

    def on_amount_field_nonsense(self, message: AmountField.Nonsense) -> None:
        """Say what is wrong with what was typed."""
        self.refuse(sentence(message.refused, self.now.settings.locale))

    def action_change_way(self) -> None:
        """Count by note and coin, or type the sum."""
        self.query_one(Counted).change_way()

    def action_record(self) -> None:
        """Append the count to its shift."""
        counted, reason = self.query_one(Counted), self.query_one("#reason", TextField)
        if not counted.touched:
            self.refuse(_("Type what you counted. An empty drawer is 0."))
            return
        if reason.words is None:
            if reason.has_focus:
                self.refuse(sentence(NeedsReason(), self.now.settings.locale))
            reason.focus()
            return
        words, note = reason.words, self.query_one("#note", TextField).words
        count, closed = counted.count, self.closed
        self.do(lambda act: AddRecount(act, closed, count, words, note), self.recorded, Right.COUNT)

    def recorded(self) -> None:
        """Say that it stands under its shift."""
        self.till.say(
            _("The addendum is recorded; F7 13 shows it under shift {shift}.").format(shift=self.closed.no),
            well=True,
        )
        self.dismiss(None)
