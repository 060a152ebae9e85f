"""The table of faults in the README, lived through by the till: what the cashier reads, and the journal."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, SHOP
from tests.hardware.faults import FAULTS, ROADS, Fault
from tests.hardware.places import place_on
from tests.hardware.roads import slip
from tests.store.folder import SetClock, new_register
from till.domain.codec import decode
from till.domain.commands import OpenShift
from till.domain.state import Count
from till.news import JobNews, News
from till.wording.entry_lines import line_for
from till.workers.devices import DeviceWorker
from till.workers.writer import Writer


def told_and_written(fault: Fault, road: str, folder: Path) -> tuple[str, str, str]:
    """Let a till live through a fault; return what the cashier reads, the journal's title and its details."""
    clock, told = SetClock(), list[News]()
    register = new_register(folder / "till", clock, SHOP)
    with place_on(road, folder / "printer") as place:
        writer = Writer(register.engine, register.sign, clock)
        worker = DeviceWorker(writer, place.road.devices, told.append, lambda: register.state)
        worker.test_slip(slip(lines=1))
        worker.step()
        fault.happens(place)
        if fault.pulses is None:
            worker.test_slip(slip(lines=12))
        else:
            register.handle(OpenShift(register.act(CASHIER), Count(200_00)))
        worker.step()
        (newest,) = register.read.newest(1)
        title, details = line_for(decode(newest.kind, newest.body))
        news = [each.words for each in told if isinstance(each, JobNews)]
        words = (news[-1], title, details)
    register.close()
    plain = [text.replace(place.address, "ADDRESS").replace(str(place.node), "ADDRESS") for text in words]
    return plain[0], plain[1], plain[2]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_till_tells_and_writes_down_what_the_table_says(fault: Fault, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    for road in fault.roads:
        (tmp_path / road).mkdir()
        if "permission" in fault.name and os.geteuid() == 0:
            (tmp_path / road).chmod(0o777)
    with ThreadPoolExecutor(1 if "permission" in fault.name else len(ROADS)) as threads:
        lives = {road: threads.submit(told_and_written, fault, road, tmp_path / road) for road in fault.roads}
        came = {road: life.result() for road, life in lives.items()}
    for road, (words, title, details) in came.items():
        outcome = fault.on(road)
        assert (words, title) == (fault.read(outcome), fault.journal(outcome)), road
        # The details are what hardware said, if it said anything.
        assert details == outcome.sentence or not outcome.sentence, road
