"""What the office reads out of the records as they come: the shifts, and what the owner should look at."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import Connection, delete, insert, update

from till.backoffice.alarms import Alarm, ring
from till.backoffice.tables import registers, shifts
from till.domain.chain import Record
from till.domain.clock import is_forward
from till.domain.codec import UnknownKind, decode
from till.domain.entries import ClockChanged, SettingsChanged, ShiftClosed, ShiftOpened
from till.domain.plain import to_plain

NO_SALES_MAX: Final = 10
"""So many openings without a sale in one shift are worth a look."""
_LOOKED_AT: Final = ("shift-opened/", "shift-closed/", "settings-changed/", "clock-changed/")


def project(connection: Connection, register_no: int, record: Record, now: str) -> None:
    """Note what a record says of a shift, or of the register."""
    if not record.kind.startswith(_LOOKED_AT):
        return
    try:
        entry = decode(record.kind, record.body)
    except UnknownKind:
        return  # A newer register writes it; the record is kept, and read when the office is newer too.
    except (ValueError, TypeError, RecursionError) as unreadable:
        words = f"Record {record.seq} is the register's, but cannot be read: {unreadable}."
        ring(connection, register_no, Alarm.UNREADABLE, words, now, subject=str(record.seq))
        return
    if isinstance(entry, ShiftOpened):
        _opened(connection, register_no, record.seq, entry)
    elif isinstance(entry, ShiftClosed):
        _closed(connection, register_no, record.seq, entry, now)
    elif isinstance(entry, SettingsChanged):
        rules = entry.settings
        connection.execute(
            update(registers)
            .where(registers.c.no == register_no)
            .values(
                name=rules.register.code,
                store=rules.store.name,
                currency=rules.currency,
                locale=rules.locale,
                heading=json.dumps(to_plain(rules.heading), ensure_ascii=False),
            )
        )
    elif isinstance(entry, ClockChanged):
        way = "forward" if is_forward(entry) else "back"
        words = f"The register's clock was set {way} from {entry.before} to {entry.at}."
        ring(connection, register_no, Alarm.CLOCK, words, now, subject=str(record.seq))


def _opened(connection: Connection, register_no: int, seq: int, entry: ShiftOpened) -> None:
    # A shift number of a training shift may come again; the newest one counts.
    same = (shifts.c.register_no == register_no, shifts.c.shift == entry.shift)
    connection.execute(delete(shifts).where(*same))
    connection.execute(
        insert(shifts).values(
            register_no=register_no,
            shift=entry.shift,
            drawer=entry.drawer,
            business_date=entry.business_date,
            opened_at=entry.at,
            opened_by=entry.employee1.name,
            opened_seq=seq,
            float_counted=entry.counted.amount,
        )
    )


def _closed(connection: Connection, register_no: int, seq: int, entry: ShiftClosed, now: str) -> None:
    figures = entry.figures
    drawer = figures.drawer
    no_sales = sum(figures.no_sale_reasons.values())
    connection.execute(
        update(shifts)
        .where(shifts.c.register_no == register_no, shifts.c.shift == entry.shift)
        .values(
            closed_at=entry.at,
            closed_by=entry.employee1.name,
            closed_seq=seq,
            z_no=entry.z_no,
            expected=drawer.expected,
            counted=None if drawer.counted is None else drawer.counted.amount,
            difference=drawer.difference,
            taken=drawer.taken,
            forced=figures.forced,
            uncounted=figures.uncounted,
            no_sales=no_sales,
        )
    )
    if figures.forced:
        words = f"{entry.employee1.name} closed shift {entry.shift} in its owner's place: {drawer.reason}."
        ring(connection, register_no, Alarm.FORCED, words, now, subject=str(entry.shift))
    if no_sales >= NO_SALES_MAX:
        words = f"The drawer was opened {no_sales} times without a sale in shift {entry.shift}."
        ring(connection, register_no, Alarm.NO_SALES, words, now, subject=str(entry.shift))
