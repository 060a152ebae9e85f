"""The person at the register as a device: an answer is believed, silence is not taken for one."""

from __future__ import annotations

import threading

import pytest

from hardware.errors import OutcomeUnknown
from till.news import News, PersonAsked
from till.workers.person import PersonAtRegister


def test_what_the_person_answers_is_given_back() -> None:
    said: list[str] = []

    def tell(news: News) -> None:
        assert isinstance(news, PersonAsked)
        said.append(news.words)
        if news.words:
            news.answer(news.words == "Open it.")

    person = PersonAtRegister(tell)
    assert [person("Open it."), person("Paint it.")] == [True, False]
    assert said == ["Open it.", "", "Paint it.", ""]


def test_nobody_is_waited_for_longer_than_the_limit() -> None:
    person = PersonAtRegister(lambda _news: None, timeout_s=0.05)
    with pytest.raises(OutcomeUnknown, match="Nobody said"):
        person("Open it.")


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_one() -> None:
    asked: list[PersonAsked] = []

    def tell(news: News) -> None:
        assert isinstance(news, PersonAsked)
        asked.append(news)

    person = PersonAtRegister(tell, timeout_s=0.05)
    with pytest.raises(OutcomeUnknown):
        person("Open it.")
    asked[0].answer(True)
    with pytest.raises(OutcomeUnknown):
        person("Open it.")


def test_who_waits_is_let_go_when_the_screens_end() -> None:
    told = threading.Event()
    person = PersonAtRegister(lambda _news: told.set())
    ended = threading.Event()

    def ask() -> None:
        with pytest.raises(OutcomeUnknown):
            person("Open it.")
        ended.set()

    threading.Thread(target=ask, daemon=True).start()
    assert told.wait(5)
    person.leave()
    assert ended.wait(5)
    with pytest.raises(OutcomeUnknown):
        person("Open it.")
