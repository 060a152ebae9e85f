"""The first start as a program of its own: step by step, back and forth, and written at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from till.ui.painting import PaintedApp
from till.ui.screens.set_up import LeaveSetUpScreen, SetUpScreen
from till.ui.screens.set_up_drawer import DrawerStep
from till.ui.screens.set_up_more import OfficeStep, SecondPersonStep
from till.ui.screens.set_up_paper import PaperStep, TestSlipStep
from till.ui.screens.set_up_printer import PrinterStep
from till.ui.screens.set_up_shop import ManagerStep, MoneyStep, ShopStep
from till.ui.screens.set_up_summary import ReasonsStep, SummaryStep
from till.ui.theme import CALM
from till.ui.typed_ahead import TypedAhead
from till.wording.translation import marked, use

if TYPE_CHECKING:
    from till.ui.set_up import SetUpAnswers, SetUpWork


class SetUpApp(PaintedApp):
    """Asks step by step; `founded` says at the end whether there is a register."""

    CSS_PATH = Path(__file__).with_name("till.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "till"
    STEPS: ClassVar[tuple[type[SetUpScreen], ...]] = (
        ShopStep,
        MoneyStep,
        ManagerStep,
        PrinterStep,
        PaperStep,
        TestSlipStep,
        DrawerStep,
        ReasonsStep,
        SecondPersonStep,
        OfficeStep,
        SummaryStep,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "ask_to_leave", marked("Leave"), show=False, priority=True, id="app.leave"),
    ]

    def __init__(self, work: SetUpWork) -> None:
        super().__init__()
        self.register_theme(CALM)
        self.theme = CALM.name
        self.work = work
        self.answers: SetUpAnswers = work.proposals()
        use(self.answers.locale)
        self.at = 0
        self.founded = False
        self.typed_ahead = TypedAhead(self, super().on_event)

    async def on_mount(self) -> None:
        """Begin with the first step."""
        await self.push_screen(self.STEPS[0]())
        await self.typed_ahead.let_through()

    def has_printer(self) -> bool:
        """Say whether there is a printer to set up."""
        return self.answers.printer != "none"

    def go(self, by: int) -> None:
        """Show the next step, or the one before; steps about a printer are left out where there is none."""
        at = self.at + by
        while self.STEPS[at].needs_printer and not self.has_printer():
            at += by
        self.at = at
        self.switch_screen(self.STEPS[at]())

    def action_ask_to_leave(self) -> None:
        """Ask before what was typed is lost."""
        if not isinstance(self.screen, LeaveSetUpScreen):
            self.push_screen(LeaveSetUpScreen())

    def on_unmount(self) -> None:
        """Let go of the printer, however it ends."""
        self.work.close()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self.typed_ahead.take(event)
        else:
            await super().on_event(event)
