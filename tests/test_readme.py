"""What the README says a newcomer types is true; `make test-deb` does the same in a clean Debian."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.shop import call
from tests.readme import Step, follow, sessions

INSTALLING = ("apt", "systemctl")
"""What a quick test cannot do on this machine; the clean root does."""


def test_a_newcomers_session_answers_as_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (session,) = sessions()
    steps = [step for step in session if shlex.split(step.command)[1] not in INSTALLING]
    assert len(steps) > 5
    places = {"/etc/till": str(tmp_path / "etc"), "/var/lib/till": str(tmp_path / "lib")}
    (tmp_path / "etc").mkdir()
    monkeypatch.setenv("TILL_CONFIG", str(tmp_path / "etc" / "config.toml"))

    def do(command: str) -> str:
        for place, here in places.items():
            command = command.replace(place, here)
        words = shlex.split(command)
        assert words[:3] == ["sudo", "-u", "till"]
        settings = dict(word.split("=", 1) for word in words[3 : words.index("till", 3)])
        said = call(*words[words.index("till", 3) + 1 :], environment=settings)
        assert said.code == 0, (command, said.errors)
        return said.text

    assert follow(steps, do, places) == []


def test_a_readme_that_rots_is_noticed() -> None:
    assert Step("x", ("intact, … records",)).is_answered_by("intact, 12 records\n")
    assert not Step("x", ("intact, … records",)).is_answered_by("broken, 12 records\n")
    assert Step("x", ("one", "…", "four")).is_answered_by("one\ntwo\nthree\nfour")
    assert not Step("x", ("one", "four")).is_answered_by("one\ntwo\nfour")


def test_every_command_of_the_session_is_on_the_path_of_a_fresh_machine() -> None:
    (session,) = sessions()
    for step in session:
        assert re.match(r"sudo (?:-u till (?:TILL_PIN=\d+ )?till|apt|systemctl) ", step.command), step.command
