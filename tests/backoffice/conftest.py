"""An office, and a register that is enrolled there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.backoffice.registers import Clock, Sender, new_office
from tests.sync.postgresql import postgresql
from till.backoffice.database import open_database
from till.backoffice.office import Office


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for all tests of the run."""
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.sync)])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    made = _on_postgresql(request) if request.param == "postgresql" else new_office(tmp_path)
    yield made
    made.engine.dispose()


def _on_postgresql(request: pytest.FixtureRequest) -> Office:
    url = str(request.getfixturevalue("server"))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Office(open_database(url), Clock())


@pytest.fixture
def sender(tmp_path: Path, office: Office) -> Iterator[Sender]:
    made = Sender.new(tmp_path / "register", office)
    yield made
    made.cash.close()
