"""The screen of the back office: what waits, what is the matter, and what was refused with its answer."""

from __future__ import annotations

from tests.ui.counter import ANA, KIM, Counter
from till.domain.clock import later
from till.news import OfficeNews
from till.store import parked, peers
from till.workers.sync_thread import know_peers

ANSWER = "422: the difference of 3.00 is not known here"


def office_with_trouble(counter: Counter) -> None:
    """Let one office be out of reach, and let another system have refused a record."""
    cash = counter.register
    know_peers(cash, ["office", "books"])
    with cash.engine.begin() as connection:
        office = peers.find(connection, "office")
        words, now = "office.example cannot be reached.", cash.clock()
        peers.troubled(connection, office, "unreachable", words, at=now, next_at=later(now, 150), heard=False)
        parked.park(connection, "books", 3, ANSWER, now)


async def test_each_office_says_what_waits_and_why_and_refusals_have_their_answer(counter: Counter) -> None:
    office_with_trouble(counter)
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        for peer in ("office", "books"):
            counter.app.tell(OfficeNews(peer, 1, counter.app.view.now))
        await desk.press("f7", "7")
        for words in ("Back office:", "waiting, oldest", "never heard of", "cannot be reached", ANSWER):
            await desk.until(lambda words=words: words in desk.text)  # type: ignore[misc] # bound at once
        await desk.press("f5")
        await desk.until(lambda: "What waits is being sent." in desk.text)


async def test_a_blind_cashier_is_not_told_what_an_answer_says(counter: Counter) -> None:
    office_with_trouble(counter)
    async with counter.screens() as desk:
        await desk.sign_in(KIM)
        counter.app.tell(OfficeNews("books", 1, counter.app.view.now))
        await desk.press("f7", "7")
        await desk.until(lambda: "books, record 3: refused" in desk.text)
        assert "3.00" not in desk.text
