"""What is appended to a closed shift: a late item here, a count in `recount.py`. Its Z stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import AddLateItem, ClosedShift
from till.domain.errors import NeedsReason
from till.domain.people import Right
from till.ui.screens.form import FormDialog, amount_missing, labelled, note_field, outcome_line, reason_rows
from till.ui.widgets.amount_field import AmountField
from till.ui.widgets.lines import Line
from till.ui.widgets.rows import Rows
from till.ui.widgets.text_field import TextField
from till.wording.dates import day
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.entries import ShiftClosed
    from till.ui.view import View


class AddendumScreen(FormDialog):
    """F2 and F3 say which way it went, then its amount and why; somebody approves it. F4 is a count."""

    heading = marked("Addendum")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "say('out')", marked("Out"), id="addendum.went_out"),
        Binding("f3", "say('in')", marked("In"), id="addendum.came_in"),
        Binding("f4", "count_again", marked("Count"), id="addendum.counted_again"),
    ]

    def __init__(self, closed: ShiftClosed) -> None:
        super().__init__()
        self.closed = ClosedShift(closed.shift, closed.z_no, closed.drawer, closed.business_date)
        self.kind = "out"

    def contents(self) -> Iterable[Widget]:
        settings = self.now.settings
        yield Line(id="shift")
        yield Line(id="kind")
        yield AmountField(settings)
        yield Rows(reason_rows(settings.pay_out_reasons), id="reasons", lines_max=4)
        yield labelled(_("Own words"), TextField(id="words"))
        yield from note_field()
        yield outcome_line(_("Prints an addendum. The Z stays as it was printed."))

    def first_field(self) -> Widget | None:
        return self.query_one(AmountField)

    def draw(self, view: View) -> None:
        super().draw(view)
        closed = self.closed
        words = _("To shift {shift}, Z {z}, {date}").format(
            shift=closed.no, z=closed.z_no, date=day(closed.business_date, view.settings.locale)
        )
        self.query_one("#shift", Line).set(Content.assemble((words, "bold")))
        kinds = {
            "out": _("What went out of the drawer and was forgotten:"),
            "in": _("What came into the drawer and was forgotten:"),
        }
        self.query_one("#kind", Line).set(Content(kinds[self.kind]))
        self.query_one("#reasons", Rows).display = self.kind == "out" and bool(view.settings.pay_out_reasons)

    def action_say(self, kind: str) -> None:
        """Say what it is; the amount stays."""
        self.kind = kind
        self.draw(self.now)
        self.query_one(AmountField).focus()

    def action_count_again(self) -> None:
        """Count by note and coin instead."""
        from till.ui.screens.recount import RecountScreen

        self.till.pop_screen()
        self.till.push_screen(RecountScreen(self.closed))

    @property
    def reason(self) -> str:
        """The reason so far: own words, or the code of a configured one."""
        words, rows = self.query_one("#words", TextField).words, self.query_one("#reasons", Rows)
        if words is None and rows.display and rows.chosen is not None:
            return rows.chosen.key
        return words or ""

    def missing(self) -> tuple[Widget, str] | None:
        field, locale = self.query_one(AmountField), self.now.settings.locale
        if (missing := amount_missing(field, locale)) is not None:
            return missing
        if self.reason:
            return None
        words, rows = self.query_one("#words"), self.query_one("#reasons", Rows)
        return (rows if rows.display and not words.has_focus else words), sentence(NeedsReason(), locale)

    def record(self) -> None:
        amount, reason, kind, closed = self.query_one(AmountField).amount, self.reason, self.kind, self.closed
        note = self.query_one("#note", TextField).words
        self.do(
            lambda act: AddLateItem(act, closed, -amount if kind == "out" else amount, reason, note),
            self.recorded,
            Right.UNDO,
            amount,
        )

    def recorded(self) -> None:
        """Say that it stands under its shift."""
        self.till.say(
            _("The addendum is recorded; F7 13 shows it under shift {shift}.").format(shift=self.closed.no),
            well=True,
        )
        super().recorded()
