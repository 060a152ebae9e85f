"""The drawer goes from one person to the next: who leaves counts, who comes accepts it or counts again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import HandOver
from till.domain.errors import DifferenceAboveLimit, NeedsApproval
from till.domain.figures import may_see_expected
from till.domain.people import Right
from till.domain.vocabulary import PinPurpose
from till.ui.screens.count import CountScreen
from till.ui.screens.form import FormDialog, labelled, outcome_line
from till.ui.screens.staff_cash import staff_rows
from till.ui.screens.start_count import StartCountScreen
from till.ui.widgets.lines import Line
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.rows import Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from till.domain.commands import Act
    from till.ui.screens.home_acts import HomeActs
    from till.ui.view import View

_SHOWN_MAX = 6


def begin_handover(home: HomeActs) -> None:
    """Go where the handover stands: to its start, to the count, or to who goes on."""
    view = home.now
    screen: Screen[None]
    if not view.counting:
        screen = StartHandOverScreen()
    elif view.shift is None or view.shift.last_count is None:
        screen = LeavingCountScreen()
    else:
        screen = HandOverScreen()
    home.go_to(screen)


class StartHandOverScreen(StartCountScreen):
    """Before the drawer is counted for somebody else."""

    heading = marked("Hand over: count the drawer")

    def started(self) -> None:
        """Go on to the count."""
        self.dismiss(None)
        self.till.push_screen(LeavingCountScreen())


class LeavingCountScreen(CountScreen):
    """The count of who leaves."""

    def recorded(self) -> None:
        """Go on to who takes over."""
        self.till.pop_screen()
        self.till.push_screen(HandOverScreen())


class ComingCountScreen(CountScreen):
    """The count of who comes; it is theirs, and shows what they may see."""

    def __init__(self, employee: int) -> None:
        super().__init__()
        self.employee = employee

    def draw_difference(self, view: View) -> None:
        """Show expected and difference only if who comes may see them too."""
        if view.state is not None and may_see_expected(view.state, self.employee):
            super().draw_difference(view)

    def theirs(self, act: Act) -> Act:
        """Give the count to who comes."""
        return replace(act, by=self.employee)

    def recorded(self) -> None:
        """Go back to the handover."""
        self.dismiss(None)

    def action_go_back(self) -> None:
        """Leave it at the count before."""
        self.dismiss(None)


class HandOverScreen(FormDialog):
    """Who comes shows their PIN; Enter accepts the count, F2 counts again."""

    heading = marked("Hand over the drawer")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "count_again", marked("Count again"), id="hand_over.count_again"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[int, str] | None = None
        """Whose PIN was right, and the PIN: it signs them in when the drawer is theirs."""

    def contents(self) -> Iterable[Widget]:
        others = [row for row in staff_rows(self.now) if row.key != str(self.now.person)]
        yield Line(id="counted")
        yield Rows(others, id="staff", lines_max=_SHOWN_MAX, empty=_("There is nobody else."))
        yield labelled(_("Their PIN"), PinField(id="pin"))
        yield labelled(_("Reason"), TextField(id="reason"))
        yield outcome_line(
            _("Enter accepts what was counted; F2 counts again. Prints the Z, and a new shift begins.")
        )

    def draw(self, view: View) -> None:
        super().draw(view)
        last = None if view.shift is None else view.shift.last_count
        if last is not None:
            words = _("Counted: {amount}, by {name}").format(
                amount=view.money(last.count.amount), name=last.by.name
            )
            self.query_one("#counted", Line).set(Content.assemble((words, "bold")))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Another person has another PIN; a typed number goes on to it."""
        self.shown = None
        if message.at_once:
            self.focus_next()

    def missing(self) -> tuple[Widget, str] | None:
        rows, pin = self.query_one(Rows), self.query_one(PinField)
        if rows.chosen is None:
            return rows, _("Choose who goes on with the drawer: type the number.")
        if self.shown is None and not pin.pin:
            return pin, _("{name}, type your PIN.").format(name=rows.chosen.words)
        return None

    def record(self) -> None:
        self.with_pin(self.hand_over)

    def with_pin(self, then: Callable[[], None]) -> None:
        """Look at the PIN of who comes, once, and go on."""
        chosen, pin = self.query_one(Rows).chosen, self.query_one(PinField).take()
        assert chosen is not None
        if self.shown is not None and not pin:
            then()
            return
        coming = int(chosen.key)

        def right(_entries: object) -> None:
            self.shown = coming, pin
            self.answer("")
            then()

        self.attempt(lambda _act: self.cash.present_pin(coming, pin, PinPurpose.COMMAND), right)

    def hand_over(self) -> None:
        """Close the shift of who leaves, and open the one of who comes."""
        assert self.shown is not None
        coming, _pin = self.shown
        reason, drawer = self.query_one("#reason", TextField).words, self.now.drawer
        self.do(lambda act: HandOver(act, coming, reason, drawer), self.welcome, Right.CLOSE_SHIFT)

    def may_be_approved(self, needed: NeedsApproval) -> bool:
        """A difference needs its reason first."""
        reason = self.query_one("#reason", TextField)
        if isinstance(needed, DifferenceAboveLimit) and reason.words is None:
            reason.focus()
            return False
        return True

    def welcome(self) -> None:
        """Who came stands at the register now."""
        assert self.shown is not None
        coming, pin = self.shown
        name = "" if self.now.state is None else self.now.state.employees[coming].name
        self.attempt(
            lambda _act: self.cash.present_pin(coming, pin, PinPurpose.SIGN_IN),
            lambda _entries: self.till.signed_in(coming),
        )
        self.till.say(
            _("{name} goes on with the drawer. The Z goes to the printer.").format(name=name), well=True
        )

    async def action_count_again(self) -> None:
        """Let who comes count for themselves."""
        missing = self.missing()
        if missing is not None:
            field, words = missing
            field.focus()
            self.refuse(words)
            return
        self.with_pin(self.count_again)

    def count_again(self) -> None:
        """Count once more; the count before is kept."""
        assert self.shown is not None
        self.till.push_screen(ComingCountScreen(self.shown[0]))
