"""The office on the web, asked as a register and as a person ask it."""

from __future__ import annotations

import asyncio
import gzip
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select, text

from tests.backoffice.registers import Sender, new_office
from till.backoffice.enrolling import make_code
from till.backoffice.office import Office
from till.backoffice.server import application
from till.backoffice.signing_in import OfficeRole, set_person
from till.backoffice.tables import metadata
from till.domain.commands import CloseShift, CountCash, StartCount
from till.domain.state import Count
from till.wire.answers import Trouble, answer_in, enrolled_in, to_json


class Web:
    """Asks the server in this process, a question at a time."""

    def __init__(self, office: Office) -> None:
        self._line = httpx.ASGITransport(application(office))
        self.get, self.post, self.delete = (partial(self.ask, how) for how in ("GET", "POST", "DELETE"))

    def ask(self, how: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._line, base_url="http://office") as client:
                return await client.request(how, path, **more)

        return asyncio.run(asked())


@pytest.fixture
def web(office: Office) -> Web:
    return Web(office)


def post(web: Web, sender: Sender, body: bytes, token: str | None = None) -> Any:
    headers = {"Authorization": f"Bearer {token or sender.token}"}
    return web.post(f"/v1/registers/{sender.id}/batches", content=body, headers=headers)


def signed_in(web: Web, office: Office, role: OfficeRole) -> dict[str, str]:
    set_person(office, role.value, "a long password", role)
    token = web.post("/v1/sessions", json={"name": role.value, "password": "a long password"}).json()["token"]
    return {"Authorization": f"Bearer {token}"}


def test_a_register_is_enrolled_and_its_batch_taken(web: Web, sender: Sender, office: Office) -> None:
    wish = sender.wish(make_code(office, "REG-001"))
    enrolled = enrolled_in(web.post("/v1/enrolments", content=to_json(wish)).content)
    answered = post(web, sender, sender.batch(0, 4), enrolled.token)
    assert answered.status_code == 200
    assert answer_in(answered.content).held == sender.head(4)


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 422), (b"nonsense", 422), (gzip.compress(b"{}\n"), 422), (bytes(33 * 1024 * 1024), 413)],
    ids=["nothing", "nonsense", "no header", "too large"],
)
def test_what_is_no_batch_has_its_answer(web: Web, sender: Sender, body: bytes, status: int) -> None:
    answered = post(web, sender, body)
    assert answered.status_code == status
    assert answer_in(answered.content).words


def test_without_a_token_nothing_is_taken_and_nothing_told(web: Web, sender: Sender) -> None:
    path = f"/v1/registers/{sender.id}/batches"
    for headers in (
        {},
        {"Authorization": "Basic x"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer x"},
    ):
        answered = web.post(path, content=sender.batch(0, 1), headers=headers)
        assert answered.status_code == 401
        assert answer_in(answered.content).trouble is Trouble.UNKNOWN
    for path in ("/v1/registers", "/v1/shifts", "/v1/alarms", f"/v1/registers/{sender.id}/z/1"):
        assert web.get(path).status_code == 401
        assert web.get(path, headers={"Authorization": f"Bearer {sender.token}"}).status_code == 401


def test_people_see_registers_shifts_and_reports(web: Web, sender: Sender, office: Office) -> None:
    cash = sender.cash
    cash.handle(StartCount(cash.act(2)))
    cash.handle(CountCash(cash.act(2), Count(200_00)))
    cash.handle(CloseShift(cash.act(2), left=200_00))
    sender.work(0)
    sender.send(0, len(sender.records))
    accountant = signed_in(web, office, OfficeRole.ACCOUNTANT)
    (register,) = web.get("/v1/registers", headers=accountant).json()["registers"]
    assert register["held"]["seq"] == len(sender.records)
    assert register["behind"] == 0
    (shift,) = web.get("/v1/shifts", headers=accountant).json()["shifts"]
    assert (shift["z_no"], shift["counted"], shift["difference"]) == (1, 200_00, 0)
    figures = web.get(f"/v1/registers/{sender.id}/z/1", headers=accountant).json()["figures"]
    assert figures["drawer"]["expected"] == 200_00
    assert web.get(f"/v1/registers/{sender.id}/z/2", headers=accountant).status_code == 404


def test_alarms_are_for_the_owner(web: Web, sender: Sender, office: Office) -> None:
    sender.send(3, 4)
    assert web.get("/v1/alarms", headers=signed_in(web, office, OfficeRole.ACCOUNTANT)).status_code == 403
    owner = signed_in(web, office, OfficeRole.OWNER)
    (alarm,) = web.get("/v1/alarms", headers=owner).json()["alarms"]
    assert (alarm["kind"], alarm["name"]) == ("gap", "REG-001")
    assert web.delete("/v1/sessions", headers=owner).status_code == 204
    assert web.get("/v1/alarms", headers=owner).status_code == 401


def test_a_wrong_password_opens_nothing(web: Web, office: Office) -> None:
    set_person(office, "Ana", "a long password", OfficeRole.OWNER)
    for wish in ({"name": "Ana", "password": "another"}, {"name": "Ben", "password": "a long password"}):
        assert web.post("/v1/sessions", json=wish).status_code == 401
    for nonsense in ("{}", "[]", '{"name":1,"password":[]}', "x", ""):
        assert web.post("/v1/sessions", content=nonsense).status_code == 400


def test_a_register_that_is_not_heard_of_is_silent(web: Web, sender: Sender, office: Office) -> None:
    owner = signed_in(web, office, OfficeRole.OWNER)
    assert web.get("/v1/alarms", headers=owner).json()["alarms"] == []
    clock: Any = office.clock
    clock.at = "2026-03-02T20:00:00.000+00:00"
    (alarm,) = web.get("/v1/alarms", headers=owner).json()["alarms"]
    assert alarm["kind"] == "silent"


def test_the_server_describes_itself(web: Web) -> None:
    paths = web.get("/openapi.json").json()["paths"]
    assert "/v1/registers/{register}/batches" in paths


def test_a_full_disk_at_the_office_takes_nothing_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    small = new_office(tmp_path, "small")
    sender = Sender.new(tmp_path / "register", small)
    web = Web(small)
    pages = set_pages(small, 0)
    sender.work(3)
    set_pages(small, pages)  # As many as there are: nothing more goes in.
    while (answered := post(web, sender, sender.batch(0, len(sender.records)))).status_code == 200:
        sender.work(30)  # What pages have left is used up.
    assert answered.status_code == 507
    assert int(answered.headers["Retry-After"]) > 0
    said = answer_in(answered.content)
    assert said.trouble is Trouble.DISK_FULL
    assert said.words == "The office's disk is full. Nothing was recorded. Make room on it."
    held = len(sender.held())
    assert sender.held() == sender.records[:held]
    set_pages(small, 1 << 30)
    assert answer_in(post(web, sender, sender.batch(held, len(sender.records))).content).trouble is None
    assert sender.held() == sender.records
    sender.cash.close()
    small.engine.dispose()


def set_pages(office: Office, pages: int) -> int:
    """Let the office's disk have so many pages and no more; give how many its database has."""
    office.engine.dispose()

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(office.engine, "connect", limit)
    with office.engine.connect() as connection:
        return int(connection.execute(text("PRAGMA page_count")).scalar_one())


def test_no_secret_is_written_where_others_read(
    web: Web,
    sender: Sender,
    office: Office,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither in what the server notes, nor in alarms, nor in what it keeps of those it refuses."""
    caplog.set_level(logging.DEBUG)
    owner = signed_in(web, office, OfficeRole.OWNER)
    code = make_code(office, "REG-001")
    for path in ("/v1/registers", "/v1/shifts", "/v1/alarms", f"/v1/registers/{sender.id}/z/1", "/", "/none"):
        web.get(path, headers=owner)
        web.get(path, headers={"Authorization": f"Bearer {sender.token}"})
    for body in (b"nonsense", sender.batch(4, 5), sender.batch(0, 3, register="another"), bytes(33 << 20)):
        post(web, sender, body)
    web.post("/v1/enrolments", content=to_json(replace(sender.wish(code), proof="00" * 64)))
    with office.engine.begin() as connection:
        kept = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
    said = caplog.text + "".join(capfd.readouterr()) + repr(kept)
    assert "invalid-payload" in said
    secrets = {"the person's": owner["Authorization"][7:], "the register's": sender.token, "the code": code}
    assert [whose for whose, secret in secrets.items() if secret in said] == []
    assert "a long password" not in said
