"""The shifts, newest first; any Z again, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from till.domain.entries import ShiftClosed
from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import day, time_of_day
from till.wording.messages import difference_name, status_name
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.state import Shift
    from till.ui.view import View

PAGE_SHIFTS: Final = 40


class ShiftsScreen(FullScreen[None]):
    """Number, date, times, who, status, Z; over or short for those who may know."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="shifts.help"),
        Binding("enter", "open", marked("Show the Z"), id="shifts.open"),
        Binding("escape", "go_back", marked("Back"), id="shifts.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.closed: list[tuple[int, ShiftClosed]] = []

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Shifts, newest first"))
        yield Rows(id="shifts", empty=_("There is no shift yet."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Show the newest."""
        self.closed = self.cash.read.closes(PAGE_SHIFTS)
        self.draw(self.now)

    def draw(self, view: View) -> None:
        super().draw(view)
        running = [] if view.state is None else list(view.state.shifts.values())
        rows = [running_row(view, shift) for shift in running]
        self.query_one(Rows).fill([*rows, *(closed_row(view, seq, entry) for seq, entry in self.closed)])

    def on_rows_end_reached(self) -> None:
        """Read on where the last page ended."""
        if self.closed and len(self.closed) % PAGE_SHIFTS == 0:
            self.closed += self.cash.read.closes(PAGE_SHIFTS, self.closed[-1][0])
            self.draw(self.now)

    def action_open(self) -> None:
        """Show the Z of the chosen shift."""
        from till.ui.screens.slip import SlipScreen

        chosen = self.query_one(Rows).chosen
        entry = next(
            (each for each in self.closed if chosen is not None and str(each[0]) == chosen.key), None
        )
        if entry is None:
            self.refuse(_("Choose a closed shift with the cursor keys."))
        else:
            self.till.push_screen(SlipScreen(entry[1], seq=entry[0]))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A second touch opens."""
        message.stop()
        if message.at_once:
            self.action_open()


def running_row(view: View, shift: Shift) -> Row:
    """Lay out a shift that is not closed."""
    times = f"{time_of_day(shift.opened_at)}–     "
    words = _words(view, shift.no, shift.business_date, times, shift.opened_by.name)
    return Row(f"running:{shift.no}", words, status_name(shift.status), "", "bold")


def closed_row(view: View, seq: int, entry: ShiftClosed) -> Row:
    """Lay out a closed shift."""
    figures = entry.figures
    times = f"{time_of_day(figures.opened_at)}–{time_of_day(entry.at)}"
    words = _words(view, entry.shift, entry.business_date, times, figures.opened_by.name)
    gap = (
        f"{difference_name(entry.amount)} {view.money(entry.amount, sign=True)}  "
        if view.sees_expected
        else ""
    )
    return Row(str(seq), words, f"{gap}Z {entry.z_no}")


def _words(view: View, no: int, date: str, times: str, name: str) -> str:
    number = _("Shift {shift}").format(shift=no)
    return f"{cells.fit(number, 10)} {cells.fit(day(date, view.settings.locale), 12)} {times}  {name}"
