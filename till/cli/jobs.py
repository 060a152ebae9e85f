"""`till jobs …`: what printer and drawer still owe us, and answers about slips in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from till.cli.options import Group

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.domain.commands import Act


@click.group(cls=Group)
def jobs() -> None:
    """Look at the jobs of printer and drawer, and answer about slips in doubt."""


@jobs.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are over.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="How many.")
def list_jobs(everything: bool, limit: int) -> int:
    """List the jobs that are not over, oldest first; with --all every job, newest first."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.cli.outcomes import job_plain

    with at_counter() as counter:
        full, read = counter.onlooker(), counter.register.read
        listed = read.jobs(limit) if everything else read.open_jobs()[:limit]
        found = [job_plain(job, full=full) for job in listed]
        rows = [
            tuple(plain.get(name, "") for name in ("id", "kind", "status", "created_at", "title", "cause"))
            for plain in found
        ]
        answer({"jobs": found}, table(rows) or "Nothing waits.")
        return Exit.DONE


@jobs.command("answer")
@click.argument("job")
@click.option(
    "--printed",
    type=click.Choice(["yes", "no", "retry", "cancel"]),
    required=True,
    help="What you see on the paper; “no” and “retry” print it again as a copy, “cancel” gives it up.",
)
def answer_job(job: str, printed: str) -> int:
    """Say what became of a slip in doubt."""
    from till.cli.counter import at_counter

    with at_counter() as counter:
        act = counter.begin()
        if printed == "cancel":
            return _cancel(counter, act, job)
        if printed == "retry" and _waits(counter, job):
            return _try_now(counter)
        counter.register.answer_slip(act, job, printed=printed == "yes")
        counter.note(act)
        words = "Noted: it was printed." if printed == "yes" else "It is printed again, marked as a copy."
        return counter.finish({"answered": {"job": job, "printed": printed == "yes"}}, words)


@jobs.command("retry")
def retry() -> int:
    """Try now to print every slip that waits."""
    from till.cli.counter import at_counter

    with at_counter() as counter:
        return _try_now(counter)


@jobs.command("cancel")
@click.argument("job")
def cancel(job: str) -> int:
    """Give up a slip that waits or is in doubt."""
    from till.cli.counter import at_counter

    with at_counter() as counter:
        return _cancel(counter, counter.begin(), job)


def _waits(counter: Counter, job_id: str) -> bool:
    return any(job.id == job_id and job.status == "pending" for job in counter.register.read.open_jobs())


def _cancel(counter: Counter, act: Act, job: str) -> int:
    counter.register.cancel_slip(act, job)
    counter.note(act)
    return counter.finish({"cancelled": {"job": job}}, "It will not be printed.")


def _try_now(counter: Counter) -> int:
    from till.cli.answers import Exit, answer, warn
    from till.cli.outcomes import job_plain, trouble

    left = counter.hands.work_off_all(counter.register)
    plain = {"jobs": [job_plain(job, full=False) for job in left]}
    answer(plain, f"{len(left)} wait or are in doubt." if left else "Nothing waits.")
    for job in left:
        warn(trouble(job, full=False))
    return Exit.DEVICE if left else Exit.DONE
