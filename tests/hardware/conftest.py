"""Every test that asks for `road` runs over each road to a printer, with the same body."""

from collections.abc import Iterator

import pytest

from hardware import DrawerConfig
from tests.hardware.roads import COLUMNS, ROADS, TIMEOUT_S, OpenRoad, Road, back_on_line, eventually, slip

__all__ = ["COLUMNS", "ROADS", "TIMEOUT_S", "OpenRoad", "Road", "back_on_line", "eventually", "slip"]


@pytest.fixture(params=list(ROADS.values()), ids=list(ROADS))
def open_road(request: pytest.FixtureRequest) -> Iterator[OpenRoad]:
    with request.param() as opener:
        yield opener


@pytest.fixture
def road(open_road: OpenRoad) -> Road:
    """One printer with a drawer on pin 2."""
    return open_road(DrawerConfig(1))
