"""Several programs on one data folder: they queue, agree, and one of them has the devices."""

from __future__ import annotations

import os
import time
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from tests.durable.one_act import templates_in
from tests.durable.shop import folded, machine_epoch_s, opened, set_up
from tests.durable.simulator import simulator
from tests.durable.zygote import Zygote
from till.domain.chain import verify
from till.domain.entries import CashMoved
from till.signing import signed_by
from till.workers.ownership import own_devices

PROGRAMS: Final = 4
ACTS: Final = 50
TAKE_OVER_TIMEOUT_S: Final = 30.0


def test_four_programs_at_once_write_one_journal(tmp_path: Path, zygote: Zygote) -> None:
    folder = templates_in(tmp_path).shut
    programs: list[int] = []
    reports: list[TextIOWrapper] = []
    orders: list[int] = []
    for no in range(PROGRAMS):
        report, their_report = os.pipe()
        their_orders, order = os.pipe()
        wish = {"folder": str(folder), "acts": ACTS, "as_command": no % 2 == 1}
        entry = "tests.durable.children:many_acts"
        programs.append(zygote.start(entry, [their_report, their_orders], **wish))
        os.close(their_report)
        os.close(their_orders)
        reports.append(os.fdopen(report))
        orders.append(order)
    for said in reports:
        assert said.readline() == "ready\n", zygote.errors()
    done = _let_all(orders, reports)
    for order in orders:
        os.write(order, b"g")
    states = {said.readline() for said in reports}
    assert [zygote.end(program) for program in programs] == [0] * PROGRAMS, zygote.errors()
    for said, order in zip(reports, orders, strict=True):
        said.close()
        os.close(order)
    assert len(states) == 1, "the programs know different things"
    assert states.pop().startswith("state ")
    register = opened(folder)
    records = list(register.read.all_records())
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert verify(records, signed_by).intact
    steps = folded(records)
    assert register.state == steps[-1][1]
    register.close()
    moved = [entry.id for entry, _ in steps if isinstance(entry, CashMoved)]
    assert sorted(moved[1:]) == sorted(done)
    assert len(done) == PROGRAMS * ACTS


def _let_all(orders: list[int], reports: list[TextIOWrapper]) -> list[str]:
    """Let all programs begin, and give the acts that they did."""
    for order in orders:
        os.write(order, b"g")
    done = []
    for report in reports:
        while (line := report.readline()) != "finished\n":
            assert line.startswith("done "), line
            done.append(line.split()[1])
    return done


def test_the_devices_have_one_owner_until_it_dies(tmp_path: Path, zygote: Zygote) -> None:
    folder = tmp_path / "data"
    set_up(folder).close()
    with simulator() as (printer, _):
        report, their_report = os.pipe()
        their_answers, answers = os.pipe()
        wish = {"folder": str(folder), "printer": printer, "epoch_s": machine_epoch_s()}
        program = zygote.start("tests.durable.robot:live", [their_report, their_answers], **wish)
        os.close(their_report)
        os.close(their_answers)
        with os.fdopen(report) as said:
            while not said.readline().startswith("started"):
                continue
            assert own_devices(folder) is None, "two programs have the printer"
            assert zygote.kill(program) == -9
        os.close(answers)
    deadline_s = time.monotonic() + TAKE_OVER_TIMEOUT_S
    while (owner := own_devices(folder)) is None:
        assert time.monotonic() < deadline_s
    owner.release()
