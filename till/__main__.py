"""The program `till`: runs one command and turns whatever happens into a sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from till.cli.answers import Exit
from till.cli.wishes import Wishes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; no traceback ever reaches the user."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    wishes = Wishes()
    try:
        code = _run(words, wishes)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads us has seen enough. Python would complain about the same pipe once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.NOBODY_LISTENS
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return code


def _run(words: list[str], wishes: Wishes) -> int:
    try:
        return _command(words, wishes) if words else _screens(wishes)
    except EOFError:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # Whatever it was, a person at a counter gets a sentence.
        wishes.json = wishes.json or "--json" in words
        from till.cli.explaining import explain

        return explain(error, wishes)


def _screens(wishes: Wishes) -> int:
    """Show the screens without loading what reads a command line: they are waited for."""
    from till.cli.screens import run_configured

    return run_configured(wishes)


def _command(words: list[str], wishes: Wishes) -> int:
    import click

    from till.cli.root import root

    try:
        with root.make_context("till", list(words), obj=wishes) as context:
            return int(root.invoke(context) or Exit.DONE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return Exit.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
