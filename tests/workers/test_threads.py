"""The threads around the workers: one owner of the devices, and an end in time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.domain.given import CASHIER
from tests.source import ROOT
from tests.store.folder import SetClock, new_register, open_shift
from tests.workers.shop import simulated
from till.cash_register import CashRegister
from till.domain.commands import CashIn
from till.jobs import JobStatus
from till.news import DeviceNews, News
from till.workers import loop
from till.workers.device_thread import DeviceThread
from till.workers.loop import Loop
from till.workers.ownership import own_devices


@pytest.fixture
def register(tmp_path: Path) -> Iterator[CashRegister]:
    created = new_register(tmp_path / "data", SetClock())
    open_shift(created)
    yield created
    created.close()


def until(done: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + 30
    while not done():
        assert time.monotonic() < deadline_s, "it never came to this"
        time.sleep(0.01)


def test_one_program_owns_the_devices_until_it_ends(tmp_path: Path) -> None:
    hold = (
        "import sys; from pathlib import Path; from till.workers.ownership import own_devices;"
        "owned = own_devices(Path(sys.argv[1])); print(owned is not None, flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "True\n"
    assert own_devices(tmp_path) is None
    child.kill()
    child.communicate(timeout=10)
    ownership = own_devices(tmp_path)
    assert ownership is not None
    ownership.release()


def test_a_thread_does_the_jobs_and_ends_when_it_is_told(register: CashRegister, tmp_path: Path) -> None:
    devices = simulated()
    news: list[News] = []
    thread = DeviceThread(tmp_path / "data", register, lambda: devices, news.append)
    thread.start()
    until(lambda: any(isinstance(each, DeviceNews) for each in news))
    (moved,) = register.handle(CashIn(register.act(CASHIER), 1_00, "float"))
    thread.wake()
    until(lambda: {job.status for job in register.read.jobs_of(moved.id)} == {JobStatus.DONE})
    thread.stop()
    assert not thread.alive
    ownership = own_devices(tmp_path / "data")
    assert ownership is not None
    ownership.release()


def test_who_does_not_own_the_devices_says_so_once_and_takes_over_later(
    register: CashRegister, tmp_path: Path
) -> None:
    other = own_devices(tmp_path / "data")
    assert other is not None
    devices = simulated()
    news: list[News] = []
    thread = DeviceThread(tmp_path / "data", register, lambda: devices, news.append)
    thread.start()
    until(lambda: bool(news))
    time.sleep(0.5)  # What should not come would come now.
    assert [each.owner for each in news if isinstance(each, DeviceNews)] == [False]
    assert devices.simulator is not None
    assert devices.simulator.kicks == 0
    other.release()
    until(lambda: any(each.owner for each in news if isinstance(each, DeviceNews)))
    thread.stop()
    assert devices.simulator.kicks == 0


def test_devices_that_cannot_be_built_at_first_are_built_later(
    register: CashRegister, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "RESTART_AFTER_S", 0.05)
    devices, tries = simulated(), iter([True, False])
    news: list[News] = []

    def build() -> object:
        if next(tries, False):
            raise OSError("not yet")
        return devices

    thread = DeviceThread(tmp_path / "data", register, build, news.append)  # type: ignore[arg-type]  # As above.
    thread.start()
    until(lambda: any(each.owner for each in news if isinstance(each, DeviceNews)))
    assert all(each.owner for each in news if isinstance(each, DeviceNews))
    thread.stop()


def test_a_step_that_fails_does_not_end_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "RESTART_AFTER_S", 0.01)
    steps: list[int] = []

    def step() -> bool:
        steps.append(1)
        if len(steps) == 1:
            raise OSError("the disk is full")
        return False

    thread = Loop("test", step, 0.01)
    thread.start()
    until(lambda: len(steps) > 2)
    assert thread.stop(5)


def test_a_thread_goes_on_at_once_while_there_is_more_and_when_it_is_woken() -> None:
    steps: list[float] = []
    more = iter([True, True, True])

    def step() -> bool:
        steps.append(time.monotonic())
        return next(more, False)

    thread = Loop("test", step, idle_s=60)
    thread.start()
    until(lambda: len(steps) == 4)
    thread.wake()
    until(lambda: len(steps) == 5)
    assert thread.stop(5)
    assert not thread.alive


def test_a_thread_that_hangs_is_left_behind_in_time() -> None:
    let_go = threading.Event()
    thread = Loop("test", lambda: let_go.wait(30), idle_s=0.01)
    thread.start()
    assert not thread.stop(0.05)
    let_go.set()
    until(lambda: not thread.alive)


def test_what_never_began_can_be_stopped(register: CashRegister, tmp_path: Path) -> None:
    assert Loop("test", lambda: False, 1).stop(1)
    DeviceThread(tmp_path / "data", register, simulated, lambda news: None).stop()
