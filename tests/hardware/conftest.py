"""Every test that asks for `road` runs over each road to a printer, with the same body."""

from collections.abc import Iterator

import pytest

from hardware import DrawerConfig
from tests.hardware.person import a_person_can_help_with, beside_a_person
from tests.hardware.roads import (
    COLUMNS,
    IN_TIME_S,
    ROADS,
    OpenRoad,
    Road,
    back_on_line,
    eventually,
    in_the_middle,
    slip,
)

__all__ = [
    "COLUMNS",
    "IN_TIME_S",
    "ROADS",
    "OpenRoad",
    "Road",
    "back_on_line",
    "eventually",
    "in_the_middle",
    "slip",
]

REAL = "a printer that is there"
SUITE = ("test_conformance", "test_conformance_of_drawers")


@pytest.fixture(params=[*ROADS, pytest.param(REAL, marks=pytest.mark.hardware)])
def open_road(request: pytest.FixtureRequest) -> Iterator[OpenRoad]:
    if request.param == REAL:
        address = request.config.getoption("--printer")
        if address is None:
            raise pytest.UsageError("Which printer? Say --printer=ADDRESS, such as lp:/dev/usb/lp0.")
        with beside_a_person(address) as opener:
            yield opener
        return
    with ROADS[request.param]() as opener:
        yield opener


@pytest.fixture
def road(open_road: OpenRoad) -> Road:
    """One printer with a drawer on pin 2."""
    return open_road(DrawerConfig(1))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no person could do to a printer that is really there."""
    hopeless = [
        item
        for item in items
        if isinstance(item, pytest.Function)
        and REAL in item.name
        and not (item.module.__name__.endswith(SUITE) and a_person_can_help_with(item.function))
    ]
    if hopeless:
        config.hook.pytest_deselected(items=hopeless)
        items[:] = [item for item in items if item not in hopeless]
