"""What the office knows, as plain values: registers, shifts, reports, alarms. Each list is bounded."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from till.backoffice.alarms import Alarm
from till.backoffice.tables import alarms, records, registers, shifts
from till.domain.codec import decode
from till.domain.entries import ShiftClosed
from till.domain.plain import to_plain

PAGE_MAX: Final = 200
SILENT_AFTER_S: Final = 3600
"""A register that was not heard of for so long is silent (seconds)."""


def list_registers(connection: Connection, now: str) -> list[dict[str, Any]]:
    """Give every register with how far behind it is."""
    rows = connection.execute(select(registers).order_by(registers.c.name, registers.c.no))
    return [_register(row, now) for row in rows]


def find_register(connection: Connection, register_id: str, now: str) -> dict[str, Any] | None:
    """Give one register."""
    if "\0" in register_id:
        return None  # No text of a database has it.
    row = connection.execute(select(registers).where(registers.c.id == register_id)).first()
    return None if row is None else _register(row, now)


def _register(row: Row[Any], now: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "store": row.store,
        "currency": row.currency,
        "locale": row.locale,
        "public_key": row.public_key,
        "enrolled_at": row.enrolled_at,
        "held": {"seq": row.held_seq, "seal": row.held_seal, "recorded_at": row.held_at},
        "behind": max(0, row.head_seq - row.held_seq),
        "unproven": row.held_seq - row.proven_seq,
        "contact_at": row.contact_at,
        "silent": _is_silent(row, now),
    }


def _is_silent(row: Row[Any], now: str) -> bool:
    last = datetime.fromisoformat(row.contact_at or row.enrolled_at)
    return (datetime.fromisoformat(now) - last).total_seconds() > SILENT_AFTER_S


def list_shifts(
    connection: Connection, register_id: str | None = None, *, before: str | None = None
) -> list[dict[str, Any]]:
    """Give shifts, those opened last first; `before` is a time at which one was opened."""
    columns = [column for column in shifts.c if column.name != "register_no"]
    statement = (
        select(registers.c.id.label("register"), registers.c.name, registers.c.currency, *columns)
        .join(registers, registers.c.no == shifts.c.register_no)
        # As the indexes have it, so that the newest are read off and nothing is sorted.
        .order_by(shifts.c.business_date.desc(), shifts.c.opened_at.desc(), shifts.c.register_no.desc())
        .limit(PAGE_MAX)
    )
    if register_id is not None:
        whose = connection.execute(select(registers.c.no).where(registers.c.id == register_id))
        statement = statement.where(shifts.c.register_no == whose.scalar_one_or_none())
    if before is not None:
        statement = statement.where(shifts.c.opened_at < before)
    return [dict(row._mapping) for row in connection.execute(statement)]  # noqa: SLF001 -- its published name


def z_report(connection: Connection, register_id: str, z_no: int) -> dict[str, Any] | None:
    """Give the figures of a Z as the register stored them."""
    statement = (
        select(records.c.kind, records.c.body, records.c.seq)
        .join(registers, registers.c.no == records.c.register_no)
        .join(
            shifts,
            (shifts.c.register_no == records.c.register_no) & (shifts.c.closed_seq == records.c.seq),
        )
        .where(registers.c.id == register_id, shifts.c.z_no == z_no)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    entry = decode(row.kind, row.body)
    assert isinstance(entry, ShiftClosed)
    return {"seq": row.seq, "shift": entry.shift, "z_no": entry.z_no, "figures": to_plain(entry.figures)}


def list_alarms(connection: Connection, now: str, limit: int = PAGE_MAX) -> list[dict[str, Any]]:
    """Give alarms, the newest first; registers that are silent now come before them."""
    silent = [
        {
            "register": each["id"],
            "name": each["name"],
            "kind": Alarm.SILENT.value,
            "words": f"Nothing was heard of it since {each['contact_at'] or each['enrolled_at']}.",
            "first_at": each["contact_at"] or each["enrolled_at"],
            "last_at": now,
            "times": 1,
        }
        for each in list_registers(connection, now)
        if each["silent"]
    ]
    statement = (
        select(alarms, registers.c.id, registers.c.name)
        .outerjoin(registers, registers.c.no == alarms.c.register_no)
        .order_by(alarms.c.last_at.desc(), alarms.c.no.desc())
        .limit(min(limit, PAGE_MAX))
    )
    names = ("kind", "words", "first_at", "last_at", "times")
    rung = [
        {"register": row.id, "name": row.name, **{name: getattr(row, name) for name in names}}
        for row in connection.execute(statement)
    ]
    return [*silent, *rung]
