"""What became of slips, and of the printer; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.vocabulary import Confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCopied:
    """A slip of an earlier record was asked for again; it is marked as a copy."""

    id: str
    at: str
    seq: int
    kind: str
    employee1: Person
    employee2: Person | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterChanged:
    """The printer became able or unable to print, as far as it tells; `words` say how it is."""

    id: str
    at: str
    well: bool | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPrinted:
    """A slip came out, as far as the printer tells: see Confirmation."""

    id: str
    at: str
    job: str
    act: str
    confirmation: Confirmation
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWaiting:
    """A slip could not be printed and waits; said once a slip. `cause` is a sentence."""

    id: str
    at: str
    job: str
    act: str
    cause: str
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipInDoubt:
    """Some of a slip may have been printed; only a person can tell. `cause` is a sentence."""

    id: str
    at: str
    job: str
    act: str
    cause: str
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipAnswered:
    """A person said whether a doubtful slip was printed; if not, it is printed again, marked as a copy."""

    id: str
    at: str
    job: str
    printed: bool
    employee1: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCancelled:
    """A person decided that a waiting slip shall not be printed."""

    id: str
    at: str
    job: str
    employee1: Person
    employee2: Person | None = None
