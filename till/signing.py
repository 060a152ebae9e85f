"""The register's own key: Ed25519 over the ASCII text of a seal."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from till.faults import JournalBroken, NotRecorded

Sign = Callable[[str], str]
"""Signs a seal; gives 128 hexadecimal digits."""
_KEY_DIGITS: Final = 64


def create_key(path: Path) -> str:
    """Make the register's key in a new file that only its owner may read; give the public key.

    It is there whole or not at all: it gets its name when it is on the disk.

    Raises:
        FileExistsError: There is a key already; it is never overwritten.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    unfinished.unlink(missing_ok=True)
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(key.private_bytes_raw().hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link and no renaming: of two programs that set up the same folder, only one makes its key.
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_name(path)
    return key.public_key().public_bytes_raw().hex()


def create_key_for_new_journal(path: Path) -> None:
    """See that there is a key for a journal that nothing was written to yet.

    What an interrupted set-up left of a key has signed nothing: it makes room for a new one.

    Raises:
        NotRecorded: The folder cannot be written.
    """
    try:
        if path.exists() and not _is_whole(path):
            path.unlink()
        with suppress(FileExistsError):
            create_key(path)
        for left_over in path.parent.glob(f".{path.name}.*.part"):
            left_over.unlink(missing_ok=True)
    except OSError as error:
        raise NotRecorded(f"The register's key {path} cannot be written: {error.strerror}.") from error


def _is_whole(path: Path) -> bool:
    """Say whether the file has a key's length; whether it is one is found out when it is loaded."""
    return len(path.read_bytes().strip()) >= _KEY_DIGITS


def _sync_name(path: Path) -> None:
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def secret_for(sign: Sign, purpose: str) -> bytes:
    """Give a secret of this register that is always the same: 32 bytes, others for each `purpose`.

    It is made from a signature over a text that is no seal; Ed25519 signs the same text the same way each
    time (RFC 8032), and who does not have the key cannot make it.
    """
    return sha256(bytes.fromhex(sign(f"a secret for {purpose}"))).digest()


def load_key(path: Path) -> tuple[str, Sign]:
    """Read the register's key: give the public key and the signing function.

    Raises:
        JournalBroken: The key is missing, unreadable, open to others, or not a key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        if path.stat().st_mode & 0o077:
            raise JournalBroken(f"{path} can be read by others. Run: chmod 600 {path}")
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    except FileNotFoundError as missing:
        raise JournalBroken(f"The register's key {path} is missing. Restore it from the backup.") from missing
    except (OSError, ValueError) as unreadable:
        raise JournalBroken(f"The register's key {path} cannot be read: {unreadable}.") from unreadable
    return key.public_key().public_bytes_raw().hex(), lambda seal: key.sign(seal.encode()).hex()


def signed_by(public_key: str, seal: str, signature: str) -> bool:
    """Say whether the key (64 hexadecimal digits) signed this seal."""
    return verifier(public_key)(seal, signature)


def verifier(public_key: str) -> Callable[[str, str], bool]:
    """Give what says whether this key signed a seal; what is no key signed nothing."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)) if len(public_key) == 64 else None
    except ValueError:
        key = None

    def signed(seal: str, signature: str) -> bool:
        # One way of writing only: what would verify in two spellings could be changed unseen.
        if key is None or signature != signature.lower() or len(signature) != 128:
            return False
        try:
            key.verify(bytes.fromhex(signature), seal.encode())
        except (InvalidSignature, ValueError):
            return False
        return True

    return signed
