"""What people ask of training mode; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act


@dataclass(frozen=True, slots=True)
class StartTraining:
    """Let somebody practise from now on: what is done counts in nothing real."""

    act: Act


@dataclass(frozen=True, slots=True)
class EndTraining:
    """Go back to the register as it really is."""

    act: Act
