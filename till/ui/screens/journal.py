"""The journal: every record, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.codec import decode
from till.domain.entries import CashMoved
from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading, Line
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import moment, time_of_day
from till.wording.entry_lines import line_for
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.chain import Record
    from till.ui.view import View

PAGE_RECORDS: Final = 60
FILTERS: Final = (
    (None, marked("all records")),
    ("cash-moved", marked("movements")),
    ("drawer-kicked", marked("drawer openings")),
    ("report-taken", marked("X reports")),
    ("shift-closed", marked("Z reports")),
    ("cash-counted", marked("counts")),
    ("pin-refused", marked("wrong PINs")),
    ("signed-in", marked("sign-ins")),
    ("slip-in-doubt", marked("slips in doubt")),
    ("slip-copied", marked("copies")),
)
"""What the list can be narrowed to: the kind of records without version, and the words for it."""


class JournalScreen(FullScreen[None]):
    """Records a page at a time; Enter shows one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="journal.help"),
        Binding("f2", "next_filter(1)", marked("Show only …"), id="journal.next_filter"),
        Binding("f5", "load", marked("Newest"), id="journal.load"),
        Binding("enter", "open", marked("Open"), id="journal.open"),
        Binding("escape", "go_back", marked("Back"), id="journal.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.filter_at = 0
        self.records: list[Record] = []

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Journal, newest first"))
        yield Line(id="chain")
        yield Rows(id="records", empty=_("There is no such record."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Show the newest."""
        self.action_load()

    def draw(self, view: View) -> None:
        super().draw(view)
        if view.state is None:
            return
        head, words = view.state.head, _(FILTERS[self.filter_at][1])
        text = _("{records} records in one chain, newest seal {seal}. Shown: {words}").format(
            records=head.records, seal=head.seal[:8], words=words
        )
        self.query_one("#chain", Line).set(Content.assemble((f" {text}", "$quiet")))

    def action_load(self) -> None:
        """Read the newest page."""
        self.records = self.cash.read.newest(PAGE_RECORDS, kind=FILTERS[self.filter_at][0])
        rows = self.query_one(Rows)
        rows.at, rows.top = None, 0
        self.show_records()
        self.draw(self.now)

    def on_rows_end_reached(self) -> None:
        """Read on where the last page ended."""
        if self.records and len(self.records) % PAGE_RECORDS == 0:
            before = self.records[-1].seq
            self.records += self.cash.read.newest(
                PAGE_RECORDS, before=before, kind=FILTERS[self.filter_at][0]
            )
            self.show_records()

    def show_records(self) -> None:
        """Fill the list."""
        self.query_one(Rows).fill([record_row(self.now, record) for record in self.records])

    def action_next_filter(self, by: int) -> None:
        """Show other records only."""
        self.filter_at = (self.filter_at + by) % len(FILTERS)
        self.action_load()

    def action_open(self) -> None:
        """Show one record in full."""
        from till.ui.screens.record import RecordScreen

        chosen = self.query_one(Rows).chosen
        if chosen is None:
            self.refuse(_("Choose a record with the cursor keys."))
            return
        self.till.push_screen(
            RecordScreen(next(each for each in self.records if str(each.seq) == chosen.key))
        )

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A second touch opens."""
        message.stop()
        if message.at_once:
            self.action_open()


def record_row(view: View, record: Record) -> Row:
    """Lay out one record on one line: number, day and time, what, details, amount."""
    entry = decode(record.kind, record.body)
    title, details = line_for(entry)
    when = record.recorded_at
    shown = time_of_day(when) if when[:10] == view.now[:10] else moment(when, view.settings.locale)
    amount = view.money(entry.amount, sign=True) if isinstance(entry, CashMoved) and entry.amount else ""
    words = f"{cells.right(str(record.seq), 6)}  {shown}  {cells.fit(title, 22)} {details}"
    return Row(str(record.seq), words, amount)
