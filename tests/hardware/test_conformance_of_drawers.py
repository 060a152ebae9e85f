"""What every road to a drawer must do: one pulse or none, never late, and no claim without a sensor."""

import pytest

from hardware import DrawerConfig, NotDone, OutcomeUnknown
from hardware.errors import PrinterSilent, Unreachable
from hardware.protocols import DrawerPosition, Kick
from tests.hardware.conftest import OpenRoad, Road, back_on_line, eventually, slip


def test_a_kick_is_one_pulse_of_the_configured_length(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1, on_ms=100, off_ms=400))
    road.drawer.kick()
    (pulse,) = road.simulator.pulses
    assert (pulse.pin, pulse.on_ms, pulse.off_ms, pulse.real_time) == (2, 100, 400, False)


def test_the_sensor_confirms_a_kick(road: Road) -> None:
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.drawer.position() is DrawerPosition.OPEN
    road.simulator.shut_drawer()
    assert road.drawer.position() is DrawerPosition.SHUT


def test_a_sensor_that_has_never_changed_is_not_believed(road: Road) -> None:
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    road.simulator.drawer_stuck()
    assert road.drawer.kick() is Kick.UNVERIFIED
    assert road.drawer.position() is DrawerPosition.UNKNOWN


def test_a_sensor_that_has_changed_tells_that_a_drawer_is_stuck(road: Road) -> None:
    road.drawer.kick()
    road.simulator.shut_drawer()
    road.simulator.drawer_stuck()
    assert road.drawer.kick() is Kick.NO_MOTION
    assert road.simulator.kicks == 2


def test_an_unplugged_sensor_confirms_nothing(road: Road) -> None:
    road.simulator.no_sensor()
    assert road.drawer.kick() is Kick.UNVERIFIED
    assert road.drawer.position() is DrawerPosition.UNKNOWN


def test_a_drawer_configured_without_a_sensor_is_never_confirmed(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1, open_level="none"))
    assert road.drawer.kick() is Kick.UNVERIFIED
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    assert eventually(lambda: road.simulator.kicks == 1)


def test_a_sensor_that_is_high_when_open_is_understood(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1, open_level="high"))
    road.simulator.sense("high")
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.drawer.position() is DrawerPosition.OPEN


def test_opening_with_the_key_is_seen(road: Road) -> None:
    road.drawer.position()
    road.simulator.open_drawer_with_key()
    assert road.drawer.position() is DrawerPosition.OPEN
    assert road.simulator.kicks == 0


def test_a_drawer_that_already_stands_open_is_found_open(road: Road) -> None:
    road.drawer.kick()
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.simulator.kicks == 2


def test_two_drawers_have_a_pin_each_and_one_sensor(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1), DrawerConfig(2, pin=5))
    assert road.drawer.kick() is Kick.CONFIRMED
    # The first drawer stands open, so the sensor cannot tell what the second one did.
    assert road.second_drawer.kick() is Kick.UNVERIFIED
    assert [pulse.pin for pulse in road.simulator.pulses] == [2, 5]


def test_kicks_keep_their_distance(road: Road) -> None:
    road.drawer.kick()
    road.simulator.shut_drawer()
    road.drawer.kick()
    first, second = road.simulator.pulses
    assert second.at_s - first.at_s >= 0.55


def test_a_kick_without_paper_waits_for_the_end_of_the_last_pulse(open_road: OpenRoad) -> None:
    # A printer ignores a real-time pulse while another one, its pause included, is running.
    road = open_road(DrawerConfig(1, on_ms=120, off_ms=500))
    road.drawer.kick()
    road.simulator.shut_drawer()
    road.simulator.paper_out()
    assert road.drawer.kick() is Kick.CONFIRMED
    first, second = road.simulator.pulses
    assert second.real_time
    assert second.at_s - first.at_s >= 0.62


def test_a_drawer_opens_without_paper_by_the_real_time_pulse(road: Road) -> None:
    road.simulator.paper_out()
    assert road.drawer.kick() is Kick.CONFIRMED
    road.simulator.load_paper()
    (pulse,) = road.simulator.pulses
    assert pulse.real_time


def test_a_drawer_opens_with_the_cover_open(road: Road) -> None:
    road.simulator.cover_open()
    assert road.drawer.kick() is Kick.CONFIRMED
    road.simulator.cover_open(False)
    assert road.simulator.kicks == 1


@pytest.mark.parametrize("fault", ["offline", "jam_cutter", "fail"])
def test_no_kick_waits_in_a_printer_that_obeys_none(road: Road, fault: str) -> None:
    getattr(road.simulator, fault)()
    with pytest.raises(NotDone, match="with the key"):
        road.drawer.kick()
    getattr(road.simulator, fault)(False)
    assert road.simulator.kicks == 0


def test_no_kick_reaches_a_printer_that_was_off(road: Road) -> None:
    road.simulator.switch_off()
    with pytest.raises(Unreachable):
        road.drawer.kick()
    road.simulator.switch_on()
    assert back_on_line(road)
    assert road.simulator.kicks == 0


def test_no_kick_is_sent_to_a_printer_that_fell_silent(road: Road) -> None:
    road.drawer.position()
    road.simulator.hang()
    with pytest.raises(PrinterSilent):
        road.drawer.kick()
    road.simulator.hang(False)
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    assert road.simulator.kicks == 0


def test_a_printer_that_never_answers_is_kicked_once_and_nothing_is_claimed(road: Road) -> None:
    road.simulator.mute()
    assert road.drawer.kick() is Kick.UNVERIFIED
    assert eventually(lambda: road.simulator.kicks == 1)


@pytest.mark.parametrize("bytes_left", [1, 2, 3, 4])
def test_a_kick_that_is_cut_off_is_a_doubt_and_never_comes_later(road: Road, bytes_left: int) -> None:
    road.printer.print(slip())
    road.simulator.cut_off_after(3 + bytes_left)
    with pytest.raises(OutcomeUnknown, match="drawer"):
        road.drawer.kick()
    assert back_on_line(road)
    road.printer.print(slip())
    road.printer.print(slip())
    assert road.simulator.kicks == 0


def test_a_kick_does_not_wait_behind_a_doubtful_slip(road: Road) -> None:
    road.printer.print(slip())
    road.simulator.out_of_paper_after(2)
    with pytest.raises(OutcomeUnknown):
        road.printer.print(slip(lines=20))
    assert road.drawer.kick() is Kick.CONFIRMED
    assert road.simulator.kicks == 1
    road.simulator.load_paper()
    assert road.simulator.kicks == 1
