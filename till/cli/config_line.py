"""Changes one line of a configuration file and nothing else: not a comment, not a space."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from till.config import parse_config
from till.faults import BadConfiguration

_LEVEL: Final = re.compile(r"(\s*open_level\s*=\s*)(\"[a-z]*\"|'[a-z]*')(.*)", re.DOTALL)


def with_open_level(text: str, path: Path, drawer: int, open_level: str) -> str | None:
    """Return the text with this level for this drawer; None if it cannot be done without other changes."""
    lines = text.splitlines(keepends=True)
    for first, end in _drawer_tables(lines):
        if _id_of("".join(lines[first:end])) == drawer:
            changed = _in_table(lines, first, end, open_level)
            return changed if _changes_only_this(text, changed, path, drawer, open_level) else None
    gap = "" if text.endswith("\n") else "\n"
    changed = f'{text}{gap}\n[[drawer]]\nid = {drawer}\nopen_level = "{open_level}"\n'
    return changed if _changes_only_this(text, changed, path, drawer, open_level) else None


def write_open_level(path: Path, drawer: int, open_level: str) -> bool:
    """Write this level for this drawer into the file, whole or not at all; say whether it is there now."""
    unfinished = path.resolve().with_name(f".{path.name}.{os.getpid()}.part")
    try:
        changed = with_open_level(path.read_bytes().decode(), path, drawer, open_level)
        if changed is None:
            return False
        kept = path.stat()
        with unfinished.open("xb") as file:
            os.fchmod(file.fileno(), kept.st_mode & 0o7777)
            os.fchown(file.fileno(), kept.st_uid, kept.st_gid)
            file.write(changed.encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path.resolve())
    except OSError:
        return False
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return True


def _drawer_tables(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Give the first line of each table `[[drawer]]` and the line behind its last."""
    heads = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        if re.match(r"\s*\[\[\s*drawer\s*\]\]", lines[at]):
            yield at, end


def _id_of(table: str) -> object:
    try:
        return tomllib.loads(table)["drawer"][0].get("id")
    except (tomllib.TOMLDecodeError, KeyError, IndexError):
        return None


def _in_table(lines: list[str], first: int, end: int, open_level: str) -> str:
    for at in range(first + 1, end):
        if match := _LEVEL.fullmatch(lines[at]):
            line = f'{match[1]}"{open_level}"{match[3]}'
            return "".join([*lines[:at], line, *lines[at + 1 :]])
    head = lines[first] if lines[first].endswith("\n") else lines[first] + "\n"
    return "".join([*lines[:first], head, f'open_level = "{open_level}"\n', *lines[first + 1 :]])


def _changes_only_this(before: str, after: str, path: Path, drawer: int, open_level: str) -> bool:
    """Read both and compare: what stands in a text of several lines may look like a table."""
    try:
        old, new = parse_config(before, path), parse_config(after, path)
    except BadConfiguration:
        return False
    wanted = tuple(
        replace(each, open_level=open_level) if each.id == drawer else each for each in old.drawers
    )
    # The rules have the levels too, so that the journal says what a drawer was taken for.
    settings = replace(old.settings, open_levels=new.settings.open_levels)
    return new == replace(old, drawers=wanted, settings=settings)
