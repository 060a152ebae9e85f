"""PINs are kept as Argon2id hashes."""

from __future__ import annotations

from typing import Final

from till.domain.errors import BadPin

# OWASP's password storage cheat sheet names these as equal in strength to more memory and fewer rounds; a
# small computer at the counter has little memory to give.
_MEMORY_KIB: Final = 9216
_ROUNDS: Final = 4
PIN_LENGTH: Final = range(4, 13)


def hash_pin(pin: str) -> str:
    """Hash a new PIN with a new salt.

    Raises:
        BadPin: It is not 4 to 12 ASCII digits.
    """
    from argon2 import PasswordHasher

    if not may_be_pin(pin):
        raise BadPin()
    return PasswordHasher(time_cost=_ROUNDS, memory_cost=_MEMORY_KIB, parallelism=1).hash(pin)


def may_be_pin(text: str) -> bool:
    """Say whether a text has the form of a PIN."""
    return len(text) in PIN_LENGTH and text.isascii() and text.isdecimal()


def pin_matches(hashed: str, pin: str) -> bool:
    """Say whether `pin` is the one that was hashed."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    if not (pin.isascii() and pin.isdecimal()):
        return False
    try:
        return PasswordHasher().verify(hashed, pin[: PIN_LENGTH.stop])
    except VerificationError:
        return False
