"""Random kills of a cashier at work; TILL_TEST_SEED, in the first lines of the report, replays them."""

from __future__ import annotations

import os
import random
import select
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from hardware.simulators.control import SimulatorControl
from tests.durable.after_a_kill import (
    Found,
    Witness,
    check_acts,
    check_jobs,
    check_kicks,
    check_paper,
    found_in,
    stands_on,
)
from tests.durable.shop import machine_epoch_s, opened, set_up, steady_clock
from tests.durable.simulator import simulator, until
from tests.durable.zygote import Zygote
from till.jobs import Job, JobKind, JobStatus

KILLS_A_SHOP: Final = 20
QUICK_SHOPS: Final = 10
DURABLE_SHOPS: Final = 100
LIFE_MAX_S: Final = 0.15
AIM_TIMEOUT_S: Final = 1.0
START_TIMEOUT_S: Final = 30.0
FINISH_TIMEOUT_S: Final = 30.0
# Where a kill falls: at any time, or soon after the robot said that it is at one of these places.
AIMS: Final = ("", "begin", "commit", "started", "")
SOON_S: Final = {"begin": 0.002, "commit": 0.002, "started": 0.010}


@dataclass(slots=True)
class Life:
    """One child of the zygote, from its fork to its end, and what it said."""

    report: int
    answers: int
    pid: int
    unfinished: bytes = b""
    answered: int = 0
    said: list[str] = field(default_factory=list)

    def hear(self, timeout_s: float) -> bool:
        """Take what the child says within a time; say whether it is still there."""
        if not select.select([self.report], [], [], max(0.0, timeout_s))[0]:
            return True
        arrived = os.read(self.report, 65536)
        *whole, self.unfinished = (self.unfinished + arrived).split(b"\n")
        self.said.extend(line.decode() for line in whole)
        return bool(arrived)

    def close(self) -> None:
        os.close(self.report)
        os.close(self.answers)


class Shop:
    """A register that is killed again and again, its printer, and all that was seen of both."""

    def __init__(self, folder: Path, zygote: Zygote, printer: str, control: SimulatorControl) -> None:
        self.folder, self.zygote, self.printer, self.control = folder / "data", zygote, printer, control
        self.witness = Witness(machine_epoch_s())
        set_up(self.folder, steady_clock(self.witness.epoch_s)).close()

    def live(self, finish: bool = False) -> Life:
        """Let the cashier come to work."""
        report, theirs = os.pipe()
        their_answers, answers = os.pipe()
        wish = {"folder": str(self.folder), "printer": self.printer, "epoch_s": self.witness.epoch_s}
        days = {"acts_max": 9, "finish": True} if finish else {}
        pid = self.zygote.start("tests.durable.robot:live", [theirs, their_answers], **wish, **days)
        os.close(theirs)
        os.close(their_answers)
        life = Life(report, answers, pid)
        self._hear_until(life, lambda: bool(life.said), START_TIMEOUT_S)
        return life

    def kill(self, dice: random.Random, aim: str) -> Life:
        """Let the cashier work for a moment and kill it, at a random time or soon after a random word."""
        life = self.live()
        starts_s = time.monotonic()
        ends_s = starts_s + dice.uniform(0, LIFE_MAX_S)
        if aim:
            nth = dice.randint(1, 12)
            self._hear_until(life, lambda: self._count(life, aim) >= nth, AIM_TIMEOUT_S, must=False)
            ends_s = time.monotonic() + dice.uniform(0, SOON_S[aim])
        self._hear_until(life, lambda: False, ends_s - time.monotonic(), must=False)
        assert self.zygote.kill(life.pid) == -9, self.zygote.errors()
        self.witness.kills_s.append(time.monotonic())
        while life.hear(START_TIMEOUT_S):
            pass
        self._remember(life)
        return life

    def finish(self) -> None:
        """Let the cashier carry out a last day, with nothing left undone."""
        life = self.live(finish=True)
        self._hear_until(life, lambda: life.said[-1] == "stopped", FINISH_TIMEOUT_S)
        assert self.zygote.end(life.pid) == 0, self.zygote.errors()
        while life.hear(START_TIMEOUT_S):
            pass
        self._remember(life)

    def check(self) -> Found:
        """See that all promises are kept as things stand now."""
        found = found_in(self.folder, self.folder.with_name("copy"))
        state = until(self.control, lambda state: state["buffered_bytes"] == 0, START_TIMEOUT_S)
        check_acts(found, self.witness)
        check_jobs(found, running=1)
        check_kicks(found, state["pulses"], self.witness)
        check_paper(found, state["paper"])
        return found

    def _hear_until(
        self, life: Life, wanted: Callable[[], bool], timeout_s: float, must: bool = True
    ) -> None:
        deadline_s = time.monotonic() + timeout_s
        while not wanted():
            left_s = deadline_s - time.monotonic()
            if left_s <= 0 or not life.hear(left_s):
                assert not must, self.zygote.errors()
                return
            for line in life.said[life.answered :]:
                if line.startswith("ask"):
                    self._answer(life, line.split()[1])
            life.answered = len(life.said)

    def _answer(self, life: Life, job_id: str) -> None:
        """Look at the paper for the person who is asked “Did it print?”."""
        paper = until(self.control, lambda state: state["buffered_bytes"] == 0, START_TIMEOUT_S)["paper"]
        jobs = self._jobs()
        os.write(life.answers, b"y" if stands_on(paper, job_id, jobs) else b"n")

    def _jobs(self) -> list[Job]:
        register = opened(self.folder)
        try:
            return register.read.jobs(1_000)
        finally:
            register.close()

    def _count(self, life: Life, aim: str) -> int:
        return sum(line.startswith(aim) for line in life.said)

    def _remember(self, life: Life) -> None:
        for line in life.said:
            word, _, rest = line.partition(" ")
            if word == "begin":
                self.witness.begun.append(rest)
            elif word == "done":
                self.witness.confirmed.append(rest)
        life.close()


def kill_again_and_again(folder: Path, zygote: Zygote, dice: random.Random) -> None:
    """Kill one shop's program over and over; afterwards everything it owes is done, once."""
    with simulator() as (address, control):
        shop = Shop(folder, zygote, address, control)
        for kill_no in range(1, KILLS_A_SHOP + 1):
            aim, speed_bytes_s = AIMS[kill_no % len(AIMS)], dice.choice([None, None, 20_000])
            control.do("shut_drawer")
            control.do("slow", bytes_s=speed_bytes_s)
            life = shop.kill(dice, aim)
            try:
                shop.check()
            except AssertionError as broken:
                last = " / ".join(life.said[-3:])
                broken.add_note(
                    f"kill {kill_no}, {aim or 'at any time'}, {speed_bytes_s} bytes/s, after: {last}"
                )
                raise
        # How many there are depends on how busy the machine is.
        assert shop.witness.confirmed, "no life was long enough for an act"
        control.do("slow", bytes_s=None)
        shop.finish()
        found = shop.check()
        check_nothing_is_owed(found, control.state()["paper"])


def check_nothing_is_owed(found: Found, paper: str) -> None:
    """See that every slip is there: once without a mark, or asked about and then printed as a copy."""
    slips = [job for job in found.jobs if job.kind is JobKind.PRINT]
    for job in slips:
        assert job.status in (JobStatus.DONE, JobStatus.FAILED), job
        assert job.status is JobStatus.FAILED or stands_on(paper, job.id, slips), job.title
        copies = [copy for copy in slips if copy.act == job.act and copy.id != job.id]
        assert job.status is not JobStatus.FAILED or copies, f"{job.title} was never printed: {job.id}"


@pytest.mark.parametrize("shop_no", range(QUICK_SHOPS))
def test_a_kill_loses_nothing_and_repeats_nothing(
    shop_no: int, tmp_path: Path, zygote: Zygote, dice: random.Random
) -> None:
    kill_again_and_again(tmp_path, zygote, dice)


@pytest.mark.durable
@pytest.mark.parametrize("shop_no", range(DURABLE_SHOPS))
def test_many_kills_lose_nothing_and_repeat_nothing(
    shop_no: int, tmp_path: Path, zygote: Zygote, dice: random.Random
) -> None:
    kill_again_and_again(tmp_path, zygote, dice)
