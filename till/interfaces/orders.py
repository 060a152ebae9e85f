"""What a register is asked through an interface to do when it next connects. Types only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from till.interfaces.books import RegisterCard


class OrderStatus(StrEnum):
    """What became of an order."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Errand:
    """An order and what became of it: `words` say it, `shift` is the session that it made or changed,
    `seq` the record that it became."""

    no: int
    register: int
    kind: str
    body: dict[str, Any]
    status: OrderStatus
    asked_at: str
    asked_by: str = ""
    words: str = ""
    shift: int | None = None
    seq: int | None = None


class Orders(Protocol):
    """Takes orders for registers, and knows what became of them."""

    def give(self, register: RegisterCard, kind: str, body: dict[str, Any], asked_by: str) -> Errand:
        """Take an order; the same one again while it waits is the same order."""

    def change(self, errand: Errand, body: dict[str, Any]) -> Errand | None:
        """Change an order that still waits; None if it was carried out meanwhile."""

    def find(self, no: int) -> Errand | None:
        """Find an order by its number."""

    def same(self, register: RegisterCard, kind: str, body: dict[str, Any]) -> Errand | None:
        """Find the newest order that says just the same."""

    def waiting(self, register: RegisterCard) -> list[Errand]:
        """List what a register has still to do, in order."""
