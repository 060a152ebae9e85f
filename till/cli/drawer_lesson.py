"""Learns with a person at the terminal how the sensor of a drawer says that it is open."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from till.cli.answers import Exit, answer, warn

if TYPE_CHECKING:
    from pathlib import Path

    from hardware.learning import PolarityLesson
    from hardware.protocols import CashDrawer
    from till.cli.devices_at_hand import DevicesAtHand


def teach(hands: DevicesAtHand, number: int, *, write: bool) -> Exit:
    """Go through the lesson for one drawer and say what to write into the configuration.

    Raises:
        click.UsageError: There is no such drawer, it has no sensor, or nobody goes through with the lesson.
    """
    from hardware.protocols import Known

    table = next((each for each in hands.config.drawers if each.id == number), None)
    if table is None:
        raise click.UsageError(f"There is no drawer {number} in the configuration.")
    if table.address not in ("printer", "sim:"):
        raise click.UsageError(f"Drawer {number} has no cable and no sensor: its address is {table.address}.")
    status = hands.devices.printer.status()
    if status.reachable is Known.NO and table.address == "printer":
        answer({"drawer": number, "words": status.sentence(), "written": False}, status.sentence())
        return Exit.DEVICE
    lesson = _lesson(hands.devices.drawers[number])
    certain = lesson.open_level != "none" or len(set(lesson.readings)) == 1 < len(lesson.readings)
    return _conclude(hands, number, lesson, certain=certain, write=write and certain)


def _lesson(drawer: CashDrawer) -> PolarityLesson:
    from hardware.learning import PolarityLesson

    lesson = PolarityLesson()
    while not lesson.finished:
        print(f"{lesson.instruction} Then press Enter. ", end="", file=sys.stderr, flush=True)
        if not sys.stdin.readline():
            raise click.UsageError("The lesson was not finished: it wants a person at a terminal.")
        lesson = lesson.heard(drawer.level())
    return lesson


def _conclude(
    hands: DevicesAtHand, number: int, lesson: PolarityLesson, *, certain: bool, write: bool
) -> Exit:
    path, line = hands.config.path, f'open_level = "{lesson.open_level}"'
    written = write and _written(path, number, lesson.open_level)
    # What the hardware concludes names the line too; what to do with it is said once, and for this file.
    words = lesson.conclusion.partition(" Write open_level")[0]
    if written:
        words += f" {path} says so now, for drawer {number}: {line}"
    elif certain:
        words += f" In {path}, under [[drawer]] with id = {number}, write: {line}"
    plain = {
        "drawer": number,
        "readings": [level.value for level in lesson.readings],
        "open_level": lesson.open_level if certain else None,
        "line": line if certain else None,
        "words": words,
        "written": written,
    }
    answer(plain, words)
    if write and not written:
        return Exit.USAGE
    return Exit.DONE if certain else Exit.DEVICE


def _written(path: Path, number: int, open_level: str) -> bool:
    """Write what was learned into the configuration; say whether it stands there now."""
    from till.cli.config_file import draft
    from till.faults import BadConfiguration, NotRecorded

    try:
        draft(path, {f"drawer.{number}.open_level": open_level}).write()
    except (BadConfiguration, NotRecorded) as fault:
        warn(str(fault))
        return False
    return True
