"""Making registers known: a one-time code from the office, a token for the register that proves its key."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from till.backoffice.alarms import Alarm, ring
from till.backoffice.office import Office, hash_of
from till.backoffice.tables import codes, registers, tokens
from till.domain.state import Head
from till.signing import signed_by
from till.wire.answers import Answer, Enrolled, EnrolmentWish, Trouble, proof_text

CODE_LASTS_H: Final = 24
_ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # Nothing that reads like something else.
_NO_CODE: Final = "The office knows no such code, or it was used, or it is too old. Ask for a new one."
_NO_PROOF: Final = "The register could not prove that it has the key it names."
_OTHER_KEY: Final = "A register of this id is known with another key. Two registers cannot have one id."


def make_code(office: Office, name: str) -> str:
    """Make a one-time code for a register, to be typed there within a day."""
    code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    now = office.clock()
    expires = datetime.fromisoformat(now) + timedelta(hours=CODE_LASTS_H)
    row = {"hash": hash_of(code), "name": name, "made_at": now, "expires_at": expires.isoformat()}
    with office.engine.begin() as connection:
        connection.execute(insert(codes).values(**row))
    return code


def enrol(office: Office, wish: EnrolmentWish) -> Enrolled | Answer:
    """Give a register its token; the same register may ask again with its code if the answer was lost."""
    now, code = office.clock(), wish.code.strip().upper()
    if not signed_by(wish.public_key, proof_text(wish.code, wish.register), wish.proof):
        return Answer(None, Trouble.OTHER_KEY, _NO_PROOF)
    with office.engine.begin() as connection:
        found = codes.c.hash == hash_of(code)
        kept = connection.execute(select(codes).where(found).with_for_update()).first()
        if not _is_good(kept, wish, now):
            return Answer(None, Trouble.UNKNOWN_CODE, _NO_CODE)
        same = registers.c.id == wish.register
        row = connection.execute(select(registers).where(same).with_for_update()).first()
        if row is not None and row.public_key != wish.public_key:
            ring(connection, row.no, Alarm.OTHER_KEY, _OTHER_KEY, now)
            return Answer(None, Trouble.OTHER_KEY, _OTHER_KEY)
        if row is None:
            row = _add(connection, wish, now)
        connection.execute(update(codes).where(found).values(register_id=wish.register, used_at=now))
        return Enrolled(_new_token(connection, row.no, now), Head(row.held_seq, row.held_seal))


def _is_good(kept: Row[Any] | None, wish: EnrolmentWish, now: str) -> bool:
    if kept is None or datetime.fromisoformat(kept.expires_at) < datetime.fromisoformat(now):
        return False
    return kept.register_id in (None, wish.register)


def _add(connection: Connection, wish: EnrolmentWish, now: str) -> Row[Any]:
    connection.execute(
        insert(registers).values(
            id=wish.register,
            name=wish.name,
            public_key=wish.public_key,
            enrolled_at=now,
            held_seq=0,
            held_seal="",
            head_seq=0,
        )
    )
    return connection.execute(select(registers).where(registers.c.id == wish.register)).one()


def _new_token(connection: Connection, register_no: int, now: str) -> str:
    """Make a token; those before it are taken back."""
    revoke(connection, register_no, now)
    token = secrets.token_urlsafe(32)
    connection.execute(insert(tokens).values(hash=hash_of(token), register_no=register_no, made_at=now))
    return token


def revoke(connection: Connection, register_no: int, now: str) -> int:
    """Take back a register's tokens; say how many there were."""
    valid = (tokens.c.register_no == register_no, tokens.c.revoked_at.is_(None))
    return int(connection.execute(update(tokens).where(*valid).values(revoked_at=now)).rowcount)
