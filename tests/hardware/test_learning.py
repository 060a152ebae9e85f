import pytest

from hardware import DrawerConfig
from hardware.learning import PolarityLesson
from hardware.protocols import Level
from tests.hardware.roads import OpenRoad

L, H, U = Level.LOW, Level.HIGH, Level.UNKNOWN


def lesson(*readings: Level) -> PolarityLesson:
    learned = PolarityLesson()
    for reading in readings:
        learned = learned.heard(reading)
    return learned


@pytest.mark.parametrize(
    ("readings", "open_level", "says"),
    [
        ((H, L, H), "low", "The sensor works. Write open_level = low."),
        ((L, H, L), "high", "The sensor works. Write open_level = high."),
        ((H, H, H), "none", "saw no difference"),
        ((L, L, L), "none", "saw no difference"),
        ((H, L, L), "none", "contradict"),
        ((L, L, H), "none", "contradict"),
        ((U,), "none", "does not tell"),
        ((H, U), "none", "does not tell"),
    ],
)
def test_three_readings_teach_the_polarity(readings: tuple[Level, ...], open_level: str, says: str) -> None:
    learned = lesson(*readings)
    assert learned.finished
    assert learned.open_level == open_level
    assert says in learned.conclusion
    assert learned.instruction == ""
    with pytest.raises(ValueError, match="finished"):
        learned.heard(H)


def test_the_person_is_told_what_to_do_step_by_step() -> None:
    steps, learned = [], PolarityLesson()
    while not learned.finished:
        steps.append(learned.instruction)
        assert learned.conclusion == ""
        assert learned.open_level == "none"
        learned = learned.heard(H)
    assert steps == ["Shut the drawer.", "Open the drawer with the key.", "Shut the drawer again."]


@pytest.mark.parametrize("sensor", ["low", "high", "none"])
def test_the_lesson_works_with_a_drawer_on_every_road(open_road: OpenRoad, sensor: str) -> None:
    road = open_road(DrawerConfig(1, open_level="none"))
    road.simulator.sense(sensor)  # type: ignore[arg-type]  # one of the three
    learned = PolarityLesson()
    hands = [road.simulator.shut_drawer, road.simulator.open_drawer_with_key, road.simulator.shut_drawer]
    for move in hands:
        move()
        learned = learned.heard(road.drawer.level())
    assert learned.open_level == sensor


def test_a_silent_printer_ends_the_lesson(open_road: OpenRoad) -> None:
    road = open_road(DrawerConfig(1))
    road.simulator.mute()
    assert lesson(road.drawer.level()).conclusion.startswith("The printer does not tell")
