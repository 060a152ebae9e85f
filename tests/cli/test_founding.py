"""A set-up that is cut off anywhere can be done again, and gives a register that works."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shop import Answer, call
from till.cash_register import KEY, CashRegister
from till.config import load_config
from till.signing import create_key, load_key
from till.store.engine import DATABASE

CHANGES = frozenset("open os.link os.rename os.remove os.mkdir os.truncate".split())


def init(folder: Path, manager: str = "Ana") -> Answer:
    general = ("--json", "--config", str(folder / "config.toml"), "init", "--register-code", "REG-001")
    return call(*general, "--currency", "SEK", "--manager", manager, environment={"TILL_PIN": "4711"})


def init_until(folder: Path, change: int) -> bool:
    """Set up in a child that dies without a word at the change number `change`; say whether it died."""
    child = os.fork()
    if child == 0:
        made = 0

        def die_in_time(name: str, facts: tuple[Any, ...]) -> None:
            nonlocal made
            if name in CHANGES and str(folder) in str(facts[0]):
                if made == change:
                    os._exit(9)
                made += 1

        sys.addaudithook(die_in_time)
        with suppress(BaseException):  # Whatever happens, the child must not go on with the tests.
            init(folder, "Eve")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def is_well(folder: Path, manager: str) -> None:
    config = load_config(folder / "config.toml")
    register = CashRegister.open(config.data, config.settings.timezone)
    assert register.state.employees[1].name == manager
    register.start(config.settings)
    register.stop()
    assert not [path.name for path in (*folder.iterdir(), *config.data.iterdir()) if "part" in path.name]


def test_a_set_up_that_dies_at_any_change_on_the_disk_is_done_again(tmp_path: Path) -> None:
    deaths = 0
    for change in range(100):
        folder = tmp_path / str(change)
        folder.mkdir()
        if not init_until(folder, change):
            break
        deaths += 1
        again = init(folder)
        finished = again.code == 2 and "is there already" in again.errors
        assert again.code == 0 or finished, again.errors
        is_well(folder, "Eve" if finished else "Ana")
    assert 8 < deaths < 100


@pytest.mark.parametrize("left", ["", "0f3a", "\n"], ids=["empty", "half", "a line"])
def test_half_a_key_makes_room_for_a_whole_one(tmp_path: Path, left: str) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / KEY).write_text(left)
    (tmp_path / "data" / DATABASE).touch(0o600)
    assert init(tmp_path).code == 0
    assert call("--config", str(tmp_path / "config.toml"), "doctor").code == 0
    is_well(tmp_path, "Ana")


def test_a_whole_key_is_never_overwritten(tmp_path: Path) -> None:
    create_key(tmp_path / KEY)
    before = (tmp_path / KEY).read_text()
    with pytest.raises(FileExistsError):
        create_key(tmp_path / KEY)
    assert (tmp_path / KEY).read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == [KEY]
    load_key(tmp_path / KEY)


def test_a_register_in_which_something_happened_is_not_taken_for_a_set_up(tmp_path: Path) -> None:
    assert init(tmp_path).code == 0
    config = load_config(tmp_path / "config.toml")
    register = CashRegister.open(config.data, config.settings.timezone)
    register.start(config.settings)
    register.stop()
    (tmp_path / "config.toml").rename(tmp_path / ".config.toml.part")
    assert init(tmp_path).refused == "AlreadySetUp"
    assert CashRegister.open(config.data, config.settings.timezone).state.head.records == 6


def test_two_set_ups_at_once_are_one_too_many(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / ".config.toml.part").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        answer = init(tmp_path)
    assert answer.code == 2
    assert "another set-up is under way" in answer.errors
