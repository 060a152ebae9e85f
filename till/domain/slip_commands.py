"""What is asked about slips; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act


@dataclass(frozen=True, slots=True)
class CopySlip:
    """Print the slip of an earlier record again, marked as a copy. `kind` is the record's."""

    act: Act
    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class AnswerSlip:
    """Say whether a doubtful slip was printed."""

    act: Act
    job: str
    printed: bool


@dataclass(frozen=True, slots=True)
class CancelSlip:
    """Give up a waiting slip; `sale` is the entry of the sale whose receipt it is, if it is one."""

    act: Act
    job: str
    sale: str | None = None
