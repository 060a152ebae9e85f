"""Which drawer is meant: the one that is named, or that of whoever acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from till.domain.state import State

OWN: Final = 0
"""No drawer is named."""


def _named(_context: click.Context, _parameter: click.Parameter, value: int | None) -> int:
    if value == OWN:
        raise click.BadParameter("Drawers are numbered from 1.")
    return OWN if value is None else value


DRAWER: Final = click.option(
    "--drawer", type=int, callback=_named, help="The drawer's number; else that of your own shift, else 1."
)


def drawer_meant(state: State, named: int, person: int | None) -> int:
    """Give the drawer that was named, or whose open shift is this person's, or 1."""
    if named != OWN:
        return named
    own = (no for no, shift in sorted(state.shifts.items()) if shift.opened_by.no == person)
    return next(own, 1)
