"""What the steps of a set-up share: the frame, going on and back, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from till.ui.machine import aside
from till.ui.painting import is_touched
from till.ui.set_up import DEVICE_TIMEOUT_S
from till.ui.widgets.key_bar import KeyBar
from till.ui.widgets.lines import Heading, Line, Sentence
from till.ui.widgets.rows import Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from till.ui.set_up import SetUpAnswers
    from till.ui.set_up_app import SetUpApp

Answer = TypeVar("Answer")


class SetUpScreen(Screen[None]):
    """One step: Enter goes field by field, after the last one on; Esc goes back. Both keep what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Go on"), id="set_up.go_on"),
        Binding("tab", "app.focus_next", marked("Next field"), id="set_up.next"),
        Binding("shift+tab", "app.focus_previous", show=False, id="set_up.previous"),
        Binding("down", "app.focus_next", show=False, id="set_up.down"),
        Binding("up", "app.focus_previous", show=False, id="set_up.up"),
        Binding("escape", "go_back", marked("Back"), id="set_up.go_back"),
    ]
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    heading: ClassVar[str] = ""
    explained: ClassVar[str] = ""
    needs_printer: ClassVar[bool] = False

    @property
    def setting_up(self) -> SetUpApp:
        """The program this step belongs to."""
        from till.ui.set_up_app import SetUpApp

        assert isinstance(self.app, SetUpApp)
        return self.app

    @property
    def answers(self) -> SetUpAnswers:
        """What was answered so far."""
        return self.setting_up.answers

    def compose(self) -> ComposeResult:
        steps = len(self.setting_up.STEPS)
        top = Line(classes="set-up-top")
        step = _("step {step} of {steps}").format(step=self.setting_up.at + 1, steps=steps)
        top.set(Content(" " + _("Setting up this register") + f" · {step}"))
        yield top
        yield Heading(_(self.heading))
        with Vertical(id="set-up-body"):
            if self.explained:
                yield Static(_(self.explained), classes="explained", markup=False)
            yield from self.contents()
        yield Sentence()
        yield KeyBar()
        if is_touched(self):
            from till.ui.widgets.touch_pad import TouchPad

            yield TouchPad(self.answers.locale)

    def contents(self) -> Iterable[Widget]:
        """Give what the step asks."""
        return ()

    def on_mount(self) -> None:
        """Put the cursor where typing begins, and show the keys whenever they are others."""
        self.set_class(is_touched(self), "-touch")
        self.bindings_updated_signal.subscribe(self, self.show_keys)
        first = next(iter(self.query("TextField, PinField, Rows")), None)
        if first is not None:
            first.focus()
        self.opened()

    def show_keys(self, _screen: Screen[Any]) -> None:
        """Show the keys that do something now."""
        for bar in self.query(KeyBar):
            bar.show(self.active_bindings)

    def opened(self) -> None:
        """Do what is to be done once."""

    def take(self) -> SetUpAnswers:
        """Give the answers with what stands on this step, finished or not."""
        return self.answers

    def missing(self) -> tuple[Widget, str] | None:
        """Give the first field that is not right yet, and the sentence that says so."""
        return None

    def keep(self) -> None:
        """Remember what stands on this step."""
        self.setting_up.answers = self.take()

    async def action_go_on(self) -> None:
        """Go to the next field; from the last one to what is missing, and if nothing is, to the next step."""
        self.keep()
        missing = self.missing()
        fields = list(self.query("TextField, PinField"))
        at = next((at for at, each in enumerate(fields) if each.has_focus), len(fields))
        if at + 1 < len(fields) and (missing is None or missing[0] is not fields[at]):
            self.answer("")
            fields[at + 1].focus()
            return
        if missing is None:
            self.finished()
            return
        field, words = missing
        if field.has_focus:
            self.refuse(words)
        else:
            self.answer("")
            field.focus()

    def finished(self) -> None:
        """Go to the next step."""
        self.setting_up.go(1)

    def action_go_back(self) -> None:
        """Go to the step before; from the first one the set-up can be left."""
        self.keep()
        if self.setting_up.at == 0:
            self.setting_up.action_ask_to_leave()
        else:
            self.setting_up.go(-1)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Forget what was refused before."""
        message.stop()
        self.answer("")

    def refuse(self, words: str) -> None:
        """Say what is wrong."""
        self.app.bell()
        self.query_one(Sentence).show(words, well=False)

    def answer(self, words: str) -> None:
        """Say something."""
        self.query_one(Sentence).show(words)

    def beside(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Do what may take its time beside the screens; what fails, or takes too long, is told."""

        async def wait() -> None:
            try:
                answer = await aside(work, DEVICE_TIMEOUT_S)
            except TimeoutError:
                self.refuse(_("The printer took too long. Switch it off and on, and try again."))
            except Exception as fault:
                # A wrong address leads to drivers of things that are no printer, and those raise what they
                # like. The person sees it and types another one; all else they answered must not be lost.
                self.refuse(_("That failed: {fault}.").format(fault=fault))
            else:
                then(answer)

        self.run_worker(wait(), exclusive=True)


class LeaveSetUpScreen(ModalScreen[None]):
    """Says what leaving means; Enter leaves, Esc stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", marked("Leave"), id="leave_set_up.leave"),
        Binding("escape", "stay", marked("Stay"), id="leave_set_up.stay"),
    ]
    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        panel = Vertical(
            Static(_("Nothing is written yet, and what was typed is forgotten."), markup=False),
            KeyBar(),
            id="panel",
        )
        panel.border_title = _("Leave the set-up?")
        yield panel

    def on_mount(self) -> None:
        """Show the keys."""
        self.set_class(is_touched(self), "-touch")
        self.query_one(KeyBar).show(self.active_bindings)

    def action_leave(self) -> None:
        """Leave; nothing is written."""
        self.app.exit()

    def action_stay(self) -> None:
        """Go on where one was."""
        self.dismiss(None)
