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
