"""What the workers write down themselves: facts that need no rule to decide them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from till.clock import Clock
from till.domain.entries import Entry
from till.signing import Sign
from till.store import journal


@dataclass(frozen=True, slots=True)
class Writer:
    """Appends to the journal from a thread of its own."""

    engine: Engine
    sign: Sign
    clock: Clock

    def write(self, *entries: Entry, alongside: Callable[[Connection], None] | None = None) -> None:
        """Append `entries` and do `alongside` in one transaction."""
        with self.engine.begin() as connection:
            journal.append(connection, entries, journal.head(connection), self.clock(), self.sign)
            if alongside is not None:
                alongside(connection)
