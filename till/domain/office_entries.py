"""What happened between the register and its back office; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDisagreed:
    """A back office holds another journal than this one: a fork, a gap, or more than the register has.

    `trouble` is `fork`, `gap` or `restored`; `held` the number of records that the office holds.
    """

    id: str
    at: str
    peer: str
    trouble: str
    held: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAsked:
    """The office asked for something, and it was done, or refused for the reason in `words`.

    `order` is its number at the office, `what` its kind, `asked_by` who asked there; `shift` and `record` are
    what came of it. `note` is what a shift that runs was noted with.
    """

    id: str
    at: str
    peer: str
    order: int
    what: str
    asked_by: str
    done: bool
    words: str = ""
    shift: int | None = None
    record: int | None = None
    note: str | None = None
