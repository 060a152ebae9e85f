"""The few statements a cashier waits for at every act, handed to the driver without SQLAlchemy's results.

Each saves about 20 µs; four of them were a fifth of an act.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def run(connection: Connection, statement: str, values: Sequence[object] = ()) -> Sequence[Any]:
    """Run one statement within the connection's transaction; give its rows.

    Raises:
        DBAPIError: The same kind that SQLAlchemy raises for the driver's error.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        return driver.execute(statement, values).fetchall()
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            statement, values, error, sqlite3.Error, dialect=connection.dialect
        ) from error
