"""Each day is played again and must read the same. `TILL_WRITE_DAYS=1` writes the right sides anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.days.play import written

DAYS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.usefixtures("tireless_drawer")
@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.stem)
def test_the_day_prints_what_the_file_says(day: Path, tmp_path: Path) -> None:
    played = written(tmp_path / "data", day.read_text(encoding="utf-8"))
    if os.environ.get("TILL_WRITE_DAYS"):
        day.write_text(played, encoding="utf-8")
    assert played == day.read_text(encoding="utf-8")


def test_there_are_days_to_play() -> None:
    assert DAYS
