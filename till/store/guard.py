"""For programs above the store: its faults as sentences, and a look at the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from till.store.engine import reading, translate


@contextmanager
def in_sentences() -> Iterator[None]:
    """Let what SQLite says is wrong leave the block as NotRecorded or JournalBroken."""
    try:
        yield
    except DBAPIError as error:
        raise translate(error) from error


def damage(engine: Engine) -> str | None:
    """Let SQLite check the pages, tables and indexes of the database; None when all is well."""
    with reading(engine).connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    return None if found == "ok" else str(found)
