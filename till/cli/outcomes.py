"""What became of the jobs of a command: as JSON, and as sentences with a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from till.domain.chain import Record
from till.domain.codec import decode
from till.domain.entries import DrawerKicked, SlipPrinted
from till.domain.vocabulary import Confirmation, KickOutcome
from till.jobs import Job, JobKind, JobStatus
from till.wording.messages import kick_sentence

WELL: Final = frozenset({JobStatus.DONE, JobStatus.CANCELLED})
"""Where a job is that needs nobody: done, or there is no such device."""

Outcome = KickOutcome | Confirmation


def outcomes(records: Iterable[Record]) -> dict[str, Outcome]:
    """Say for each job that ended in these records how it ended."""
    found: dict[str, Outcome] = {}
    for record in records:
        entry = decode(record.kind, record.body)
        if isinstance(entry, DrawerKicked):
            found[entry.job] = entry.outcome
        elif isinstance(entry, SlipPrinted):
            found[entry.job] = entry.confirmation
    return found


def job_plain(job: Job, outcome: Outcome | None = None, *, full: bool = True) -> dict[str, Any]:
    """Give what can be known of a job but its slip; `full` False leaves out the title: it has the amount."""
    plain = {
        "id": job.id,
        "kind": job.kind.value,
        "status": job.status.value,
        "outcome": None if outcome is None else outcome.value,
        "cause": _cause(job, full=full),
        "title": job.title if full else None,
        "act": job.act,
        "created_at": job.created_at,
        "attempts": job.attempts,
        "drawer": None if job.document else job.drawer,
    }
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _cause(job: Job, *, full: bool) -> str | None:
    # Where there is no printer, the cause names the slip that was not printed.
    return job.cause if full or job.status is not JobStatus.CANCELLED else None


def trouble(job: Job, outcome: Outcome | None = None, *, full: bool = True) -> str:
    """Say what is the matter with a job that did not end well, and what to do; `full` False names no slip."""
    if job.kind is JobKind.KICK:
        if job.cause:
            return f"The drawer was not opened. {job.cause}"
        if isinstance(outcome, KickOutcome):
            return kick_sentence(outcome)
        return "The drawer has not been opened: the program that has the devices has not come to it."
    what = f"The slip “{job.title}”" if full else f"A slip of {job.created_at[11:16]}"
    cause = f" {job.cause}" if job.cause else ""
    if job.status is JobStatus.UNKNOWN:
        ask = f"Look at the paper, then: till jobs answer {job.id} --printed yes (or no)"
        return f"{what} may or may not have been printed.{cause} {ask}"
    if job.status is JobStatus.FAILED:
        return f"{what} was not printed.{cause}"
    return f"{what} waits.{cause} It comes out when the printer can; to try now: till jobs retry"
