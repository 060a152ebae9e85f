"""What the register asks of itself after a refusal; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.vocabulary import Secret


@dataclass(frozen=True, slots=True)
class CountRefusal:
    """Keep that the people of `act` were told something of what is in a drawer by a refusal."""

    act: Act
    drawer: int
    shift: int | None
    about: Secret
