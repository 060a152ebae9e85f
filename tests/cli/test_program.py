"""The program as a process: start-up, pipes, interrupts, help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import click
import pytest

from tests.cli.shop import ANA, PINS, Shop, call, call_apart
from till.cli.demo import PEOPLE, DemoDesk, set_up_shop
from till.cli.root import root


def commands(group: click.Command, *path: str) -> list[tuple[str, ...]]:
    """List every command there is, by its words."""
    if not isinstance(group, click.Group):
        return [path]
    context = click.Context(group)
    found = [path]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += commands(command, *path, name)
    return found


@pytest.mark.parametrize("words", commands(root), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    answer = call(*words, "--help")
    assert answer.code == 0
    assert answer.text.startswith("Usage: ")
    assert answer.text.count("\n\n") >= 2


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["cash", "in", "--help"], ["simulate", "--help"]]
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys\nfrom till.__main__ import main\ncode = main(sys.argv[1:])\n"
        "heavy = set('sqlalchemy textual cryptography argon2 babel escpos PIL serial usb'.split())\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\nsys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize("words", [[], ["demo"]], ids=["screens", "demo"])
def test_the_screens_say_that_they_need_a_terminal(shop: Shop, words: list[str]) -> None:
    answer = call_apart("--config", str(shop.config), *words)
    assert answer.code == 2
    assert "terminal" in answer.errors
    assert answer.errors.count("Error: ") <= 1
    assert "Traceback" not in answer.errors


def test_who_stops_listening_is_not_complained_to(shop: Shop) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    words = ("--config", str(shop.config), "--as", ANA, "journal", "list")
    ended = subprocess.run(
        [sys.executable, "-m", "till", *words],
        env={**os.environ, "TILL_PIN": PINS[ANA]},
        stdout=writes,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    ports = tmp_path / "ports.json"
    words = ("simulate", "printer", "--tcp", "127.0.0.1:0", "--port-file", str(ports))
    # A shell that starts programs in the background lets them ignore interrupts; this one must not.
    listening = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program = subprocess.Popen(
        [
            sys.executable,
            "-c",
            listening + "from till.__main__ import main; sys.exit(main())",
            "--json",
            *words,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = monotonic() + 20
    while not ports.exists() and monotonic() < deadline:
        sleep(0.01)
    program.send_signal(signal.SIGINT)
    output, errors = program.communicate(timeout=20)
    assert (program.returncode, errors) == (130, b"")
    assert json.loads(output) == json.loads(ports.read_text())


def test_a_port_that_is_taken_is_wrong_usage() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = call("--json", "simulate", "printer", "--tcp", f"127.0.0.1:{port}")
        assert answer.code == 2
        assert str(port) in answer.errors
    assert call("simulate", "printer", "--tcp", "nowhere").code == 2


def test_a_simulated_printer_stands_on_a_serial_line_too(tmp_path: Path) -> None:
    ports, link = tmp_path / "ports.json", tmp_path / "line"
    words = ("simulate", "printer", "--pty", str(link), "--port-file", str(ports))
    program = subprocess.Popen([sys.executable, "-m", "till", *words], stdout=subprocess.DEVNULL)
    try:
        deadline = monotonic() + 20
        while not ports.exists() and monotonic() < deadline:
            sleep(0.01)
        address = json.loads(ports.read_text())["address"]
        printing = (sys.executable, "-m", "hardware", "status", "--address", address)
        asked = subprocess.run(printing, capture_output=True, text=True, timeout=60, check=False)
        assert asked.returncode == 0, asked.stderr
        assert "paper" in asked.stdout
    finally:
        program.kill()
        program.wait()


def test_a_simulated_printer_is_in_one_place() -> None:
    assert call("simulate", "printer").code == 2
    assert call("simulate", "printer", "--tcp", "127.0.0.1:0", "--pty", "line").code == 2


def test_text_that_a_terminal_cannot_show_does_no_harm(shop: Shop) -> None:
    written = shop.config.read_text()
    for name, code in (("Большая улица", 0), ("Большая\\u001b[2J улица", 2)):
        shop.config.write_text(written.replace("Main Street", name))
        answer = call_apart(
            "--config", str(shop.config), "status", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        )
        assert answer.code == code
        assert b"\x1b" not in answer.output
        assert "\x1b" not in answer.errors


def test_general_options_may_stand_anywhere(open_shop: Shop) -> None:
    environment = {"TILL_PIN": PINS[ANA]}
    config = str(open_shop.config)
    first = call("--config", config, "--json", "--as", ANA, "report", "x", environment=environment)
    last = call("report", "x", "--as", "ana", "--json", "--config", config, environment=environment)
    assert first.done["figures"]["shift"] == last.done["figures"]["shift"] == 1


def test_the_shop_of_the_demonstration_works(tmp_path: Path) -> None:
    config = set_up_shop(tmp_path)
    config.path.write_text("# The demonstration's own text stands in the program.")
    people = json.loads(json.dumps([list(each) for each in PEOPLE]))
    assert [role for _name, role, _pin in people] == ["manager", "cashier", "supervisor"]
    assert len(config.settings.pay_out_reasons) >= 3
    assert config.data.is_relative_to(tmp_path)


def test_the_desk_of_the_demonstration_turns_every_knob() -> None:
    from hardware.simulators.printer import SimulatedPrinter
    from till.ui.desk import KNOBS

    printer = SimulatedPrinter()
    desk = DemoDesk(printer)
    for knob, _words in KNOBS:
        desk.press(knob)
    assert (printer.port.drawers[2].stuck, printer.sensors.cover_open) == (True, True)
    desk.press("key")
    assert desk.drawer_open()
    desk.press("shut_drawer")
    assert not desk.drawer_open()
    assert desk.paper() == ""
