"""What is asked of an adjustment, from its draft to its posting; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType


@dataclass(frozen=True, slots=True)
class DraftAdjustment:
    """Write down what another system took, or what was recorded wrong; nothing moves yet."""

    act: Act
    type: MovementType
    lines: tuple[TenderLine, ...]
    reason: str
    drawer: int = 1
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeAdjustment:
    """Write a draft anew; None leaves a part as it is."""

    act: Act
    adjustment: str
    lines: tuple[TenderLine, ...] | None = None
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CancelAdjustment:
    """Give up a draft; it stays in the journal."""

    act: Act
    adjustment: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PostAdjustment:
    """Let a draft count."""

    act: Act
    adjustment: str
