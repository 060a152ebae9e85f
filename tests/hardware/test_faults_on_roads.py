"""Every fault on every road: what the cashier reads, what is on the paper, and that nothing comes later."""

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hardware import DeviceError, NotDone
from hardware.document import Document
from hardware.protocols import Confirmation
from tests.hardware.fault_table import rows
from tests.hardware.faults import FAULTS, ROADS, Fault, Outcome
from tests.hardware.places import Place, place_on
from tests.hardware.roads import eventually, slip

SLIP = slip(lines=12)
BEFORE = slip(lines=1)


def on_paper(document: Document) -> str:
    return document.to_text(42).rsplit("\n", 2)[0] + "\n"


def order(place: Place, fault: Fault) -> Outcome:
    """Order a slip, or a kick, and return what came of it."""
    try:
        if fault.pulses is None:
            return Outcome(place.road.printer.print(SLIP).confirmation)
        return Outcome(place.road.drawer.kick())
    except DeviceError as error:
        sentence = str(error).replace(place.address, "ADDRESS")
        return Outcome(type(error), sentence.replace(str(place.node), "ADDRESS"))


def part_of_slip(place: Place) -> str:
    """Return what is on the paper of the slip: nothing, a part, or the slip."""
    if on_paper(SLIP) in place.printer.slips:
        return "the slip"
    return "a part" if len(place.printer.paper) > len(BEFORE.to_text(42)) else "nothing"


def order_until_done(place: Place) -> Confirmation:
    """Order the slip as the till does, again and again as long as nothing was done."""
    for _ in range(300):
        with contextlib.suppress(NotDone):
            return place.road.printer.print(SLIP).confirmation
        time.sleep(0.01)
    raise AssertionError("The printer was not mended.")


def live_through(fault: Fault, road: str, folder: Path) -> None:
    with place_on(road, folder) as place:
        assert place.road.printer.print(BEFORE).confirmation is Confirmation.PRINTED
        fault.happens(place)
        assert order(place, fault) == fault.on(road)
        if fault.pulses is None:
            assert eventually(lambda: part_of_slip(place) == fault.paper)
        place.mend()
        # What was not printed does not come by itself; ordered again, it comes once.
        assert place.printer.slips.count(on_paper(SLIP)) == (fault.paper == "the slip")
        assert place.printer.kicks == (fault.pulses or 0)
        assert order_until_done(place) is Confirmation.PRINTED
        assert on_paper(SLIP) in place.printer.slips[-1]
        assert len(place.printer.slips) == 2 + (fault.paper == "the slip")
        assert place.printer.kicks == (fault.pulses or 0)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_every_fault_is_told_and_nothing_comes_later(fault: Fault, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    # The roads at the same time, for most of it is waiting; but all threads of a program are the same user.
    with ThreadPoolExecutor(1 if "permission" in fault.name else len(ROADS)) as threads:
        lives = {road: threads.submit(live_through, fault, road, tmp_path / road) for road in fault.roads}
    told = {road: life.exception() for road, life in lives.items()}
    assert {road: error for road, error in told.items() if error is not None} == {}


def test_every_fault_has_a_name_and_most_are_on_every_road() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert sum(len(fault.roads) for fault in FAULTS) > 90


def test_the_table_has_a_row_for_each_thing_to_read() -> None:
    table = rows()
    assert len(table) > len(FAULTS)
    assert {name for name, *_ in table} == {fault.name for fault in FAULTS}
    assert all(where and journal and afterwards for _, where, _, journal, afterwards in table)
