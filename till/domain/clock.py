"""Times as text: RFC 3339 in the register's local time with its offset."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from till.domain.act import Act
from till.domain.commands import NoticeClock
from till.domain.entries import ClockChanged, ClockDoubted
from till.domain.ids import derived
from till.domain.state import State
from till.domain.ticks import ClockDoubt, Ticks

TOLERANCE_S: Final = 5
"""How far the clock may seem to be set between two acts before it is worth an entry (seconds)."""
_TOLERANCE_MS: Final = TOLERANCE_S * 1000
_HOUR_MS: Final = 3_600_000


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
    return state.last_at != "" and milliseconds_between(state.last_at, at) < -_TOLERANCE_MS


def set_from(state: State, at: str, ticks: Ticks | None) -> str | None:
    """Give the time that the clock was set away from, if it was set: forward or back.

    The steady clock tells both, as long as the machine runs: since the till looked at the two last, as much
    time must have gone by on the one as on the other. Without it only a clock that is before the last entry
    shows that it was set.
    """
    last = state.ticking
    if last is not None and ticks is not None and last.ticks.boot == ticks.boot:
        due = _after(last.at, ticks.ms - last.ticks.ms, at)
        if due is not None and abs(milliseconds_between(due, at)) > _TOLERANCE_MS:
            return due
    return state.last_at if went_back(state, at) else None


def _after(at: str, milliseconds: int, like: str) -> str | None:
    """Give the time so much after `at`, with the offset of `like`; None beyond the years that there are."""
    try:
        moved = datetime.fromisoformat(at) + timedelta(milliseconds=milliseconds)
        return moved.astimezone(datetime.fromisoformat(like).tzinfo).isoformat(timespec="milliseconds")
    except OverflowError:
        return None


def notice(state: State, command: NoticeClock) -> tuple[ClockChanged, ...]:
    """Note that the clock was set beyond the tolerance since the last entry."""
    act = command.act
    before = set_from(state, act.at, command.ticks)
    if before is None:
        return ()
    return (ClockChanged(id=act.id, at=act.at, before=before, ticks=command.ticks),)


def doubted(state: State, act: Act) -> tuple[ClockDoubted, ...]:
    """Note at a start that the last record is so old that the clock may have been set forward."""
    gap_hours = state.rules.clock_gap_hours
    if not gap_hours or not state.last_at:
        return ()
    if milliseconds_between(state.last_at, act.at) <= gap_hours * _HOUR_MS:
        return ()
    return (ClockDoubted(id=derived(act.id, "clock-doubted"), at=act.at, before=state.last_at),)


def is_forward(entry: ClockChanged) -> bool:
    """Say whether the clock was set forward, and not back."""
    try:
        return milliseconds_between(entry.before, entry.at) > 0
    except (ValueError, TypeError):  # An entry applies to every state, whatever stands in it.
        return False


def warning_of(state: State, now: str) -> ClockDoubt | None:
    """Give why the clock should be looked at, for an hour after it was noticed."""
    doubt = state.clock_doubt
    if doubt is None or not 0 <= milliseconds_between(doubt.at, now) < _HOUR_MS:
        return None
    return doubt
