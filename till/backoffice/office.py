"""The office as its parts see it: a database and a clock."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Office:
    """Where journals are received; the clock gives UTC (RFC 3339)."""

    engine: Engine
    clock: Callable[[], str]


def hash_of(secret: str) -> str:
    """Give what is kept of a secret that is made of dice: it needs no salt, and cannot be tried out."""
    return hashlib.sha256(secret.encode()).hexdigest()
