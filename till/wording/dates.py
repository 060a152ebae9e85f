"""Dates, times and durations as people read them, from RFC 3339 text in the register's local time.

A time is shown as it was recorded: the text has the local time, so no time zone is looked up.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from till.wording.locales import known, plain_signs
from till.wording.translation import _


def time_of_day(at: str) -> str:
    """Give the hours and minutes of `at`: `14:37`."""
    return at[11:16]


@lru_cache(maxsize=128)
def day(at: str, locale: str) -> str:
    """Give the date of `at`, a time or a YYYY-MM-DD, as the locale writes it: `2 Mar 2026`.

    Raises:
        ValueError: It is not a date, or there is no such locale.
    """
    from babel.dates import format_date

    return plain_signs(format_date(date.fromisoformat(at[:10]), "medium", known(locale)))


def moment(at: str, locale: str) -> str:
    """Give date and time of `at`: `2 Mar 2026 14:37`."""
    return f"{day(at[:10], locale)} {at[11:16]}"


def duration(seconds: float) -> str:
    """Say how long something takes or took: `2 h 10 m`, `3 d 4 h`, `5 m`, `under 1 m`."""
    minutes = int(max(seconds, 0)) // 60
    if minutes == 0:
        return _("under 1 m")
    hours, minutes = divmod(minutes, 60)
    if hours == 0:
        return _("{minutes} m").format(minutes=minutes)
    if hours < 48:
        return _("{hours} h {minutes} m").format(hours=hours, minutes=minutes)
    return _("{days} d {hours} h").format(days=hours // 24, hours=hours % 24)
