"""Every system call of one act in turn: the till is killed there, or the disk answers with an error."""

from __future__ import annotations

import errno
import random
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from tests.durable.one_act import (
    Templates,
    Till,
    another_program,
    check_promises,
    templates_in,
    till_at_work,
)
from tests.durable.system_calls import KILL, Call, Plan
from tests.durable.zygote import Zygote

QUICK_CALLS: Final = 12
"""How many of about sixty are tried in the quick suite, chosen by dice; `make test-durable` tries all."""
ERRORS: Final = (errno.EIO, errno.ENOSPC, errno.EDQUOT)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return templates_in(tmp_path_factory.mktemp("templates"))


class Sweep:
    """The same two acts again and again, each time with something else going wrong."""

    def __init__(self, zygote: Zygote, template: Path, folder: Path, beside: bool) -> None:
        self._zygote = zygote
        self._template = template
        self._folder = folder / "data"
        self._copy = folder / "copy"
        self._beside = beside

    def run(self, plan: Plan, supervise_from: str = "start") -> Till:
        """Do two acts, and check what is on the disk while nobody has tidied it up."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._template, self._folder)
        with ExitStack() as others:
            if self._beside:
                others.enter_context(another_program(self._folder))
            with till_at_work(self._zygote, self._folder, plan, supervise_from) as till:
                till.order("aaq")
            check_promises(till, self._folder, self._copy)
        return till

    def calls(self) -> list[Call]:
        """Give the calls of a run in which all goes well."""
        till = self.run(lambda call: 0)
        assert [line.split()[0] for line in till.answered] == ["done", "done"]
        return list(till.calls)

    def fail_at(self, call: Call, answer: int) -> Till:
        """Do the acts again with this answer at this call."""
        try:
            return self.run(lambda now: answer if now.no == call.no else 0)
        except AssertionError as broken:
            broken.add_note(f"{errno.errorcode.get(answer, 'killed')} at {call}")
            raise


def possible_errors(call: Call) -> tuple[int, ...]:
    """Say what a disk can answer: what only reads does not fill it."""
    return (errno.EIO,) if call.name == "pread64" else ERRORS


@pytest.fixture(params=["shut", "killed", "beside another program"])
def sweep(request: pytest.FixtureRequest, zygote: Zygote, templates: Templates, tmp_path: Path) -> Sweep:
    template = templates.killed if request.param == "killed" else templates.shut
    return Sweep(zygote, template, tmp_path, beside=request.param.startswith("beside"))


def test_a_kill_at_a_system_call_leaves_acts_whole_or_absent(sweep: Sweep, dice: random.Random) -> None:
    for call in dice.sample(sweep.calls(), QUICK_CALLS):
        assert sweep.fail_at(call, KILL).status == -9, call


def test_an_error_at_a_system_call_is_believed_by_nobody(sweep: Sweep, dice: random.Random) -> None:
    for call in dice.sample(sweep.calls(), QUICK_CALLS):
        sweep.fail_at(call, dice.choice(possible_errors(call)))


def test_an_error_at_a_flush_is_believed_by_nobody(sweep: Sweep) -> None:
    for call in sweep.calls():
        if call.name == "fdatasync":
            sweep.fail_at(call, errno.EIO)


@pytest.mark.durable
def test_a_kill_at_any_system_call_leaves_acts_whole_or_absent(sweep: Sweep) -> None:
    for call in sweep.calls():
        assert sweep.fail_at(call, KILL).status == -9, call


@pytest.mark.durable
def test_any_error_at_any_system_call_is_believed_by_nobody(sweep: Sweep) -> None:
    for call in sweep.calls():
        for error in possible_errors(call):
            sweep.fail_at(call, error)
