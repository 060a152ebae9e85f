"""The last steps of a set-up: what is paid for out of the drawer, and everything once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Static

from till.faults import BadConfiguration, NotRecorded
from till.ui import cells
from till.ui.machine import aside
from till.ui.screens.form import labelled
from till.ui.screens.set_up import SetUpScreen
from till.ui.set_up import REASONS
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from till.ui.set_up import SetUpAnswers

LABEL_CELLS = 20
OFFICE_TIMEOUT_S: Final = 60.0


class ReasonsStep(SetUpScreen):
    """A list of what shops pay for out of the drawer; the number takes one up or leaves it out."""

    heading = marked("What is paid for out of the drawer?")
    explained = marked(
        "Cashiers choose from this list when cash leaves the drawer for a bill. Type a number to take a "
        "reason up or to leave it out; more can be written into the configuration later."
    )

    def contents(self) -> Iterable[Widget]:
        self.taken = set(self.answers.reasons)
        yield Rows(self.reason_rows(), id="reasons")
        yield labelled(
            _("One more"), TextField(id="own_reason", value=self.answers.own_reason, length_max=40)
        )

    def reason_rows(self) -> list[Row]:
        """Give the reasons, each with a mark where it is taken up."""
        return [
            Row(code, f"[{'x' if code in self.taken else ' '}] {_(words)}", "", str(at))
            for at, (code, words) in enumerate(REASONS, start=1)
        ]

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number, or a second touch, takes it up or leaves it out."""
        super().on_rows_chosen(message)
        if message.at_once:
            self.change(message.row.key)

    def on_key(self, event: events.Key) -> None:
        """The space bar does the same for the chosen one."""
        rows = self.query_one(Rows)
        if event.key == "space" and rows.has_focus and rows.chosen is not None:
            event.stop()
            self.change(rows.chosen.key)

    def change(self, code: str) -> None:
        """Take a reason up, or leave it out."""
        self.taken ^= {code}
        self.query_one(Rows).fill(self.reason_rows())

    def take(self) -> SetUpAnswers:
        own = self.query_one("#own_reason", TextField).value.strip()
        chosen = tuple(code for code, _words in REASONS if code in self.taken)
        return replace(self.answers, reasons=chosen, own_reason=own)


class SummaryStep(SetUpScreen):
    """Everything once more; Enter writes it and starts the till."""

    heading = marked("Is everything right?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Write it and start the till"), id="summary.go_on"),
        Binding("escape", "go_back", marked("Back"), id="summary.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        lines = [f"{cells.fit(_(label), LABEL_CELLS)}  {words}" for label, words in summary(self.answers)]
        work = self.setting_up.work
        lines += ["", f"{cells.fit(_('Written to'), LABEL_CELLS)}  {work.place}"]
        if work.aside:
            words = _("There is a configuration already; it is kept as {aside}.").format(aside=work.aside)
            lines += ["", words]
        yield Static("\n".join(lines), id="summary", markup=False)

    def finished(self) -> None:
        """Make the register."""
        from till.domain.errors import Refused
        from till.wording.messages import sentence

        app = self.setting_up
        if app.founded:  # The office did not answer, and that has been read.
            app.exit()
            return
        try:
            app.work.found(app.answers)
        except Refused as refused:
            self.refuse(sentence(refused, app.answers.locale))
        except (BadConfiguration, NotRecorded) as fault:
            self.refuse(str(fault))
        else:
            app.founded = True
            self.make_known()

    def make_known(self) -> None:
        """Make the register known at its back office, where there is one; the till starts in any case."""
        app = self.setting_up
        if not app.answers.office_url:
            app.exit()
            return
        self.answer(_("Asking the back office…"))

        async def wait() -> None:
            try:
                trouble = await aside(lambda: app.work.enrol(app.answers), OFFICE_TIMEOUT_S)
            except TimeoutError:
                trouble = _("The back office does not answer.")
            if not trouble:
                app.exit()
                return
            later = _("The register is ready all the same: Enter starts it. Later: till sync enrol CODE")
            self.refuse(f"{trouble} {later}")

        self.run_worker(wait(), exclusive=True)

    def action_go_back(self) -> None:
        """Go to the step before, as long as nothing is written."""
        if not self.setting_up.founded:
            super().action_go_back()


def summary(answers: SetUpAnswers) -> Iterable[tuple[str, str]]:
    """Give what was answered, a label and words for each line."""
    reasons = [_(words) for code, words in REASONS if code in answers.reasons]
    drawers = {
        "none": _("none"),
        "manual": _("opened with its key"),
        "printer": _("on the printer, no sensor")
        if answers.open_level == "none"
        else _("on the printer, its sensor is known"),
    }
    yield marked("Company or owner"), ", ".join(filter(None, (answers.organisation, answers.number)))
    yield marked("Address"), answers.address or "–"
    yield marked("Name of the store"), answers.store
    yield marked("Register"), answers.code
    # It was proposed, and Tab or Enter alone takes it: here it is said for the last time.
    yield marked("Currency"), _("{currency}, which can never be changed").format(currency=answers.currency)
    rounding = answers.cash_rounding if answers.cash_rounding.strip("0.") else _("none")
    yield marked("Smallest cash step"), rounding
    yield marked("Language, country"), answers.locale
    yield marked("Time zone"), answers.timezone
    yield marked("Manager"), answers.manager
    paper = "" if answers.printer == "none" else _(", {columns} columns").format(columns=answers.columns)
    yield marked("Printer"), (_("none") if answers.printer == "none" else answers.printer) + paper
    yield marked("Drawer"), drawers.get(answers.drawer, _("none"))
    if answers.second:
        yield marked("Second person"), f"{answers.second}, {answers.second_role}"
    if answers.office_url:
        yield marked("Back office"), answers.office_url
    yield marked("Pay-out reasons"), ", ".join([*reasons, *filter(None, [answers.own_reason])]) or _("none")
