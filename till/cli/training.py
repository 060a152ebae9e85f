"""`till training on|off`: practise without touching anything real."""

from __future__ import annotations

import click

from till.cli.options import Group


@click.group(cls=Group)
def training() -> None:
    """Practise: what is done meanwhile is marked, and counts in nothing but the number of trainings."""


@training.command("on")
def on() -> int:
    """Begin training mode, in the middle of a shift: its float is what there is to practise with."""
    from till.cli.counter import at_counter
    from till.domain.commands import StartTraining

    with at_counter() as counter:
        counter.do(StartTraining(counter.begin()))
        return counter.finish()


@training.command("off")
def off() -> int:
    """End training mode: the register is as it was, and what was practised is forgotten."""
    from till.cli.counter import at_counter
    from till.domain.commands import EndTraining

    with at_counter() as counter:
        counter.do(EndTraining(counter.begin()))
        return counter.finish()
