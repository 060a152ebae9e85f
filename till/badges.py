"""Badges: what a scanner types at the counter, and whose it is. The codes themselves are kept nowhere."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from till.cash_register import CashRegister
from till.domain.commands import Act, PresentBadge, SetBadge
from till.domain.entries import Entry
from till.domain.errors import BadBadge, BadgeTaken, WrongBadge
from till.domain.pins import require_not_locked_out
from till.domain.vocabulary import PinPurpose
from till.pins import PIN_LENGTH
from till.signing import Sign, secret_for
from till.store import credentials

CODE_LENGTH: Final = range(6, 65)
_MEMORY_KIB: Final = 9216
_ROUNDS: Final = 4
_HASH_BYTES: Final = 32
_SALT_BYTES: Final = 16


def hash_badge(code: str, sign: Sign) -> str:
    """Give the hash by which a badge is looked up: Argon2id, salted with a secret of this register.

    A PIN comes with a name, so each may have a salt of its own. A badge comes alone: with a salt for each, it
    would have to be tried on every employee in turn, half a second in a large shop, while somebody waits. One
    salt for all gives one hash and one look into an index. That salt is a secret: it is made from a
    signature of the register's key over a text that is no seal, so who has a copy of the database but not of
    the key file can try no codes; who has both still pays Argon2id for each try, also for short codes.

    Raises:
        BadBadge: It is not 6 to 64 printable ASCII characters without blanks.
    """
    from argon2.low_level import Type, hash_secret_raw

    printable = code.isascii() and code.isprintable() and " " not in code
    if len(code) not in CODE_LENGTH or not printable:
        raise BadBadge()
    hashed = hash_secret_raw(
        code.encode(),
        secret_for(sign, "badges")[:_SALT_BYTES],
        time_cost=_ROUNDS,
        memory_cost=_MEMORY_KIB,
        parallelism=1,
        hash_len=_HASH_BYTES,
        type=Type.ID,
    )
    return hashed.hex()


def owner_of(register: CashRegister, code: str) -> int | None:
    """Say whose badge this is; None if it is nobody's, or no badge at all."""
    try:
        return register.read.owner_of_badge(hash_badge(code, register.sign))
    except BadBadge:
        return None


def may_be_typed(code: str, pin: str) -> bool:
    """Say whether what came as fast as a badge may be a number and a PIN, typed while the machine was busy.

    A code as long as those on goods never is: it would be counted as somebody's wrong PIN.
    """
    return bool(pin) and code.isdecimal() and code.endswith(pin) and len(code) <= PIN_LENGTH.stop - 1


def set_badge(register: CashRegister, act: Act, employee: int, code: str | None) -> tuple[Entry, ...]:
    """Give an employee a badge, or with None take it away, and say in the journal that it was done.

    Raises:
        BadBadge: The code cannot be a badge's.
        BadgeTaken: It is somebody else's, who works here.
    """
    hashed = None if code is None else hash_badge(code, register.sign)
    before = None if hashed is None else register.read.owner_of_badge(hashed)
    if before is not None and before != employee:
        register.refresh()
        owner = register.state.employees.get(before)
        if owner is not None and owner.active:
            raise BadgeTaken(name=owner.name)

    def keep(connection: Connection) -> None:
        if before is not None and before != employee:
            # Who had it has left.
            credentials.set_badge(connection, before, None)
        credentials.set_badge(connection, employee, hashed)

    return register.handle(SetBadge(act, employee, removed=hashed is None), keep)


def present_badge(register: CashRegister, code: str, purpose: PinPurpose) -> int:
    """Look at a badge and give whose it is; one that is nobody's is recorded before it is refused.

    Raises:
        LockedOut: Too many were wrong; this one was not looked at, or it was the last.
        WrongBadge: It is nobody's who works here.
    """
    register.look_at_the_clock()
    require_not_locked_out(register.state, None, register.clock())
    owner = owner_of(register, code)
    person = None if owner is None else register.state.employees.get(owner)
    act = register.act(owner)
    register.handle(PresentBadge(act, owner, purpose))
    if person is not None and person.active:
        return person.no
    require_not_locked_out(register.state, None, act.at)
    raise WrongBadge()
