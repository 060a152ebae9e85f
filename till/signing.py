"""The register's own key: Ed25519 over the ASCII text of a seal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from till.faults import JournalBroken

Sign = Callable[[str], str]
"""Signs a seal; gives 128 hexadecimal digits."""


def create_key(path: Path) -> str:
    """Make the register's key in a new file that only its owner may read; give the public key.

    Raises:
        FileExistsError: There is a key already; it is never overwritten.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.private_bytes_raw().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key.public_key().public_bytes_raw().hex()


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
