"""What is learned of a printer: by answers and by watching, kept for it, and forgotten with it."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.errors import DeviceError, PrinterSilent, Unreachable
from hardware.learned import Identity, Learned, kept
from hardware.protocols import Confirmation, DrawerPosition, Kick, Known, Level, wait_on
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.transport import SimulatorTransport
from tests.hardware.roads import OpenRoad, Road, eventually, over_tcp, slip


def prove_the_sensor(road: Road) -> None:
    assert road.drawer.kick() is Kick.CONFIRMED
    road.simulator.shut_drawer()
    assert road.drawer.position() is DrawerPosition.SHUT


@pytest.fixture
def open_network() -> Iterator[OpenRoad]:
    """One road, where the road makes no difference."""
    with over_tcp() as open_road:
        yield open_road


def plug_in_another(road: Road) -> None:
    road.simulator.power_cycle()
    assert eventually(road.caught_up)


def test_nothing_is_known_of_a_printer_that_was_never_asked(road: Road) -> None:
    learned = road.devices.learned()
    assert {learned[what] for what in ("answers", "process_id", "transmit_status", "drawer_sensor")} == {
        "unknown"
    }


def test_asking_and_watching_teach_what_it_is_and_can_do(road: Road) -> None:
    road.simulator.paper_low()
    road.printer.print(slip())
    prove_the_sensor(road)
    learned = road.devices.learned()
    assert (learned["maker"], learned["model"], learned["serial_no"]) == ("EPSON", "SIM-T20", "SIM0000001")
    assert (learned["answers"], learned["process_id"], learned["drawer_sensor"]) == ("yes", "yes", "yes")
    assert (learned["open_level"], learned["paper_low_seen"]) == ("low", "yes")


def test_a_printer_that_says_little_has_little_learned_of_it(road: Road) -> None:
    road.simulator.no_process_id()
    road.simulator.no_identity()
    assert road.printer.print(slip()).confirmation is Confirmation.PROCESSED
    learned = road.devices.learned()
    assert (learned["process_id"], learned["transmit_status"]) == ("no", "yes")
    assert (learned["information"], learned["model"]) == ("no", "")


class DeafForAMoment(SimulatorTransport):
    """A cable on which the printer falls silent at the first question in order, and answers again later."""

    def __init__(self, printer: SimulatedPrinter, silent_times: int) -> None:
        super().__init__(printer)
        self.silent_times = silent_times

    def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
        deaf = b"\x1dr\x01" in code and self.silent_times > 0
        self._printer.mute(deaf)
        self.silent_times -= deaf
        super().write(code, timeout_s, give_up)


@pytest.mark.parametrize("silent_times", [1, 2])
def test_a_moment_of_silence_teaches_only_who_is_silent_twice(silent_times: int) -> None:
    simulator = SimulatedPrinter(42)
    cable = DeafForAMoment(simulator, silent_times)
    with closing(open_devices(PrinterConfig("tcp:127.0.0.1:9", 42, 0.3), transport=cable)) as devices:
        confirmation = devices.printer.print(slip()).confirmation
        assert devices.learned()["process_id"] == ("yes" if silent_times == 1 else "no")
        assert confirmation is (Confirmation.PRINTED if silent_times == 1 else Confirmation.SENT)


def test_silence_of_a_printer_in_trouble_teaches_nothing() -> None:
    simulator = SimulatedPrinter(42)

    class OpensItsCover(SimulatorTransport):
        def write(self, code: bytes, timeout_s: float, give_up: Callable[[], bool] = wait_on) -> None:
            if b"\x1dr\x01" in code:
                simulator.cover_open()
            super().write(code, timeout_s, give_up)

    config = PrinterConfig("tcp:127.0.0.1:9", 42, 0.3)
    with closing(open_devices(config, transport=OpensItsCover(simulator))) as devices:
        with contextlib.suppress(DeviceError):
            devices.printer.print(slip())
        assert devices.learned()["process_id"] == "unknown"


def test_what_was_learned_is_believed_again_of_the_same_printer(open_road: OpenRoad) -> None:
    first = open_road(DrawerConfig(1))
    first.printer.print(slip())
    prove_the_sensor(first)
    learned = first.devices.learned()
    first.devices.close()
    second = open_road(DrawerConfig(1), learned=learned)
    if learned["address"]:  # The simulator in this process is a new one each time.
        assert second.drawer.position() is DrawerPosition.SHUT
        assert second.devices.learned()["process_id"] == "yes"


def test_nothing_is_believed_of_another_printer(road: Road) -> None:
    road.printer.print(slip())
    prove_the_sensor(road)
    road.simulator.sensors.serial_no = "SIM0000002"
    plug_in_another(road)
    road.printer.status()
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    learned = road.devices.learned()
    assert (learned["process_id"], learned["drawer_sensor"], learned["open_level"]) == ("unknown",) * 3
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert road.devices.learned()["serial_no"] == "SIM0000002"


def test_another_printer_is_noticed_before_a_kick_is_called_confirmed(road: Road) -> None:
    road.printer.print(slip())
    prove_the_sensor(road)
    road.simulator.sensors.model = "SIM-T30"
    road.simulator.no_sensor()
    plug_in_another(road)
    assert road.drawer.kick() is Kick.UNVERIFIED


def test_another_printer_that_does_not_say_who_it_is_is_noticed(open_network: OpenRoad) -> None:
    road = open_network(DrawerConfig(1))
    road.printer.print(slip())
    prove_the_sensor(road)
    road.simulator.no_identity()
    plug_in_another(road)
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    road.printer.status()
    assert road.drawer.position() is DrawerPosition.UNKNOWN
    assert road.devices.learned()["drawer_sensor"] == "unknown"


def test_a_printer_that_answered_yesterday_is_not_printed_on_while_it_is_silent(open_road: OpenRoad) -> None:
    first = open_road()
    first.printer.print(slip())
    learned = first.devices.learned()
    first.devices.close()
    if learned["address"]:
        first.simulator.mute()
        with pytest.raises(PrinterSilent):
            open_road(learned=learned).printer.print(slip())
        assert len(first.simulator.slips) == 1


LEARNED = Learned(
    address="tcp:192.0.2.9:9100",
    device_id="MFG:EPSON;",
    identity=Identity("EPSON", "T20", "1.0", "S1", ""),
    information=Known.YES,
    answered=(1, 2, 4),
    unanswered=(3,),
    process_id=Known.NO,
    transmit_status=Known.YES,
    levels_seen=(Level.HIGH, Level.LOW),
    open_level=Level.HIGH,
)


def test_what_a_printer_can_do_is_kept_and_what_it_cannot_is_found_out_anew() -> None:
    again = kept(LEARNED.to_values(), LEARNED.address)
    assert again.to_values() == {**LEARNED.to_values(), "process_id": "unknown"}
    assert again.unanswered == ()


def test_what_was_learned_at_another_address_is_not_believed() -> None:
    assert kept(LEARNED.to_values(), "tcp:192.0.2.10:9100") == Learned(address="tcp:192.0.2.10:9100")


def test_values_that_cannot_be_read_are_left_out() -> None:
    nonsense: dict[str, object] = dict.fromkeys(LEARNED.to_values(), 5)
    nonsense.update(address="sim", open_level="up", levels_seen="low sideways", answered="1 x 9", more="?")
    assert kept(nonsense, "sim") == Learned(address="sim", answered=(1,), levels_seen=(Level.LOW,))


def test_looking_at_a_printer_that_answers_is_quick(road: Road) -> None:
    road.printer.status()

    def took_s() -> float:
        start_s = time.monotonic()
        road.printer.status()
        road.drawer.position()
        return time.monotonic() - start_s

    assert any(took_s() < 0.05 for _ in range(50))


def test_looking_at_a_printer_that_cannot_be_reached_does_not_keep_a_kick_waiting() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for line in waiting:
            line.setblocking(False)
            line.connect_ex(full.getsockname())
        address = f"tcp:127.0.0.1:{full.getsockname()[1]}"
        devices = open_devices(PrinterConfig(address, timeout_s=0.5), [DrawerConfig(1)])
        first = devices.printer.status()
        start_s = time.monotonic()
        for _ in range(20):
            assert devices.printer.status() == first
            assert devices.drawers[1].position() is DrawerPosition.UNKNOWN
        assert time.monotonic() - start_s < 20 * 0.5 / 2
        assert "cannot be reached" in first.sentence()
        start_s = time.monotonic()
        with pytest.raises(Unreachable):
            devices.drawers[1].kick()
        assert time.monotonic() - start_s > 0.4
        for line in waiting:
            line.close()
