"""`till report …`: X and Z, as text, JSON, picture or printer commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from till.cli.wishes import Group

if TYPE_CHECKING:
    from till.cli.slip_files import Rendering

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "png", "escpos"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
_OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file, instead of standard output."
)


@click.group(cls=Group)
def report() -> None:
    """Take an X report, show a stored Z report."""


@report.command("x")
@_FORMAT
@_OUTPUT
@click.option("--drawer", type=int, default=1, show_default=True, help="The drawer's number.")
def x_report(form: Rendering, output: Path | None, drawer: int) -> int:
    """Take an X report: print the figures of the shift so far, and note that it was done."""
    from till.cli.counter import at_counter
    from till.cli.facts import figures_plain
    from till.cli.slip_files import SlipFile
    from till.domain.commands import TakeX
    from till.domain.entries import ReportTaken
    from till.slips import slip_for

    file = SlipFile(form, output)
    with at_counter() as counter:
        (taken,) = counter.do(TakeX(counter.begin(), drawer))
        assert isinstance(taken, ReportTaken)
        # The rules have already left out what the person may not see.
        figures, slip = taken.figures, slip_for(taken, full=True)
        assert slip is not None
        file.write(slip, figures_plain(figures, full=not figures.blind), counter.config.printer.columns)
        return counter.finish(text=file.text, silent=file.is_answer)


@report.command("z")
@click.argument("number", metavar="[N]", type=int, required=False)
@_FORMAT
@_OUTPUT
@click.option("--print", "again", is_flag=True, help="Print it again, marked as a copy.")
def z_report(number: int | None, form: Rendering, output: Path | None, again: bool) -> int:
    """Show a stored Z report, without N the newest."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.facts import closed_shift_plain, figures_plain
    from till.cli.slip_files import SlipFile
    from till.slips import slip_for

    file = SlipFile(form, output)
    with at_counter() as counter:
        act = counter.begin()
        full = counter.sees(act)
        seq, closed = counter.register.read.z_report(number)
        slip, figures = slip_for(closed, full=full), figures_plain(closed.figures, full=full)
        assert slip is not None
        file.write(slip, figures, counter.config.printer.columns)
        plain = {"report": {**closed_shift_plain(seq, closed, full=full), "figures": figures}}
        if again:
            counter.register.copy_slip(act, seq)
            counter.note(act)
            return counter.finish(plain, file.text, silent=file.is_answer)
        if not file.is_answer:
            answer(plain, file.text)
        return Exit.DONE
