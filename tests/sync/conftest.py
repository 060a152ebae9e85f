"""An office, and a register that is enrolled there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backoffice.registers import Sender, new_office
from till.backoffice.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def sender(tmp_path: Path, office: Office) -> Iterator[Sender]:
    made = Sender.new(tmp_path / "register", office)
    yield made
    made.cash.close()
