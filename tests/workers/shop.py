"""A register, a device worker, and the simulated printer and drawer it works with."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import hardware
from hardware.simulators.printer import SimulatedPrinter
from tests.domain.given import CASHIER, SHOP
from tests.store.folder import SetClock, new_register, open_shift
from till.domain.codec import decode
from till.domain.commands import CashIn
from till.domain.entries import CashMoved, Entry
from till.jobs import Job, JobKind
from till.news import DeviceNews, JobNews, News
from till.workers.devices import DeviceWorker
from till.workers.writer import Writer

STEPS_MAX = 200
WAIT_MAX_S = 30.0


def simulated(printer: str = "sim:", drawer: str = "printer") -> hardware.Devices:
    return hardware.open_devices(hardware.PrinterConfig(printer, 42), [hardware.DrawerConfig(1, drawer)])


class Counter:
    """The place where cashier, printer and drawer meet. Nothing in it has happened before a test begins."""

    def __init__(self, folder: Path, devices: hardware.Devices | None = None) -> None:
        self.clock = SetClock()
        self.folder = folder
        self.register = new_register(folder, self.clock, SHOP)
        self.devices = devices or simulated()
        self.news: list[News] = []
        self.worker = self.new_worker()
        open_shift(self.register)
        self.clock.forward(60)  # Too late for the drawer, so that it has never been opened yet.
        self.work()
        self.news.clear()

    @property
    def printer(self) -> SimulatedPrinter:
        assert self.devices.simulator is not None
        return self.devices.simulator

    @property
    def kicks(self) -> int:
        """How often the drawer was pulsed."""
        return self.printer.kicks

    def printed(self, act: str) -> int:
        """Count the slips of an act on the paper."""
        return self.printer.paper.count(f"Reference: {act[-8:]}")

    def new_worker(self) -> DeviceWorker:
        """Give a worker as a program that has just come up has it."""
        register = self.register
        writer = Writer(register.engine, register.sign, self.clock)
        return DeviceWorker(writer, self.devices, self.news.append, lambda: register.state)

    def restart(self) -> None:
        """Let the program end and come up again."""
        self.worker = self.new_worker()
        self.worker.recover()

    def cash_in(self) -> CashMoved:
        (moved,) = self.register.handle(CashIn(self.register.act(CASHIER), 50_00, "float"))
        assert isinstance(moved, CashMoved)
        return moved

    def work(self) -> None:
        """Do all there is to do now."""
        for _ in range(STEPS_MAX):
            if not self.worker.step():
                return
        raise AssertionError("there is always more to do")

    def work_until(self, done: Callable[[], bool]) -> None:
        """Go on like a thread until something is so."""
        deadline_s = time.monotonic() + WAIT_MAX_S
        while not done():
            assert time.monotonic() < deadline_s, f"it never came to this: {self.jobs()}"
            if not self.worker.step():
                time.sleep(0.02)

    def jobs(self) -> list[Job]:
        """Give the jobs, oldest first."""
        return self.register.read.jobs(99)[::-1]

    def job(self, act: str, kind: JobKind) -> Job:
        return next(job for job in self.register.read.jobs_of(act) if job.kind is kind)

    def entries(self, act: str) -> list[Entry]:
        """Give what the worker wrote down about an act, in order."""
        entries = [decode(each.kind, each.body) for each in self.register.read.all_records()]
        return [entry for entry in entries if getattr(entry, "act", None) == act]

    def words(self) -> list[str]:
        """Give the sentences that were told about jobs."""
        return [news.words for news in self.news if isinstance(news, JobNews)]

    def last_look(self) -> DeviceNews:
        """Give how the devices were when it was last told."""
        return next(news for news in reversed(self.news) if isinstance(news, DeviceNews))
