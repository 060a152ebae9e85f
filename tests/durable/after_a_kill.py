"""What must hold of a folder, a printer and a list of confirmed acts after any kill."""

from __future__ import annotations

import shutil
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from hardware.document import Document
from hardware.escpos import encode
from hardware.simulators.printer import SimulatedPrinter
from tests.durable.shop import SCRIPTED, folded, opened, steady_s
from till.domain.chain import verify
from till.domain.entries import DrawerKicked, Entry, SlipAnswered, SlipInDoubt, SlipPrinted
from till.domain.state import State
from till.domain.vocabulary import KickOutcome
from till.jobs import Job, JobKind, JobStatus, jobs_for
from till.signing import signed_by

JOBS_MAX: Final = 100_000
IN_FLIGHT_S: Final = 0.5
"""How long after a kill the printer may still obey what it had been sent before."""
PULSED: Final = (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED, KickOutcome.NO_MOTION)
LIFE_OF_A_JOB: Final = frozenset({"status", "attempts", "cause"})


@dataclass(slots=True)
class Witness:
    """What the test itself saw: the acts that were confirmed, those that were begun, and when it killed."""

    epoch_s: float
    confirmed: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    kills_s: list[float] = field(default_factory=list)

    def next_kill_s(self, at_s: float) -> float:
        """Say when the first kill after a moment was (seconds of the steady clock), or infinity."""
        place = bisect_left(self.kills_s, at_s)
        return self.kills_s[place] if place < len(self.kills_s) else float("inf")


@dataclass(frozen=True, slots=True)
class Found:
    """A register as it lies on the disk: its entries, the state after each, its jobs, oldest first."""

    steps: list[tuple[Entry, State]]
    jobs: list[Job]

    def entries(self, kind: type[Entry]) -> list[Any]:
        """Give the entries of one class."""
        return [entry for entry, _ in self.steps if isinstance(entry, kind)]


def found_in(folder: Path, beside: Path) -> Found:
    """Open a copy of what a kill left behind, and check that it is intact and folds to its own state."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside)
    register = opened(beside)
    records = list(register.read.all_records())
    verdict = verify(records, signed_by)
    assert verdict.intact, str(verdict)
    steps = folded(records)
    assert register.state == steps[-1][1], "the state from the last close is not the whole fold"
    jobs = register.read.jobs(JOBS_MAX)[::-1]
    register.close()
    return Found(steps, jobs)


def check_acts(found: Found, witness: Witness) -> None:
    """See that every confirmed act is there once, and every other one whole or absent."""
    counted = Counter(entry.id for entry, _ in found.steps)
    assert [id for id, times in counted.items() if times > 1] == []
    assert [id for id in witness.confirmed if id not in counted] == [], "confirmed and lost"
    asked = {entry.id for entry, _ in found.steps if isinstance(entry, (*SCRIPTED, SlipAnswered))}
    assert asked <= set(witness.begun), "something happened that nobody asked for"
    jobs = {job.id: job for job in found.jobs}
    assert len(jobs) == len(found.jobs)
    owed = {job.id: job for entry, state in found.steps for job in jobs_for(state, (entry,))}
    for job in owed.values():
        assert job.id in jobs, f"{job.id} is missing: half an act"
        assert _laid_out(jobs[job.id]) == _laid_out(job)
    again = {f"{answer.id}-print" for answer in found.entries(SlipAnswered) if not answer.printed}
    assert set(jobs) == set(owed) | again, "a job without its act, or an act without its job"


def _laid_out(job: Job) -> dict[str, Any]:
    return {each.name: getattr(job, each.name) for each in fields(job) if each.name not in LIFE_OF_A_JOB}


def check_jobs(found: Found, *, running: int) -> None:
    """See that each job was tried at most once, and what became of it is written down once."""
    assert sum(job.status is JobStatus.STARTED for job in found.jobs) <= running
    assert [job.id for job in found.jobs if job.attempts > 1] == []
    for kind in (DrawerKicked, SlipPrinted, SlipInDoubt, SlipAnswered):
        told = Counter(entry.job for entry in found.entries(kind))
        assert [job for job, times in told.items() if times > 1] == [], kind.__name__
    printed = {entry.job for entry in found.entries(SlipPrinted)}
    doubted = {entry.job for entry in found.entries(SlipInDoubt)}
    assert not printed & doubted
    for job in found.jobs:
        if job.kind is JobKind.PRINT:
            assert (job.status is JobStatus.UNKNOWN or job.id not in doubted) or job.status in (
                JobStatus.DONE,
                JobStatus.FAILED,
            )
            assert job.status is not JobStatus.UNKNOWN or job.id in doubted
            assert job.status is not JobStatus.DONE or job.id in printed | doubted


def check_kicks(found: Found, pulses: list[dict[str, Any]], witness: Witness) -> None:
    """See that every pulse has one act that asked for it, and came while the program that was asked lived.

    Kicks are sent in the order of their jobs. One that was settled has its pulse, one cut off may have it.
    """
    outcomes = {entry.job: entry for entry in found.entries(DrawerKicked)}
    given_s = [float(pulse["at_s"]) for pulse in pulses]
    explained = {0}  # How many of the pulses the kicks so far can be the cause of.
    for job in found.jobs:
        if job.kind is JobKind.KICK:
            outcome = outcomes[job.id].outcome if job.id in outcomes else None
            began_s = steady_s(job.created_at, witness.epoch_s)
            until_s = witness.next_kill_s(began_s) + IN_FLIGHT_S
            if outcome in PULSED:
                told_s = steady_s(outcomes[job.id].at, witness.epoch_s)
                assert told_s < witness.next_kill_s(began_s), (
                    f"{job.id} was kicked on its own after a restart"
                )
                # A drawer that already stood open is seen open before a slow printer has come to the pulse.
                until_s = min(until_s, told_s + IN_FLIGHT_S)
            fitting = {n + 1 for n in explained if began_s <= _at(given_s, n) <= until_s}
            if outcome in PULSED:
                explained = fitting
            elif outcome is KickOutcome.UNKNOWN or job.status is JobStatus.STARTED:
                explained |= fitting
            assert explained, (
                f"{job.id}: {outcome}, but the drawer was not kicked from {began_s} to {until_s}"
            )
    assert len(given_s) in explained, f"the drawer was kicked for nobody: {given_s}"


def _at(given_s: list[float], n: int) -> float:
    return given_s[n] if n < len(given_s) else float("inf")


@cache
def on_paper(document: str) -> str:
    """Print a stored slip on a printer of its own; give what stands on the paper."""
    printer = SimulatedPrinter(42, buffer_bytes=1 << 20)
    printer.receive(encode(Document.from_json(document), 42))
    return printer.paper


def check_paper(found: Found, paper: str) -> None:
    """See that no slip came out twice without being marked COPY."""
    for job, unmarked in unmarked_slips(found, paper):
        assert unmarked <= 1, f"{job.title} came out {unmarked} times: {job.id}"
        assert unmarked == 1 or not _is_printed(job, found), f"{job.title} is said to be printed: {job.id}"


def unmarked_slips(found: Found, paper: str) -> Iterator[tuple[Job, int]]:
    """Count, for each slip that is no copy, how often it stands on the paper whole and without a mark."""
    slips = [job for job in found.jobs if job.kind is JobKind.PRINT]
    copies = [job for job in slips if _is_copy(job)]
    for job in slips:
        if not _is_copy(job):
            whole = on_paper(job.document or "")
            marked = [on_paper(copy.document or "") for copy in copies if copy.act == job.act]
            yield job, paper.count(whole) - sum(paper.count(text) * text.count(whole) for text in marked)


def _is_copy(job: Job) -> bool:
    return job.id != f"{job.act}-print"


def _is_printed(job: Job, found: Found) -> bool:
    return any(entry.job == job.id for entry in found.entries(SlipPrinted))


def stands_on(paper: str, job_id: str, jobs: Collection[Job]) -> bool:
    """Say, as a person who looks at the paper would, whether a slip came out whole."""
    document = next(job.document for job in jobs if job.id == job_id)
    return on_paper(document or "") in paper
