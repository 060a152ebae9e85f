"""The shifts, newest first; any Z again, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.entries import AddendumAdded, ShiftClosed
from till.domain.vocabulary import ShiftStatus
from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading, Line
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import day, time_of_day
from till.wording.entry_lines import line_for
from till.wording.messages import difference_name, status_name
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Shift
    from till.journal_reader import JournalReader
    from till.ui.view import View

PAGE_SHIFTS: Final = 40


@dataclass(frozen=True, slots=True)
class ShiftFilter:
    """What must hold of a closed shift to be shown."""

    date: str | None = None
    person: int | None = None
    over_or_short: bool = False

    def read(self, reader: JournalReader, before: int | None = None) -> list[tuple[int, ShiftClosed]]:
        """Read a page of those that pass."""
        return reader.closes(
            PAGE_SHIFTS, before, date=self.date, person=self.person, over_or_short=self.over_or_short
        )

    def words(self, view: View) -> str:
        """Say what is shown."""
        parts = [_("over or short")] if self.over_or_short else []
        if self.person is not None and view.state is not None and self.person in view.state.employees:
            parts.append(view.state.employees[self.person].name)
        if self.date is not None:
            parts.append(day(self.date, view.settings.locale))
        return _("Shown: {words}").format(words=", ".join(parts) or _("all shifts"))


class ShiftsScreen(FullScreen[None]):
    """Number, date, times, who, status, Z; over or short for those who may know."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="shifts.help"),
        Binding("f2", "over_or_short", marked("Not exact"), id="shifts.over_or_short"),
        Binding("f3", "filter_person", marked("Person"), id="shifts.filter_person"),
        Binding("f4", "append", marked("Append"), id="shifts.append"),
        Binding("f6", "filter_date", marked("Date"), id="shifts.filter_date"),
        Binding("delete", "show_all", marked("All"), id="shifts.show_all"),
        Binding("enter", "open", marked("Show Z"), id="shifts.open"),
        Binding("escape", "go_back", marked("Back"), id="shifts.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.closed: list[tuple[int, ShiftClosed]] = []
        self.filter = ShiftFilter()

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Shifts, newest first"))
        yield Line(id="shown")
        yield Rows(id="shifts", empty=_("There is no shift yet."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Show the newest."""
        self.narrow()

    def draw(self, view: View) -> None:
        super().draw(view)
        everything = view.state if self.filter == ShiftFilter() else None
        running = () if everything is None else (*everything.shifts.values(), *everything.aside.values())
        self.query_one("#shown", Line).set(Content.assemble((f" {self.filter.words(view)}", "$quiet")))
        rows = [running_row(view, shift) for shift in running]
        for seq, entry in self.closed:
            rows.append(closed_row(view, seq, entry))
            rows += [addendum_row(view, each) for each in self.addenda(view, entry.shift)]
        self.query_one(Rows).fill(rows)

    def addenda(self, view: View, shift: int) -> list[AddendumAdded]:
        """Read what was appended to a closed shift."""
        appended = 0 if view.state is None else view.state.addenda.get(shift, 0)
        return self.cash.read.addenda(shift) if appended else []

    def on_rows_end_reached(self) -> None:
        """Read on where the last page ended."""
        if self.closed and len(self.closed) % PAGE_SHIFTS == 0:
            self.closed += self.filter.read(self.cash.read, self.closed[-1][0])
            self.draw(self.now)

    # -- what is shown ---------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- a hook
        """Offer to look for what is over or short to those who may know it."""
        return self.now.sees_expected if action == "over_or_short" else True

    def narrow(self, **changes: bool | str | int | None) -> None:
        """Show other shifts only."""
        self.filter = replace(self.filter, **changes)  # type: ignore[arg-type] # the names are the fields'
        self.closed = self.filter.read(self.cash.read)
        rows = self.query_one(Rows)
        rows.at, rows.top = None, 0
        self.answer("")
        self.draw(self.now)

    def action_show_all(self) -> None:
        """Show every shift again."""
        self.filter = ShiftFilter()
        self.narrow()

    def action_over_or_short(self) -> None:
        """Show only what was not exact, or everything again."""
        self.narrow(over_or_short=not self.filter.over_or_short)

    def action_filter_person(self) -> None:
        """Choose whose shifts are shown."""
        from till.ui.screens.narrowing import ask_person

        ask_person(self, _("Whose shifts?"), lambda person: self.narrow(person=person))

    def action_filter_date(self) -> None:
        """Type a business date."""
        from till.ui.screens.narrowing import ask_date

        ask_date(self, self.filter.date, lambda date: self.narrow(date=date))

    # -- one shift -------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[int, ShiftClosed] | None:
        """The chosen closed shift, also where one of its addenda is chosen."""
        row = self.query_one(Rows).chosen
        key = "" if row is None else row.key.partition("+")[0]
        return next((each for each in self.closed if key in (str(each[0]), f"shift:{each[1].shift}")), None)

    def action_open(self) -> None:
        """Show the Z of the chosen shift; one that waits to be counted is counted."""
        from till.ui.screens.slip import SlipScreen

        row, chosen = self.query_one(Rows).chosen, self.chosen
        if chosen is not None:
            self.till.push_screen(SlipScreen(chosen[1], seq=chosen[0]))
        elif row is not None and row.key.startswith(f"{ShiftStatus.PARKED}:"):
            from till.ui.screens.count import CountScreen

            self.till.push_screen(CountScreen(int(row.key.partition(":")[2])))
        elif row is not None and row.key.startswith(f"{ShiftStatus.SUSPENDED}:"):
            self.refuse(_("This insert is out for a while: F7 85 puts it back."))
        else:
            self.refuse(_("Choose a closed shift with the cursor keys."))

    def action_append(self) -> None:
        """Append something to the chosen closed shift."""
        from till.ui.screens.addendum import AddendumScreen

        chosen = self.chosen
        if chosen is None:
            self.refuse(_("Choose a closed shift with the cursor keys."))
        else:
            self.till.push_screen(AddendumScreen(chosen[1]))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A second touch opens."""
        message.stop()
        if message.at_once:
            self.action_open()


def running_row(view: View, shift: Shift) -> Row:
    """Lay out a shift that is not closed."""
    times = f"{time_of_day(shift.opened_at)}–     "
    words = _words(view, shift.no, shift.business_date, times, shift.opened_by.name)
    return Row(f"{shift.status}:{shift.no}", words, status_name(shift.status), "", "bold")


def closed_row(view: View, seq: int, entry: ShiftClosed) -> Row:
    """Lay out a closed shift."""
    figures = entry.figures
    times = f"{time_of_day(figures.opened_at)}–{time_of_day(entry.at)}"
    words = _words(view, entry.shift, entry.business_date, times, figures.opened_by.name)
    gap = ""
    if figures.uncounted:
        gap = _("Not counted") + "  "
    elif view.sees_expected:
        gap = f"{difference_name(entry.amount)} {view.money(entry.amount, sign=True)}  "
    status = _("Forced") if figures.forced else status_name(ShiftStatus.POSTED)
    return Row(str(seq), words, f"{gap}{status}  Z {entry.z_no}")


def addendum_row(view: View, entry: AddendumAdded) -> Row:
    """Lay out an addendum under its shift; the amount for those who may know it."""
    title, details = line_for(entry)
    amount = ""
    if view.sees_expected and entry.counted is not None:
        amount = view.money(entry.counted.amount)
    elif view.sees_expected and entry.amount is not None:
        amount = view.money(entry.amount, sign=True)
    words = f"   + {title}, {day(entry.at[:10], view.settings.locale)}: {details}"
    return Row(f"shift:{entry.shift}+{entry.no}", words, amount, "", "$quiet")


def _words(view: View, no: int, date: str, times: str, name: str) -> str:
    number = _("Shift {shift}").format(shift=no)
    return f"{cells.fit(number, 10)} {cells.fit(day(date, view.settings.locale), 12)} {times}  {name}"
