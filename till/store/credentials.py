"""What people prove themselves with. It never enters the journal or an export."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from till.store.schema import credentials


def set_pin(connection: Connection, employee: int, hashed: str) -> None:
    """Keep the hash of an employee's PIN in place of an earlier one."""
    statement = insert(credentials).values(employee=employee, pin=hashed)
    connection.execute(statement.on_conflict_do_update(index_elements=["employee"], set_={"pin": hashed}))


def pin_of(connection: Connection, employee: int) -> str | None:
    """Read the hash of an employee's PIN."""
    return connection.execute(
        select(credentials.c.pin).where(credentials.c.employee == employee)
    ).scalar_one_or_none()


def set_badge(connection: Connection, employee: int, hashed: str | None) -> None:
    """Keep the hash of an employee's badge in place of an earlier one; None takes it away."""
    statement = insert(credentials).values(employee=employee, badge=hashed)
    connection.execute(statement.on_conflict_do_update(index_elements=["employee"], set_={"badge": hashed}))


def owner_of_badge(connection: Connection, hashed: str) -> int | None:
    """Find the employee whose badge has this hash."""
    return connection.execute(
        select(credentials.c.employee).where(credentials.c.badge == hashed)
    ).scalar_one_or_none()
