"""Who asks for something and when: the part that all commands have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """Who asks, who approves, when, and the id that makes it happen at most once.

    `id` is a UUIDv7; `at` the register's local time with offset (RFC 3339). People are employee numbers, and
    whoever is named here has shown their PIN to the CashRegister.
    """

    id: str
    at: str
    by: int | None = None
    approved_by: int | None = None
