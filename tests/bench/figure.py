"""One measured figure beside its limit."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. `value` and `goal` share a unit; `rounds` and `spread` say how far to trust it.

    `spread` is the distance between the quartiles over the median, of the figure's own times.
    """

    name: str
    value: float
    goal: float
    unit: str
    rounds: int
    spread: float
    beside: str

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal

    def __str__(self) -> str:
        """Say it in one line."""
        mark = "ok  " if self.met else "OVER"
        return (
            f"{mark} {self.name}: {self.value:.2f}{self.unit} (goal {self.goal:g}{self.unit}; {self.beside}; "
            f"{self.rounds} rounds, spread {self.spread:.0%})"
        )


def spread(times: Sequence[float]) -> float:
    """Give the distance between the quartiles over the median."""
    low, middle, high = statistics.quantiles(times, n=4)
    return (high - low) / middle


def timed(act: Callable[[], object]) -> float:
    """Give how long `act` takes, in seconds."""
    begun = perf_counter()
    act()
    return perf_counter() - begun


def side_by_side(
    ours: Callable[[], object], limit: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Time two things in turns, so that what disturbs the machine disturbs both (seconds)."""
    pairs = [(timed(ours), timed(limit)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
