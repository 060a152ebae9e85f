"""Tokens for the interfaces of other systems: each good for some rights, and for some registers or all."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from till.backoffice.database import reading, words_for
from till.backoffice.office import Office, hash_of
from till.backoffice.tables import grants
from till.interfaces.books import Unavailable
from till.interfaces.door import Grant, Right


def make_grant(
    office: Office, name: str, rights: Collection[Right], registers: Collection[int] | None = None
) -> str:
    """Make a token for a system; it is shown once, and kept as its hash."""
    token = secrets.token_urlsafe(32)
    numbers = None if registers is None else " ".join(str(number) for number in sorted(registers))
    row = {
        "hash": hash_of(token),
        "name": name,
        "rights": " ".join(sorted(right.value for right in rights)),
        "registers": numbers,
        "made_at": office.clock(),
    }
    with office.engine.begin() as connection:
        connection.execute(insert(grants).values(**row))
    return token


def grant_of(office: Office, token: str) -> Grant | None:
    """Say what a token is good for; None if nobody has it, or it was taken back.

    Raises:
        Unavailable: The database cannot be read.
    """
    statement = select(grants).where(grants.c.hash == hash_of(token), grants.c.revoked_at.is_(None))
    try:
        with reading(office.engine).begin() as connection:
            row = connection.execute(statement).first()
    except DBAPIError as error:
        raise Unavailable(words_for(error)) from error
    if row is None:
        return None
    known = {right.value: right for right in Right}
    rights = frozenset(known[each] for each in row.rights.split() if each in known)
    registers = None if row.registers is None else frozenset(int(each) for each in row.registers.split())
    return Grant(row.name, rights, registers)


def list_grants(office: Office) -> list[dict[str, Any]]:
    """List the tokens that were made, without the tokens."""
    names = ("no", "name", "rights", "registers", "made_at", "revoked_at")
    with reading(office.engine).begin() as connection:
        rows = connection.execute(select(*(grants.c[name] for name in names)).order_by(grants.c.no)).all()
    return [dict(zip(names, row, strict=True)) for row in rows]


def revoke_grant(office: Office, no: int) -> bool:
    """Take a token back; say whether there was one."""
    valid = (grants.c.no == no, grants.c.revoked_at.is_(None))
    with office.engine.begin() as connection:
        changed = connection.execute(update(grants).where(*valid).values(revoked_at=office.clock()))
    return changed.rowcount > 0
