"""Dates, times and durations as people read them."""

from __future__ import annotations

import pytest

from till.wording.dates import day, duration, moment, time_of_day

AT = "2026-03-02T14:37:59.123+01:00"


def test_a_time_is_shown_as_the_register_recorded_it() -> None:
    assert time_of_day(AT) == "14:37"
    assert moment("2026-03-02T23:59:59-11:00", "sv_SE") == "2 mars 2026 23:59"


@pytest.mark.parametrize(
    ("locale", "written"),
    [("en_US", "Mar 2, 2026"), ("en_SE", "2 Mar 2026"), ("de_DE", "02.03.2026"), ("fr_FR", "2 mars 2026")],
)
def test_a_date_is_in_the_order_of_the_locale(locale: str, written: str) -> None:
    assert day("2026-03-02", locale) == written
    assert moment(AT, locale) == f"{written} 14:37"


@pytest.mark.parametrize("text", ["", "2026-02-30", "yesterday"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|range|isoformat"):
        day(text, "en_US")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "under 1 m"),
        (59.9, "under 1 m"),
        (60, "1 m"),
        (3599, "59 m"),
        (7800, "2 h 10 m"),
        (47 * 3600, "47 h 0 m"),
        (76 * 3600, "3 d 4 h"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(seconds: float, said: str) -> None:
    assert duration(seconds) == said
