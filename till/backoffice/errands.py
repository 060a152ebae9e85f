"""What registers are to do when they next connect: taken from interfaces, fetched and answered by them."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from till.backoffice.database import reading, words_for
from till.backoffice.office import Office
from till.backoffice.tables import errands
from till.interfaces.books import RegisterCard, Unavailable
from till.interfaces.door import Denied
from till.interfaces.orders import Errand, OrderStatus

WAITING_MAX: Final = 1000
"""So many orders may wait for one register."""


class OfficeOrders:
    """The orders that an office keeps for its registers."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def give(self, register: RegisterCard, kind: str, body: dict[str, Any], asked_by: str) -> Errand:
        """Take an order; the same one again while it waits is the same order.

        Raises:
            Denied: Too many wait for the register already.
        """
        row = {
            "register_no": register.key,
            "kind": kind,
            "body": _text(body),
            "digest": _digest(kind, body),
            "asked_by": asked_by,
            "asked_at": self._office.clock(),
            "status": OrderStatus.WAITING.value,
            "words": "",
        }
        waits = (errands.c.register_no == register.key, errands.c.status == OrderStatus.WAITING.value)
        try:
            with self._office.engine.begin() as connection:
                same = select(errands).where(*waits, errands.c.digest == row["digest"])
                found = connection.execute(same).first()
                if found is not None:
                    return _errand(found)
                number = connection.execute(
                    select(func.count()).select_from(errands).where(*waits)
                ).scalar_one()
                if number >= WAITING_MAX:
                    raise Denied(
                        503, "Too many orders wait for this register. It has not connected for long."
                    )
                no = connection.execute(insert(errands).values(**row).returning(errands.c.no)).scalar_one()
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error
        return Errand(no, register.key, kind, body, OrderStatus.WAITING, str(row["asked_at"]), asked_by)

    def change(self, errand: Errand, body: dict[str, Any]) -> Errand | None:
        """Change an order that still waits; None if it was carried out meanwhile."""
        waits = (errands.c.no == errand.no, errands.c.status == OrderStatus.WAITING.value)
        values = {"body": _text(body), "digest": _digest(errand.kind, body)}
        try:
            with self._office.engine.begin() as connection:
                if connection.execute(update(errands).where(*waits).values(**values)).rowcount == 0:
                    return None
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error
        return self.find(errand.no)

    def find(self, no: int) -> Errand | None:
        """Find an order by its number."""
        rows = self._all(select(errands).where(errands.c.no == no))
        return rows[0] if rows else None

    def same(self, register: RegisterCard, kind: str, body: dict[str, Any]) -> Errand | None:
        """Find the newest order that says just the same."""
        wanted = (errands.c.register_no == register.key, errands.c.digest == _digest(kind, body))
        rows = self._all(select(errands).where(*wanted).order_by(errands.c.no.desc()).limit(1))
        return rows[0] if rows else None

    def waiting(self, register: RegisterCard) -> list[Errand]:
        """List what a register has still to do, in order."""
        return waiting_for(self._office, register.key)

    def _all(self, statement: Any) -> list[Errand]:
        try:
            with reading(self._office.engine).begin() as connection:
                return [_errand(row) for row in connection.execute(statement)]
        except DBAPIError as error:
            raise Unavailable(words_for(error)) from error


def waiting_for(office: Office, register_no: int, limit: int = WAITING_MAX) -> list[Errand]:
    """List what a register has still to do, in order."""
    waits = (errands.c.register_no == register_no, errands.c.status == OrderStatus.WAITING.value)
    with reading(office.engine).begin() as connection:
        rows = connection.execute(select(errands).where(*waits).order_by(errands.c.no).limit(limit))
        return [_errand(row) for row in rows]


def settle(
    office: Office,
    register_no: int,
    no: int,
    status: OrderStatus,
    words: str,
    *,
    shift: int | None = None,
    seq: int | None = None,
) -> bool:
    """Note what became of an order; a repeat changes nothing. Say whether the register has such an order."""
    its = (errands.c.no == no, errands.c.register_no == register_no)
    values = {
        "status": status.value,
        "words": words,
        "shift": shift,
        "seq": seq,
        "answered_at": office.clock(),
    }
    with office.engine.begin() as connection:
        waits = errands.c.status == OrderStatus.WAITING.value
        connection.execute(update(errands).where(*its, waits).values(**values))
        return connection.execute(select(errands.c.no).where(*its)).first() is not None


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _digest(kind: str, body: dict[str, Any]) -> str:
    return hashlib.sha256(f"{kind}\n{_text(body)}".encode()).hexdigest()


def _errand(row: Row[Any]) -> Errand:
    return Errand(
        row.no,
        row.register_no,
        row.kind,
        json.loads(row.body),
        OrderStatus(row.status),
        row.asked_at,
        row.asked_by,
        row.words,
        row.shift,
        row.seq,
    )
