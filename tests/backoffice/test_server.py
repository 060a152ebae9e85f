"""The office on the web, asked as a register and as a person ask it."""

from __future__ import annotations

import asyncio
import gzip
from functools import partial
from typing import Any

import httpx
import pytest

from tests.backoffice.registers import Sender
from till.backoffice.enrolling import make_code
from till.backoffice.office import Office
from till.backoffice.server import application
from till.backoffice.signing_in import OfficeRole, set_person
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
