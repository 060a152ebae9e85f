"""The owner's page: signed in, read, and safe, without a script."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.backoffice.registers import Sender
from tests.backoffice.test_server import Web
from till.backoffice.charts import bars
from till.backoffice.office import Office
from till.backoffice.pages import major
from till.backoffice.signing_in import OfficeRole, set_person
from till.domain.commands import CloseShift, CountCash, StartCount
from till.domain.state import Count


@pytest.fixture
def web(office: Office) -> Web:
    return Web(office)


def enter(web: Web, office: Office, role: OfficeRole = OfficeRole.OWNER) -> dict[str, str]:
    """Sign in with the form; give the cookie."""
    set_person(office, "Ana", "a long password", role)
    answered = web.post("/sign-in", content="name=Ana&password=a+long+password")
    assert answered.status_code == 303
    cookie = answered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    return {"Cookie": cookie.partition(";")[0]}


def close_a_shift(sender: Sender, counted: int) -> None:
    cash = sender.cash
    cash.handle(StartCount(cash.act(2)))
    cash.handle(CountCash(cash.act(2), Count(counted)))
    cash.handle(CloseShift(cash.act(2), left=100_00, bag="7731"))
    sender.work(0)
    sender.send(0, len(sender.records))


def test_nobody_sees_anything_before_signing_in(web: Web, sender: Sender, office: Office) -> None:
    sender.send(0, 3)
    for path in ("/", "/alarms", f"/registers/{sender.id}", f"/registers/{sender.id}/z/1"):
        page = web.get(path)
        assert "Password" in page.text
        assert "REG-001" not in page.text
    refused = web.post("/sign-in", content="name=Ana&password=wrong")
    assert refused.status_code == 401
    assert "not right" in refused.text
    assert web.post("/sign-in", content="x" * 5000).status_code == 413


def test_the_owner_sees_registers_shifts_charts_and_reports(web: Web, sender: Sender, office: Office) -> None:
    close_a_shift(sender, 200_00)
    cookie = enter(web, office)
    assert "REG-001" in web.get("/", headers=cookie).text
    page = web.get(f"/registers/{sender.id}", headers=cookie).text
    assert "<svg" in page
    assert "Z 1" in page
    assert "200.00" in page
    z = web.get(f"/registers/{sender.id}/z/1", headers=cookie).text
    assert "Taken out" in z
    assert "100.00" in z
    assert web.get(f"/registers/{sender.id}/z/9", headers=cookie).status_code == 404
    assert web.get("/registers/%00", headers=cookie).status_code == 404


def test_a_fork_is_an_alarm_that_the_owner_sees_and_the_accountant_does_not(
    web: Web, sender: Sender, office: Office
) -> None:
    sender.send(3, 4)
    cookie = enter(web, office)
    assert "▲ gap" in web.get("/alarms", headers=cookie).text
    assert "▲ gap" in web.get("/", headers=cookie).text
    accountant = enter(web, office, OfficeRole.ACCOUNTANT)
    assert web.get("/alarms", headers=accountant).status_code == 403
    assert "▲ gap" not in web.get("/", headers=accountant).text


def test_who_signs_out_is_out(web: Web, office: Office) -> None:
    cookie = enter(web, office)
    assert "Sign out" in web.get("/", headers=cookie).text
    assert web.post("/sign-out", headers=cookie).status_code == 303
    assert "Sign out" not in web.get("/", headers=cookie).text


def test_names_are_never_markup_and_nothing_is_loaded_or_run(
    web: Web, sender: Sender, office: Office
) -> None:
    from sqlalchemy import update

    from till.backoffice.tables import registers

    with office.engine.begin() as connection:
        connection.execute(update(registers).values(name="<script>alert(1)</script>"))
    page: httpx.Response = web.get("/", headers=enter(web, office))
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_chart_is_a_picture_that_says_its_amounts() -> None:
    drawn = bars([("Z 1", -5_00), ("<Z 2>", 0), ("Z 3", 12_00)], lambda amount: major(amount, "SEK"))
    picture = ET.fromstring(drawn)
    assert len(picture.findall("rect")) == 3
    assert picture.get("aria-label") == "Z 1 -5.00; <Z 2> 0.00; Z 3 12.00"
    heights = [float(each.get("height") or 0) for each in picture.findall("rect")]
    assert heights[2] > heights[0] > heights[1]
    assert bars([], str) == ""


def test_amounts_are_written_in_the_currency_s_major_unit() -> None:
    assert major(-1234567, "SEK") == "-12 345.67"
    assert (major(5, "JPY"), major(5, "KWD"), major(None, "SEK")) == ("5", "0.005", "")
