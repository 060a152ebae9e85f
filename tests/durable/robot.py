"""A cashier that carries out the day over and over with the real parts, until it is killed.

It goes on from whatever it finds. What it does stands on a pipe, a line each, as it happens: that is where
the test learns what was confirmed, and when to kill.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, event

import hardware
import hardware.drawer
from hardware.protocols import Devices
from tests.durable.shop import BEN, config_with, next_command, opened, steady_clock
from till.cash_register import CashRegister
from till.domain.commands import Act
from till.jobs import JobKind, JobStatus
from till.workers.device_thread import DeviceThread

BETWEEN_KICKS_S: Final = 0.02
"""The real pause of half a second would leave one kick to a short life."""
SLIPS_BEHIND_MAX: Final = 3
PATIENCE_S: Final = 30.0


class Robot:
    """One life of the cashier."""

    def __init__(self, files: Sequence[int], register: CashRegister, thread: DeviceThread) -> None:
        self._report, self._answers = files[:2]
        self._register = register
        self._thread = thread

    def say(self, *words: object) -> None:
        """Write one line of what is done."""
        os.write(self._report, f"{' '.join(map(str, words))}\n".encode())

    def work(self, acts_max: int) -> None:
        """Carry out the day, act after act."""
        for _ in range(acts_max):
            self._settle_doubts()
            command = next_command(self._register, self._begun)
            self._register.handle(command)
            self.say("done", command.act.id)
            self._thread.wake()
            self._wait_for_paper(SLIPS_BEHIND_MAX)

    def finish(self) -> None:
        """Wait until the devices owe nothing, doubts settled."""
        self._wait_for_paper(0)
        self._settle_doubts()
        self._wait_for_paper(0)

    def _begun(self, by: int) -> Act:
        act = self._register.act(by)
        self.say("begin", act.id)
        return act

    def _settle_doubts(self) -> None:
        """Ask the person at the paper about every doubtful slip, as the screen does."""
        for job in self._register.read.open_jobs():
            if job.status is JobStatus.UNKNOWN:
                self.say("ask", job.id)
                printed = os.read(self._answers, 1) == b"y"
                act = self._begun(BEN)
                self._register.answer_slip(act, job.id, printed=printed)
                self.say("done", act.id)
                self._thread.wake()

    def _wait_for_paper(self, behind_max: int) -> None:
        deadline_s = time.monotonic() + PATIENCE_S
        while self._behind() > behind_max:
            assert time.monotonic() < deadline_s, self._register.read.open_jobs()
            time.sleep(0.002)

    def _behind(self) -> int:
        return sum(job.status is not JobStatus.UNKNOWN for job in self._register.read.open_jobs())


def live(
    files: Sequence[int],
    *,
    folder: str,
    printer: str,
    epoch_s: float,
    acts_max: int = 1_000,
    finish: bool = False,
) -> None:
    """Be the cashier of the register in `folder`; with `finish` leave nothing owed and stop in good order."""
    hardware.drawer.BETWEEN_KICKS_S = BETWEEN_KICKS_S
    hardware.drawer.PULSE_MARGIN_S = 0.0
    config = config_with(printer, Path(folder))
    register = opened(Path(folder), steady_clock(epoch_s))

    def build() -> Devices:
        quick = hardware.DrawerConfig(1, on_ms=2, off_ms=16)
        return hardware.open_devices(hardware.PrinterConfig(printer), [quick])

    thread = DeviceThread(Path(folder), register, build, lambda news: None)
    robot = Robot(files, register, thread)
    _announce_commits(register, robot)
    robot.say("alive")
    register.start(config.settings)
    thread.start()
    _wait_for_recovery(register)
    robot.work(acts_max)
    if finish:
        robot.finish()
        thread.stop()
        register.stop()
        robot.say("stopped")


def _announce_commits(register: CashRegister, robot: Robot) -> None:
    """Say when the disk is about to be asked for a commit, and when a device for a job."""

    def committing(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading", False):
            robot.say("commit")

    def executed(connection: Connection, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if statement.startswith("UPDATE outbox") and JobStatus.STARTED.value in values:
            robot.say("started", *(str(value) for value in values if str(value).endswith(tuple(JobKind))))

    event.listen(register.engine, "commit", committing)
    event.listen(register.engine, "after_cursor_execute", executed)


def _wait_for_recovery(register: CashRegister) -> None:
    """Let the device thread settle what the last life left: doubts must be known before the day goes on."""
    deadline_s = time.monotonic() + PATIENCE_S
    while any(job.status is JobStatus.STARTED for job in register.read.open_jobs()):
        assert time.monotonic() < deadline_s
        time.sleep(0.002)
