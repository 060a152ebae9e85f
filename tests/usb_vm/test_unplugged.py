"""A USB cable that is pulled out and put in again: what is said, what is printed, and what never is."""

from __future__ import annotations

import threading
import time

import pytest

from hardware import NotDone, OutcomeUnknown
from hardware.document import Text
from hardware.errors import Unreachable
from hardware.protocols import Confirmation, Kick, Known
from tests.hardware.roads import COLUMNS, Road, eventually, slip
from tests.usb_vm.simulator import UsbSimulator

pytestmark = pytest.mark.usb

NOTICED_WITHIN_S = 2.0
RECOVERED_WITHIN_S = 6.0


def comes_back(road: Road) -> bool:
    return eventually(lambda: road.printer.status().online is Known.YES, RECOVERED_WITHIN_S)


def is_missed(road: Road) -> bool:
    return eventually(lambda: road.printer.status().reachable is Known.NO, NOTICED_WITHIN_S)


def test_unplugged_in_the_middle_of_a_slip_is_a_doubt_at_once(road: Road, plugged: UsbSimulator) -> None:
    road.printer.print(slip())
    plugged.printer.slow(300)
    puller = threading.Timer(0.5, plugged.unplug)
    puller.start()
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="Look at what was printed"):
        road.printer.print(slip(lines=20))
    assert time.monotonic() - start_s < 0.5 + NOTICED_WITHIN_S
    puller.join()
    plugged.printer.slow(None)
    printed = plugged.printer.paper
    plugged.plug()
    assert comes_back(road)
    # Nothing of the doubtful slip comes out later, and nothing of it swallows the next one.
    assert plugged.printer.paper == printed
    assert road.printer.print(slip(Text("next"))).confirmation is Confirmation.PRINTED
    assert plugged.printer.paper.endswith(slip(Text("next")).to_text(COLUMNS))
    assert plugged.printer.kicks == 0


def test_unplugged_before_a_slip_prints_nothing_now_or_later(road: Road, plugged: UsbSimulator) -> None:
    road.printer.print(slip())
    plugged.unplug()
    for _ in range(2):
        with pytest.raises(Unreachable, match="its cable is plugged in"):
            road.printer.print(slip(Text("second")))
    plugged.plug()
    assert comes_back(road)
    assert plugged.printer.paper == slip().to_text(COLUMNS)


def test_no_kick_waits_for_the_cable(road: Road, plugged: UsbSimulator) -> None:
    assert road.drawer.kick() is Kick.CONFIRMED
    plugged.printer.shut_drawer()
    plugged.unplug()
    with pytest.raises(NotDone):
        road.drawer.kick()
    plugged.plug()
    assert comes_back(road)
    assert plugged.printer.kicks == 1
    assert road.drawer.kick() is Kick.CONFIRMED


def test_a_watched_printer_is_missed_and_comes_back_by_itself(road: Road, plugged: UsbSimulator) -> None:
    assert comes_back(road)
    for _ in range(3):
        plugged.unplug()
        assert is_missed(road)
        assert "its cable is plugged in" in road.printer.status().sentence()
        plugged.plug()
        assert comes_back(road)
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED


def test_switched_off_and_on_in_the_middle_of_a_slip_is_a_doubt(road: Road, plugged: UsbSimulator) -> None:
    road.printer.print(slip())
    plugged.printer.slow(300)
    switch = threading.Timer(0.5, plugged.printer.power_cycle)
    switch.start()
    with pytest.raises(OutcomeUnknown):
        road.printer.print(slip(lines=20))
    switch.join()
    plugged.printer.slow(None)
    assert comes_back(road)
    assert len(plugged.printer.slips) == 1
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
