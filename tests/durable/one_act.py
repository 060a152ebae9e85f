"""One register, a child that does acts on order, and what the test decides on its system calls."""

from __future__ import annotations

import os
import select
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.durable.after_a_kill import Witness, check_acts, found_in
from tests.durable.shop import BEN, FLOAT, machine_epoch_s, opened, set_up
from tests.durable.system_calls import Call, Plan, supervised
from tests.durable.zygote import Zygote
from till.domain.commands import CashIn, OpenShift
from till.domain.state import Count

ANSWER_TIMEOUT_S: Final = 20.0
ACTS = "tests.durable.children:acts_on_order"


@dataclass(frozen=True, slots=True)
class Templates:
    """A register with an open shift: `shut` in good order, and `killed`, its last acts in the -wal file."""

    shut: Path
    killed: Path


def templates_in(folder: Path) -> Templates:
    """Make the register that every sweep begins with."""
    made = Templates(folder / "shut", folder / "killed")
    register = set_up(made.shut)
    register.handle(OpenShift(register.act(BEN), Count(FLOAT)))
    register.handle(CashIn(register.act(BEN), 1_00, "float"))
    shutil.copytree(made.shut, made.killed)
    register.close()
    return made


@dataclass(slots=True)
class Till:
    """A child that does acts on order, and all it has said."""

    pid: int
    report: int
    orders: int
    calls: list[Call]
    said: list[str] = field(default_factory=list)
    status: int | None = None

    def order(self, acts: str) -> None:
        """Give orders; a child that is gone does not hear them."""
        try:
            os.write(self.orders, acts.encode())
        except BrokenPipeError:
            return

    def answers(self, count: int) -> list[str]:
        """Wait until it has answered so many acts; give the answers, a line each."""
        deadline_s = time.monotonic() + ANSWER_TIMEOUT_S
        while len(self.answered) < count and self._hear(deadline_s):
            pass
        return self.answered

    @property
    def answered(self) -> list[str]:
        """Every act that was confirmed or refused, a line each."""
        return [line for line in self.said if line.startswith(("done", "NotRecorded", "JournalBroken"))]

    def hear_first(self, words: str) -> None:
        """Wait until it has said something for the first time."""
        while words not in self.said:
            self._hear(time.monotonic() + ANSWER_TIMEOUT_S)

    def hear_all(self) -> None:
        """Take what it still has to say, until it is gone."""
        while self._hear(time.monotonic() + ANSWER_TIMEOUT_S):
            pass

    def _hear(self, deadline_s: float) -> bool:
        if not select.select([self.report], [], [], max(0.0, deadline_s - time.monotonic()))[0]:
            raise AssertionError(f"no answer within {ANSWER_TIMEOUT_S} s after {self.said}")
        arrived = os.read(self.report, 65536).decode()
        self.said.extend(arrived.splitlines())
        return bool(arrived)


@contextmanager
def till_at_work(zygote: Zygote, folder: Path, plan: Plan, supervise_from: str = "act") -> Iterator[Till]:
    """Start a child on `folder` whose system calls go by `plan`; afterwards it has ended."""
    report, their_report = os.pipe()
    their_orders, orders = os.pipe()
    with supervised(folder, plan) as (line, calls):
        files = [their_report, line, their_orders]
        pid = zygote.start(ACTS, files, folder=str(folder), supervise_from=supervise_from)
        os.close(their_report)
        os.close(their_orders)
        till = Till(pid, report, orders, calls)
        try:
            yield till
        finally:
            os.close(orders)
            till.status = zygote.end(pid)
            till.hear_all()
            os.close(report)
    assert till.status in (0, -9), zygote.errors()


def check_promises(till: Till, folder: Path, beside: Path) -> None:
    """See that what was confirmed is there, what was refused is not, and nothing is half there."""
    witness = Witness(machine_epoch_s())
    found = found_in(folder, beside)
    for line in till.said:
        word, _, rest = line.partition(" ")
        if word == "begin":
            witness.begun.append(rest)
        elif word == "done":
            witness.confirmed.append(rest)
    earlier = [entry.id for entry, _ in found.steps if entry.id not in witness.begun]
    witness.begun.extend(earlier)
    check_acts(found, witness)
    there = {entry.id for entry, _ in found.steps}
    refused = [line for line in till.answered if line.startswith("NotRecorded")]
    assert [line for line in refused if line.split()[1] in there] == [], "refused, and there all the same"


@contextmanager
def another_program(folder: Path) -> Iterator[None]:
    """Have the journal open beside, as the screens have it while a command runs."""
    other = opened(folder)
    other.read.newest(1)
    try:
        yield
    finally:
        other.close()
