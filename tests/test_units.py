"""The units of systemd/ are what systemd understands, and give away as little as they can."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[1] / "systemd"
EXPOSURE_MAX = 2.5
"""The highest exposure that `systemd-analyze security` may give (0 is none, 10 is all)."""
SERVICES = sorted(each.name for each in UNITS.glob("*.service"))
TIMERS = sorted(each.name for each in UNITS.glob("*.timer"))
PROGRAMS = "bin/sh usr/bin/till usr/lib/till/trouble usr/sbin/sshd usr/bin/cage".split()


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Give the root of a machine on which the till is installed, as far as systemd looks at it."""
    (tmp_path / "etc/systemd/system").mkdir(parents=True)
    for unit in UNITS.glob("*.*"):
        shutil.copy(unit, tmp_path / "etc/systemd/system")
    for program in PROGRAMS:
        (tmp_path / program).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    return tmp_path


def complaints(machine: Path, *units: str) -> str:
    """Give what systemd does not understand of our units."""
    ran = subprocess.run(
        ["systemd-analyze", "verify", f"--root={machine}", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return "\n".join(line for line in (ran.stdout + ran.stderr).splitlines() if "till" in line)


def test_systemd_understands_every_unit(machine: Path) -> None:
    assert SERVICES
    assert TIMERS
    assert complaints(machine, *SERVICES, *TIMERS) == ""


def test_a_word_that_systemd_does_not_know_would_be_found(machine: Path) -> None:
    unit = machine / "etc/systemd/system/till.service"
    unit.write_text(unit.read_text().replace("NoNewPrivileges=", "NoNewPriviledges="))
    assert "NoNewPriviledges" in complaints(machine, "till.service")


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_gives_away_little(name: str) -> None:
    ran = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNITS / name)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = re.search(r"exposure level for \S+: (\d+\.\d)", ran.stdout)
    assert found is not None, ran.stdout + ran.stderr
    assert float(found[1]) <= EXPOSURE_MAX
