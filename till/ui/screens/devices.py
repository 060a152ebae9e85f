"""Printer and drawer: how they are, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from till.jobs import Job, JobKind, JobStatus
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading, Line, status_pieces
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import time_of_day
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.view import View

JOBS_SHOWN: Final = 40
_STATUSES: Final = {
    JobStatus.PENDING: marked("waits"),
    JobStatus.STARTED: marked("under way"),
    JobStatus.DONE: marked("done"),
    JobStatus.UNKNOWN: marked("IN DOUBT"),
    JobStatus.FAILED: marked("not done"),
    JobStatus.EXPIRED: marked("too late, not sent"),
    JobStatus.CANCELLED: marked("given up"),
}


class DevicesScreen(FullScreen[None]):
    """The states in words, the newest jobs with what became of them, and what can be tried."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="devices.help"),
        Binding("f5", "test_slip", marked("Test slip"), id="devices.test_slip"),
        Binding("f6", "no_sale", marked("Open drawer"), id="devices.no_sale"),
        Binding("enter", "answer_slip", marked("Did it print?"), id="devices.answer_slip"),
        Binding("delete", "give_up", marked("Give up"), id="devices.give_up"),
        Binding("escape", "go_back", marked("Back"), id="devices.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Printer and drawer"))
        for at in range(4):
            yield Line(id=f"device-{at}")
        yield Heading(_("What printer and drawer had to do, newest first"))
        yield Rows(id="jobs", empty=_("Nothing was printed or opened yet."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def draw(self, view: View) -> None:
        super().draw(view)
        pieces = status_pieces(view)
        if view.devices is not None and not view.devices.owner:
            pieces = [(view.devices.printer_words, "$warning")]
        for at in range(4):
            piece = pieces[at] if at < len(pieces) else ("", "")
            self.query_one(f"#device-{at}", Line).set(Content.assemble((f" {piece[0]}", piece[1])))
        self.jobs = self.cash.read.jobs(JOBS_SHOWN)
        self.query_one(Rows).fill([job_row(job) for job in self.jobs])

    @property
    def job(self) -> Job | None:
        """The chosen job."""
        chosen = self.query_one(Rows).chosen
        return next((job for job in self.jobs if chosen is not None and job.id == chosen.key), None)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Show the whole of why."""
        message.stop()
        job = self.job
        self.answer("" if job is None else job.cause or "")

    def action_test_slip(self) -> None:
        """Print a slip that tries the printer."""
        if self.till.devices is not None:
            self.till.devices.test_slip()
            self.answer(_("A test slip goes to the printer."))

    def action_no_sale(self) -> None:
        """Open the drawer; it is an act like any other, with a reason."""
        from till.ui.screens.no_sale import NoSaleScreen

        self.till.push_screen(NoSaleScreen())

    def action_answer_slip(self) -> None:
        """Say whether a slip in doubt was printed: the chosen one, or the oldest."""
        from till.ui.screens.did_it_print import DidItPrintScreen

        job, in_doubt = self.job, self.now.slips_in_doubt
        if job is None or job.status is not JobStatus.UNKNOWN:
            job = in_doubt[0] if in_doubt else None
        if job is None:
            self.answer(_("No slip is in doubt."))
        else:
            self.till.push_screen(DidItPrintScreen(job))

    def action_give_up(self) -> None:
        """Give up a slip that waits."""
        from till.domain.people import Right

        job = self.job
        if job is None or job.document is None:
            self.refuse(_("Choose a slip that waits with the cursor keys."))
            return
        self.attempt(
            lambda act: self.cash.cancel_slip(act, job.id),
            lambda _none: self.answer(_("The slip will not be printed.")),
            Right.REPRINT,
        )


def job_row(job: Job) -> Row:
    """Lay out one job."""
    what = _("Drawer {drawer}").format(drawer=job.drawer) if job.kind is JobKind.KICK else job.title
    cause = f": {job.cause}" if job.cause else ""
    troubled = job.status in (JobStatus.UNKNOWN, JobStatus.FAILED, JobStatus.EXPIRED)
    style = "$warning" if troubled or job.status is JobStatus.PENDING else ""
    return Row(job.id, f"{time_of_day(job.created_at)}  {what}{cause}", _(_STATUSES[job.status]), "", style)
