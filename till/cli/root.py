"""The command `till` itself: without a word after it, the screens."""

from __future__ import annotations

from typing import Final

import click

from till.cli.options import TopGroup
from till.cli.wishes import wishes_of

PLACES: Final = {
    "demo": "demo:demo",
    "init": "init:init",
    "setup": "setup:setup",
    "status": "status:status",
    "employee": "employee:employee",
    "shift": "shift:shift",
    "cash": "cash:cash",
    "no-sale": "cash:no_sale",
    "training": "training:training",
    "sale": "sale:sale",
    "refund": "sale:refund",
    "receipt": "sale:receipt",
    "copy": "sale:copy",
    "record": "record:record",
    "report": "report:report",
    "journal": "journal:journal",
    "export": "export:export",
    "jobs": "jobs:jobs",
    "drawer": "devices:drawer",
    "devices": "devices:devices",
    "doctor": "doctor:doctor",
    "metrics": "metrics:metrics",
    "backup": "backup:backup",
    "restore": "restore:restore",
    "simulate": "simulate:simulate",
    "sync": "sync:sync",
    "serve": "serve:serve",
    "serve-ui": "serve_ui:serve_ui",
    "backoffice": "backoffice:backoffice",
}
"""Where each command is: module and name in `till.cli`."""


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from till import __version__

        click.echo(f"till {__version__}")
        context.exit()


@click.group(
    cls=TopGroup,
    places=PLACES,
    name="till",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say it.")
@click.pass_context
def root(context: click.Context) -> int | None:
    """A cash register for the terminal. Without a command it shows the screens.

    Exit codes: 0 done, 2 wrong usage or configuration, 3 refused by the rules, 4 a device could not do it,
    5 the journal or the disk is not right, 6 the back office could not be reached or refused.
    """
    if context.invoked_subcommand is not None:
        return None
    from till.cli.screens import run_configured

    return run_configured(wishes_of())
