"""Closed shifts reach a system of another kind once each; what it refuses for ever does not block."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.backoffice.registers import Sender
from tests.cli.shop import BEN, Shop
from tests.sync.far_end import far_end, says
from till.domain.commands import CloseShift, CountCash, OpenShift, StartCount
from till.domain.state import Count
from till.formats.forms import FOREIGN, ForeignForm
from till.news import News, OfficeNews
from till.store import parked
from till.store.parked import ParkedStatus
from till.workers.foreign_sync import ForeignWorker
from till.workers.office_line import LineTrouble, Refusal
from till.workers.sync_thread import know_peers
from till.workers.writer import Writer


@dataclass
class Books:
    """A system that takes shifts; `answers` is what it says to the next ones, None to take them."""

    answers: list[Refusal | LineTrouble | None] = field(default_factory=list)
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)

    def send_shape(self, shape: bytes, key: str) -> Refusal | None:
        said = self.answers.pop(0) if self.answers else None
        if isinstance(said, LineTrouble):
            raise said
        if said is None:
            self.taken[key] = json.loads(shape)
        return said

    def close(self) -> None:
        self.answers.clear()


@dataclass
class Desk:
    """A register, a system of another kind, and what goes between them."""

    sender: Sender
    form: ForeignForm = "shopify"
    books: Books = field(default_factory=Books)
    news: list[News] = field(default_factory=list)
    now_s: float = 1.0

    def __post_init__(self) -> None:
        cash = self.sender.cash
        know_peers(cash, ["books"])
        writer = Writer(cash.engine, cash.sign, cash.clock)
        self.worker = ForeignWorker(
            writer,
            "R",
            "books",
            self.books,
            self.news.append,
            form=self.form,
            tenders=tuple,
            dice=random.Random(1),
        )

    def close_shifts(self, number: int) -> list[str]:
        """Close the open shift, and open and close more; give the keys under which they are sent."""
        cash = self.sender.cash
        keys = []
        for _ in range(number):
            cash.handle(StartCount(cash.act(2)))
            cash.handle(CountCash(cash.act(2), Count(200_00)))
            cash.handle(CloseShift(cash.act(2), left=200_00))
            keys.append(f"R:{cash.state.head.records}")
            cash.handle(OpenShift(cash.act(2), Count(200_00)))
        return keys

    def drain(self, steps: int = 40) -> None:
        for _ in range(steps):
            self.now_s += 400.0
            self.worker.step(now_s=self.now_s)

    def decide(self, seq: int, status: ParkedStatus) -> bool:
        with self.sender.cash.engine.begin() as connection:
            return parked.decide(connection, "books", seq, status)

    def set_aside(self, *, dropped: bool = False) -> list[tuple[int, str]]:
        with self.sender.cash.engine.begin() as connection:
            return [(each.seq, each.answer) for each in parked.set_aside(connection, dropped=dropped)]


@pytest.mark.parametrize("form", FOREIGN)
def test_each_closed_shift_is_sent_in_its_form(sender: Sender, form: ForeignForm) -> None:
    desk = Desk(sender, form)
    keys = desk.close_shifts(2)
    desk.drain()
    assert list(desk.books.taken) == keys
    assert all(desk.books.taken.values())
    assert desk.worker.look()[1].records == 0
    desk.drain(3)
    assert list(desk.books.taken) == keys


def test_what_is_refused_for_ever_is_set_aside_with_its_answer_and_blocks_nothing(sender: Sender) -> None:
    desk = Desk(sender)
    first, second, third = desk.close_shifts(3)
    desk.books.answers = [None, Refusal("422: no such location")]
    desk.drain()
    assert list(desk.books.taken) == [first, third]
    assert desk.set_aside() == [(int(second[2:]), "422: no such location")]
    assert desk.worker.look()[1].records == 0
    assert [each.words for each in desk.news if isinstance(each, OfficeNews)][-1] == "Set aside: 1"


def test_what_was_set_aside_is_sent_again_or_never_as_a_person_decides(sender: Sender) -> None:
    desk = Desk(sender)
    first, second = desk.close_shifts(2)
    desk.books.answers = [Refusal("400"), Refusal("400")]
    desk.drain()
    assert desk.decide(int(first[2:]), ParkedStatus.AGAIN)
    assert desk.decide(int(second[2:]), ParkedStatus.DROPPED)
    assert not desk.decide(1, ParkedStatus.AGAIN)
    desk.drain()
    assert list(desk.books.taken) == [first]
    assert desk.set_aside() == []
    assert desk.set_aside(dropped=True) == [(int(second[2:]), "400")]
    desk.drain()
    assert list(desk.books.taken) == [first]


def test_a_system_that_cannot_be_reached_is_tried_again_and_nothing_is_set_aside(sender: Sender) -> None:
    desk = Desk(sender)
    (only,) = desk.close_shifts(1)
    desk.books.answers = [LineTrouble("server", "It has a trouble of its own.")] * 5
    desk.drain()
    assert list(desk.books.taken) == [only]
    assert desk.set_aside() == []
    assert desk.worker.look()[0].trouble is None


def test_the_command_line_tells_and_decides(tmp_path: Path) -> None:
    shop = Shop(tmp_path, None)
    assert shop.open().code == 0
    assert shop.say(BEN, "shift", "count", "--amount", "200.00").code == 0
    assert shop.say(BEN, "shift", "close", "--left", "200.00").code == 0
    token = tmp_path / "books.token"
    token.touch(mode=0o600)
    token.write_text("secret")
    text = shop.config.read_text()
    with far_end(says("422 Unprocessable", b"no such \x1b[2J till")) as port:
        peer = f'url = "http://127.0.0.1:{port}/z"\ntoken_file = "{token}"\nform = "toast"\n'
        shop.config.write_text(f'{text}\n[[peer]]\nname = "books"\n{peer}')
        sent = shop.ask("sync", "once")
    assert sent.code == 0
    (aside,) = sent.plain["parked"]
    assert (aside["peer"], aside["status"]) == ("books", "parked")
    assert aside["answer"] == "422: no such [2J till"
    seq = str(aside["seq"])
    assert shop.ask("sync", "parked", "list").plain["parked"] == [aside]
    assert shop.ask("sync", "parked", "drop", "books", seq).plain["status"] == "dropped"
    assert shop.ask("sync", "parked", "list").plain["parked"] == []
    assert shop.ask("sync", "parked", "list", "--dropped").plain["parked"][0]["seq"] == aside["seq"]
    with far_end(says("204 No Content")) as port:
        shop.config.write_text(
            f'{text}\n[[peer]]\nname = "books"\nurl = "http://127.0.0.1:{port}/z"\n'
            f'token_file = "{token}"\nform = "toast"\n'
        )
        assert shop.ask("sync", "parked", "retry", "books", seq).code == 0
        assert shop.ask("sync", "once").plain["parked"] == []
    assert shop.ask("sync", "parked", "retry", "books", seq).code == 2
