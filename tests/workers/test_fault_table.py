"""The table of faults in the README, lived through by the till: the cashier, the journal and the doctor."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, SHOP
from tests.hardware.faults import FAULTS, ROADS, Fault
from tests.hardware.places import place_on
from tests.hardware.roads import slip
from tests.source import ROOT
from tests.store.folder import SetClock, new_register
from till.cli.checkup import jobs
from till.cli.device_checks import check_of, drawers
from till.cli.devices import look_at
from till.domain.codec import decode
from till.domain.commands import OpenShift
from till.domain.state import Count
from till.news import JobNews, News
from till.wording.entry_lines import line_for
from till.workers.devices import DeviceWorker
from till.workers.writer import Writer


@dataclass(frozen=True)
class Told:
    """What the cashier reads, the journal's title and details, and what the doctor says afterwards."""

    words: str
    title: str
    details: str
    doctor: tuple[str, ...]


def told_and_written(fault: Fault, road: str, folder: Path) -> Told:
    """Let a till live through a fault."""
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
        looked = {"owner": True, **look_at(place.road.devices, has_printer=True)}
        checks = (check_of(looked, place.address, folder / "till"), jobs(register), *drawers(register))
        seen = [f"{'ok' if each.well else 'TROUBLE'}: {each.words}. {each.remedy}" for each in checks]
        words = (news[-1], title, details, *seen)
    register.close()
    plain = [text.replace(place.address, "ADDRESS").replace(str(place.node), "ADDRESS") for text in words]
    # Where the drawers stand is said between the cause and the remedy, and is another test's.
    doctor = (re.sub(r"; drawer 1 \w+", "", text) for text in plain[3:])
    return Told(plain[0], plain[1], plain[2], tuple(doctor))


def named_by_the_doctor(fault: Fault, road: str) -> tuple[str, ...]:
    """Give what the doctor must say, in order, of a fault on a road: causes and remedies."""
    named = DOCTOR[fault.name]
    sentence = named[road] if isinstance(named, dict) else named
    return (sentence,) if isinstance(sentence, str) else sentence


def after(name: str) -> dict[str, str]:
    """Give the sentence of a fault, by road, as the doctor has it."""
    fault = next(fault for fault in FAULTS if fault.name == name)
    return {road: f"TROUBLE: {fault.on(road).sentence}" for road in fault.roads}


GONE = after("switched off or unplugged")
NO_PAPER = after("no paper")
SILENT = after("takes bytes, answers nothing")
OFF_LINE = after("off-line")
IN_DOUBT = "TROUBLE: 0 slips wait, 1 are in doubt. See: till jobs list"
WELL = "ok: Printer ready"
DOCTOR: dict[str, str | tuple[str, ...] | dict[str, str]] = {
    **{
        name: after(name)
        for name in (
            "switched off or unplugged",
            "no paper",
            "cover open",
            "cutter jammed",
            "broken",
            "off-line",
            "takes bytes, answers nothing",
            "no permission",
            "another program has it",
        )
    },
    "plugged out and in between two slips": WELL,
    "little paper": (WELL, "Paper is low", "Keep a new roll at hand."),
    "slow": WELL,
    "the transfer stalls": WELL,
    # The printer stands as the fault has left it, and the slip that was in it is asked about.
    "the paper ends in the middle": (NO_PAPER["tcp"], IN_DOUBT),
    "the cover is opened in the middle": (after("cover open")["tcp"], IN_DOUBT),
    "the connection breaks in the middle": (WELL, IN_DOUBT),
    "switched off in the middle": GONE,
    "answers no more in the middle": (SILENT["tcp"], IN_DOUBT),
    "kick: switched off or unplugged": GONE,
    "kick: no paper": (NO_PAPER["tcp"], "ok: 1, last told to open at", "The drawer is open."),
    "kick: off-line": (OFF_LINE["tcp"], "ok: 1, last told to open at", "Open it with the key"),
    "kick: answers nothing": SILENT,
    "kick: no permission": after("no permission"),
    "kick: the connection breaks in the middle": (WELL, "not known whether the drawer", "Look whether"),
    "kick: the drawer is locked by its key": (WELL, "TROUBLE: 1,", "did not open", "Unlock it with its key;"),
    "kick: the drawer has no sensor": (WELL, "No sensor can say whether it did", "till drawer learn"),
}
"""What the doctor says of each fault as long as it stands."""


def test_the_doctor_knows_every_fault_of_the_table_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, table = readme.partition("| fault | road |")
    rows = [row for row in table.partition("\n\n")[0].splitlines()[2:] if row]
    named = {row.split(" | ")[0].removeprefix("| ") for row in rows}
    assert named == set(DOCTOR) == {fault.name for fault in FAULTS}


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
    for road, told in came.items():
        outcome = fault.on(road)
        assert (told.words, told.title) == (fault.read(outcome), fault.journal(outcome)), road
        # The details are what hardware said, if it said anything.
        assert told.details == outcome.sentence or not outcome.sentence, road
        said = " / ".join(told.doctor)
        assert [words for words in named_by_the_doctor(fault, road) if words not in said] == [], (road, said)
