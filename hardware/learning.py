"""Learning which level of the sense line means an open drawer, step by step with a person. Pure.

A lesson is three readings: shut, open, and shut again. The third one tells a drawer from chance.
"""

from dataclasses import dataclass
from typing import Literal

from hardware.protocols import Level

_STEPS = (
    "Shut the drawer.",
    "Open the drawer with the key.",
    "Shut the drawer again.",
)


@dataclass(frozen=True, slots=True)
class PolarityLesson:
    """How far the lesson is; begins with `PolarityLesson()` and goes on with `heard`."""

    readings: tuple[Level, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to do; a silent printer ends the lesson at once."""
        return len(self.readings) == len(_STEPS) or Level.UNKNOWN in self.readings

    @property
    def instruction(self) -> str:
        """What the person is to do before the next reading; empty when the lesson is finished."""
        return "" if self.finished else _STEPS[len(self.readings)]

    def heard(self, level: Level) -> "PolarityLesson":
        """Return the lesson with the reading after the instruction was followed.

        Raises:
            ValueError: The lesson is finished.
        """
        if self.finished:
            raise ValueError("The lesson is finished.")
        return PolarityLesson((*self.readings, level))

    @property
    def open_level(self) -> Literal["low", "high", "none"]:
        """What to write into the configuration; "none" where no sensor can be trusted."""
        if len(self.readings) < len(_STEPS) or Level.UNKNOWN in self.readings:
            return "none"
        shut, opened, shut_again = self.readings
        if shut == opened or shut != shut_again:
            return "none"
        return "high" if opened is Level.HIGH else "low"

    @property
    def conclusion(self) -> str:
        """What was learned, as a sentence; empty while the lesson goes on."""
        if not self.finished:
            return ""
        if Level.UNKNOWN in self.readings:
            return "The printer does not tell how the drawer stands. Write open_level = none."
        shut, opened, shut_again = self.readings
        if shut == opened == shut_again:
            return (
                "The printer saw no difference: the drawer has no sensor, or its cable does not carry it."
                " Write open_level = none."
            )
        if self.open_level == "none":
            return "The readings contradict each other. Try again, and wait a moment after each step."
        return f"The sensor works. Write open_level = {self.open_level}."
