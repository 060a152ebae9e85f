"""Slips by the thousand through the real outbox to a printer on TCP, with random faults from a printed seed.

Every slip is printed exactly once, or in doubt and asked about; none is lost; no kick comes late, twice or on
its own. `TILL_SLIPS=… make test-durable` says how many; a slice of them is in the quick suite.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import hardware.drawer
import till.workers.devices
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.durable.counter_over_tcp import CounterOverTcp
from till.domain.codec import decode
from till.domain.entries import SlipInDoubt

SLIPS: Final = int(os.environ.get("TILL_SLIPS", "10000"))
SLICE: Final = 120


@pytest.fixture
def counter(tmp_path: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch) -> Iterator[CounterOverTcp]:
    # As quick as a machine: the pauses are for people and solenoids, and are tried elsewhere.
    monkeypatch.setattr(hardware.drawer, "BETWEEN_KICKS_S", 0.0)
    monkeypatch.setattr(hardware.drawer, "PULSE_MARGIN_S", 0.0)
    monkeypatch.setattr(till.workers.devices, "RETRY_FIRST_S", 0.01)
    monkeypatch.setattr(till.workers.devices, "RETRY_MAX_S", 0.05)
    with TcpSimulator(SimulatedPrinter(42)) as simulator:
        at_work = CounterOverTcp(tmp_path / "data", simulator, dice)
        yield at_work
        at_work.close()


def live(counter: CounterOverTcp, slips: int) -> None:
    while len(counter.acts) < slips:
        for _ in range(counter.dice.choice((1, 1, 1, 2, 3))):
            counter.act()
        while len(counter.register.read.open_jobs()) > 3:
            counter.work()
        for _ in range(counter.dice.randrange(4)):
            counter.work()
    counter.settle()


def check(counter: CounterOverTcp) -> None:
    time.sleep(0.2)  # What should not come would come now.
    on_paper = counter.printed()
    wrong = {act: on_paper[act[-8:]] for act in counter.acts if on_paper[act[-8:]] != 1}
    records = list(counter.register.read.all_records())
    told = [each for each in records if any(act in each.body for act in wrong)]
    assert not wrong, "\n".join(f"{each.kind} {each.body}" for each in told)
    doubts = sum(isinstance(decode(each.kind, each.body), SlipInDoubt) for each in records)
    assert doubts == counter.fate.doubts, "a doubt that nobody was asked about"
    print(f"{len(counter.acts)} slips, {counter.printer.kicks} pulses: {counter.fate}")


def test_a_slice_of_ten_thousand_slips_is_printed_once_each(counter: CounterOverTcp) -> None:
    live(counter, SLICE)
    check(counter)


@pytest.mark.durable
def test_ten_thousand_slips_are_printed_once_each(counter: CounterOverTcp) -> None:
    live(counter, SLIPS)
    check(counter)
