"""What a command says and how it ends: one JSON object or a person's text, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from till.cli.wishes import wishes_of


class Exit(IntEnum):
    """How a command ends; scripts rely on these numbers."""

    DONE = 0
    UNFORESEEN = 1
    USAGE = 2
    REFUSED = 3
    DEVICE = 4
    DISK = 5
    OFFICE = 6
    INTERRUPTED = 130
    NOBODY_LISTENS = 141


def answer(plain: dict[str, Any], text: str) -> None:
    """Say what came out: `plain` as JSON if that is wished, else `text`."""
    if wishes_of().json:
        say_json(plain)
    else:
        say(text)


def say_json(plain: dict[str, Any]) -> None:
    """Write one JSON object, in ASCII so that every terminal and every locale takes it."""
    import json

    print(json.dumps(plain), flush=True)


def say(text: str) -> None:
    """Write a person's text."""
    print(printable(text), flush=True)


def warn(text: str) -> None:
    """Write what is not the answer to standard error."""
    print(printable(text), file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Give `text` without what a terminal would take for a command."""
    return "".join(each if each.isprintable() or each == "\n" else "?" for each in text)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Write rows as columns, each as wide as its widest word; the last one runs free."""
    if not rows:
        return ""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    )
