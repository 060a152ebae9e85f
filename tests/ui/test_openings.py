"""Which news of a drawer is about the change of a sale, told without a screen and without a clock."""

from __future__ import annotations

from tests.ui.counter import SETTINGS
from till.jobs import Job, JobKind
from till.news import DeviceNews, JobNews
from till.ui.openings import KEPT, after_kick, after_look, is_change_given
from till.ui.view import View


def seen(view: View, position: str, other: str = "shut") -> View:
    return after_look(view, DeviceNews(printer_well=True, printer_words="", drawers={1: position, 2: other}))


def kicked(view: View, act: str, *, well: bool = True, drawer: int = 1) -> View:
    job = Job(f"{act}-kick", JobKind.KICK, act, "2026-03-02T08:02:00.000+01:00", "", drawer)
    return after_kick(view, JobNews(job, "", well))


NEW = View(SETTINGS)


def test_the_change_is_given_once_the_drawer_of_this_sale_is_shut() -> None:
    opened = seen(kicked(seen(NEW, "shut"), "sale"), "open")
    assert not is_change_given(opened, "sale")
    assert is_change_given(seen(opened, "shut"), "sale")


def test_news_of_the_drawer_of_the_sale_before_that_comes_late_is_not_about_this_change() -> None:
    before = seen(kicked(NEW, "sale 1"), "open")
    late = seen(before, "shut")  # It was shut before sale 2 ended, and is told after it.
    assert is_change_given(late, "sale 1")
    assert not is_change_given(late, "sale 2")
    assert not is_change_given(kicked(late, "sale 2"), "sale 2")
    assert is_change_given(seen(seen(kicked(late, "sale 2"), "open"), "shut"), "sale 2")


def test_a_drawer_that_opened_again_between_two_looks_is_told_of_only_when_it_is_shut() -> None:
    opened_again = kicked(seen(kicked(NEW, "sale 1"), "open"), "sale 2")
    assert not is_change_given(opened_again, "sale 2")
    assert is_change_given(seen(opened_again, "shut"), "sale 2")


def test_a_drawer_that_stayed_shut_leaves_the_change_until_it_was_opened_in_another_way() -> None:
    stuck = seen(kicked(seen(NEW, "open"), "sale", well=False), "shut")
    assert not is_change_given(stuck, "sale")
    by_f6 = seen(kicked(stuck, "no sale"), "open")
    assert not is_change_given(by_f6, "sale")
    assert is_change_given(seen(by_f6, "shut"), "sale")
    assert is_change_given(seen(seen(stuck, "open"), "shut"), "sale")  # With the key.


def test_the_other_drawer_says_nothing_of_this_change() -> None:
    stuck = kicked(kicked(NEW, "sale", well=False), "drop", drawer=2)
    assert not is_change_given(seen(seen(stuck, "shut", other="open"), "shut"), "sale")


def test_a_sale_that_opened_no_drawer_waits_for_none() -> None:
    assert not is_change_given(seen(seen(kicked(NEW, "cash"), "open"), "shut"), "card")


def test_no_more_openings_are_kept_than_anybody_needs() -> None:
    view = NEW
    for at in range(3 * KEPT):
        view = kicked(view, str(at))
    assert [opening.act for opening in view.openings] == [str(at) for at in range(2 * KEPT, 3 * KEPT)]
