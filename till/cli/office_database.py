"""The office's database, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from till.backoffice.office import Office

DATABASE = click.option(
    "--database",
    metavar="URL",
    envvar="TILL_OFFICEDATABASE",
    default="sqlite:///office.sqlite",
    show_default=True,
    help="sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME; or $TILL_OFFICEDATABASE.",
)


@contextmanager
def office_at(database: str) -> Iterator[Office]:
    """Open the office at this database, made or brought up to date, and let go of it."""
    from till.backoffice.database import in_sentences, open_database
    from till.backoffice.office import Office
    from till.clock import wall_clock
    from till.faults import BadConfiguration

    try:
        engine = open_database(database)
    except ModuleNotFoundError as missing:
        words = f"The back office needs {missing.name}: pip install 'till[office]'."
        raise BadConfiguration(words) from missing
    try:
        with in_sentences():
            yield Office(engine, wall_clock("UTC"))
    finally:
        engine.dispose()
