"""A register is founded: configuration, key and database, all of them or a try that can be repeated."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from till.config import parse_config
from till.faults import BadConfiguration

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config
    from till.domain.state import Head


def found_register(
    path: Path,
    text: str,
    manager: str,
    pin: str,
    *,
    aside: Path | None = None,
    then: Callable[[CashRegister], None] | None = None,
) -> tuple[Config, Head]:
    """Make the register that `text` describes, and write it as its configuration to `path`.

    Whenever this is cut off, it can be done again: the configuration gets its name last, and what an
    unfinished set-up left in the data folder is made anew. A configuration at `path` is moved to `aside`.
    `then` belongs to the set-up: what it cannot do leaves no register either.

    Raises:
        BadConfiguration: The text or an address cannot be used, or the file cannot be written.
        Refused: The PIN or the name cannot be used, or there is a register in the data folder.
        NotRecorded: The data folder cannot be written.
    """
    from till.cash_register import CashRegister
    from till.cli.configured import configured_devices
    from till.store.opening import forget_unfinished

    if path.exists() and aside is None:
        raise BadConfiguration(f"{path}: is there already; a set-up never overwrites a configuration.")
    config = parse_config(text, path)
    configured_devices(config).close()
    with _unfinished(path, text) as (unfinished, cut_off):
        if cut_off:
            forget_unfinished(config.data)
        register = CashRegister.create(config.data, config.settings, manager, pin)
        try:
            if then is not None:
                then(register)
        except BaseException:  # Also a Ctrl-C: half of a set-up is none.
            register.close()
            forget_unfinished(config.data)
            raise
        head = register.state.head
        register.close()
        if aside is not None and path.exists():
            path.replace(aside)
        unfinished.rename(path)
        _sync_name(path)
    return config, head


def quoted(text: str) -> str:
    """Write a TOML string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@contextmanager
def _unfinished(path: Path, text: str) -> Iterator[tuple[Path, bool]]:
    """Have the text in a file beside `path`; say whether an earlier set-up was cut off and left one there.

    Raises:
        BadConfiguration: The folder cannot be written, or another set-up is under way there.
    """
    unfinished = path.with_name(f".{path.name}.part")
    cut_off = unfinished.exists()
    try:
        with unfinished.open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate(0)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            try:
                yield unfinished, cut_off
            except BaseException:  # Also a Ctrl-C: only a kill leaves the file, as a sign.
                unfinished.unlink(missing_ok=True)
                raise
    except BlockingIOError as busy:
        raise BadConfiguration(f"{path}: another set-up is under way.") from busy
    except OSError as error:
        raise BadConfiguration(f"{path}: cannot be written: {error.strerror}.") from error


def _sync_name(path: Path) -> None:
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
