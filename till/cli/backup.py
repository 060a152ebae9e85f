"""`till backup`: a checked copy of the journal for the day the disk dies."""

from __future__ import annotations

from pathlib import Path

import click

from till.cli.options import Command


@click.command("backup", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--new-key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="KEYFILE",
    help="Make no backup but a key for backups that only its owner can read; keep KEYFILE elsewhere.",
)
def backup(file: Path | None, new_key: Path | None) -> int:
    """Copy the journal to FILE, or into the folder that [backup] names; the till may go on meanwhile.

    The copy is checked from end to end before it gets its name; whatever happens, what was there before
    stays. It has neither PINs nor badges, and the register's key only if [backup] recipient encrypts it.
    """
    from till.cli.answers import Exit, answer

    if new_key is not None:
        from till.cli.recipients import make_key

        recipient = make_key(new_key)
        words = f'Put this under [backup]: recipient = "{recipient}". Keep {new_key} away from this machine.'
        answer({"key_file": str(new_key), "recipient": recipient}, words)
        return Exit.DONE
    return _take(file)


def _take(file: Path | None) -> int:
    from till.cli.answers import Exit, answer
    from till.cli.backup_work import take_backup
    from till.cli.configured import configuration, open_configured

    config = configuration()
    if file is None and config.backups is None:
        raise click.UsageError(f"Name a FILE, or a folder in {config.path}: [backup] folder = “…”.")
    register = open_configured(config)
    try:
        taken = take_backup(config, file, register.clock())
    finally:
        register.close()
    sealed = ", encrypted" if taken.encrypted else ", without the register’s key"
    plain = {
        "file": str(taken.path),
        "at": taken.at,
        "bytes": taken.bytes,
        "encrypted": taken.encrypted,
        "head": {"records": taken.head.records, "seal": taken.head.seal},
    }
    answer(plain, f"{taken.path}: {taken.head.records} records, checked{sealed}. Head {taken.head.seal}")
    return Exit.DONE
