"""An office that holds a day's journal, and a client that asks it with a token."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import insert

from tests.backoffice.registers import new_office
from till.backoffice.granting import make_grant
from till.backoffice.office import Office
from till.backoffice.projecting import project
from till.backoffice.server import application
from till.backoffice.tables import records, registers
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.entries import Entry
from till.interfaces.door import Right


def shelved(folder: Path, *journals: Iterable[Entry]) -> Office:
    """Make an office that holds these journals, one register's each."""
    office = new_office(folder)
    for no, journal in enumerate(journals, start=1):
        put(office, no, journal)
    return office


def put(office: Office, no: int, journal: Iterable[Entry]) -> None:
    """Let an office hold a journal as if it had been received and proven."""
    with office.engine.begin() as connection:
        row = {"no": no, "id": f"r{no}", "name": "", "public_key": "0" * 64, "enrolled_at": office.clock()}
        connection.execute(insert(registers).values(**row, held_seq=0, held_seal="", head_seq=0))
        seq = 0
        for seq, entry in enumerate(journal, start=1):
            record = Record(seq, entry.at, *encode(entry), f"{seq:064x}", f"{seq:0128x}")
            names = ("seq", "recorded_at", "kind", "body", "seal", "signature")
            values = {name: getattr(record, name) for name in names}
            connection.execute(insert(records).values(register_no=no, **values))
            project(connection, no, record, office.clock())
        held = registers.update().where(registers.c.no == no)
        connection.execute(held.values(held_seq=seq, held_seal=f"{seq:064x}", proven_seq=seq))


class Client:
    """Somebody who asks an application in this process, with a token."""

    def __init__(self, app: FastAPI, token: str = "", **headers: str) -> None:
        self._app = app
        self.headers = {"Authorization": f"Bearer {token}", **headers} if token else dict(headers)

    def ask(self, how: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            line = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=line, base_url="http://office") as client:
                return await client.request(
                    how, path, headers={**self.headers, **more.pop("headers", {})}, **more
                )

        return asyncio.run(asked())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("POST", path, **more)


def client_of(office: Office, *rights: Right, registers: set[int] | None = None, **headers: str) -> Client:
    """Give somebody with a token for these rights, or for all."""
    token = make_grant(office, "somebody", rights or tuple(Right), registers)
    return Client(application(office), token, **headers)
