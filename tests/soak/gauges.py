"""What a program holds while it runs, read from /proc, and whether that stays the same."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WARM_UP: Final = 0.25
"""The share of a run after which a program has loaded what it needs."""
WINDOW: Final = 0.15
"""The share of a run whose middle stands for its beginning or its end: one reading says little."""
GROWTH_MAX: Final = 0.05
DESCRIPTORS_MORE_MAX: Final = 2
"""A connection that is just being made is no leak."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at a program: seconds since the run began, memory in KiB, open descriptors, threads."""

    at_s: float
    memory_kib: int
    descriptors: int
    threads: int


def read(pid: int, at_s: float) -> Reading | None:
    """Look at a program; None when it is not there any more."""
    here = Path("/proc") / str(pid)
    try:
        lines = dict(line.split(":", 1) for line in (here / "status").read_text().splitlines())
        descriptors = len(list((here / "fd").iterdir()))
        return Reading(at_s, int(lines["VmRSS"].split()[0]), descriptors, int(lines["Threads"]))
    except (OSError, KeyError):
        return None


def child_of(parent: int, word: str) -> int | None:
    """Find the child of a program that has `word` on its command line."""
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                if word.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                    return int(child)
        except OSError:
            continue  # It has just ended.
    return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much of a thing a program held after its warm-up, and at the end."""

    name: str
    before: float
    after: float
    well: bool

    def __str__(self) -> str:
        more = 0.0 if not self.before else self.after / self.before - 1
        mark = "ok  " if self.well else "GREW"
        change = f"{self.before:,.0f} after the warm-up, {self.after:,.0f} at the end ({more:+.1%})"
        return f"{mark} {self.name}: {change}"


def verdicts(name: str, readings: Sequence[Reading]) -> list[Verdict]:
    """Compare the beginning of what was read after the warm-up with the end."""
    warm = readings[int(len(readings) * WARM_UP) :]
    window = max(1, int(len(readings) * WINDOW))
    first, last = warm[:window], warm[-window:]

    def middle(of: Callable[[Reading], int]) -> tuple[float, float]:
        return statistics.median(map(of, first)), statistics.median(map(of, last))

    memory = middle(lambda reading: reading.memory_kib)
    descriptors = middle(lambda reading: reading.descriptors)
    threads = middle(lambda reading: reading.threads)
    return [
        Verdict(f"{name}, memory in KiB", *memory, well=memory[1] <= memory[0] * (1 + GROWTH_MAX)),
        Verdict(f"{name}, descriptors", *descriptors, well=_steady(descriptors)),
        Verdict(f"{name}, threads", *threads, well=_steady(threads)),
    ]


def _steady(pair: tuple[float, float]) -> bool:
    return pair[1] <= pair[0] + DESCRIPTORS_MORE_MAX
