"""What an office asks a register to do, and what the register says became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from till.domain.plain import Unreadable, from_plain, to_plain
from till.wire.answers import NotAnAnswer

OPEN_SESSION: Final = "open-session"
NOTE_SESSION: Final = "note-session"
POST_SESSION: Final = "post-session"
EXTERNAL_RECORD: Final = "external-record"
OUTCOME_BYTES_MAX: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Wish:
    """What an order says: each kind uses its own of these. Amounts are minor units.

    `open-session` has `date`, the business date it is for, and may have `amount` and `note`; `note-session`
    has `shift` and `note`; `post-session` has `shift`; `external-record` has `record`, a text.
    """

    date: str | None = None
    amount: int | None = None
    note: str | None = None
    shift: int | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """One order, with its number at the office and who asked for it there."""

    no: int
    kind: str
    asked_by: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class Errands:
    """The order that a register has to do next, if there is one."""

    next: Errand | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: `words` say why it was refused; `shift` and `seq` are what came of it."""

    done: bool
    words: str = ""
    shift: int | None = None
    seq: int | None = None


def errands_json(errands: Errands) -> bytes:
    """Write what a register has to do."""
    return json.dumps(to_plain(errands), ensure_ascii=False, separators=(",", ":")).encode()


def errands_in(body: bytes) -> Errands:
    """Read what there is to do.

    Raises:
        NotAnAnswer: It is none.
    """
    try:
        return from_plain(Errands, json.loads(body))
    except (Unreadable, ValueError, RecursionError) as wrong:
        raise NotAnAnswer(str(wrong)) from wrong


def outcome_json(outcome: Outcome) -> bytes:
    """Write what became of an order."""
    return json.dumps(to_plain(outcome), ensure_ascii=False, separators=(",", ":")).encode()


def outcome_in(body: bytes) -> Outcome:
    """Read what became of an order.

    Raises:
        NotAnAnswer: It is none.
    """
    try:
        return from_plain(Outcome, json.loads(body))
    except (Unreadable, ValueError, RecursionError) as wrong:
        raise NotAnAnswer(str(wrong)) from wrong
