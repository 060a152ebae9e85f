"""A journal in a form that auditors and their programs know; the register and the office write it alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, assert_never

import click

if TYPE_CHECKING:
    from till.formats.exports.extract import Extract, Made

Form = Literal["saft", "dsfinvk", "sie", "csv", "parquet"]
FORMS: Final[tuple[Form, ...]] = ("saft", "dsfinvk", "sie", "csv", "parquet")


class Dated(click.ParamType[str]):
    """A date as it stands in the journal."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        # Python reads other ways to write a date too, which would not compare as texts.
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            with suppress(ValueError):
                return date.fromisoformat(value).isoformat()
        raise click.BadParameter(f"“{value}” is no date: write YYYY-MM-DD.", ctx, param)


FROM: Final = click.option(
    "--from", "first", type=Dated(), metavar="YYYY-MM-DD", help="The first business date; else the oldest."
)
TO: Final = click.option(
    "--to", "last", type=Dated(), metavar="YYYY-MM-DD", help="The last business date; else the newest."
)
REST: Final = click.option(
    "--rest-account",
    "rest",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="sie: the ledger account of what the configuration had none for.",
)


def require_order(first: str | None, last: str | None) -> None:
    """See that dates are in their order.

    Raises:
        click.UsageError: They are not.
    """
    if first and last and first > last:
        raise click.UsageError(f"--from {first} is after --to {last}.")


class Target:
    """Where an export goes: a file, or of DSFinV-K a folder. Made before anything is noted or written.

    Raises:
        click.UsageError: It cannot be written, or the form needs what is not installed.
    """

    def __init__(self, form: Form, path: Path) -> None:
        from till.cli.export_file import ExportFile, ExportFolder
        from till.formats.exports.extract import NotExported

        self.form, self.path = form, path
        if str(path) == "-":
            raise click.UsageError(
                "Name a file: an export is whole or not there, which standard output cannot be."
            )
        if form != "dsfinvk" and path.is_dir():
            raise click.UsageError(f"{path} is a folder: name a file in it.")
        try:
            if form == "parquet":
                from till.cli.parquet_file import require_pyarrow

                require_pyarrow()
            self._unfinished = ExportFolder(path) if form == "dsfinvk" else ExportFile(path)
        except NotExported as missing:
            raise click.UsageError(str(missing)) from missing
        except OSError as error:
            raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error

    def write(self, extract: Extract, made: Made, rest: int | None) -> None:
        """Write it whole.

        Raises:
            click.UsageError: The journal does not fit the form.
            NotRecorded: The disk does not take it.
        """
        from till.cli.export_file import ExportFolder
        from till.faults import NotRecorded
        from till.formats.exports.extract import NotExported

        try:
            if isinstance(self._unfinished, ExportFolder):
                for name, text in _tables(extract, made):
                    self._unfinished.add(name, text)
                self._unfinished.finish()
            elif self.form == "parquet":
                from till.cli.parquet_file import write_parquet
                from till.formats.exports.rows import rows

                write_parquet(self._unfinished.file, rows(extract), extract.exponent)
                self._unfinished.finish()
            else:
                self._unfinished.write_pieces(_encoded(self.form, extract, made, rest))
        except NotExported as unfit:
            raise click.UsageError(str(unfit)) from unfit
        except OSError as error:
            raise NotRecorded(
                f"{self.path} could not be written: {error.strerror}. Nothing was exported."
            ) from error

    def give_up(self) -> None:
        """Leave nothing behind, if it was not finished."""
        self._unfinished.give_up()

    def told(self, extract: Extract) -> tuple[dict[str, Any], str]:
        """Say what is there now, as JSON and in words."""
        plain = {
            "file": str(self.path),
            "form": self.form,
            "from": extract.first,
            "to": extract.last,
            "closed_shifts": len(extract.closes),
        }
        shifts = len(extract.closes)
        return plain, f"{extract.first} to {extract.last} is in {self.path}; closed shifts: {shifts}."


def _encoded(form: Form, extract: Extract, made: Made, rest: int | None) -> Iterator[bytes]:
    encoding, pieces = _pieces(form, extract, made, rest)
    return (piece.encode(encoding, "replace") for piece in pieces)


def _pieces(form: Form, extract: Extract, made: Made, rest: int | None) -> tuple[str, Iterable[str]]:
    match form:
        case "saft":
            from till.formats.exports import saft

            return "utf-8", saft.pieces(extract, made)
        case "sie":
            from till.formats.exports import sie

            return sie.ENCODING, sie.lines(extract, made, rest)
        case "csv":
            from till.formats.exports import rows

            return "utf-8", rows.csv_lines(rows.rows(extract))
        case "dsfinvk" | "parquet":
            raise AssertionError("These are not one text.")
        case _:
            assert_never(form)


def _tables(extract: Extract, made: Made) -> Iterator[tuple[str, str]]:
    from till.formats.exports import dsfinvk
    from till.formats.exports.dsfinvk_tables import DTD, INDEX, TABLES, dtd, index_xml

    owner = extract.settings.organisation
    yield from ((INDEX, piece) for piece in index_xml(owner.name, owner.address))
    yield DTD, dtd()
    yield from dsfinvk.empty_tables()
    for name, values in dsfinvk.rows(extract, made):
        yield name, TABLES[name].line(values)
