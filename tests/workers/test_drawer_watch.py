"""What the watch says about drawers that open and shut."""

from __future__ import annotations

from hardware.protocols import DrawerPosition
from till.workers.drawer_watch import DrawerWatch, LeftOpen, Opened, Shut

OPEN, SHUT, UNKNOWN = DrawerPosition.OPEN, DrawerPosition.SHUT, DrawerPosition.UNKNOWN


def watch() -> DrawerWatch:
    return DrawerWatch(alarm_s=60)


def test_a_drawer_that_opens_after_a_kick_was_opened_by_it() -> None:
    drawers = watch()
    drawers.look({1: SHUT}, 0)
    drawers.kicked(1, 1.0)
    assert drawers.look({1: OPEN}, 2.0) == [Opened(1, explained=True)]


def test_a_drawer_that_opens_without_a_kick_was_opened_by_key_or_force() -> None:
    drawers = watch()
    drawers.kicked(1, 0)
    drawers.look({1: SHUT}, 1)
    assert drawers.look({1: OPEN}, 10) == [Opened(1, explained=False)]


def test_a_kick_of_one_drawer_explains_nothing_about_the_other() -> None:
    drawers = watch()
    drawers.look({1: SHUT, 2: SHUT}, 0)
    drawers.kicked(1, 1)
    assert drawers.look({1: OPEN, 2: OPEN}, 2) == [Opened(1, explained=True), Opened(2, explained=False)]


def test_a_drawer_that_is_open_at_the_start_is_told() -> None:
    assert watch().look({1: OPEN}, 0) == [Opened(1, explained=False)]


def test_how_long_a_drawer_stood_open_is_told_when_it_shuts() -> None:
    drawers = watch()
    drawers.look({1: OPEN}, 10)
    assert drawers.look({1: SHUT}, 27.9) == [Shut(1, 17)]


def test_a_drawer_left_open_is_told_once_and_stays_named_until_it_is_shut() -> None:
    drawers = watch()
    drawers.look({1: OPEN}, 0)
    assert drawers.look({1: OPEN}, 59.9) == []
    assert drawers.look({1: OPEN}, 60.5) == [LeftOpen(1, 60)]
    assert drawers.look({1: OPEN}, 90) == []
    assert drawers.left_open == (1,)
    assert drawers.look({1: SHUT}, 91) == [Shut(1, 91)]
    assert not drawers.left_open


def test_what_no_sensor_tells_changes_nothing() -> None:
    drawers = watch()
    drawers.look({1: SHUT}, 0)
    assert drawers.look({1: UNKNOWN}, 1) == []
    assert drawers.look({1: SHUT}, 2) == []


def test_a_drawer_that_opened_while_the_printer_was_off_is_told_when_it_is_back() -> None:
    drawers = watch()
    drawers.look({1: SHUT}, 0)
    drawers.look({1: UNKNOWN}, 1)
    assert drawers.look({1: OPEN}, 100) == [Opened(1, explained=False)]
