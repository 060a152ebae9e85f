"""What the tests of the disk have in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folder import SetClock, new_register
from till.cash_register import CashRegister


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def register(folder: Path, clock: SetClock) -> Iterator[CashRegister]:
    created = new_register(folder, clock)
    yield created
    created.close()
