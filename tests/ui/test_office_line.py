"""The status line says how the office stands, in words that a cashier reads at a glance."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.counter import ANA, Counter
from till.domain.clock import later
from till.news import OfficeNews


async def test_what_waits_for_the_office_is_on_the_status_line(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        app = counter.app
        since = later(app.view.now, -7800)
        app.tell(OfficeNews("office", 17, since, "office.example cannot be reached."))
        await desk.until(lambda: "▲ Office: 17 waiting, oldest 2 h 10 m" in desk.text)
        app.tell(OfficeNews("office", 0))
        await desk.until(lambda: "● Office" in desk.text)


async def test_what_is_being_sent_is_no_alarm(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        app = counter.app
        app.tell(OfficeNews("office", 2, app.view.now))
        await desk.until(lambda: "● Office" in desk.text)
        app.tell(OfficeNews("office", 2, app.view.now, "office.example takes too long to answer."))
        await desk.until(lambda: "▲ Office: 2 waiting, oldest under 1 m" in desk.text)


async def test_another_journal_is_said_loudly(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        words = "The office holds another record 17 than this register."
        counter.app.tell(OfficeNews("office", 3, None, words, loud=True))
        await desk.until(lambda: "Office: another journal" in desk.text)
        assert words in desk.text


async def test_each_office_has_its_own_words(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        app = counter.app
        app.tell(OfficeNews("office", 0))
        app.tell(OfficeNews("books", 1, later(app.view.now, -120)))
        await desk.until(lambda: "▲ books: 1 waiting, oldest 2 m" in desk.text)
        assert "● Office" in desk.text
        assert [each.peer for each in app.view.offices] == ["books", "office"]
        assert replace(app.view, offices=()).offices == ()
