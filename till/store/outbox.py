"""The table of jobs: what the devices owe us, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, literal_column, select, update
from sqlalchemy.exc import IntegrityError

from till.domain.errors import AlreadyDone
from till.faults import JournalBroken
from till.jobs import Job, JobKind, JobStatus
from till.store.direct import run
from till.store.schema import insert_text, outbox

_NAMES: Final = tuple(field.name for field in fields(Job))
_COLUMNS: Final = tuple(outbox.c[name] for name in _NAMES)
_INSERT: Final = insert_text(outbox, _NAMES)
_stored: Final = attrgetter(*_NAMES)
# Written out and not bound, so that SQLite sees that the index of open jobs answers it.
_IS_OPEN: Final[ColumnElement[bool]] = literal_column("status IN ('pending', 'started', 'unknown')")


def put(connection: Connection, jobs: Sequence[Job]) -> None:
    """Add jobs.

    Raises:
        AlreadyDone: One of them is there already, so the act it follows from came a second time.
    """
    for job in jobs:
        try:
            run(connection, _INSERT, _stored(job))
        except IntegrityError as again:
            raise AlreadyDone() from again


def open_jobs(connection: Connection) -> list[Job]:
    """Read the jobs that are not over, oldest first."""
    rows = connection.execute(select(*_COLUMNS).where(_IS_OPEN).order_by(outbox.c.no))
    return [_job(row) for row in rows]


def find(connection: Connection, job_id: str) -> Job | None:
    """Read one job."""
    row = connection.execute(select(*_COLUMNS).where(outbox.c.id == job_id)).first()
    return None if row is None else _job(row)


def of_act(connection: Connection, act: str) -> list[Job]:
    """Read the jobs that follow from one entry; their ids begin with its id."""
    ids = outbox.c.id.between(act, f"{act}-~")
    rows = connection.execute(select(*_COLUMNS).where(ids).order_by(outbox.c.no))
    return [_job(row) for row in rows]


def newest(connection: Connection, limit: int) -> list[Job]:
    """Read jobs, newest first."""
    rows = connection.execute(select(*_COLUMNS).order_by(outbox.c.no.desc()).limit(limit))
    return [_job(row) for row in rows]


def set_status(
    connection: Connection, job_id: str, status: JobStatus, cause: str | None = None, *, attempt: bool = False
) -> None:
    """Note how far a job has come; `attempt` counts one more try."""
    attempts = outbox.c.attempts + (1 if attempt else 0)
    connection.execute(
        update(outbox)
        .where(outbox.c.id == job_id)
        .values(status=status.value, cause=cause, attempts=attempts)
    )


def _job(row: Any) -> Job:
    values = dict(zip(_NAMES, row, strict=True))
    try:
        values["kind"], values["status"] = JobKind(values["kind"]), JobStatus(values["status"])
    except ValueError as unreadable:
        words = f"Job {row.id} of the outbox cannot be read. Do not trade; restore the newest backup."
        raise JournalBroken(words) from unreadable
    return Job(**values)
