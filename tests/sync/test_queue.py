"""What the office does not have yet stands on X and Z."""

from __future__ import annotations

from dataclasses import replace

from tests.backoffice.registers import Sender
from tests.sync.ends import forwarder
from till.domain.chain import verify
from till.domain.commands import CloseShift, CountCash, StartCount, TakeX
from till.domain.entries import Entry, ReportTaken, ShiftClosed
from till.domain.queue import Queue
from till.domain.state import Count
from till.signing import signed_by
from till.slips import slip_for

CASHIER, MANAGER = 2, 1


def x_report(sender: Sender, by: int = MANAGER) -> ReportTaken:
    (taken,) = sender.cash.handle(TakeX(sender.cash.act(by)))
    assert isinstance(taken, ReportTaken)
    return taken


def text_of(entry: Entry) -> str:
    slip = slip_for(entry, full=True)
    assert slip is not None
    return slip.to_text(42)


def test_a_register_without_an_office_says_nothing_of_one(sender: Sender) -> None:
    taken = x_report(sender)
    assert taken.figures.queue is None
    assert "OFFICE" not in text_of(taken)


def test_an_x_report_says_how_much_waits_and_since_when(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    assert x_report(sender).figures.queue == Queue(0, 0)
    both.drain()
    sender.work(3)
    taken = x_report(sender)
    assert taken.figures.queue == Queue(3, 150_00, sender.cash.clock())
    assert "NOT YET AT THE OFFICE" in text_of(taken)
    assert "150,00" in text_of(taken).partition("NOT YET AT THE OFFICE")[2]


def test_a_z_report_says_it_and_is_verified_with_it(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    cash = sender.cash
    sender.work(1)
    cash.handle(StartCount(cash.act(CASHIER)))
    cash.handle(CountCash(cash.act(CASHIER), Count(250_00)))
    (closed,) = cash.handle(CloseShift(cash.act(CASHIER), left=250_00))
    assert isinstance(closed, ShiftClosed)
    assert closed.figures.queue is not None
    assert (closed.figures.queue.records, closed.figures.queue.amount) == (3, 50_00)
    sender.work(0)
    assert verify(sender.records, signed_by).intact


def test_blind_eyes_learn_no_value(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    sender.work(2)
    queue = x_report(sender, CASHIER).figures.queue
    assert queue is not None
    assert queue.records == 2
    assert queue.amount is None
    sender.work(0)
    assert verify(sender.records, signed_by).intact


def test_nobody_but_the_store_says_what_waits(sender: Sender) -> None:
    """A screen that makes something up is not believed."""
    command = replace(TakeX(sender.cash.act(MANAGER)), queue=Queue(7, 7))
    (taken,) = sender.cash.handle(command)
    assert isinstance(taken, ReportTaken)
    assert taken.figures.queue is None
