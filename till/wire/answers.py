"""What the office answers: what it holds, and what is the matter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from till.domain.plain import Unreadable, from_plain, to_plain
from till.domain.state import Head

T = TypeVar("T")
ANSWER_BYTES_MAX: Final = 64 * 1024
"""The longest answer that is read (bytes)."""


class Trouble(StrEnum):
    """Why the office did not take a batch."""

    GAP = "gap"
    FORK = "fork"
    RESTORED = "restored"
    INVALID = "invalid-payload"
    TOO_LARGE = "too-large"
    UNKNOWN_REGISTER = "unknown-register"
    UNKNOWN = "unknown-token"
    REVOKED = "revoked-token"
    OTHER_REGISTER = "other-register"
    OTHER_KEY = "other-key"
    UNKNOWN_CODE = "unknown-code"
    DISK_FULL = "disk-full"
    BUSY = "busy"


STATUS: Final[dict[Trouble, int]] = {
    Trouble.GAP: 409,
    Trouble.FORK: 409,
    Trouble.RESTORED: 409,
    Trouble.INVALID: 422,
    Trouble.TOO_LARGE: 413,
    Trouble.UNKNOWN_REGISTER: 404,
    Trouble.UNKNOWN: 401,
    Trouble.REVOKED: 403,
    Trouble.OTHER_REGISTER: 403,
    Trouble.OTHER_KEY: 403,
    Trouble.UNKNOWN_CODE: 403,
    Trouble.DISK_FULL: 507,
    Trouble.BUSY: 503,
}
"""The HTTP status of each trouble."""


class NotAnAnswer(ValueError):
    """What came back was not written by a back office."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office holds now, and why it did not take what was sent, with a sentence; None if it did."""

    held: Head | None = None
    trouble: Trouble | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentWish:
    """What a register sends to be known: the one-time code, who it is, and the proof that it has the key."""

    code: str
    register: str
    name: str
    public_key: str
    proof: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The token that the register shows from now on, and what the office holds of it already."""

    token: str
    held: Head


def proof_text(code: str, register: str) -> str:
    """Give the text that a register signs to be enrolled."""
    return f"till enrolment\n{code}\n{register}"


def to_json(answer: Answer | EnrolmentWish | Enrolled) -> bytes:
    """Write an answer or a wish."""
    return json.dumps(to_plain(answer), ensure_ascii=False, separators=(",", ":")).encode()


def answer_in(body: bytes) -> Answer:
    """Read an answer.

    Raises:
        NotAnAnswer: It is none.
    """
    return _read(Answer, body)


def wish_in(body: bytes) -> EnrolmentWish:
    """Read a wish to be enrolled.

    Raises:
        NotAnAnswer: It is none.
    """
    return _read(EnrolmentWish, body)


def enrolled_in(body: bytes) -> Enrolled:
    """Read the answer to a wish to be enrolled.

    Raises:
        NotAnAnswer: It is none.
    """
    return _read(Enrolled, body)


def _read(kind: type[T], body: bytes) -> T:
    try:
        return from_plain(kind, json.loads(body))
    except Unreadable as wrong:
        raise NotAnAnswer(str(wrong)) from wrong
    except (ValueError, RecursionError) as wrong:
        raise NotAnAnswer("it is not JSON") from wrong
