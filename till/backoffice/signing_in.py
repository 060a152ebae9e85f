"""The people of the office: who may look, and the tokens that they look with."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select, update

from till.backoffice.database import reading
from till.backoffice.office import Office, hash_of
from till.backoffice.tables import people, sessions

SESSION_LASTS_H: Final = 12
PASSWORD_LENGTH: Final = range(8, 257)


class OfficeRole(StrEnum):
    """An owner sees everything; an accountant sees shifts and reports, and no alarms."""

    OWNER = "owner"
    ACCOUNTANT = "accountant"


class BadPassword(ValueError):
    """A password is too short or too long."""


def set_person(office: Office, name: str, password: str, role: OfficeRole) -> None:
    """Add somebody, or give them a new password and role; who was signed in under the name is signed out.

    Raises:
        BadPassword: It has not 8 to 256 characters.
    """
    if len(password) not in PASSWORD_LENGTH:
        raise BadPassword("A password has 8 to 256 characters.")
    values = {"password": PasswordHasher().hash(password), "role": role.value}
    with office.engine.begin() as connection:
        changed = connection.execute(update(people).where(people.c.name == name).values(**values))
        if changed.rowcount == 0:
            connection.execute(insert(people).values(name=name, **values))
        theirs = select(people.c.no).where(people.c.name == name)
        connection.execute(delete(sessions).where(sessions.c.person.in_(theirs)))


def sign_in(office: Office, name: str, password: str) -> str | None:
    """Give a token to somebody who has the right password; else None, and it takes as long."""
    with reading(office.engine).begin() as connection:
        person = connection.execute(select(people).where(people.c.name == name)).first()
    given = password[: PASSWORD_LENGTH.stop]
    if person is None:
        PasswordHasher().hash(given)
        return None
    try:
        PasswordHasher().verify(person.password, given)
    except (VerificationError, InvalidHashError):
        return None
    token, now = secrets.token_urlsafe(32), datetime.fromisoformat(office.clock())
    until = (now + timedelta(hours=SESSION_LASTS_H)).isoformat()
    with office.engine.begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires_at < now.isoformat()))
        connection.execute(insert(sessions).values(hash=hash_of(token), person=person.no, expires_at=until))
    return token


def sign_out(office: Office, token: str) -> None:
    """Make a token worth nothing."""
    with office.engine.begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.hash == hash_of(token)))


def role_of(office: Office, token: str) -> OfficeRole | None:
    """Say who shows this token; None if nobody may."""
    now = datetime.fromisoformat(office.clock())
    whose = sessions.join(people, people.c.no == sessions.c.person)
    statement = select(people.c.role, sessions.c.expires_at).select_from(whose)
    with reading(office.engine).begin() as connection:
        row = connection.execute(statement.where(sessions.c.hash == hash_of(token))).first()
    if row is None or datetime.fromisoformat(row.expires_at) < now:
        return None
    return OfficeRole(row.role)
