"""The real program is killed: commands as processes of their own, and the screens in a pseudo-terminal."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from hardware.simulators.control import SimulatorControl
from tests.days.play import PIN, SHOP
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
from tests.durable.shop import BEN, FLOAT, machine_epoch_s, set_up
from tests.durable.simulator import simulator
from tests.terminal.program import Program
from till.domain.commands import OpenShift
from till.domain.entries import CashMoved
from till.domain.state import Count
from till.jobs import Job, JobStatus

TILL: Final = (sys.executable, "-m", "till")
QUICK_COMMANDS, DURABLE_COMMANDS = 6, 60
QUICK_SCREENS, DURABLE_SCREENS = 2, 20
F11: Final = "\x1b[23~"
COMMAND_TIMEOUT_S: Final = 30.0


@dataclass(slots=True)
class Shop:
    """A register with an open shift, its printer, and what was confirmed."""

    folder: Path
    control: SimulatorControl
    witness: Witness = field(default_factory=lambda: Witness(machine_epoch_s()))
    confirmed: list[int] = field(default_factory=list)  # Amounts; each is put in once.

    @property
    def till(self) -> list[str]:
        return [*TILL, "--config", str(self.folder / "config.toml")]

    def set_up(self, printer: str) -> None:
        """Write the configuration and the register, and open a shift."""
        config = SHOP.read_text(encoding="utf-8").replace('"sim:"', f'"{printer}"')
        (self.folder / "config.toml").write_text(config, encoding="utf-8")
        register = set_up(self.folder / "data")
        register.handle(OpenShift(register.act(BEN), Count(FLOAT)))
        register.close()

    def found(self) -> Found:
        return found_in(self.folder / "data", self.folder / "copy")

    def check(self) -> Found:
        """See that all promises are kept as things stand now."""
        found, state = self.found(), self.control.state()
        self.witness.begun = [entry.id for entry, _ in found.steps]
        check_acts(found, self.witness)
        check_jobs(found, running=1)
        check_kicks(found, state["pulses"], self.witness)
        check_paper(found, state["paper"])
        amounts = Counter(entry.amount for entry in found.entries(CashMoved))
        assert [amount for amount, times in amounts.items() if times > 1] == []
        assert [amount for amount in self.confirmed if not amounts[amount]] == [], "confirmed and lost"
        return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with simulator() as (printer, control):
        made = Shop(tmp_path, control)
        made.set_up(printer)
        yield made


def start(shop: Shop, *words: str) -> subprocess.Popen[str]:
    command = [*shop.till, "--as", "Ben", "--json", *words]
    environment = {**os.environ, "TILL_PIN": PIN}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def answer_of(program: subprocess.Popen[str]) -> tuple[int, dict[str, Any], str]:
    answer, trouble = program.communicate(timeout=COMMAND_TIMEOUT_S)
    return program.returncode, json.loads(answer) if answer.endswith("\n") else {}, trouble


def cash_in(amount: int) -> tuple[str, ...]:
    return ("cash", "in", "--amount", f"{amount // 100}.{amount % 100:02}", "--reason", "float")


def kill_commands(shop: Shop, dice: random.Random, kills: int) -> None:
    """Kill one command after another at any time of its life; in the end nothing is owed."""
    starts_s = time.monotonic()
    code, answer, trouble = answer_of(start(shop, *cash_in(99)))
    assert code == 0, trouble
    assert answer["done"]["amount"] == 99
    usual_s = time.monotonic() - starts_s
    for amount in range(100, 100 + kills):
        program = start(shop, *cash_in(amount))
        time.sleep(dice.uniform(0.3, 1.1) * usual_s)
        program.send_signal(signal.SIGKILL)
        shop.witness.kills_s.append(time.monotonic())
        code, answer, trouble = answer_of(program)
        assert code in (0, -signal.SIGKILL), trouble
        if "done" in answer:
            shop.confirmed.append(amount)
        shop.check()
    settle_doubts(shop)


def settle_doubts(shop: Shop) -> None:
    """Answer what is asked by the command line; then nothing is in doubt and nothing is owed."""
    code, _, trouble = answer_of(start(shop, *cash_in(98)))
    assert code == 0, trouble
    found, paper = shop.found(), shop.control.state()["paper"]
    assert [job for job in found.jobs if job.status is JobStatus.STARTED] == []
    for job in doubtful(found):
        printed = "yes" if stands_on(paper, job.id, found.jobs) else "no"
        code, _, trouble = answer_of(start(shop, "jobs", "answer", job.id, "--printed", printed))
        assert code == 0, trouble
    assert doubtful(shop.check()) == []


def doubtful(found: Found) -> list[Job]:
    return [job for job in found.jobs if job.status is JobStatus.UNKNOWN]


def kill_screens(shop: Shop, dice: random.Random, kills: int) -> None:
    """Kill the screens soon after an act was asked for; what they showed is in the journal."""
    for amount in range(50_00, 50_00 + kills):
        with Program(shop.till) as screens:
            sign_in(screens, shop)
            screens.type("f3", str(amount), "enter", "1", "enter")
            row = re.compile(rf"Cash in .*\+{amount // 100}\.{amount % 100:02}\b")
            ends_s = time.monotonic() + dice.uniform(0, 0.6)
            while (left_s := ends_s - time.monotonic()) > 0:
                screens.read(left_s)
            screens.kill()
            shop.witness.kills_s.append(time.monotonic())
            if row.search(screens.screen.text):
                shop.confirmed.append(amount)
        shop.check()
    with Program(shop.till) as screens:
        sign_in(screens, shop)
        assert doubtful(shop.check()) == []


def sign_in(screens: Program, shop: Shop) -> None:
    """Sign Ben in, and answer for the slip that the last kill left in doubt."""
    screens.wait_for("Ben")
    screens.type("2")
    screens.wait_for("Ben, your PIN")
    screens.type(PIN, "enter")
    asked = re.compile(r"Did it print\?|F3 Cash in")
    deadline_s = time.monotonic() + COMMAND_TIMEOUT_S
    while not asked.search(screens.screen.text):
        assert time.monotonic() < deadline_s, screens.screen.text
        screens.read(0.1)
    found = found_at_rest(screens, shop)
    for job in doubtful(found):
        if "Did it print?" not in screens.screen.text:
            screens.wait_for("F11 answers")
            screens.type(F11)
        screens.wait_for("Did it print?")
        printed = stands_on(shop.control.state()["paper"], job.id, found.jobs)
        screens.type("1" if printed else "2")
    screens.wait_for("F3 Cash in")
    # The home screen may stand beside the question: the answer is on the disk when the journal has it.
    while doubtful(found_at_rest(screens, shop)):
        assert time.monotonic() < deadline_s, screens.screen.text


def found_at_rest(screens: Program, shop: Shop) -> Found:
    """Read what is there once the screens have settled what the kill left, and owe nothing more."""
    busy = (JobStatus.PENDING, JobStatus.STARTED)
    deadline_s = time.monotonic() + COMMAND_TIMEOUT_S
    found = shop.found()
    while any(job.status in busy for job in found.jobs):
        assert time.monotonic() < deadline_s, found.jobs
        screens.settle()
        found = shop.found()
    screens.settle()
    return found


def test_a_killed_command_has_done_its_act_whole_or_not_at_all(shop: Shop, dice: random.Random) -> None:
    kill_commands(shop, dice, QUICK_COMMANDS)


def test_killed_screens_have_done_what_they_showed(shop: Shop, dice: random.Random) -> None:
    kill_screens(shop, dice, QUICK_SCREENS)


@pytest.mark.durable
def test_many_killed_commands_have_done_their_act_whole_or_not_at_all(
    shop: Shop, dice: random.Random
) -> None:
    kill_commands(shop, dice, DURABLE_COMMANDS)


@pytest.mark.durable
def test_many_killed_screens_have_done_what_they_showed(shop: Shop, dice: random.Random) -> None:
    kill_screens(shop, dice, DURABLE_SCREENS)
