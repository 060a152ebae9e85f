"""`till report …`: X and Z, as text, JSON, picture or printer commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from till.cli.drawers import DRAWER
from till.cli.options import Group
from till.formats.forms import FOREIGN

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.cli.slip_files import Rendering, SlipFile
    from till.domain.act import Act
    from till.formats.forms import ForeignForm

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "png", "escpos", *FOREIGN]),
    default="text",
    show_default=True,
    help="How the report is written; the last four are the same figures as JSON of those systems.",
)
_OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, instead of standard output."
)


@click.group(cls=Group)
def report() -> None:
    """Take an X report, show a stored Z report."""


def _file_for(form: Rendering | ForeignForm, output: Path | None) -> tuple[SlipFile, ForeignForm | None]:
    """Give where the report is written, and in whose shape."""
    from till.cli.slip_files import SlipFile

    match form:
        case "shopify" | "sushigo" | "toast" | "onslip":
            return SlipFile("json", output), form
        case _:
            return SlipFile(form, output), None


def _require_sight(counter: Counter, act: Act) -> None:
    """See that who asks may know what is expected: the other systems' shapes say nothing else.

    Raises:
        NeedsApproval: They may not.
    """
    from till.domain.errors import NeedsApproval

    if not counter.sees(act):
        raise NeedsApproval()


@report.command("x")
@_FORMAT
@_OUTPUT
@DRAWER
def x_report(form: Rendering | ForeignForm, output: Path | None, drawer: int) -> int:
    """Take an X report: print the figures of the shift so far, and note that it was done."""
    from till.cli.counter import at_counter
    from till.cli.facts import figures_plain
    from till.cli.foreign import running_shape
    from till.domain.commands import TakeX
    from till.domain.entries import ReportTaken
    from till.slips import slip_for

    file, foreign = _file_for(form, output)
    with at_counter() as counter:
        act = counter.begin()
        if foreign is not None:
            _require_sight(counter, act)
        (taken,) = counter.do(TakeX(act, drawer))
        assert isinstance(taken, ReportTaken)
        # The rules have already left out what the person may not see.
        figures, slip = taken.figures, slip_for(taken, full=True)
        assert slip is not None
        plain = figures_plain(figures, full=not figures.blind)
        shape = None if foreign is None else running_shape(counter, foreign, figures)
        file.write(slip, shape or plain, counter.config.printer.columns)
        more: dict[str, Any] = {} if foreign is None else {foreign: shape}
        return counter.finish(more, text=file.text, silent=file.is_answer)


@report.command("z")
@click.argument("number", metavar="[N]", type=int, required=False)
@_FORMAT
@_OUTPUT
@click.option("--print", "again", is_flag=True, help="Print it again, marked as a copy.")
def z_report(number: int | None, form: Rendering | ForeignForm, output: Path | None, again: bool) -> int:
    """Show a stored Z report, without N the newest."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.facts import closed_shift_plain, figures_plain
    from till.cli.foreign import closed_shape
    from till.domain.own import closed_by
    from till.slips import slip_for

    file, foreign = _file_for(form, output)
    with at_counter() as counter:
        act = counter.begin()
        if foreign is not None:
            _require_sight(counter, act)
        full = counter.sees(act)
        seq, closed = counter.register.read.z_report(number)
        own = closed_by(closed, act.by, act.approved_by)
        slip, figures = (
            slip_for(closed, full=full, own=own),
            figures_plain(closed.figures, full=full, own=own),
        )
        assert slip is not None
        shape = None if foreign is None else closed_shape(counter, foreign, seq, closed)
        file.write(slip, shape or figures, counter.config.printer.columns)
        plain = {"report": {**closed_shift_plain(seq, closed, full=full), "figures": figures}}
        if foreign is not None:
            plain[foreign] = shape or {}
        if again:
            counter.register.copy_slip(act, seq)
            counter.note(act)
            return counter.finish(plain, file.text, silent=file.is_answer)
        if not file.is_answer:
            answer(plain, file.text)
        return Exit.DONE
