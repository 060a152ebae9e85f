"""The office's database: SQLite in a file or PostgreSQL by URL, its tables brought up to date at start."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from till.faults import BadConfiguration, NotRecorded

BUSY_TIMEOUT_S: Final = 20
_MIGRATIONS: Final = Path(__file__).with_name("migrations")
_MIGRATING: Final = 7_011_202  # Any number: who migrates holds PostgreSQL's advisory lock of this number.


def open_database(url: str) -> Engine:
    """Open the database at `url` (`sqlite:///FILE` or `postgresql+psycopg://…`) and bring it up to date.

    Raises:
        BadConfiguration: It is no such URL, or a newer program made the tables.
        NotRecorded: The database cannot be reached or written.
    """
    is_sqlite = url.startswith("sqlite:")
    try:
        made = make_url(url)
        if is_sqlite:
            _touch(Path(made.database or "office.sqlite"))
        settings: dict[str, Any] = (
            {"check_same_thread": False, "timeout": BUSY_TIMEOUT_S} if is_sqlite else {}
        )
        engine = create_engine(
            made, poolclass=QueuePool, pool_size=8, connect_args=settings, hide_parameters=True
        )
    except (ArgumentError, NoSuchModuleError, ImportError) as wrong:
        words = "expected sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
        raise BadConfiguration(f"The database's URL: {words}.") from wrong
    if is_sqlite:
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    with in_sentences():
        _migrate(engine)
    return engine


def _touch(path: Path) -> None:
    """See that nobody else can read what will be in the file."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise NotRecorded(f"{path} cannot be written: {error.strerror}.") from error


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "trusted_schema = OFF", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    deferred = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if deferred else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Engine:
    """Give the engine for transactions that only read."""
    return engine.execution_options(reading=True)


def _migrate(engine: Engine) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:

        return script._upgrade_revs("head", revision)  # noqa: SLF001 -- see the line above

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Several servers may start at once on one database.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        with EnvironmentContext(config, script, fn=steps) as environment:
            environment.configure(connection=connection, transactional_ddl=False)
            try:
                environment.run_migrations()
            except CommandError as newer:
                words = "The office's tables were made by a newer version of the program. Install it again."
                raise BadConfiguration(words) from newer


@contextmanager
def in_sentences() -> Iterator[None]:
    """Let what the database says is wrong leave the block as NotRecorded."""
    try:
        yield
    except DBAPIError as error:
        raise NotRecorded(words_for(error)) from error


def words_for(error: DBAPIError) -> str:
    """Say in a sentence what the database means."""
    if is_disk_full(error):
        return "The office's disk is full. Nothing was recorded. Make room on it."
    return "The office's database cannot be reached or is busy. Nothing was recorded. Try again."


def is_disk_full(error: DBAPIError) -> bool:
    """Say whether there is no room, or the disk fails; 53100 and 58030 are PostgreSQL's names for them."""
    name = str(getattr(error.orig, "sqlite_errorname", "") or "")
    state = str(getattr(error.orig, "sqlstate", "") or "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")) or state in ("53100", "58030")
