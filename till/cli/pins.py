"""PINs come from the environment or from a terminal, never from the command line."""

from __future__ import annotations

import os
import sys
from typing import Final

import click

PIN: Final = "TILL_PIN"
APPROVER_PIN: Final = "TILL_APPROVER_PIN"
NEXT_PIN: Final = "TILL_NEXT_PIN"
NEW_PIN: Final = "TILL_NEW_PIN"
BADGE: Final = "TILL_BADGE"


def pin_of(name: str, variable: str) -> str:
    """Get the PIN of `name` from $`variable`, or ask for it without showing it.

    Raises:
        click.UsageError: There is no such variable and no terminal.
    """
    given = os.environ.get(variable)
    if given is not None:
        return _speakable(given)
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"The PIN of {name} is not in ${variable}, and there is no terminal to ask on."
        )
    return pin_asked(name)


def pin_asked(name: str) -> str:
    """Ask for the PIN of `name`, or their badge, without showing it."""
    return _asked(f"PIN of {name}: ")


def badge_shown(variable: str) -> str:
    """Get the code of whoever stands there from $`variable`, or from the scanner at the terminal.

    Raises:
        click.UsageError: There is no such variable and no terminal.
    """
    given = os.environ.get(variable)
    if given is not None:
        return _speakable(given)
    if not sys.stdin.isatty():
        raise click.UsageError(f"The badge is not in ${variable}, and there is no terminal to scan it at.")
    return _asked("Scan the badge: ")


def new_pin(name: str, variable: str = NEW_PIN, *, optional: bool = False) -> str | None:
    """Get a new PIN for `name` from $`variable`, or ask for it twice; None if `optional` and there is none.

    Raises:
        click.UsageError: There is none, or the two were different.
    """
    given = os.environ.get(variable)
    if given is not None:
        return _speakable(given)
    if not sys.stdin.isatty():
        if optional:
            return None
        words = f"The new PIN of {name} is not in ${variable}, and there is no terminal to ask on."
        raise click.UsageError(words)
    first = _asked(f"New PIN of {name}{' (empty for none yet)' if optional else ''}: ")
    if optional and not first:
        return None
    if _asked("The same again: ") != first:
        raise click.UsageError("The two PINs were different.")
    return first


def badge_code(name: str) -> str:
    """Get the code of the badge of `name` from $TILL_BADGE, or from the scanner at the terminal.

    Raises:
        click.UsageError: There is no such variable and no terminal.
    """
    given = os.environ.get(BADGE)
    if given is not None:
        return _speakable(given)
    if not sys.stdin.isatty():
        words = f"The badge code of {name} is not in ${BADGE}, and there is no terminal to scan it at."
        raise click.UsageError(words)
    return _asked(f"Scan the badge of {name}: ")


def _asked(prompt: str) -> str:
    from getpass import getpass

    return _speakable(getpass(prompt, stream=sys.stderr))


def _speakable(pin: str) -> str:
    """Give the PIN without bytes that are no text; such a PIN is wrong anyway."""
    return pin.encode("utf-8", "replace").decode()
