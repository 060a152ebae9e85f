"""Printer and drawer: how they are, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from till.faults import BadConfiguration
from till.jobs import Job, JobKind, JobStatus
from till.ui.screens.base import FullScreen
from till.ui.widgets.device_lines import DeviceLines
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import time_of_day
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.config import Config
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
_TRIALS: Final = (
    ("look_around", marked("Look what is plugged in")),
    ("test_slip", marked("Print a test slip")),
    ("print_letters", marked("Print the letters of many languages")),
    ("measure_paper", marked("Find out how wide the paper is")),
    ("open_drawer", marked("Open a drawer")),
    ("learn_drawer", marked("Learn what a drawer’s sensor says")),
    ("settings", marked("Settings")),
)
"""Action and words of what can be tried and set here."""


class DevicesScreen(FullScreen[None]):
    """How each device is and what it can do, what it had to do lately, and what can be tried."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="devices.help"),
        Binding("f2", "more", marked("More"), id="devices.more"),
        Binding("f5", "test_slip", marked("Test slip", "key"), id="devices.test_slip"),
        Binding("f6", "open_drawer", marked("Open drawer"), id="devices.open_drawer"),
        Binding("enter", "answer_slip", marked("Printed?"), id="devices.answer_slip"),
        Binding("delete", "give_up", marked("Give up"), id="devices.give_up"),
        Binding("escape", "go_back", marked("Back"), id="devices.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []
        self.config: Config | None = None

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Printer and drawer"))
        yield DeviceLines()
        yield Heading(_("What printer and drawer had to do, newest first"))
        yield Rows(id="jobs", empty=_("Nothing was printed or opened yet."))

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Ask the printer who it is; what it answers arrives as news."""
        self.read_config()
        if self.till.devices is not None:
            self.till.devices.find_out()

    def on_screen_resume(self) -> None:
        """Draw what another screen may have changed."""
        if self.is_composed:
            self.read_config()

    def read_config(self) -> None:
        """Read where the devices are configured to be."""
        if self.till.machine is None:
            return
        try:
            self.config = self.till.machine.config()
        except BadConfiguration as wrong:
            self.refuse(str(wrong))
        self.draw(self.now)

    def draw(self, view: View) -> None:
        super().draw(view)
        self.jobs = self.cash.read.jobs(JOBS_SHOWN)
        self.query_one(DeviceLines).show(view, self.config, self.jobs)
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
        self.answer("" if job is None else _(job.cause or ""))

    def has_devices(self) -> bool:
        """Say whether the devices are this program's; if not, tell whose they are."""
        devices = self.now.devices
        if self.till.devices is None or devices is None:
            self.refuse(_("The devices are being asked. Try again in a moment."))
            return False
        if not devices.owner:
            self.refuse(_(devices.printer_words))
        return devices.owner

    def action_more(self) -> None:
        """Show what can be tried and set."""
        from till.ui.screens.question import QuestionScreen

        answers = [(action, _(words)) for action, words in _TRIALS]
        question = _("What do you want to try, or set?")

        async def chosen(action: str | None) -> None:
            if action is not None:
                await self.run_action(action)

        self.till.push_screen(QuestionScreen(question, "", answers), chosen)

    def action_look_around(self) -> None:
        """Find what is plugged in."""
        from till.ui.screens.devices_look import PluggedInScreen

        if self.till.machine is None:
            self.refuse(_("This till cannot look around."))
        else:
            self.till.push_screen(PluggedInScreen(self.till.machine))

    def action_test_slip(self) -> None:
        """Print a slip that tries everything the printer must be able to do."""
        from till.slips.trials import trial_slip
        from till.ui.widgets.device_lines import position_words

        if self.till.devices is not None and self.has_devices():
            drawers = {} if self.now.devices is None else self.now.devices.drawers
            where = {no: position_words(position) for no, position in drawers.items()}
            self.till.devices.print_trial(trial_slip(self.now.settings.paper_columns, where))
            self.answer(_("A test slip goes to the printer."))

    def action_print_letters(self) -> None:
        """Print the letters of many languages, to see which the printer lacks."""
        from till.slips.trials import letters_slip

        if self.till.devices is not None and self.has_devices():
            self.till.devices.print_trial(letters_slip())
            self.answer(_("The letters go to the printer."))

    def action_measure_paper(self) -> None:
        """Find out how many characters stand on a line."""
        from till.ui.screens.devices_width import PaperWidthScreen

        if self.has_devices():
            self.till.push_screen(PaperWidthScreen())

    def action_settings(self) -> None:
        """Show what may be changed from here."""
        from till.ui.screens.settings import SettingsScreen

        self.till.push_screen(SettingsScreen())

    # -- drawers ---------------------------------------------------------------------------------------------

    def with_drawer(self, question: str, then: Callable[[int], None]) -> None:
        """Go on with a drawer: the only one, or the one that is chosen."""
        from till.ui.screens.question import QuestionScreen

        drawers = self.now.settings.drawers
        if len(drawers) == 1:
            then(drawers[0])
            return
        answers = [(str(no), _("Drawer {drawer}").format(drawer=no)) for no in drawers]

        def chosen(drawer: str | None) -> None:
            if drawer is not None:
                then(int(drawer))

        self.till.push_screen(QuestionScreen(question, "", answers), chosen)

    def action_open_drawer(self) -> None:
        """Open a drawer; it is an act and stands in the journal."""
        self.with_drawer(_("Which drawer shall open?"), self.open_drawer)

    def open_drawer(self, drawer: int) -> None:
        """Open it for a reason while its shift is open; else to try it, by who may configure."""
        from till.domain.commands import TryDrawer
        from till.domain.people import Right
        from till.domain.vocabulary import ShiftStatus
        from till.ui.screens.no_sale import NoSaleScreen
        from till.ui.screens.question import QuestionScreen

        shift = None if self.now.state is None else self.now.state.shifts.get(drawer)
        if shift is not None and shift.status is ShiftStatus.DRAFT:
            self.till.push_screen(NoSaleScreen(drawer))
            return
        question = _("Open drawer {drawer} to try it?").format(drawer=drawer)
        more = _("No shift is open for it. That it was tried is recorded, with your name.")

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.do(lambda act: TryDrawer(act, drawer), self.tried, Right.CONFIGURE)

        self.till.push_screen(QuestionScreen(question, more, [("yes", _("Yes, open it"))]), answered)

    def tried(self) -> None:
        """Say so."""
        self.answer(_("The drawer is told to open. It is recorded."))

    def action_learn_drawer(self) -> None:
        """Learn with the person in front what a drawer's sensor says."""
        if self.has_devices():
            self.with_drawer(_("Which drawer’s sensor?"), self.learn_drawer)

    def learn_drawer(self, drawer: int) -> None:
        """Begin the lesson, where there is something to learn."""
        from till.ui.screens.devices_lesson import DrawerLessonScreen

        table = (
            None if self.config is None else next((d for d in self.config.drawers if d.id == drawer), None)
        )
        if table is not None and table.address not in ("printer", "sim:"):
            words = _("Drawer {drawer} has no cable and no sensor: its address is {address}.")
            self.refuse(words.format(drawer=drawer, address=table.address))
        else:
            self.till.push_screen(DrawerLessonScreen(drawer))

    # -- slips -----------------------------------------------------------------------------------------------

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
    cause = f": {_(job.cause)}" if job.cause else ""
    troubled = job.status in (JobStatus.UNKNOWN, JobStatus.FAILED, JobStatus.EXPIRED)
    style = "$warning" if troubled or job.status is JobStatus.PENDING else ""
    return Row(job.id, f"{time_of_day(job.created_at)}  {what}{cause}", _(_STATUSES[job.status]), "", style)
