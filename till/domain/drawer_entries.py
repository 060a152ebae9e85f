"""What the drawers themselves did; part of the entries in `entries.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.people import Person
from till.domain.vocabulary import KickOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerTried:
    """Somebody asked for a drawer to open, to see whether it does; no cash moves."""

    id: str
    at: str
    drawer: int
    employee1: Person
    employee2: Person | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerKicked:
    """What became of one attempt to open a drawer; `act` is the entry that asked, `cause` a sentence."""

    id: str
    at: str
    job: str
    act: str
    drawer: int
    outcome: KickOutcome
    no_sale: bool
    employee: int | None = None
    shift: int | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerOpened:
    """A proven sensor saw a drawer open; not `explained` by a kick shortly before, it was a key or force."""

    id: str
    at: str
    drawer: int
    explained: bool
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerShut:
    """A proven sensor saw a drawer shut again, after `open_s` seconds."""

    id: str
    at: str
    drawer: int
    open_s: int
    shift: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerLeftOpen:
    """A drawer stood open for longer than the configured time; said once each time."""

    id: str
    at: str
    drawer: int
    open_s: int
    shift: int | None = None
