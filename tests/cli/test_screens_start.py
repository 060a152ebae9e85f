"""The screens as the command line starts and ends them, in a terminal of their own."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.shop import ANA, Shop
from tests.terminal.program import Program


@contextmanager
def program(folder: Path, *words: str) -> Iterator[Program]:
    """Run the till in a terminal, with `folder` as the place for what is thrown away."""
    running = Program(
        [sys.executable, "-m", "till", *words], environment={"TMPDIR": str(folder)}, columns=100
    )
    try:
        yield running
    finally:
        if running.child.poll() is None:
            running.kill()


def leave(running: Program) -> int:
    running.type("\x11")
    running.wait_for("Leave the till?")
    running.settle()
    running.type("enter")
    return running.end()


def test_the_demonstration_names_its_pins_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with program(tmp_path, "demo") as running:
        running.wait_for("Ana Lima 1111 (manager)")
        running.wait_for("Printer ready")
        assert list(tmp_path.iterdir())
        assert leave(running) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGHUP])
def test_whoever_ends_the_program_lets_it_clear_up(tmp_path: Path, ended_by: signal.Signals) -> None:
    with program(tmp_path, "demo") as running:
        running.wait_for("Printer ready")
        running.child.send_signal(ended_by)
        assert running.end() == 128 + ended_by
    assert list(tmp_path.iterdir()) == []


def test_the_configured_register_starts_and_notes_its_start_and_stop(shop: Shop) -> None:
    with program(shop.folder, "--config", str(shop.config)) as running:
        running.wait_for("No printer is configured")
        assert leave(running) == 0
    kinds = [record["kind"] for record in shop.say(ANA, "journal", "list").plain["records"]]
    # Between them stands how the printer was found.
    assert [kind for kind in kinds if kind.startswith("program-")][:2] == [
        "program-stopped",
        "program-started",
    ]


def test_a_register_without_its_journal_shows_why_and_ends_with_5(new_shop: Callable[..., Shop]) -> None:
    shop = new_shop()
    shutil.rmtree(shop.journal.parent)
    with program(shop.folder, "--config", str(shop.config)) as running:
        running.wait_for("There is no journal")
        running.settle()
        running.type("enter")
        assert running.end() == 5


def test_a_wrong_address_is_told_on_one_screen_and_again_at_the_end(shop: Shop) -> None:
    shop.config.write_text(shop.config.read_text().replace('"none"', '"fax:1"'))
    with program(shop.folder, "--config", str(shop.config)) as running:
        running.wait_for("The till cannot go on")
        running.settle()
        running.type("enter")
        assert running.end() == 2
        # A long path may break the line anywhere.
        assert "printer.address" in running.screen.text.replace("\n", "")


BROKEN_HELP = """
import sys
from till.ui.screens import help
help.WORDS = 4711
from till.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_what_nobody_foresaw_ends_in_one_sentence_and_its_place_is_kept(shop: Shop) -> None:
    running = Program([sys.executable, "-c", BROKEN_HELP, "--config", str(shop.config)], columns=100)
    running.wait_for("Who is there?")
    running.settle()
    running.type("\x1bOP")
    shown = running.wait_for("it does not understand")
    assert running.end() == 1
    assert "Traceback" not in shown
    (kept,) = shop.folder.rglob("last-trouble.txt")
    assert "TypeError" in kept.read_text(encoding="utf-8")
