"""Identifiers that follow from others."""

from __future__ import annotations

from uuid import UUID, uuid5


def derived(id_: str, part: str) -> str:
    """Give the one UUID that belongs to `part` of the act `id_`: always the same (RFC 9562, version 5)."""
    return str(uuid5(UUID(id_), part))
