"""What a printer tells by itself (GS a): heard at once on every road, and never needed."""

import time

import pytest

from hardware import DrawerConfig, OutcomeUnknown
from hardware.protocols import Confirmation, DrawerPosition, Kick, Known, Paper
from hardware.simulators.printer import SimulatedPrinter
from tests.hardware.conftest import IN_TIME_S, ROADS, OpenRoad, Road, back_on_line, eventually, slip

HAPPENINGS = {
    "the paper ends": SimulatedPrinter.paper_out,
    "little paper": SimulatedPrinter.paper_low,
    "the cover is opened": SimulatedPrinter.cover_open,
    "the cutter is jammed": SimulatedPrinter.jam_cutter,
    "the drawer is opened with the key": SimulatedPrinter.open_drawer_with_key,
}


def telling(road: Road) -> Road:
    """Look at the printer until it tells of changes, and has nothing new to tell."""
    assert eventually(lambda: road.printer.status().online is Known.YES and says_it_tells(road) == "yes")
    assert eventually(lambda: not looks_worth_it(road))
    return road


def says_it_tells(road: Road) -> str:
    return road.devices.learned()["automatic"] if road.devices.learned() else ""


def looks_worth_it(road: Road) -> bool:
    """Look if there is something new; say whether there was."""
    if road.devices.noticed():
        road.printer.status()
        return True
    return False


@pytest.mark.parametrize("happens", HAPPENINGS)
def test_what_happens_is_noticed_before_anybody_asks(road: Road, happens: str) -> None:
    telling(road)
    HAPPENINGS[happens](road.simulator)
    assert eventually(road.devices.noticed)
    road.printer.status()
    assert eventually(lambda: not road.devices.noticed())


def test_after_a_slip_the_printer_still_tells(road: Road) -> None:
    telling(road)
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    road.simulator.paper_out()
    assert eventually(road.devices.noticed)
    assert road.printer.status().paper is Paper.OUT


def test_what_it_tells_is_no_answer_to_a_question(road: Road) -> None:
    telling(road)
    for _ in range(5):
        road.simulator.open_drawer_with_key()
        assert road.drawer.position() is DrawerPosition.OPEN
        road.simulator.shut_drawer()
        assert road.drawer.position() is DrawerPosition.SHUT
        assert road.printer.status().paper is Paper.OK
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED


def test_paper_that_ends_in_a_slip_longer_than_the_buffer_is_told_at_once(road: Road) -> None:
    telling(road)
    road.simulator.out_of_paper_after(5)
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match=r"in the middle of the slip\. The printer is out of paper"):
        road.printer.print(slip(lines=1200))
    assert time.monotonic() - start_s < 2 * IN_TIME_S  # Printing it all may take a minute.
    road.simulator.load_paper()
    assert back_on_line(road)
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert road.simulator.slips[-1].endswith(slip().to_text(42).rsplit("\n", 2)[0] + "\n")


def test_a_model_that_does_not_tell_is_asked_as_before_and_prints_nothing_of_it(road: Road) -> None:
    road.simulator.no_automatic()
    for _ in range(3):
        assert road.printer.status().online is Known.YES
    road.simulator.paper_low()
    assert not road.devices.noticed()
    assert road.printer.status().paper is Paper.LOW
    assert says_it_tells(road) == "no"
    assert road.simulator.paper == ""


def test_a_printer_that_forgot_to_tell_is_asked_again(road: Road) -> None:
    telling(road)
    road.simulator.power_cycle()
    assert back_on_line(road)
    for change in (road.simulator.open_drawer_with_key, road.simulator.shut_drawer):
        change()
        road.printer.status()
    telling(road)
    road.simulator.cover_open()
    assert eventually(road.devices.noticed)


def test_a_printer_that_others_use_too_is_not_made_to_tell(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1), keep_open=False)
    for _ in range(3):
        road.printer.status()
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert road.simulator.commands["GS a"] == 0


# A pseudo-terminal forgets what was not read yet when it is closed; a serial line does not.
@pytest.mark.parametrize("way", ["in process", "tcp", "usb"])
def test_who_lets_go_of_the_printer_leaves_it_as_it_was(way: str) -> None:
    with ROADS[way]() as open_road:
        leaves_it_as_it_was(telling(open_road(DrawerConfig(1))))


def leaves_it_as_it_was(road: Road) -> None:
    asked = road.simulator.commands["GS a"]
    road.devices.close()
    assert eventually(lambda: road.simulator.commands["GS a"] == asked + 1)
    assert not road.devices.noticed()
    assert road.printer.status().online is Known.YES
