"""Printer and drawer fail: the act is recorded at once, the trouble is told, the slip comes, no late kick."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

import hardware
from hardware.protocols import Devices
from hardware.simulators.control import SimulatorControl
from tests.durable.shop import BEN, FLOAT, opened, set_up
from tests.durable.simulator import simulator, until
from till.domain.codec import decode
from till.domain.commands import CashIn, OpenShift
from till.domain.entries import DrawerKicked, SlipInDoubt, SlipPrinted
from till.domain.state import Count
from till.domain.vocabulary import KickOutcome
from till.jobs import Job, JobKind, JobStatus
from till.news import DeviceNews, JobNews, News
from till.workers.device_thread import DeviceThread

ACT_MAX_S: Final = 2.5
"""Below the three seconds for which a printer may keep silent."""
SETTLED_TIMEOUT_S: Final = 30.0
_QUESTIONS_OF_A_LOOK: Final = 8
"""More than one look asks, so that a whole one lies between them."""


class Counter:
    """A register with an open shift, its device thread, and a printer that answers for itself."""

    def __init__(self, folder: Path, printer: str, control: SimulatorControl) -> None:
        self.control = control
        self.news: list[News] = []
        set_up(folder).close()
        self.register = opened(folder)

        def build() -> Devices:
            return hardware.open_devices(hardware.PrinterConfig(printer), [hardware.DrawerConfig(1)])

        self._thread = DeviceThread(folder, self.register, build, self.news.append)
        self._thread.start()
        self.register.handle(OpenShift(self.register.act(BEN), Count(FLOAT)))
        self._thread.wake()
        self.until(lambda: not self.register.read.open_jobs())
        self.kicks = self.control.state()["pulses"]
        self._prove_the_sensor()
        self.news.clear()

    def _prove_the_sensor(self) -> None:
        """Move the drawer by hand: only a sensor that was seen to change tells that nothing moved."""
        self.wait_for_a_look()
        self.control.do("open_drawer_with_key")
        self.until(lambda: self.drawer == "open")
        self.control.do("shut_drawer")
        self.until(lambda: self.drawer == "shut")

    def cash_in(self) -> str:
        """Put cash in, which nothing may delay; give the id of the act."""
        act = self.register.act(BEN)
        starts_s = time.monotonic()
        self.register.handle(CashIn(act, 50_00, "float"))
        assert time.monotonic() - starts_s < ACT_MAX_S
        self._thread.wake()
        return act.id

    def until(self, wanted: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + SETTLED_TIMEOUT_S
        while not wanted():
            assert time.monotonic() < deadline_s, (self.news, self.register.read.open_jobs())
            time.sleep(0.01)

    @property
    def drawer(self) -> str | None:
        """How the drawer was when it was last told."""
        looks = [each for each in self.news if isinstance(each, DeviceNews)]
        return looks[-1].drawers.get(1) if looks else None

    def wait_for_a_look(self) -> None:
        """Wait until the worker has looked at the printer once more, from the beginning."""
        asked = self._asked()
        self.until(lambda: self._asked() > asked + _QUESTIONS_OF_A_LOOK)

    def _asked(self) -> int:
        return int(self.control.state()["commands"].get("DLE EOT", 0))

    def job(self, act: str, kind: JobKind) -> Job:
        return next(job for job in self.register.read.jobs_of(act) if job.kind is kind)

    def outcome(self, act: str) -> KickOutcome:
        """Wait for what became of the kick."""
        kick = f"{act}-kick"
        self.until(lambda: any(entry.job == kick for entry in self._entries(DrawerKicked)))
        return next(entry.outcome for entry in self._entries(DrawerKicked) if entry.job == kick)

    def _entries(self, kind: type[DrawerKicked]) -> list[DrawerKicked]:
        read = (decode(record.kind, record.body) for record in self.register.read.newest(100))
        return [entry for entry in read if isinstance(entry, kind)]

    def says(self, kind: type[SlipPrinted | SlipInDoubt], act: str) -> bool:
        """Say whether the journal has such an entry about the act's slip."""
        read = (decode(record.kind, record.body) for record in self.register.read.newest(100))
        return any(isinstance(entry, kind) and entry.act == act for entry in read)

    def told(self, act: str, kind: JobKind) -> str:
        """Wait for the one sentence that tells of trouble with a job of the act."""
        self.until(lambda: bool(self._troubles(act, kind)))
        (words,) = self._troubles(act, kind)
        return words

    def _troubles(self, act: str, kind: JobKind) -> list[str]:
        job_id = f"{act}-{kind.value}"
        news = [each for each in self.news if isinstance(each, JobNews)]
        return [each.words for each in news if each.job.id == job_id and not each.well]

    def stop(self) -> None:
        self._thread.stop()
        self.register.close()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with simulator() as (printer, control):
        at_work = Counter(tmp_path / "data", printer, control)
        yield at_work
        at_work.stop()


def reference(act: str) -> str:
    """Give what stands on the slip of a movement and on no other."""
    return f"Reference: {act[-8:]}"


@pytest.mark.parametrize(("away", "back"), [("switch_off", "switch_on"), ("mute", "unmute")])
def test_a_slip_waits_for_a_printer_that_is_away_and_the_kick_does_not(
    away: str, back: str, counter: Counter
) -> None:
    turn(counter.control, away)
    act = counter.cash_in()
    assert counter.outcome(act) is KickOutcome.NOT_SENT
    for kind in JobKind:
        assert counter.told(act, kind).endswith((".", "?"))
    counter.until(lambda: any(isinstance(news, DeviceNews) and news.waiting == 1 for news in counter.news))
    turn(counter.control, back)
    counter.until(lambda: counter.says(SlipPrinted, act))
    state = counter.control.state()
    assert state["paper"].count(reference(act)) == 1
    assert state["pulses"] == counter.kicks, "the drawer was opened when nobody stood there any more"


def turn(control: SimulatorControl, knob: str) -> None:
    if knob == "unmute":
        control.do("mute", on=False)
    else:
        control.do(knob)


@pytest.mark.parametrize("breaks_off", ["at the end of the roll", "with its cable pulled"])
def test_a_slip_that_broke_off_is_asked_about_and_comes_as_a_copy(breaks_off: str, counter: Counter) -> None:
    if breaks_off == "at the end of the roll":
        counter.control.do("out_of_paper_after", lines=5)
        act = counter.cash_in()
    else:
        act = act_whose_printer_loses_its_cable(counter)
    counter.until(lambda: counter.says(SlipInDoubt, act))
    assert counter.job(act, JobKind.PRINT).status is JobStatus.UNKNOWN
    assert counter.told(act, JobKind.PRINT).endswith((".", "?"))
    counter.control.do("slow", bytes_s=None)
    counter.control.do("load_paper")
    counter.wait_for_a_look()
    assert counter.job(act, JobKind.PRINT).status is JobStatus.UNKNOWN, "nobody was asked"
    doubtful = counter.job(act, JobKind.PRINT).id
    counter.register.answer_slip(counter.register.act(BEN), doubtful, printed=False)
    counter.until(lambda: counter.says(SlipPrinted, act))
    paper = counter.control.state()["paper"]
    # What had left the computer before the doubt may have come out as well, in front of the copy.
    assert paper.count("COPY") == 1
    assert reference(act) in paper[paper.index("COPY") :]
    assert len(counter.control.state()["pulses"]) == len(counter.kicks) + 1


def act_whose_printer_loses_its_cable(counter: Counter) -> str:
    """Pull the cable while a slow printer is in the middle of the slip."""
    begins = len(counter.control.state()["paper"])
    counter.control.do("slow", bytes_s=200)
    act = counter.cash_in()
    until(counter.control, lambda state: len(state["paper"]) > begins + 50, SETTLED_TIMEOUT_S)
    counter.control.do("cut_off")
    return act


def test_a_drawer_that_is_stuck_is_told_and_not_kicked_again(counter: Counter) -> None:
    counter.control.do("drawer_stuck")
    act = counter.cash_in()
    assert counter.outcome(act) is KickOutcome.NO_MOTION
    assert counter.told(act, JobKind.KICK).endswith((".", "?"))
    counter.control.do("drawer_stuck", on=False)
    counter.until(lambda: counter.says(SlipPrinted, act))
    counter.wait_for_a_look()
    state = counter.control.state()
    assert len(state["pulses"]) == len(counter.kicks) + 1
    assert state["drawer"] == "shut"
