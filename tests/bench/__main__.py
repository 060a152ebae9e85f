"""Prints a line a figure; `--quick` takes a younger journal, a number one of so many records."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.bench.acts import cash_in
from tests.bench.age import OLD, start_and_x
from tests.bench.drain import drain
from tests.bench.figure import Figure
from tests.bench.kick import kick_while_draining
from tests.bench.sales import sales
from tests.bench.screens import screens
from tests.bench.slips import slips

RESULTS = Path("build") / "bench.json"


def figures(folder: Path, old_records: int) -> Iterator[Figure]:
    """Measure one figure after the other."""
    yield cash_in(folder)
    yield from slips(folder)
    yield from screens(folder)
    yield from sales(folder / "sales")
    yield drain(_room(folder, "drain"))
    yield kick_while_draining(_room(folder, "kick"))
    yield from start_and_x(folder, old_records)


def _room(folder: Path, name: str) -> Path:
    """Make a folder for what sets up a shop of its own."""
    room = folder / name
    room.mkdir()
    return room


def main(arguments: list[str]) -> int:
    """Print each figure beside its goal, and keep them in build/bench.json to compare a change with."""
    numbers = [int(each) for each in arguments if each.isdecimal()]
    old = numbers[0] if numbers else 20_000 if "--quick" in arguments else OLD
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder), old):
            print(figure, flush=True)
            measured.append({**asdict(figure), "met": figure.met})
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    return 0


sys.exit(main(sys.argv[1:]))
