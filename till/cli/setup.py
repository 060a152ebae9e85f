"""`till setup`: the first start, guided, in the screens."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from till.cli.answers import Exit, warn
from till.cli.options import Command
from till.cli.wishes import wishes_of


@click.command("setup", cls=Command)
def setup() -> int:
    """Set up a register in the screens: shop, money, manager, printer, drawer; else till init does it."""
    if wishes_of().json or not at_terminal():
        raise click.UsageError("till setup asks on the screens of a terminal. Without one use: till init.")
    return run_setup(wishes_of().config)


def at_terminal() -> bool:
    """Say whether there is somebody who can look at screens and press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def run_setup(named: str | None) -> int:
    """Ask step by step, make the register, and start the till; give the exit code."""
    from till.cli.screens import is_touch_wanted
    from till.cli.setup_work import ConfiguredSetUp, proposed_place, require_no_register
    from till.ui.set_up_app import SetUpApp

    path = proposed_place(named)
    require_no_register(path)
    app = SetUpApp(ConfiguredSetUp(path))
    app.touch = is_touch_wanted()
    app.run()
    if app.return_code:
        return app.return_code  # Its terminal is gone, or the machine goes down.
    if not app.founded:
        warn("The set-up was left. Nothing was written.")
        return Exit.DONE
    return start_till(path)


def start_till(path: Path) -> int:
    """Start the till that was set up."""
    from till.cli.screens import run_screens_of
    from till.config import load_config

    return run_screens_of(load_config(path))


def offer_setup(missing: str, named: str | None) -> int | None:
    """Say that there is no configuration, and offer to make one; None if nobody wants that."""
    warn(missing)
    warn("Press Enter to set up this register now (till setup), or type n and Enter to leave it.")
    answer = sys.stdin.readline()
    if not answer or answer.strip().lower().startswith("n"):
        return None
    return run_setup(named)
