"""`till export`: what happened between two dates, in a form that an auditor's program reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from till.cli.export_forms import FORMS, FROM, REST, TO, Form
from till.cli.options import Command

if TYPE_CHECKING:
    from till.domain.chain import Record
    from till.journal_reader import JournalReader


@click.command("export", cls=Command)
@click.argument("form", type=click.Choice(FORMS))
@FROM
@TO
@REST
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The file that is written, or of dsfinvk the folder; whole or not at all.",
)
def export(form: Form, first: str | None, last: str | None, rest: int | None, out: Path) -> int:
    """Export what happened between two business dates, for somebody who may see every figure.

    saft: SAF-T Cash Register (Norway). dsfinvk: the tables of DSFinV-K (Germany). sie: SIE 4 for the
    bookkeeping. csv, parquet: every posting, line and payment. None of them is a certification: what proves
    something is the journal itself, till journal export.
    """
    from till import __version__
    from till.cli.counter import at_counter
    from till.cli.export_forms import Target, require_order
    from till.domain.commands import ExportJournal
    from till.domain.entries import JournalExported
    from till.formats.exports.extract import Extract, Made, NotExported

    require_order(first, last)
    target = Target(form, out)
    try:
        with at_counter() as counter:
            (noted,) = counter.do(ExportJournal(counter.begin()))
            assert isinstance(noted, JournalExported)
            read, until = counter.register.read, noted.records
            try:
                extract = Extract(lambda after: records_until(read, after, until), first, last)
            except NotExported as nothing:
                raise click.UsageError(str(nothing)) from nothing
            target.write(extract, Made(noted.at, noted.employee1, __version__), rest)
            return counter.finish(*target.told(extract))
    finally:
        target.give_up()


def records_until(read: JournalReader, after: int, until: int) -> Iterator[Record]:
    """Read the records after a number up to another, in order."""
    for record in read.all_records(after):
        if record.seq > until:
            return
        yield record
