"""What an office holds of a register as a file: the journal itself, or a form that auditors know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from till import __version__
from till.backoffice.files import journal_of
from till.cli.answers import Exit, answer
from till.cli.export_file import ExportFile
from till.cli.export_forms import Form, Target, require_order
from till.faults import NotRecorded
from till.formats.exports.extract import Extract, Made, NotExported

if TYPE_CHECKING:
    from till.backoffice.files import KnownRegister
    from till.backoffice.office import Office


def export_journal(office: Office, row: KnownRegister, file: Path) -> int:
    """Write the journal, one record a line."""
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder: name a file in it.")
    try:
        unfinished = ExportFile(file)
        try:
            number = unfinished.write(journal_of(office, row.no))
        finally:
            unfinished.give_up()
    except OSError as error:
        raise NotRecorded(f"{file} could not be written: {error.strerror}. Nothing was exported.") from error
    answer({"file": str(file), "records": number}, f"{number} records of {row.name} are in {file}.")
    return Exit.DONE


def export_form(
    office: Office,
    row: KnownRegister,
    file: Path,
    form: Form,
    wanted: tuple[str | None, str | None, int | None],
) -> int:
    """Write what happened between two dates in a form; `wanted` is both, and SIE's account for the rest."""
    first, last, rest = wanted
    require_order(first, last)
    target = Target(form, file)
    try:
        try:
            extract = Extract(lambda after: journal_of(office, row.no, after), first, last)
        except NotExported as nothing:
            raise click.UsageError(str(nothing)) from nothing
        # Who asks at an office is whoever may read its database: nobody's name is known.
        target.write(extract, Made(office.clock(), None, __version__), rest)
    finally:
        target.give_up()
    answer(*target.told(extract))
    return Exit.DONE
