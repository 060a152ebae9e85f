"""What all screens share: the one picture they draw from, the frame, and how an act is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from till.ui.painting import forget_painted, is_touched
from till.ui.view import View
from till.ui.widgets.key_bar import KeyBar
from till.ui.widgets.lines import Line, NoticeLine, Sentence, StatusLine, TopLine
from till.wording.translation import marked

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from till.cash_register import CashRegister
    from till.domain.commands import Act, Command
    from till.domain.errors import NeedsApproval
    from till.domain.people import Right
    from till.ui.app import TillApp

ROOMY_LINES: Final = 29
"""From so many lines on, fields have a line between them where they are touched."""
Answer = TypeVar("Answer")
Done = TypeVar("Done")


class TillScreen(Screen[Answer]):
    """A screen that draws from one view, and hands acts to the register."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), show=False, id="screen.help"),
        Binding("f10", "lock", marked("Lock"), show=False, id="screen.lock"),
    ]
    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    # Each widget draws itself anew where its own part has changed: not the whole screen for each message.
    view: reactive[View | None] = reactive(None, init=False, repaint=False)
    is_composed = False
    frame: tuple[TopLine | NoticeLine | StatusLine, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    key_bars: tuple[KeyBar, ...] = ()

    @property
    def till(self) -> TillApp:
        """The program this screen belongs to."""
        from till.ui.app import TillApp

        assert isinstance(self.app, TillApp)
        return self.app

    @property
    def cash(self) -> CashRegister:
        """The register that acts are handed to."""
        cash = self.till.cash
        assert cash is not None, "no screen that acts is shown before the journal is open"
        return cash

    @property
    def now(self) -> View:
        """The picture as it is now."""
        return self.till.view

    def keys_on_screen(self) -> Iterable[Widget]:
        """Give digits and letters to touch, on a till that is touched."""
        if is_touched(self):
            from till.ui.widgets.touch_pad import TouchPad

            yield TouchPad(self.now.settings.locale)

    def on_mount(self) -> None:
        """Draw for the first time, and put the cursor where typing begins."""
        self.is_composed = True
        self.set_class(is_touched(self), "-touch")
        self.set_class(self.app.size.height >= ROOMY_LINES, "-roomy")
        # Found once: looking for them costs as much as drawing them.
        self.frame = tuple(
            line for line in self.query(Line) if isinstance(line, TopLine | NoticeLine | StatusLine)
        )
        self.sentences, self.key_bars = tuple(self.query(Sentence)), tuple(self.query(KeyBar))
        self.view = self.till.view
        first = self.first_field()
        if first is not None:
            first.focus()
        self.opened()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        forget_painted()

    def on_screen_resume(self) -> None:
        """Draw what happened while another screen was in front."""
        if self.is_composed:
            self.view = self.till.view

    def opened(self) -> None:
        """Do what is to be done once, when the first picture is drawn."""

    def first_field(self) -> Widget | None:
        """Say where typing begins."""
        return None

    def watch_view(self, view: View | None) -> None:
        """Draw."""
        if view is not None and self.is_composed and self.till.is_running:
            self.draw(view)
            self.redraw_keys()

    def draw(self, view: View) -> None:
        """Put into the widgets what the picture says."""
        self.set_class(view.training, "-training")
        for line in self.frame:
            line.show(view)

    def redraw_keys(self) -> None:
        """Show the keys that do something now."""
        for bar in self.key_bars:
            bar.show(self.active_bindings)

    # -- acts ------------------------------------------------------------------------------------------------

    def do(
        self,
        command: Callable[[Act], Command],
        then: Callable[[], object],
        right: Right | None = None,
        amount: int = 0,
    ) -> None:
        """Carry out a command, and go on with `then` once it is on the disk; see `attempt`."""
        self.attempt(lambda act: self.cash.handle(command(act)), lambda _entries: then(), right, amount)

    def attempt(
        self,
        deed: Callable[[Act], Done],
        then: Callable[[Done], object],
        right: Right | None = None,
        amount: int = 0,
        approved_by: int | None = None,
    ) -> None:
        """Do `deed`; what is refused is said in a sentence and changes nothing on the screen.

        Where a second person may allow it by their `right` for `amount`, they are asked for.
        """
        from till.domain.errors import NeedsApproval, Refused
        from till.faults import JournalBroken, NotRecorded
        from till.wording.messages import sentence

        act = replace(self.cash.act(self.now.person), approved_by=approved_by)
        try:
            done = deed(act)
        except NeedsApproval as needed:
            if approved_by is None and right is not None and self.may_be_approved(needed):
                self.ask_approval(
                    needed, right, amount, lambda who: self.attempt(deed, then, right, amount, who)
                )
                return
            self.refuse(sentence(needed, self.now.settings.locale))
        except Refused as refused:
            self.refuse(sentence(refused, self.now.settings.locale))
        except NotRecorded as fault:
            self.refuse(str(fault))
        except JournalBroken as fault:
            self.till.stop_trading(fault)
        else:
            self.till.wake_devices()
            self.till.show_act()
            then(done)

    def may_be_approved(self, needed: NeedsApproval) -> bool:  # noqa: ARG002 -- a hook
        """Say whether a second person is all that is missing."""
        return True

    def ask_approval(
        self, needed: NeedsApproval, right: Right, amount: int, then: Callable[[int], None]
    ) -> None:
        """Ask for a second person over this screen."""
        from till.ui.screens.approval import ApprovalScreen

        def answered(approver: int | None) -> None:
            if approver is not None:
                then(approver)

        self.till.push_screen(ApprovalScreen(needed, right, amount), answered)

    def refuse(self, words: str) -> None:
        """Say why not."""
        self.till.bell()
        self.answer(words, well=False)

    def answer(self, words: str, *, well: bool = True) -> None:
        """Say something on this screen."""
        for line in self.sentences:
            line.show(words, well=well)

    # -- keys that work everywhere ---------------------------------------------------------------------------

    def action_show_keys(self) -> None:
        """Show the keys of this screen."""
        from till.ui.screens.help import HelpScreen

        self.till.push_screen(HelpScreen(self.active_bindings))

    def action_lock(self) -> None:
        """Leave the register for a moment."""
        self.till.lock()

    def action_go_back(self) -> None:
        """Leave this screen; nothing is recorded."""
        self.dismiss(None)


class FullScreen(TillScreen[Answer]):
    """A screen with the frame: who and where on top; what happens, the devices and the keys at the bottom."""

    def compose(self) -> ComposeResult:
        yield TopLine()
        with Vertical(id="body"):
            yield from self.contents()
        yield Sentence()
        yield NoticeLine()
        yield StatusLine()
        yield KeyBar()
        yield from self.keys_on_screen()
        if self.till.desk is not None:
            from till.ui.widgets.desk_panel import DeskPanel

            yield DeskPanel(self.till.desk)

    def contents(self) -> Iterable[Widget]:
        """Give what stands between the frame's lines."""
        return ()


class Dialog(TillScreen[Answer], ModalScreen[Answer]):
    """A panel over the screen it belongs to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Go on"), id="dialog.go_on"),
        Binding("escape", "go_back", marked("Back"), id="dialog.go_back"),
    ]
    heading: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        from till.wording.translation import _

        panel = Vertical(*self.contents(), Sentence(), KeyBar(), id="panel")
        panel.border_title = _(self.heading)
        if self.now.training:
            panel.border_title = _("TRAINING: {heading}").format(heading=_(self.heading))
        yield panel
        yield from self.keys_on_screen()

    def contents(self) -> Iterable[Widget]:
        """Give what the panel holds."""
        return ()

    async def action_go_on(self) -> None:
        """Go on."""
        self.dismiss(None)
