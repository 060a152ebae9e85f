"""The journal: every record, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.codec import decode
from till.domain.entries import CashMoved
from till.faults import JournalBroken, NotRecorded
from till.ui import cells
from till.ui.screens.base import FullScreen
from till.ui.screens.journal_filter import KINDS, JournalFilter
from till.ui.widgets.lines import Heading, Line
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import moment, time_of_day
from till.wording.entry_lines import line_for
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.chain import Record
    from till.domain.entries import Entry
    from till.ui.view import View

PAGE_RECORDS: Final = 60


class JournalScreen(FullScreen[None]):
    """Records a page at a time; Enter shows one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="journal.help"),
        Binding("f2", "filter_kind", marked("Kind"), id="journal.filter_kind"),
        Binding("f3", "filter_person", marked("Person"), id="journal.filter_person"),
        Binding("f4", "filter_shift", marked("Shift"), id="journal.filter_shift"),
        Binding("f5", "load", marked("Newest"), show=False, id="journal.load"),
        Binding("f6", "filter_date", marked("Date"), id="journal.filter_date"),
        Binding("f8", "verify", marked("Check"), id="journal.verify"),
        Binding("delete", "show_all", marked("All"), id="journal.show_all"),
        Binding("enter", "open", marked("Open", "key"), id="journal.open"),
        Binding("escape", "go_back", marked("Back"), id="journal.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.filter = JournalFilter()
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
        records, words = view.state.head.records, self.filter.words(view)
        text = _("{records} records in one chain. Shown: {words}").format(records=records, words=words)
        if view.sees_expected:  # A seal is made of figures too.
            text = _("{records} records in one chain, newest seal {seal}. Shown: {words}").format(
                records=records, seal=view.state.head.seal[:8], words=words
            )
        self.query_one("#chain", Line).set(Content.assemble((f" {text}", "$quiet")))

    def action_load(self) -> None:
        """Read the newest page."""
        self.records = self.page()
        rows = self.query_one(Rows)
        rows.at, rows.top = None, 0
        self.show_records()
        self.draw(self.now)

    def on_rows_end_reached(self) -> None:
        """Read on where the last page ended."""
        if self.records and len(self.records) % PAGE_RECORDS == 0:
            before = self.records[-1].seq
            self.records += self.page(before)
            self.show_records()

    def page(self, before: int | None = None) -> list[Record]:
        """Read a page; what keeps the journal from being read is a sentence."""
        try:
            return self.filter.read(self.cash.read, PAGE_RECORDS, before)
        except NotRecorded as busy:
            self.refuse(str(busy))
        except JournalBroken as fault:
            self.till.stop_trading(fault)
        return []

    def show_records(self) -> None:
        """Fill the list; a record that cannot be read is the end of all trade."""
        rows: list[Row] = []
        for record in self.records:
            try:
                rows.append(record_row(self.now, record))
            except (ValueError, TypeError, RecursionError):
                words = _(
                    "Record {seq} of the journal cannot be read. Do not trade; restore the newest backup."
                )
                self.till.stop_trading(JournalBroken(words.format(seq=record.seq)))
                return
        self.query_one(Rows).fill(rows)

    # -- what is shown ---------------------------------------------------------------------------------------

    def narrow(self, **changes: str | int | None) -> None:
        """Show other records only."""
        self.filter = replace(self.filter, **changes)  # type: ignore[arg-type] # the names are the fields'
        self.answer("")
        self.action_load()

    def action_show_all(self) -> None:
        """Show everything again."""
        self.filter = JournalFilter()
        self.narrow()

    def action_filter_kind(self) -> None:
        """Choose a kind of records."""
        from till.ui.screens.question import QuestionScreen

        answers = [("", _("all records")), *((kind, _(words)) for kind, words in KINDS)]

        def answered(kind: str | None) -> None:
            if kind is not None:
                self.narrow(kind=kind or None)

        self.till.push_screen(QuestionScreen(_("Show only …"), "", answers), answered)

    def action_filter_person(self) -> None:
        """Choose who did something, or approved it."""
        from till.ui.screens.narrowing import ask_person

        ask_person(self, _("Whose records?"), lambda person: self.narrow(person=person))

    def action_filter_shift(self) -> None:
        """Type the number of a shift."""
        from till.ui.screens.ask_text import AskTextScreen

        def answered(text: str | None) -> None:
            if text is None:
                return
            if text and not (text.isascii() and text.isdecimal()):
                self.refuse(_("A shift has a number, such as 12."))
                return
            self.narrow(shift=int(text) if text else None)

        more = _("Its number; empty shows every shift.")
        value = "" if self.filter.shift is None else str(self.filter.shift)
        self.till.push_screen(AskTextScreen(_("Which shift?"), more, value), answered)

    def action_filter_date(self) -> None:
        """Type a date."""
        from till.ui.screens.narrowing import ask_date

        ask_date(self, self.filter.date, lambda date: self.narrow(date=date))

    def action_verify(self) -> None:
        """Check the whole chain."""
        from till.ui.screens.verify import VerifyScreen

        self.till.push_screen(VerifyScreen())

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
    words = f"{cells.right(str(record.seq), 6)}  {shown}  {cells.fit(title, 22)} {details}"
    return Row(str(record.seq), words, amount_shown(view, entry))


def amount_shown(view: View, entry: Entry) -> str:
    """Write the amount that stands beside a record, for the eyes in front of it."""
    if not isinstance(entry, CashMoved) or not entry.amount or not view.may_read(entry):
        return ""
    return view.money(entry.amount, sign=True)
