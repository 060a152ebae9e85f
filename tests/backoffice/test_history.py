"""What is listed costs the same however long the history is: it is read off indexes, newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from tests.backoffice.registers import AT, new_office
from till.backoffice.listing import list_alarms, list_registers, list_shifts, z_report
from till.backoffice.office import Office
from till.backoffice.tables import alarms, registers, shifts

REGISTERS = 5
LISTS: dict[str, Callable[[Connection], object]] = {
    "registers": lambda connection: list_registers(connection, AT),
    "shifts": list_shifts,
    "shifts of one register": lambda connection: list_shifts(connection, "r3"),
    "alarms": lambda connection: list_alarms(connection, AT),
    "a Z": lambda connection: z_report(connection, "r3", 200),
}


def office_with(folder: Path, shifts_each: int) -> Office:
    """Give an office whose registers have closed so many shifts, and had as many alarms."""
    office = new_office(folder, f"office-{shifts_each}")
    days = [f"{2000 + no // 336:04}-{no // 28 % 12 + 1:02}-{no % 28 + 1:02}" for no in range(shifts_each)]
    with office.engine.begin() as connection:
        for no in range(1, REGISTERS + 1):
            row = {"no": no, "id": f"r{no}", "name": f"REG-{no:03}", "public_key": "ab" * 32}
            held = {
                "enrolled_at": AT,
                "held_seq": shifts_each,
                "held_seal": "cd" * 32,
                "head_seq": shifts_each,
            }
            connection.execute(insert(registers).values(**row, **held))
            closed = [
                {"register_no": no, "shift": at, "z_no": at, "drawer": 1, "business_date": day}
                | {"opened_at": f"{day}T08:00:00Z", "opened_by": "Ana", "opened_seq": at, "float_counted": 0}
                for at, day in enumerate(days, 1)
            ]
            connection.execute(insert(shifts), closed)
            rung = [
                {
                    "register_no": no,
                    "kind": "force-closed",
                    "subject": str(at),
                    "words": "Forced.",
                    "times": 1,
                }
                | {"first_at": day, "last_at": day}
                for at, day in enumerate(days, 1)
            ]
            connection.execute(insert(alarms), rung)
    return office


def steps_of(office: Office, question: Callable[[Connection], object]) -> int:
    """Count the steps that the database takes to answer."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with office.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_progress_handler(count, 1)
        question(connection)
        driver.set_progress_handler(None, 1)
    return steps


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Office]:
    folder = tmp_path_factory.mktemp("offices")
    return office_with(folder, 250), office_with(folder, 2000)


@pytest.mark.parametrize("what", LISTS)
def test_a_list_costs_the_same_however_long_the_history_is(offices: tuple[Office, Office], what: str) -> None:
    young, old = (steps_of(office, LISTS[what]) for office in offices)
    assert 0 < old <= young * 1.05
