"""Files that only the owner of a key can read, in the form of age (age-encryption.org/v1)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from till.faults import BadConfiguration, NotRecorded

MARK: Final = b"age-encryption.org/v1\n"
"""What an encrypted file begins with."""


def is_encrypted(path: Path) -> bool:
    """Say whether only the owner of a key can read the file."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def make_key(path: Path) -> str:
    """Make a key in a new file that only its owner may read; give what goes into the configuration.

    Raises:
        click.UsageError: The file is there already, or cannot be written.
    """
    from pyrage import x25519

    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"# opens the backups for {recipient}\n{identity}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error
    return recipient


def encrypt(path: Path, to: Path, recipient: str) -> None:
    """Write the file at `path` to the new file `to`, so that only the owner of the key can read it.

    Raises:
        BadConfiguration: It is not a key.
        OSError: It cannot be written.
    """
    import pyrage

    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as wrong:
        raise BadConfiguration(f"backup.recipient: {recipient} is not an age key.") from wrong
    with path.open("rb") as source, os.fdopen(_new(to), "wb") as target:
        pyrage.encrypt_io(source, target, [key])
        target.flush()
        os.fsync(target.fileno())


def decrypt(path: Path, to: Path, key_file: Path) -> None:
    """Write what is in the encrypted file at `path` to the new file `to`.

    Raises:
        click.UsageError: The key file has no key, or not the one that opens it.
        NotRecorded: There is no room for it.
    """
    import pyrage

    try:
        lines = [line.strip() for line in key_file.read_text(encoding="ascii").splitlines()]
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise click.UsageError(f"{key_file} has no key that can be read: {error}.") from error
    try:
        with path.open("rb") as source, os.fdopen(_new(to), "wb") as target:
            pyrage.decrypt_io(source, target, keys)
    except pyrage.DecryptError as error:
        raise click.UsageError(f"{key_file} does not open {path}, or the backup is damaged.") from error
    except OSError as error:
        raise NotRecorded(f"{to} could not be written: {error.strerror}. Nothing was restored.") from error


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
