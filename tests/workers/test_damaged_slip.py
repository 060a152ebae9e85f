"""A slip that was damaged in the outbox does not stand in the way of the next."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from tests.workers.shop import Counter
from till.jobs import JobKind, JobStatus
from till.store.schema import outbox


def test_a_slip_that_cannot_be_read_any_more_lets_the_next_one_pass(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "data")
    damaged, whole = counter.cash_in(), counter.cash_in()
    with counter.register.engine.begin() as connection:
        connection.execute(
            update(outbox).where(outbox.c.id == f"{damaged.id}-print").values(document="[nonsense")
        )
    counter.work()
    assert counter.printed(damaged.id) == 0
    assert counter.printed(whole.id) == 1
    (job,) = [job for job in counter.register.read.jobs_of(damaged.id) if job.kind is JobKind.PRINT]
    assert job.status is JobStatus.FAILED
    assert job.cause
