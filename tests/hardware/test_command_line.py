import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.__main__ import main
from hardware.discover import Found
from hardware.document import Cut, Document, Text
from hardware.simulators.control import KNOBS, SimulatorControl
from hardware.simulators.tcp import TcpSimulator
from tests.hardware.roads import IN_TIME_S

ROOT = Path(__file__).parents[2]


@pytest.fixture
def simulator() -> Iterator[TcpSimulator]:
    with TcpSimulator() as running:
        yield running


def test_a_printer_says_who_it_is(simulator: TcpSimulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "--address", simulator.address]) == 0
    assert capsys.readouterr().out.splitlines()[:5] == [
        "maker: EPSON",
        "model: SIM-T20",
        "firmware: 1.00",
        "serial number: SIM0000001",
        "Printer ready",
    ]
    assert simulator.printer.paper == ""


def test_a_printer_shows_what_it_can_do(simulator: TcpSimulator, capsys: pytest.CaptureFixture[str]) -> None:
    simulator.printer.no_process_id()
    assert main(["probe", "--address", simulator.address]) == 0
    out = capsys.readouterr().out
    assert "answers: yes\nsays that a slip was printed: no\nsays that a slip was processed: yes\n" in out
    assert "has a drawer sensor that was seen to change: unknown\n" in out
    assert simulator.printer.paper == ""


def test_without_an_address_everything_that_is_plugged_in_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def plugged_in() -> tuple[list[Found], list[str]]:
        return [Found("lp", "lp:/dev/usb/lp0", "EPSON TM-T20"), Found("usb", "usb:1:2", "X", "Y.")], ["Z."]

    monkeypatch.setattr("hardware.discover.discover", plugged_in)
    assert main(["probe"]) == 0
    assert capsys.readouterr().out == ("lp:/dev/usb/lp0\n    EPSON TM-T20.\nusb:1:2\n    X. Y.\nZ.\n")


def test_what_is_plugged_into_this_computer_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe"]) == 0
    assert capsys.readouterr().out


def test_the_polarity_of_the_drawer_is_learned_with_a_person(
    simulator: TcpSimulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Person:
        """Follows the instructions, one for each line that is asked for."""

        def __init__(self) -> None:
            shut, opened = simulator.printer.shut_drawer, simulator.printer.open_drawer_with_key
            self.moves = [shut, opened, shut]

        def readline(self) -> str:
            self.moves.pop(0)()
            return "\n"

    simulator.printer.sense("high")
    monkeypatch.setattr("sys.stdin", Person())
    assert main(["learn", "--address", simulator.address]) == 0
    assert capsys.readouterr().out.endswith("Then press Enter.\nThe sensor works. Write open_level = high.\n")


def test_a_simulator_on_a_serial_line_is_printed_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "printer"
    command = [sys.executable, "-m", "hardware", "simulate", "--pty", str(link), "--baud", "115200"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            ports = json.loads(running.stdout.readline())
            assert ports["address"] == f"serial:{link}"
            assert main(["print", "--address", ports["address"]]) == 0
        finally:
            running.terminate()
    assert capsys.readouterr().out == "printed\n"


def test_the_test_slip_uses_every_style(simulator: TcpSimulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "--address", simulator.address]) == 0
    assert capsys.readouterr().out == "printed\n"
    (slip,) = simulator.printer.slips
    assert "åäöÅÄÖ éèêç ñ ß € £ łžš Привет" in slip
    assert "[BARCODE 1234567890]" in slip


def test_a_stored_document_and_a_text_are_printed(simulator: TcpSimulator, tmp_path: Path) -> None:
    stored, text = tmp_path / "slip.json", tmp_path / "slip.txt"
    stored.write_text(Document("t", (Text("stored"), Cut())).to_json())
    text.write_text("first\nsecond\x1bp\x00\x19\xfa\n")
    for file in (stored, text):
        assert main(["print", str(file), "--address", simulator.address]) == 0
    assert simulator.printer.slips == ["stored\n", "first\nsecondpú\n"]
    assert simulator.printer.kicks == 0


def test_a_kick_and_the_status_are_told(simulator: TcpSimulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kick", "--address", simulator.address]) == 0
    simulator.printer.paper_low()
    assert main(["status", "--address", simulator.address]) == 0
    out = capsys.readouterr().out
    assert out.startswith("confirmed\nPrinter ready. Paper is low.\nreachable yes, online yes, paper low")


def test_what_a_device_could_not_do_is_exit_code_4(
    simulator: TcpSimulator, capsys: pytest.CaptureFixture[str]
) -> None:
    simulator.printer.paper_out()
    assert main(["print", "--address", simulator.address]) == 4
    assert capsys.readouterr().err == "The printer is out of paper. Put in a new roll.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["print", "--address", "paper:"],
        ["print", "no such file", "--address", "sim:"],
        ["print", "--address", "sim:", "--columns", "3"],
        ["kick", "--address", "sim:", "--pin", "9"],
        ["simulate", "--tcp", "9100"],
        ["status"],
        ["print", "--address", "serial:/dev/ttyUSB0?baud=7"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_no_printer_is_a_sentence_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--address", "none"]) == 0
    assert capsys.readouterr().out.startswith("No printer is configured.\n")
    assert main(["kick", "--address", "none"]) == 4


def test_a_simulator_in_a_process_of_its_own_is_printed_on_and_controlled(tmp_path: Path) -> None:
    port_file = tmp_path / "ports.json"
    command = [sys.executable, "-m", "hardware", "simulate", "--tcp", "127.0.0.1:0", "--columns", "32"]
    with subprocess.Popen(
        [*command, "--port-file", str(port_file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            ports = json.loads(running.stdout.readline())
            assert json.loads(port_file.read_text()) == ports
            host, port = ports["control"].split(":")
            with SimulatorControl(host, int(port)) as control:
                assert main(["kick", "--address", ports["address"]]) == 0
                assert main(["print", "--address", ports["address"], "--columns", "32"]) == 0
                control.do("paper_out")
                assert main(["print", "--address", ports["address"]]) == 4
                state = control.state()
        finally:
            running.terminate()
    assert (state["kicks"], state["drawer"], state["roll"], len(state["slips"])) == (1, "open", "out", 1)
    assert state["pulses"][0]["pin"] == 2
    assert "Name on the left" in state["paper"]


def test_every_knob_can_be_turned_from_outside(simulator: TcpSimulator) -> None:
    settings: dict[str, dict[str, object]] = {
        "out_of_paper_after": {"lines": 2},
        "slow": {"bytes_s": 100},
        "pause_after": {"lines": 2},
        "cut_off_after": {"bytes_left": 9},
        "sense": {"open_level": "high"},
    }
    with SimulatorControl(simulator.control_host, simulator.control_port) as control:
        for knob in KNOBS:
            control.do(knob, **settings.get(knob, {}))
        assert control.state()["drawer"] in ("open", "shut")


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"do": "explode"}, "There is no knob 'explode'"),
        ({"do": "_lose_power"}, "There is no knob"),
        ({"do": "paper_low", "very": True}, "does not take that"),
        ({"do": "slow", "bytes_s": "fast"}, "does not take that"),
        ({"do": "open_drawer_with_key", "pin": 7}, "does not take that"),
        ({"ask": "money"}, "Expected"),
        ([], "Expected"),
    ],
)
def test_nonsense_on_the_control_socket_is_answered_in_a_sentence(
    simulator: TcpSimulator, wish: object, says: str
) -> None:
    from hardware.simulators.control import carry_out

    assert says in carry_out(simulator.printer, json.dumps(wish).encode())["error"]


def test_a_second_host_waits_until_the_first_one_is_gone(simulator: TcpSimulator) -> None:
    from hardware.addresses import TcpAddress
    from hardware.transports.tcp import TcpTransport

    first, second = (TcpTransport(TcpAddress(simulator.host, simulator.port)) for _ in range(2))
    first.open(1.0)
    first.write(b"\x10\x04\x01", 1.0)
    assert first.read(1, 10.0) == b"\x16"
    second.open(1.0)
    second.write(b"\x10\x04\x01", 1.0)
    assert second.read(1, 0.1) == b""
    first.close()
    start_s = time.monotonic()
    assert second.read(1, 10.0) == b"\x16"
    assert time.monotonic() - start_s < IN_TIME_S
    second.close()
