"""Times as text: RFC 3339 in the register's local time with its offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from till.domain.commands import NoticeClock
from till.domain.entries import ClockChanged
from till.domain.state import State

TOLERANCE_S: Final = 5
"""How far back the clock may seem to go between two acts before it is worth an entry (seconds)."""


def later(at: str, seconds: int) -> str:
    """Give the time `seconds` after `at`, in the same form."""
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def milliseconds_between(earlier: str, at: str) -> int:
    """Say how many milliseconds lie between two times; negative when `at` is the earlier one."""
    return (datetime.fromisoformat(at) - datetime.fromisoformat(earlier)) // timedelta(milliseconds=1)


def moved_with_clock(until: str, before: str, at: str) -> str:
    """Give the time that is as far from `at` as `until` was from `before`; or `until` if it is no time."""
    try:
        left = datetime.fromisoformat(until) - datetime.fromisoformat(before)
        return (datetime.fromisoformat(at) + left).isoformat(timespec="milliseconds")
    except (ValueError, TypeError, OverflowError):  # An entry applies to every state, whatever stands in it.
        return until


def business_date(at: str, day_starts: str) -> str:
    """Give the trading date (YYYY-MM-DD), which turns at `day_starts` (HH:MM) and not at midnight."""
    hours, minutes = day_starts.split(":")
    turned = datetime.fromisoformat(at) - timedelta(hours=int(hours), minutes=int(minutes))
    return date(turned.year, turned.month, turned.day).isoformat()


def went_back(state: State, at: str) -> bool:
    """Say whether `at` is before the last entry by more than the tolerance."""
    return state.last_at != "" and milliseconds_between(state.last_at, at) < -TOLERANCE_S * 1000


def notice(state: State, command: NoticeClock) -> tuple[ClockChanged, ...]:
    """Note that the clock went back beyond the tolerance since the last entry."""
    act = command.act
    if not went_back(state, act.at):
        return ()
    return (ClockChanged(id=act.id, at=act.at, before=state.last_at),)
