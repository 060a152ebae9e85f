"""The program `till`: runs one command and turns whatever happens into a sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from hardware.errors import DeviceError
from till.cli.answers import Exit, say_json, warn
from till.cli.wishes import Wishes
from till.domain.errors import Refused
from till.faults import BadConfiguration, JournalBroken, NotRecorded


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
        return _explain(error, wishes)


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


def _explain(error: Exception, wishes: Wishes) -> int:
    """Say what went wrong; each family of errors has its exit code."""
    import click

    code, name = _family(error)
    words = _words_for(error, wishes.locale)
    if isinstance(error, click.UsageError) and error.ctx is not None and not wishes.json:
        error.show()
    else:
        warn(words)
    if wishes.json:
        family = "refused" if code is Exit.REFUSED else "error"
        say_json({family: {"kind": name, "message": words}})
    if os.environ.get("TILL_DEBUG"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    return code


def _family(error: Exception) -> tuple[Exit, str]:
    import click

    name = type(error).__name__
    match error:
        case Refused():
            return Exit.REFUSED, error.kind
        case click.ClickException() | BadConfiguration():
            return Exit.USAGE, name
        case DeviceError():
            return Exit.DEVICE, name
        case NotRecorded() | JournalBroken():
            return Exit.DISK, name
        case _:
            return Exit.DISK, name


def _words_for(error: Exception, locale: str) -> str:
    import click

    match error:
        case Refused():
            from till.wording.messages import sentence

            return sentence(error, locale)
        case click.ClickException():
            return error.format_message()
        case BadConfiguration() | DeviceError() | NotRecorded() | JournalBroken():
            return str(error)
        case _:
            return (
                f"The till stopped at something it does not understand ({type(error).__name__}: {error}). "
                "Run “till doctor”; with TILL_DEBUG=1 it says where."
            )


if __name__ == "__main__":
    sys.exit(main())
