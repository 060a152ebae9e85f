"""`till record`: what another system did on this counter, from its own words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from till.cli.drawers import DRAWER
from till.cli.options import Command

if TYPE_CHECKING:
    from till.domain.external_record import ExternalRecord


@click.command("record", cls=Command)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    metavar="F",
    help="The record, an Onslip ExternalRecord as JSON; - is standard input.",
)
@DRAWER
def record(path: Path, drawer: int) -> int:
    """Take in a receipt, a float or the wish for an X report of another system on this counter.

    Its cash counts as cash in the drawer, its payments stand on X and Z beside ours, marked as external.
    A record that was taken in before is refused.
    """
    from till.cli.counter import at_counter
    from till.domain.commands import RecordExternal
    from till.domain.entries import ExternalRecorded

    text = _text(path)
    with at_counter() as counter:
        found = _read(path, text, counter.rules.currency)
        entries = counter.do(RecordExternal(counter.begin(), found, drawer), told=0)
        done = entries[0]
        assert isinstance(done, ExternalRecorded)
        return counter.finish(
            {"external": {"id": found.id, "type": found.type.value, "source": found.source}}
        )


def _text(path: Path) -> str:
    """Read the file, no more of it than is ever taken.

    Raises:
        click.UsageError: It cannot be read.
    """
    from till.formats.numbers import TEXT_LENGTH_MAX

    most = TEXT_LENGTH_MAX * 4 + 1
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(most)
        else:
            with path.open("rb") as file:
                content = file.read(most)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{path}: it cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise click.UsageError(f"{path}: expected JSON in UTF-8.") from None


def _read(path: Path, text: str, currency: str) -> ExternalRecord:
    from till.domain.plain import Unreadable
    from till.formats.onslip.external import external_record

    try:
        return external_record(text, currency)
    except Unreadable as error:
        key = f"{error.path}: " if error.path else ""
        raise click.UsageError(f"{path}: {key}expected {error.expected}.") from None
