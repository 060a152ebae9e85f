"""What a person at a terminal, or a program, is told of a command that failed."""

from __future__ import annotations

import os
import sys

import click

from hardware.errors import DeviceError
from till.cli.answers import Exit, say_json, warn
from till.cli.wishes import Wishes
from till.domain.refused import Refused
from till.faults import BadConfiguration, JournalBroken, NotRecorded


def explain(error: Exception, wishes: Wishes) -> int:
    """Say what went wrong; each family of errors has its exit code."""
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
