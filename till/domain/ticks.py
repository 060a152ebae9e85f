"""The machine's steady clock, which nobody sets: what shows that the clock on the wall was set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticks:
    """How long the machine is up (milliseconds, sleep included), and which start of it that is."""

    boot: str
    ms: int


@dataclass(frozen=True, slots=True)
class Ticking:
    """What the clock on the wall showed (RFC 3339) when the steady one stood so."""

    ticks: Ticks
    at: str


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The newest reason to look at the clock: what it showed, or should have shown, before; and then.

    `certain` says that it was set; else it may as well be that the register was switched off for so long.
    """

    before: str
    at: str
    certain: bool
