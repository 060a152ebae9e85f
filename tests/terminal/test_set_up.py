"""The first start in a real terminal: offered where there is no configuration; the till runs then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.counter import TILL, simulated_printer
from tests.terminal.program import Program
from till.config import load_config


@pytest.mark.parametrize("words", [("setup",), ("setup", "--json"), ()], ids=["setup", "json", "bare"])
def test_without_a_terminal_one_sentence_says_how_to_set_up(tmp_path: Path, words: tuple[str, ...]) -> None:
    command = [*TILL, "--config", str(tmp_path / "config.toml"), *words]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "till init" in ended.stderr or not words
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_who_declines_the_offer_gets_exit_code_2(tmp_path: Path) -> None:
    with Program([*TILL, "--config", str(tmp_path / "config.toml")], {"TERM": "linux"}) as program:
        program.wait_for("Press Enter to set up this register now")
        program.type("n", "enter")
        assert program.end() == 2
    assert list(tmp_path.iterdir()) == []


def test_a_register_is_set_up_on_a_plain_console_and_the_till_starts(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with (
        simulated_printer() as (address, printer),
        Program([sys.executable, "-m", "till", "--config", str(path)], {"TERM": "linux"}) as program,
    ):
        program.wait_for("There is no configuration at")
        program.type("enter")
        program.wait_for("step 1 of 11")
        program.type("Kaffe AB", "enter", "enter", "enter", "Main Street", "enter")
        program.wait_for("step 2 of 11")
        program.type(*["enter"] * 5)
        program.wait_for("step 3 of 11")
        program.type("Ana Lima", "enter", "4711", "enter", "4711", "enter")
        program.wait_for("step 4 of 11")
        program.type("1", address.removeprefix("tcp:"), "enter")
        program.wait_for("Enter goes on with this printer.")
        program.type("enter")
        program.wait_for("The ruler is printed.")
        program.type("42", "enter")
        program.wait_for("The printer took the slip.")
        program.type("1")
        program.wait_for("How does the drawer open?")
        program.type("2", "enter")
        program.wait_for("What is paid for out of the drawer?")
        program.type("enter")
        program.wait_for("Who else works here?")
        program.type("enter")
        program.wait_for("Is there a back office?")
        program.type("enter")
        program.wait_for("Is everything right?")
        program.type("enter")
        program.wait_for("Who is there?")
        program.type("1", "4711", "enter")
        program.wait_for("F2 opens one")
        state = printer.state()
        assert state["paper"].count("TEST SLIP") == 1
        assert state["kicks"] == 0
    config = load_config(path)
    assert (config.printer.address, config.settings.open_levels) == (address, {1: "none"})


def test_a_set_up_that_is_killed_has_written_nothing_and_is_done_again(tmp_path: Path) -> None:
    command = [*TILL, "--config", str(tmp_path / "config.toml"), "setup"]
    for _time in range(2):
        with Program(command, {"TERM": "linux"}) as program:
            program.wait_for("step 1 of 11")
            program.type("Kaffe AB", "enter", "enter", "enter", "Main Street", "enter")
            program.wait_for("step 2 of 11")
            program.kill()
        assert list(tmp_path.iterdir()) == []
