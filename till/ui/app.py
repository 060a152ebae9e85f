"""The screens as one program: begun after the first paint, told the news, stopped in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from till.faults import BadConfiguration, JournalBroken, NotRecorded
from till.ui.badge_reader import BadgeReader, TakesBadges
from till.ui.console_keys import know_console_keys
from till.ui.ending import EndingApp
from till.ui.messages import DeskTouched
from till.ui.screens.base import TillScreen
from till.ui.screens.sign_in import SignInScreen
from till.ui.theme import CALM, CONTRAST
from till.ui.typed_ahead import TypedAhead
from till.ui.view import Notice, View
from till.wording.translation import marked, use

if TYPE_CHECKING:
    from textual.screen import Screen

    from till.cash_register import CashRegister
    from till.domain.settings import Settings
    from till.news import DeviceWork, News, Overseer
    from till.ui.desk import Desk
    from till.ui.machine import Machine

LOOK_EVERY_S: Final = 0.5
"""How often the journal is read for what other programs wrote, and the clock is looked at."""
PAINTED_S: Final = 0.001
"""How long the thread that writes to the terminal is let alone with the first picture."""
GOOD_NEWS_S: Final = 6.0
BAD_NEWS_S: Final = 60.0
DESK_COLUMNS_MIN: Final = 120
"""How wide the terminal must be for the simulated devices to stand beside the screens."""


class TillApp(EndingApp):
    """The screens of one register."""

    CSS_PATH = Path(__file__).with_name("till.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "till"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "ask_to_leave", marked("Leave"), show=False, priority=True, id="app.leave"),
        # While somebody is asked; of one key, only the bindings of one class stand beside each other.
        Binding(
            "f12", "could_not", marked("It does not open"), show=False, priority=True, id="app.could_not"
        ),
        Binding("f12", "devices_beside", marked("Printer, drawer"), show=False, id="app.desk"),
    ]

    def __init__(
        self,
        open_register: Callable[[], CashRegister],
        start_devices: Callable[[CashRegister, Callable[[News], None]], DeviceWork],
        settings: Settings,
        *,
        hint: str = "",
        desk: Desk | None = None,
        keep: Callable[[Exception], str] = lambda _fault: "",
        overseer: Overseer | None = None,
        machine: Machine | None = None,
    ) -> None:
        use(settings.locale)
        super().__init__()
        know_console_keys()
        if desk is not None:
            self.HORIZONTAL_BREAKPOINTS = [(DESK_COLUMNS_MIN, "-wide")]
        self.register_theme(CALM)
        self.register_theme(CONTRAST)
        self.theme = CALM.name
        self.open_register = open_register
        self.start_devices = start_devices
        self.hint = hint
        self.desk = desk
        self.keep = keep
        self.overseer = overseer
        self.machine = machine
        self.cash: CashRegister | None = None
        self.badge_reader = BadgeReader()
        self.typed_ahead = TypedAhead(self, self.give_key)
        self.used_at = time.monotonic()
        self.trading = True
        self.set_reactive(TillApp.view, View(settings, drawer=settings.drawers[0]))

    # -- beginning and end -----------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        return SignInScreen()

    def on_mount(self) -> None:
        """Open the journal once the first picture is on the terminal."""
        # Not by a timer: Textual drops one that is late at its first look, and nobody would ever begin.
        self.call_after_refresh(self.call_later, self.begin)

    async def begin(self) -> None:
        """Open the journal, note the start, let the devices begin, and then the keys."""
        await asyncio.sleep(PAINTED_S)
        self.open_journal()
        self.report_to(self.overseer)
        await self.typed_ahead.let_through()

    def open_journal(self) -> None:
        """Open the journal, or show why it cannot be."""
        from till.domain.errors import Refused

        try:
            self.cash = self.open_register()
            self.cash.start(self.view.settings)
            self.view = replace(self.view, secret=_prompt_secret(self.cash))
        except (JournalBroken, BadConfiguration, NotRecorded, Refused) as fault:
            self.stop_trading(fault)
            return
        self.devices = self.start_devices(self.cash, self.tell)
        self.look()
        self.set_interval(LOOK_EVERY_S, self.pass_time)

    def stop_trading(self, fault: Exception) -> None:
        """Show what is wrong, and nothing else."""
        from till.ui.screens.trouble import TroubleScreen

        self.trading = False
        self.fault = self.fault or fault
        if not isinstance(self.screen, TroubleScreen):
            self.push_screen(TroubleScreen(str(fault)))

    async def leave(self) -> None:
        """Stop the devices, note the end, and go."""
        await self.let_go()
        self.exit()

    async def let_go(self) -> None:
        """Stop what runs beside the screens, in order; a second time it has nothing to do."""
        devices, self.devices = self.devices, None
        cash, self.cash = self.cash, None
        if devices is not None:
            await asyncio.to_thread(devices.stop)
        if cash is not None:
            try:
                cash.stop()
            except (NotRecorded, JournalBroken):
                # There is no screen any more to say it on; the next start finds the journal as it is.
                cash.close()

    async def on_unmount(self) -> None:
        """However the screens end, nothing goes on behind them."""
        await self.let_go()

    # -- what is seen ----------------------------------------------------------------------------------------

    def watch_view(self, view: View) -> None:
        """Hand the new picture to the screens that can be seen; the others take it when they are in front."""
        for screen in reversed(self.screen_stack):
            # One that is not composed yet takes it as its first picture, when it has what to draw it with.
            if isinstance(screen, TillScreen) and screen.is_composed:
                screen.view = view
            if not isinstance(screen, ModalScreen):
                return

    def look(self) -> None:
        """Draw what the register knows now."""
        if self.cash is None or not self.trading:
            return
        try:
            self.cash.refresh()
            slips = tuple(job for job in self.cash.read.open_jobs() if job.document is not None)
        except NotRecorded as busy:
            self.view = replace(self.view, notice=Notice(str(busy), well=False), now=self.cash.clock())
            return
        except JournalBroken as fault:
            self.stop_trading(fault)
            return
        state = self.cash.state
        self.view = replace(self.view, state=state, settings=state.rules, slips=slips, now=self.cash.clock())

    def show_act(self) -> None:
        """Draw what was done here at once; what else is on the disk is looked up after the picture."""
        assert self.cash is not None
        state = self.cash.state
        self.view = replace(self.view, state=state, settings=state.rules, now=self.cash.clock())
        self.call_after_refresh(self.look)

    def pass_time(self) -> None:
        """Look again; forget old news; lock when nobody has touched a key for a while."""
        if not self.trading:
            return
        notice = self.view.notice
        if notice is not None:
            lasts_s = GOOD_NEWS_S if notice.well else BAD_NEWS_S
            if time.monotonic() - self.told_at > lasts_s:
                self.view = replace(self.view, notice=None)
        self.look()
        if self.view.person is None or self.is_locked():
            return
        idle_s = time.monotonic() - self.used_at
        state = self.view.state
        if idle_s >= self.view.settings.lock_after_s:
            self.lock(idle=True)
        elif state is not None and state.signed_in != self.view.person:
            self.cover()

    # -- the devices -----------------------------------------------------------------------------------------

    def wake_devices(self) -> None:
        """Say that there may be new jobs."""
        if self.devices is not None:
            self.devices.wake()

    def on_desk_touched(self, message: DeskTouched) -> None:
        """Do something to the simulated devices."""
        if self.desk is not None:
            self.desk.press(message.knob)

    def action_devices_beside(self) -> None:
        """Show the simulated printer and drawer, where there are any."""
        from till.ui.screens.desk import DeskScreen

        if self.desk is not None and not isinstance(self.screen, DeskScreen):
            self.push_screen(DeskScreen(self.desk))

    # -- who is there ----------------------------------------------------------------------------------------

    def is_locked(self) -> bool:
        """Say whether a PIN is wanted before anything else."""
        return any(isinstance(screen, SignInScreen) for screen in self.screen_stack[1:])

    def signed_in(self, employee: int) -> None:
        """Go on where this person was, or begin at the home screen."""
        returning = self.is_locked() and employee == self.view.person
        self.used_at = time.monotonic()
        self.view = replace(self.view, person=employee)
        self.look()
        self.view = replace(self.view, drawer=self.view.own_drawer)
        if returning:
            self.pop_screen()
            return
        self.go_home()

    def go_home(self) -> None:
        """Leave every screen and show the home screen."""
        from till.ui.screens.home import HomeScreen

        self.close_all()
        self.push_screen(HomeScreen())

    def close_all(self) -> None:
        """Leave every screen but the first."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def lock(self, *, idle: bool = False) -> None:
        """Note that the screens are locked, and cover them."""
        from till.domain.commands import LockScreen
        from till.domain.errors import Refused

        if self.cash is None or self.view.person is None or self.is_locked():
            return
        try:
            self.cash.handle(LockScreen(self.cash.act(self.view.person), idle=idle))
        except (Refused, NotRecorded) as not_noted:
            # It is covered all the same: who looks away must be able to rely on it.
            self.say(str(not_noted), well=False)
        except JournalBroken as fault:
            self.stop_trading(fault)
            return
        self.look()
        self.cover()

    def cover(self) -> None:
        """Show nothing but the question for a PIN; what is beneath stays as it is."""
        if not self.is_locked():
            self.push_screen(SignInScreen())

    def sign_out(self) -> None:
        """Nobody is there any more."""
        self.view = replace(self.view, person=None, notice=None)
        self.close_all()
        self.look()

    # -- how it is shown -------------------------------------------------------------------------------------

    def change_drawer(self) -> None:
        """Act on the next drawer of this register."""
        drawers = self.view.settings.drawers
        self.view = replace(self.view, drawer=drawers[(drawers.index(self.view.drawer) + 1) % len(drawers)])

    def change_contrast(self) -> None:
        """Change between the two sets of colours."""
        self.theme = CALM.name if self.theme == CONTRAST.name else CONTRAST.name

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseDown):
            self.used_at = time.monotonic()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self.typed_ahead.take(event)
        else:
            await super().on_event(event)

    async def give_key(self, key: events.Key) -> None:
        """Give a key to what has the focus, but for the Enter that ends a badge where badges are taken."""
        code, screen = self.badge_reader.see(key), self.screen
        if code is None or self.cash is None or not isinstance(screen, TakesBadges):
            await super().on_event(key)
            return
        if not screen.badge_scanned(code):
            await super().on_event(key)

    def action_ask_to_leave(self) -> None:
        """Ask before the till goes down."""
        from till.ui.screens.leave import LeaveScreen

        if not isinstance(self.screen, LeaveScreen):
            self.push_screen(LeaveScreen())


def _prompt_secret(cash: CashRegister) -> bytes:
    from till.domain.drop_prompt import DROP_PROMPT
    from till.signing import secret_for

    return secret_for(cash.sign, DROP_PROMPT)
