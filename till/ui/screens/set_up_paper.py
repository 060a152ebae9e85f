"""The paper: how wide it is, and whether a test slip comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.slips.trials import RULER_COLUMNS, trial_slip, width_slip
from till.ui.screens.devices_width import width_rows
from till.ui.screens.set_up import SetUpScreen
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.set_up import SetUpAnswers


class PaperStep(SetUpScreen):
    """A ruler is printed; the last whole number of its first line is the width."""

    heading = marked("How wide is the paper?")
    explained = marked(
        "A ruler is being printed. Type the last number that is whole on its first line. F5 prints it again; "
        "if nothing comes out, 42 is usual for wide paper and 32 for narrow."
    )
    needs_printer = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "print_again", marked("Print again"), id="set_up_paper.print_again"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Rows(width_rows(), lines_max=12)

    def opened(self) -> None:
        """Print the ruler."""
        self.query_one(Rows).choose(str(self.answers.columns))
        self.print_ruler()

    def print_ruler(self) -> None:
        """Print the ruler, as if the paper were wider than any."""
        answers, work = self.answers, self.setting_up.work
        self.answer(_("The ruler is being printed…"))
        self.beside(lambda: work.print_trial(answers, width_slip(), RULER_COLUMNS), self.printed)

    def printed(self, trouble: str) -> None:
        """Say what is wrong, if anything is."""
        if trouble:
            self.refuse(trouble)
        else:
            self.answer(_("The ruler is printed."))

    def action_print_again(self) -> None:
        """Print it again."""
        self.print_ruler()

    def take(self) -> SetUpAnswers:
        chosen = self.query_one(Rows).chosen
        return self.answers if chosen is None else replace(self.answers, columns=int(chosen.key))


class TestSlipStep(SetUpScreen):
    """A test slip is printed, and the person says whether it came out."""

    __test__ = False
    heading = marked("Did the test slip come out?")
    explained = marked(
        "A test slip is being printed. Look whether its ruler ends at the paper’s edge, the letters are "
        "right, and the paper is cut."
    )
    needs_printer = True

    def contents(self) -> Iterable[Widget]:
        yield Rows(
            [
                Row("yes", _("Yes, and it looks right"), "", "1"),
                Row("again", _("No: print it again"), "", "2"),
                Row("other", _("No: go back to the printer"), "", "3"),
                Row("leave", _("No: go on all the same; it can be set later"), "", "4"),
            ]
        )

    def opened(self) -> None:
        """Print the slip; it is printed once, also for who comes back to this step."""
        if self.answers.came_out:
            self.query_one(Rows).choose("yes")
        else:
            self.print_slip()

    def print_slip(self) -> None:
        """Print the test slip."""
        answers, work = self.answers, self.setting_up.work
        self.answer(_("The test slip is being printed…"))
        self.beside(lambda: work.print_trial(answers, trial_slip(answers.columns, {})), self.printed)

    def printed(self, trouble: str) -> None:
        """Say what is wrong, if anything is."""
        if trouble:
            self.refuse(trouble)
        else:
            self.answer(_("The printer took the slip."))

    def missing(self) -> tuple[Widget, str] | None:
        rows = self.query_one(Rows)
        return (rows, _("Type the number of the answer.")) if rows.chosen is None else None

    def take(self) -> SetUpAnswers:
        chosen = self.query_one(Rows).chosen
        return replace(self.answers, came_out=chosen is not None and chosen.key == "yes")

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A number answers at once."""
        super().on_rows_chosen(message)
        if message.at_once:
            self.keep()
            self.finished()

    def finished(self) -> None:
        chosen = self.query_one(Rows).chosen
        assert chosen is not None
        if chosen.key == "again":
            self.query_one(Rows).choose(None)
            self.print_slip()
        elif chosen.key == "other":
            self.setting_up.go(-2)
        else:
            super().finished()
