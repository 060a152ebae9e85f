"""A cashier, the real device worker and its outbox, and a printer on a TCP port that fate plays with."""

from __future__ import annotations

import random
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import hardware
from hardware.protocols import Devices
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.durable.shop import BEN, FLOAT, opened, set_up
from till.domain.codec import decode
from till.domain.commands import CashIn, OpenShift
from till.domain.entries import DrawerKicked
from till.domain.state import Count
from till.domain.vocabulary import KickOutcome
from till.jobs import KICK_EXPIRES_S, Job, JobKind, JobStatus
from till.news import News
from till.workers.devices import DeviceWorker
from till.workers.writer import Writer

FAULTY: Final = 0.12
"""How often something happens to the printer before a step of the worker."""
RESTARTED: Final = 0.004
TIMEOUT_S: Final = 0.12
COMING_UP_S: Final = 0.25
"""A program needs longer to come up, so that the pulse of its earlier life is over by then."""
SETTLED_TIMEOUT_S: Final = 60.0
LATE_S: Final = 10.0
"""A busy machine may take this long from the decision to send a pulse to its end."""
_REFERENCE: Final = re.compile(r"Reference: (\w+)")
_SENT: Final = (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED, KickOutcome.NO_MOTION)
_MENDED: Final = 0.4


@dataclass
class Fate:
    """What has happened to the printer so far, and what became of the drawer."""

    faults: Counter[str] = field(default_factory=Counter)
    doubts: int = 0
    copies: int = 0
    restarts: int = 0
    trail: deque[str] = field(default_factory=lambda: deque(maxlen=30), repr=False)  # Of what happened last.


class CounterOverTcp:
    """One register and its printer; `work` takes one step of everybody."""

    def __init__(self, folder: Path, simulator: TcpSimulator, dice: random.Random) -> None:
        self.printer: SimulatedPrinter = simulator.printer
        self.dice = dice
        self.fate = Fate()
        self._address = simulator.address
        set_up(folder).close()
        self.register = opened(folder)
        self._devices, self._worker = self._come_up({})
        self.acts: list[str] = []
        self.register.handle(OpenShift(self.register.act(BEN), Count(FLOAT)))

    def _come_up(self, learned: Mapping[str, object]) -> tuple[Devices, DeviceWorker]:
        drawer = hardware.DrawerConfig(1, on_ms=2, off_ms=16, motion_timeout_s=0.1)
        printer = hardware.PrinterConfig(self._address, 42, TIMEOUT_S)
        devices = hardware.open_devices(printer, [drawer], learned=learned)
        register = self.register
        writer = Writer(register.engine, register.sign, register.clock)
        worker = DeviceWorker(writer, devices, self._hear, lambda: register.state)
        worker.recover()
        return devices, worker

    def _hear(self, news: News) -> None:
        """Read the screen, and look at the printer only when there is something to mend."""

    def close(self) -> None:
        self._devices.close()
        self.register.close()

    # -- what happens ---------------------------------------------------------------------------------------

    def act(self) -> None:
        """Put cash in, which opens the drawer and prints a slip."""
        act = self.register.act(BEN)
        self.register.handle(CashIn(act, 50_00, "float"))
        self.acts.append(act.id)

    def work(self) -> None:
        """Take one step: of fate, of the device worker, of the cashier."""
        if self.dice.random() < FAULTY:
            self._break_something()
        if self.dice.random() < RESTARTED:
            self._restart()
        kick = self._next_kick()
        pulses = self.printer.kicks
        if not self._worker.step():
            time.sleep(0.001)
        given = self._given_since(pulses, kick)
        self.fate.trail.append(f"step: {kick.id if kick else 'no kick'}, {given} pulses")
        assert given == 0 or kick is not None, "a drawer opened on its own"
        assert given <= 1, "a drawer was opened twice"
        if kick is not None:
            self._check(kick, given)
        if self.dice.random() < _MENDED:
            self.mend()
        self._answer_doubts()

    def _given_since(self, pulses: int, kick: Job | None) -> int:
        """Count the pulses of a step; one that was sent to a mute printer may still be on its way."""
        deadline_s = time.monotonic() + SETTLED_TIMEOUT_S
        sent = kick is not None and self._newest_kick().outcome in _SENT
        while sent and self.printer.kicks == pulses and time.monotonic() < deadline_s:
            time.sleep(0.001)
        return self.printer.kicks - pulses

    def _newest_kick(self) -> DrawerKicked:
        newest = (decode(each.kind, each.body) for each in self.register.read.newest(10))
        return next(entry for entry in newest if isinstance(entry, DrawerKicked))

    def settle(self) -> None:
        """Mend everything and go on until nothing is owed."""
        deadline_s = time.monotonic() + SETTLED_TIMEOUT_S
        while open_jobs := self.register.read.open_jobs():
            assert time.monotonic() < deadline_s, f"these were lost: {open_jobs}"
            self.mend()
            self._worker.step()
            self._answer_doubts()

    def _next_kick(self) -> Job | None:
        jobs = self.register.read.open_jobs()
        return next((job for job in jobs if job.kind is JobKind.KICK), None)

    def _check(self, kick: Job, given: int) -> None:
        """Compare what became of a kick with the pulse that the drawer got, or did not."""
        entry = self._newest_kick()
        assert entry.job == kick.id
        if entry.outcome in _SENT:
            assert given == 1, (entry, list(self.fate.trail))
            age_s = _seconds(entry.at) - _seconds(kick.created_at)
            assert age_s < KICK_EXPIRES_S + LATE_S, "a drawer opened late"
        elif entry.outcome is not KickOutcome.UNKNOWN:
            assert given == 0, (entry, list(self.fate.trail))
        self.printer.shut_drawer()

    def _restart(self) -> None:
        """Let the program end and come up again; slips stay, kicks do not, and the printer is known."""
        self.fate.restarts += 1
        self.fate.trail.append("restarted")
        time.sleep(COMING_UP_S)
        learned = self._devices.learned()  # What the till keeps in the data folder.
        self._devices.close()
        self._devices, self._worker = self._come_up(learned)

    def _answer_doubts(self) -> None:
        """Look at the paper, as a person who is asked does, and say whether the slip is there."""
        for job in self.register.read.open_jobs():
            if job.status is JobStatus.UNKNOWN:
                self.fate.doubts += 1
                printed = self.printed()[job.act[-8:]] == 1
                self.fate.copies += not printed
                self.register.answer_slip(self.register.act(BEN), job.id, printed=printed)

    def printed(self) -> Counter[str]:
        """Count how often each slip is on the paper, by its reference."""
        return Counter(_REFERENCE.findall(self.printer.paper))

    # -- fate -----------------------------------------------------------------------------------------------

    def _break_something(self) -> None:
        printer, dice = self.printer, self.dice
        faults: dict[str, Callable[[], None]] = {
            "paper out": printer.paper_out,
            "paper ends soon": lambda: printer.out_of_paper_after(dice.randrange(24)),
            "cover open": printer.cover_open,
            "off-line": printer.offline,
            "cutter jammed": printer.jam_cutter,
            "switched off": printer.switch_off,
            "switched off and on": printer.power_cycle,
            "mute": printer.mute,
            "slow": lambda: printer.slow(dice.choice([5_000, 20_000])),
            "cut off": printer.cut_off,
            "cut off soon": lambda: printer.cut_off_after(dice.randrange(1, 900)),
            "drawer stuck": printer.drawer_stuck,
        }
        name = dice.choice(list(faults))
        self.fate.faults[name] += 1
        self.fate.trail.append(name)
        faults[name]()

    def mend(self) -> None:
        """Undo everything that can be undone."""
        self.fate.trail.append("mended")
        printer = self.printer
        printer.switch_on()
        printer.load_paper()
        for knob in (printer.cover_open, printer.offline, printer.jam_cutter, printer.mute):
            knob(False)
        printer.drawer_stuck(False)
        printer.slow(None)
        printer.cut_off_after(1 << 40)


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
