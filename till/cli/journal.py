"""`till journal …`: look into the journal, export it, verify it, print a slip of it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from till.cli.options import Group

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.domain.chain import Record


@click.group(cls=Group)
def journal() -> None:
    """Look into the journal, export and verify it."""


@journal.command("list")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="How many.")
@click.option("--before", type=int, metavar="SEQ", help="Only records before this one.")
@click.option("--kind", metavar="KIND", help="Only records of this kind, such as cash-moved.")
@click.option("--shift", type=int, metavar="N", help="Only records of this shift.")
@click.option(
    "--employee",
    type=int,
    metavar="NO",
    help="Only what this employee did or approved, and what was done to them.",
)
@click.option("--date", metavar="YYYY-MM-DD", help="Only records of this day.")
def list_records(
    *,
    limit: int,
    before: int | None,
    kind: str | None,
    shift: int | None,
    employee: int | None,
    date: str | None,
) -> int:
    """List records, newest first, for somebody who may see every figure."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter

    with at_counter() as counter:
        _require_all_figures(counter)
        records = counter.register.read.newest(
            limit, before=before, kind=kind, shift=shift, employee=employee, date=date
        )
        lines = [(str(record.seq), record.recorded_at[:19], _in_words(counter, record)) for record in records]
        answer({"records": [_plain(counter, record) for record in records]}, table(lines))
        return Exit.DONE


@journal.command("show")
@click.argument("seq", type=int)
def show(seq: int) -> int:
    """Show one record, for somebody who may see every figure."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.domain.codec import decode
    from till.domain.errors import NoSuchRecord
    from till.slips import slip_for

    with at_counter() as counter:
        _require_all_figures(counter)
        record = counter.register.read.record(seq)
        if record is None:
            raise NoSuchRecord(seq=seq)
        slip = slip_for(decode(record.kind, record.body), full=True)
        lines = [
            f"Record {record.seq}, {record.recorded_at}, {record.kind}",
            _in_words(counter, record),
            record.body if slip is None else slip.to_text(counter.config.printer.columns).rstrip("\n"),
            f"Seal {record.seal}",
            f"Signature {record.signature}",
        ]
        plain = {**_plain(counter, record), "seal": record.seal, "signature": record.signature}
        answer({"record": {**plain, "body": record.body}}, "\n".join(lines))
        return Exit.DONE


@journal.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--since", type=click.IntRange(0), default=0, metavar="SEQ", help="Only those after it.")
def export(file: Path, since: int) -> int:
    """Write the journal to FILE, one JSON record a line, for somebody who may see every figure."""
    from itertools import takewhile

    from till.cli.counter import at_counter
    from till.cli.export_file import ExportFile
    from till.domain.commands import ExportJournal
    from till.domain.entries import JournalExported
    from till.faults import NotRecorded

    if str(file) == "-":
        raise click.UsageError(
            "Name a file: an export is whole or not there, which standard output cannot be."
        )
    try:
        unfinished = ExportFile(file)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    try:
        with at_counter() as counter:
            (noted,) = counter.do(ExportJournal(counter.begin()))
            assert isinstance(noted, JournalExported)
            records = counter.register.read.all_records(since)
            number = unfinished.write(takewhile(lambda record: record.seq <= noted.records, records))
            words = f"{number} records are in {file}, head {noted.seal}."
            return counter.finish({"file": str(file), "records": number, "exported_head": noted.seal}, words)
    except OSError as error:
        raise NotRecorded(f"{file} could not be written: {error.strerror}. Nothing was exported.") from error
    finally:
        unfinished.give_up()


@journal.command("verify")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--head", metavar="SEAL", help="A seal that must be in it, as printed on a Z report.")
def verify(file: Path | None, head: str | None) -> int:
    """Check FILE, an export, or without FILE the register's own journal.

    A file needs neither the register's database nor its key. That the end of a file was cut off whole cannot
    be seen from the file: compare its head, or give the seal of the newest Z report with --head.
    """
    from till.cli.answers import Exit, answer
    from till.cli.configured import configuration
    from till.cli.verify import check_database, check_file, seal_given

    wanted = None if head is None else seal_given(head)
    finding = check_file(file, wanted) if file else check_database(configuration().data, wanted)
    answer(finding.to_plain(), str(finding))
    return Exit.DONE if finding.verdict.intact else Exit.DISK


@journal.command("reprint")
@click.argument("seq", type=int)
def reprint(seq: int) -> int:
    """Print the slip of record SEQ again, marked as a copy."""
    from till.cli.counter import at_counter

    with at_counter() as counter:
        act = counter.begin()
        job = counter.register.copy_slip(act, seq)
        counter.note(act)
        return counter.finish({"copy": {"seq": seq, "job": job.id}}, f"{job.title} goes to the printer.")


def _require_all_figures(counter: Counter) -> None:
    from till.domain.errors import NotAllowed

    if not counter.sees(counter.begin()):
        raise NotAllowed()


def _plain(counter: Counter, record: Record) -> dict[str, Any]:
    from till.cli.facts import entry_plain
    from till.domain.codec import decode

    entry = decode(record.kind, record.body)
    plain = entry_plain(entry, counter.rules.currency, full=True)
    return {"seq": record.seq, "recorded_at": record.recorded_at, **plain}


def _in_words(counter: Counter, record: Record) -> str:
    from till.cli.facts import entry_text
    from till.domain.codec import decode

    rules = counter.rules
    return entry_text(decode(record.kind, record.body), rules.currency, rules.locale, full=True)
