"""The office's database, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from till.backoffice.office import Office

VARIABLE: Final = "TILL_OFFICE_DATABASE"
"""The variable that names the database where no option does."""
DATABASE = click.option(
    "--database",
    metavar="URL",
    envvar=VARIABLE,
    default="sqlite:///office.sqlite",
    show_default=True,
    help=f"sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME; or ${VARIABLE}.",
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
