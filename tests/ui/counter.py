"""A register with three people and a simulated printer, and the screens in front of it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from textual import events
from textual._context import visible_screen_stack
from textual.pilot import Pilot

import hardware
from hardware.protocols import Devices
from hardware.simulators.printer import SimulatedPrinter
from till.cash_register import CashRegister
from till.domain.commands import AddEmployee
from till.domain.money import DENOMINATIONS
from till.domain.people import default_roles
from till.domain.settings import (
    Organisation,
    Pack,
    PackKind,
    PinRules,
    Reason,
    Register,
    SessionPolicy,
    Settings,
    Store,
    Tender,
)
from till.domain.state import State
from till.jobs import Job
from till.news import DeviceWork, News
from till.ui.app import TillApp
from till.workers.device_thread import DeviceThread

ANA, KIM, BO = 1, 2, 3  # Manager, blind cashier, supervisor.
PIN = "4711"
_NAMES = {" ": "space", "-": "minus", ".": "full_stop", ",": "comma"}
TIMEOUT_S = 20.0
HINT = "Ana 1, Kim 2, Bo 3; the PIN is 4711"
SETTINGS = Settings(
    organisation=Organisation("Kaffe AB", "556000-0000"),
    store=Store("Main Street"),
    register=Register(1, "REG-001", "Front counter"),
    currency="EUR",
    locale="en_US",
    timezone="Europe/Stockholm",
    business_day_starts="04:00",
    session_policy=SessionPolicy.SHIFT,
    cash_rounding=0,
    drawer_limit=None,
    shift_alarm_hours=14,
    difference_limit=100,
    count_attempts_max=3,
    denominations=DENOMINATIONS["EUR"],
    drawers=(1,),
    roles=default_roles(2000),
    pay_out_reasons=(Reason("cleaning", "Window cleaner", 6060), Reason("flowers", "Flowers [red]")),
    no_sale_reasons=(Reason("change", "Change"), Reason("wrong-key", "Wrong key was pressed")),
    cash_in_reasons=(Reason("petty", "Petty cash"),),
    pin=PinRules(),
    paper_columns=42,
    no_sale_slip=True,
    lock_after_s=300,
    shared_drawers=(1, 2),
)

WITH_CARD: Settings = replace(
    SETTINGS,
    tenders=(Tender("card", "Card", 1580, counted=True),),
    packs=(Pack(2_00, 25, PackKind.ROLL), Pack(50, 40, PackKind.ROLL)),
    low_below={5_00: 4},
)


def set_up(folder: Path) -> None:
    """Make a register with a manager, a cashier who may not see what is expected, and a supervisor."""
    register = CashRegister.create(folder, SETTINGS, "Ana Lima", PIN, lambda: "2026-03-02T08:00:00.000+01:00")
    for name, role in (("Kim Berg", "cashier"), ("Bo Ek", "supervisor")):
        register.handle(AddEmployee(register.act(ANA), name, role))
    for employee in (KIM, BO):
        register.set_pin(register.act(ANA), employee, PIN)
    register.close()


class SimulatedDesk:
    """The simulated devices, as a demonstration shows them."""

    def __init__(self, printer: SimulatedPrinter) -> None:
        self.printer = printer

    def paper(self) -> str:
        return self.printer.paper

    def drawer_open(self) -> bool:
        return self.printer.port.drawers[2].open

    def press(self, knob: str) -> None:
        knobs: dict[str, Callable[[], None]] = {
            "shut_drawer": self.printer.shut_drawer,
            "key": self.printer.open_drawer_with_key,
            "paper_out": self.printer.paper_out,
            "load_paper": self.printer.load_paper,
        }
        knobs[knob]()


class Counter:
    """Everything on the counter: the clock on the wall, the register, its printer and drawer, the screens."""

    def __init__(self, folder: Path, settings: Settings = SETTINGS, *, desk: bool = False) -> None:
        self.folder = folder
        self.at = datetime(2026, 3, 2, 8, 2, tzinfo=ZoneInfo(settings.timezone))
        self.register = CashRegister.open(folder, settings.timezone, self.clock)
        self.devices: Devices = hardware.open_devices(
            hardware.PrinterConfig("sim:", settings.paper_columns), [hardware.DrawerConfig(1)]
        )
        beside = SimulatedDesk(self.printer) if desk else None
        self.app = TillApp(lambda: self.register, self.start_devices, settings, hint=HINT, desk=beside)

    @property
    def printer(self) -> SimulatedPrinter:
        """The printer with its drawer on its own port."""
        assert self.devices.simulator is not None
        return self.devices.simulator

    def clock(self) -> str:
        return self.at.isoformat(timespec="milliseconds")

    def wait(self, **time_passed: float) -> None:
        """Let time pass on the clock on the wall."""
        self.at += timedelta(**time_passed)

    def start_devices(self, register: CashRegister, tell: Callable[[News], None]) -> DeviceWork:
        thread = DeviceThread(self.folder, register, lambda: self.devices, tell)
        thread.start()
        return thread

    @asynccontextmanager
    async def screens(self, size: tuple[int, int] = (80, 25)) -> AsyncIterator[Desk]:
        """Run the screens until the journal is open."""
        async with self.app.run_test(size=size) as pilot:
            desk = Desk(self, pilot)
            await desk.until(lambda: self.app.view.devices is not None)
            yield desk
            await desk.until(lambda: not any(job.status == "started" for job in desk.jobs))


class Desk:
    """Hands and eyes of a test."""

    def __init__(self, counter: Counter, pilot: Pilot[None]) -> None:
        self.counter = counter
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys; what is not the name of a key is typed a character at a time."""
        app = self.counter.app
        for key in (part for name in keys for part in (name if name.isdecimal() else [name])):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settled()

    async def type(self, text: str) -> None:
        """Type words."""
        for character in text:
            self.counter.app.post_message(events.Key(_NAMES.get(character, character), character))
        await self.settled()

    async def settled(self) -> None:
        """Wait until all keys are through and the screen shows it."""
        done = asyncio.Event()
        self.counter.app.call_later(done.set)
        await asyncio.wait_for(done.wait(), TIMEOUT_S)
        await self.until(lambda: self.counter.app.typed_ahead.idle, pause_s=0.005)
        await self.pilot.pause()

    async def sign_in(self, employee: int = ANA, pin: str = PIN) -> None:
        await self.press(str(employee), pin, "enter")

    async def open_shift(self, float_: str = "20000") -> None:
        await self.press("f2", "f2", float_, "enter")

    async def until_quiet(self) -> None:
        """Wait until printer and drawer have nothing to do, and the screens know where the drawer is."""
        await self.until(lambda: not self.jobs and self.knows_drawer())

    def knows_drawer(self) -> bool:
        """Say whether the newest news of the drawer is true; before its first opening there is none."""
        printer, news = self.counter.printer, self.counter.app.view.devices
        where = "open" if printer.port.drawers[2].open else "shut"
        return printer.kicks == 0 or (news is not None and news.drawers[1] == where)

    @property
    def jobs(self) -> list[Job]:
        """The jobs that are not over."""
        return self.counter.register.read.open_jobs()

    async def until(
        self, met: Callable[[], object], timeout_s: float = TIMEOUT_S, pause_s: float = 0.05
    ) -> None:
        """Wait for what another thread does."""
        deadline = time.monotonic() + timeout_s
        while not met():
            assert time.monotonic() < deadline, f"it did not happen:\n{self.text}"
            await asyncio.sleep(pause_s)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return screen_text(self.counter.app)

    @property
    def words(self) -> str:
        """What is on the screen as running text, lines and borders forgotten."""
        return re.sub(r"[\s│┌┐└┘─]+", " ", self.text)

    @property
    def state(self) -> State:
        return self.counter.register.state

    @property
    def kinds(self) -> list[str]:
        """The kinds of all records so far, without version."""
        return [record.kind.partition("/")[0] for record in self.counter.register.read.all_records()]


def screen_text(app: TillApp) -> str:
    """Give the characters on the screen, a line each."""
    visible_screen_stack.set(app._background_screens)  # What is seen around a dialog.
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def with_settings(**changes: object) -> Settings:
    """Give the shop's settings with some of them different."""
    return replace(SETTINGS, **changes)  # type: ignore[arg-type] # the names are the fields'
