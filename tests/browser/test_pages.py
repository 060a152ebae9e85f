"""The owner signs in, sees shifts, charts and a fork, with scripts and without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.backoffice.registers import Sender
from tests.browser.chromium import browser
from tests.debian import require_packages
from tests.store.folder import SetClock, cash_in
from tests.sync.office_program import OfficeProgram
from till.backoffice.database import open_database
from till.backoffice.office import Office
from till.backoffice.signing_in import OfficeRole, set_person
from till.clock import wall_clock
from till.domain.chain import seal
from till.domain.commands import CloseShift, CountCash, OpenShift, StartCount
from till.domain.state import Count
from till.wire.answers import Trouble

PICTURES = Path("build") / "browser"
PASSWORD = "a long password"
COUNTED = (0, -50, 0, 30, 0, 0, -20, 10, 0, 0, 0, 40)
"""How much each day was over or short (öre)."""

pytestmark = pytest.mark.browser


def trade(sender: Sender, clock: SetClock) -> None:
    """Live through some days: a float, cash in, a count that is a little over or short, a bag to the safe."""
    cash = sender.cash
    for no, gap in enumerate(COUNTED):
        for _ in range(3 + no % 4):
            cash.handle(cash_in(cash, 20_00))
        cash.handle(StartCount(cash.act(2)))
        there = cash.state.expected(1) + gap
        cash.handle(CountCash(cash.act(2), Count(there)))
        cash.handle(CloseShift(cash.act(2), left=200_00, bag=f"77{no:02}"))
        clock.forward(24 * 3600)
        cash.handle(OpenShift(cash.act(2), Count(200_00)))
    sender.work(0)


def fork(sender: Sender) -> None:
    """Let a machine with a copy of the key send another last record."""
    last = len(sender.records)
    ours = sender.records[-1]
    body = '{"another":"machine"}'
    sealed = seal(sender.records[-2].seal, last, ours.recorded_at, "note/1", body)
    forged = replace(ours, kind="note/1", body=body, seal=sealed, signature=sender.cash.sign(sealed))
    assert sender.forged(last - 1, [forged]).trouble is Trouble.FORK


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeProgram]:
    require_packages(["chromium"])
    folder = tmp_path_factory.mktemp("office")
    database = f"sqlite:///{folder}/office.sqlite"
    made = Office(open_database(database), wall_clock("UTC"))
    sender = Sender.new(folder / "register", made)
    assert isinstance(sender.cash.clock, SetClock)
    trade(sender, sender.cash.clock)
    for at in range(0, len(sender.records), 40):
        assert sender.send(at, min(at + 40, len(sender.records))).trouble is None
    fork(sender)
    set_person(made, "Olga", PASSWORD, OfficeRole.OWNER)
    sender.cash.close()
    made.engine.dispose()
    program = OfficeProgram(folder, database)
    yield program
    program.kill()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_owner_signs_in_and_sees_shifts_charts_and_the_fork(
    office: OfficeProgram, tmp_path: Path, scripts: bool
) -> None:
    way = "with" if scripts else "without"
    with browser(tmp_path, scripts=scripts) as page:
        page.go(office.url)
        page.wait_for("Password")
        page.picture(PICTURES / f"1-sign-in-{way}.png")
        page.type("input[name=name]", "Olga")
        page.type("input[name=password]", PASSWORD)
        page.enter()
        assert "▲ fork" in page.wait_for("Newest alarms")
        page.picture(PICTURES / f"2-registers-{way}.png")
        page.click("td a")
        said = page.wait_for("Over and short")
        assert "Z 12" in said
        assert page.count("svg") == 2
        left, top, right, _top, _right, bottom, *_ = page.box("svg rect.short")
        assert right - left > 10
        assert bottom - top > 10
        page.picture(PICTURES / f"3-register-{way}.png")
        page.click("td:last-child a")
        page.wait_for("Taken out")
        page.picture(PICTURES / f"4-z-{way}.png")
        page.click("nav a[href='/alarms']")
        assert "two journals of this register" in page.wait_for("▲ fork")
        page.picture(PICTURES / f"5-alarms-{way}.png")
        page.click("nav button")
        page.wait_for("Password")
        assert page.complaints == []
