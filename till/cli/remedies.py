"""What to do about a printer that would not print now: its own sentence, and what its address adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hardware.discover import Found


def cause_and_remedy(
    words: str, address: str, *, reachable: bool, found: Sequence[Found] = ()
) -> tuple[str, str]:
    """Divide the printer's sentence into what is wrong and what to do, and add what helps at this address."""
    cause, _stop, remedy = words.partition(". ")
    parts = [remedy] if remedy else []
    if not reachable:
        parts.append(_about_address(address, found))
    return cause.rstrip("."), " ".join(part for part in parts if part)


def _about_address(address: str, found: Sequence[Found]) -> str:
    kind = address.partition(":")[0]
    if kind == "tcp":
        return f"The self-test of the printer prints its address: it must be that of {address}."
    if any(_same(each.address, address) for each in found):
        return ""  # It is there: the printer's own sentence says what else is in the way.
    if not found:
        return f"Nothing that could be a printer is plugged in; the configuration says {address}."
    return f"The configuration says {address}; plugged in: {', '.join(each.address for each in found)}."


def _same(one: str, other: str) -> bool:
    return one.partition("?")[0].lower() == other.partition("?")[0].lower()
