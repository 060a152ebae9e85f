"""Slips at most once without a person; a kick once or never; and every outcome an entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hardware
from tests.domain.given import CASHIER
from tests.workers.shop import Counter, simulated
from till.domain.entries import DrawerKicked, SlipInDoubt, SlipPrinted, SlipWaiting
from till.domain.vocabulary import Confirmation, KickOutcome
from till.jobs import JobKind, JobStatus
from till.slips.trials import trial_slip
from till.store import outbox


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    built = Counter(tmp_path / "data")
    yield built
    built.devices.close()
    built.register.close()


# -- all well -----------------------------------------------------------------------------------------------


def test_the_drawer_opens_first_and_the_slip_follows(counter: Counter) -> None:
    moved = counter.cash_in()
    assert counter.worker.step()
    assert (counter.kicks, counter.printed(moved.id)) == (1, 0)
    counter.work()
    assert (counter.kicks, counter.printed(moved.id)) == (1, 1)
    kicked, printed = counter.entries(moved.id)
    assert isinstance(kicked, DrawerKicked)
    assert isinstance(printed, SlipPrinted)
    assert (kicked.outcome, kicked.employee, kicked.shift) == (KickOutcome.CONFIRMED, CASHIER, 1)
    assert printed.confirmation is Confirmation.PRINTED
    assert [job.status for job in counter.register.read.jobs_of(moved.id)] == [JobStatus.DONE] * 2


def test_every_kick_goes_before_every_slip_that_waits(counter: Counter) -> None:
    acts = [counter.cash_in().id for _ in range(2)]
    counter.worker.step()
    counter.worker.step()
    assert (counter.kicks, [counter.printed(act) for act in acts]) == (2, [0, 0])
    counter.work()
    assert [counter.printed(act) for act in acts] == [1, 1]


def test_slips_come_out_in_the_order_of_the_acts(counter: Counter) -> None:
    first, second = counter.cash_in(), counter.cash_in()
    counter.work()
    paper = counter.printer.paper
    assert 0 < paper.index(first.id[-8:]) < paper.index(second.id[-8:])


def test_what_the_devices_did_is_sealed_like_all_else_and_counted(counter: Counter) -> None:
    counter.cash_in()
    counter.work()
    counter.register.refresh()
    control = counter.register.state.shifts[1].tally.control
    assert (control.openings, control.kicks_failed, control.slips_waiting) == (1, 1, 0)


# -- the drawer ---------------------------------------------------------------------------------------------


def test_a_drawer_that_does_not_move_is_never_called_open(counter: Counter) -> None:
    counter.cash_in()
    counter.work()  # The sensor is believed once it was seen to move.
    counter.printer.shut_drawer()
    counter.printer.drawer_stuck()
    moved = counter.cash_in()
    counter.worker.step()
    assert kicks(counter, moved.id)[0].outcome is KickOutcome.NO_MOTION
    assert counter.job(moved.id, JobKind.KICK).status is JobStatus.FAILED
    assert "did not open" in counter.words()[-1]
    counter.work()
    assert counter.kicks == 2


def test_a_drawer_without_a_sensor_is_called_unverified(tmp_path: Path) -> None:
    blind = hardware.DrawerConfig(1, open_level="none")
    devices = hardware.open_devices(hardware.PrinterConfig("sim:"), [blind])
    counter = Counter(tmp_path / "data", devices)
    moved = counter.cash_in()
    counter.work()
    assert kicks(counter, moved.id)[0].outcome is KickOutcome.UNVERIFIED
    assert counter.job(moved.id, JobKind.KICK).status is JobStatus.DONE
    assert "No sensor" in counter.words()[-2]
    counter.register.close()


def test_a_kick_that_is_too_old_is_never_sent(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.clock.forward(6)
    counter.work()
    kicked = counter.entries(moved.id)[0]
    assert isinstance(kicked, DrawerKicked)
    assert (kicked.outcome, counter.kicks) == (KickOutcome.EXPIRED, 0)
    assert counter.job(moved.id, JobKind.KICK).status is JobStatus.EXPIRED


def test_a_kick_from_the_future_is_as_doubtful_as_an_old_one(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.clock.forward(-3600)
    counter.work()
    assert counter.job(moved.id, JobKind.KICK).status is JobStatus.EXPIRED
    assert counter.kicks == 0


def test_a_printer_that_is_off_opens_no_drawer_then_or_later(counter: Counter) -> None:
    counter.printer.switch_off()
    moved = counter.cash_in()
    counter.worker.step()
    kicked = counter.entries(moved.id)[0]
    assert isinstance(kicked, DrawerKicked)
    assert kicked.outcome is KickOutcome.NOT_SENT
    assert kicked.cause
    counter.printer.switch_on()
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).status is JobStatus.DONE)
    assert counter.kicks == 0


# -- paper --------------------------------------------------------------------------------------------------


def test_a_slip_without_paper_waits_is_said_once_and_comes_out_when_there_is_paper(counter: Counter) -> None:
    counter.printer.paper_out()
    moved = counter.cash_in()
    counter.work()
    assert counter.kicks == 1
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).attempts >= 2)
    assert [type(entry) for entry in counter.entries(moved.id)] == [DrawerKicked, SlipWaiting]
    assert sum("paper" in words for words in counter.words()) == 1
    assert (counter.last_look().waiting, counter.last_look().printer_well) == (1, False)
    counter.printer.load_paper()
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).status is JobStatus.DONE)
    assert (counter.printed(moved.id), counter.kicks) == (1, 1)
    assert [type(entry) for entry in counter.entries(moved.id)] == [DrawerKicked, SlipWaiting, SlipPrinted]


def test_a_waiting_slip_waits_through_a_restart_and_is_not_said_again(counter: Counter) -> None:
    counter.printer.paper_out()
    moved = counter.cash_in()
    counter.work()
    counter.restart()
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).attempts >= 2)
    counter.printer.load_paper()
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).status is JobStatus.DONE)
    assert [type(entry) for entry in counter.entries(moved.id)] == [DrawerKicked, SlipWaiting, SlipPrinted]


def test_slips_behind_a_waiting_one_keep_their_order(counter: Counter) -> None:
    counter.printer.paper_out()
    first, second = counter.cash_in(), counter.cash_in()
    counter.work()
    counter.printer.load_paper()
    counter.work_until(lambda: counter.job(second.id, JobKind.PRINT).status is JobStatus.DONE)
    paper = counter.printer.paper
    assert 0 < paper.index(first.id[-8:]) < paper.index(second.id[-8:])


def test_a_slip_that_was_given_up_never_comes_out(counter: Counter) -> None:
    counter.printer.paper_out()
    moved = counter.cash_in()
    counter.work()
    slip = counter.job(moved.id, JobKind.PRINT)
    counter.register.cancel_slip(counter.register.act(CASHIER), slip.id)
    counter.printer.load_paper()
    counter.worker.look()
    counter.work()
    assert counter.printed(moved.id) == 0


# -- doubt --------------------------------------------------------------------------------------------------


def test_paper_that_ends_in_mid_slip_makes_the_slip_doubtful_and_prints_it_once(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.worker.step()
    counter.printer.out_of_paper_after(3)
    counter.work()
    assert counter.job(moved.id, JobKind.PRINT).status is JobStatus.UNKNOWN
    assert isinstance(counter.entries(moved.id)[-1], SlipInDoubt)
    counter.printer.load_paper()
    counter.worker.look()
    counter.work()
    assert counter.job(moved.id, JobKind.PRINT).attempts == 1
    assert counter.last_look().in_doubt == 1


def test_the_answer_no_prints_the_slip_again_marked_as_a_copy(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.worker.step()
    counter.printer.out_of_paper_after(3)
    counter.work()
    counter.printer.load_paper()
    doubtful = counter.job(moved.id, JobKind.PRINT)
    counter.register.answer_slip(counter.register.act(CASHIER), doubtful.id, printed=False)
    counter.work_until(lambda: counter.jobs()[-1].status is JobStatus.DONE)
    again = counter.printer.paper.rpartition("COPY")[2]
    assert moved.id[-8:] in again


def test_the_answer_yes_prints_nothing_more(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.worker.step()
    counter.printer.out_of_paper_after(3)
    counter.work()
    counter.printer.load_paper()
    doubtful = counter.job(moved.id, JobKind.PRINT)
    counter.register.answer_slip(counter.register.act(CASHIER), doubtful.id, printed=True)
    paper = counter.printer.paper
    counter.worker.look()
    counter.work()
    assert counter.printer.paper == paper


def test_a_doubtful_slip_does_not_block_those_behind_it(counter: Counter) -> None:
    counter.cash_in()
    counter.worker.step()
    counter.printer.out_of_paper_after(3)
    counter.work()
    counter.printer.load_paper()
    later = counter.cash_in()
    counter.work_until(lambda: counter.job(later.id, JobKind.PRINT).status is JobStatus.DONE)


def test_a_printer_that_goes_mute_is_waited_for_and_asked_nothing_twice(counter: Counter) -> None:
    counter.printer.mute()
    moved = counter.cash_in()
    counter.work()
    assert counter.job(moved.id, JobKind.PRINT).status in (JobStatus.PENDING, JobStatus.UNKNOWN)
    counter.printer.mute(on=False)
    counter.work_until(lambda: counter.worker.look().printer_well is True)
    counter.work_until(lambda: counter.job(moved.id, JobKind.PRINT).status is not JobStatus.PENDING)
    assert counter.printed(moved.id) <= 1


# -- after a stop -------------------------------------------------------------------------------------------


def set_started(counter: Counter, act: str, kind: JobKind) -> None:
    with counter.register.engine.begin() as connection:
        outbox.set_status(connection, counter.job(act, kind).id, JobStatus.STARTED, attempt=True)


def test_a_slip_that_was_under_way_when_the_till_stopped_is_asked_about(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.worker.step()
    set_started(counter, moved.id, JobKind.PRINT)
    counter.restart()
    counter.work()
    assert counter.job(moved.id, JobKind.PRINT).status is JobStatus.UNKNOWN
    assert isinstance(counter.entries(moved.id)[-1], SlipInDoubt)
    assert counter.printed(moved.id) == 0


def test_the_drawer_never_opens_because_the_till_came_up(counter: Counter) -> None:
    pending, started = counter.cash_in(), counter.cash_in()
    set_started(counter, started.id, JobKind.KICK)
    counter.restart()
    counter.work()
    outcomes = [entry.outcome for act in (pending, started) for entry in kicks(counter, act.id)]
    assert outcomes == [KickOutcome.EXPIRED, KickOutcome.UNKNOWN]
    assert counter.kicks == 0


def kicks(counter: Counter, act: str) -> list[DrawerKicked]:
    return [entry for entry in counter.entries(act) if isinstance(entry, DrawerKicked)]


def test_coming_up_twice_settles_everything_once(counter: Counter) -> None:
    moved = counter.cash_in()
    counter.restart()
    counter.restart()
    counter.work()
    assert len(kicks(counter, moved.id)) == 1


@pytest.mark.parametrize("kind", [JobKind.PRINT, JobKind.KICK])
def test_a_job_whose_end_could_not_be_written_down_is_settled_and_not_done_again(
    kind: JobKind, counter: Counter
) -> None:
    moved = counter.cash_in()
    if kind is JobKind.PRINT:
        counter.worker.step()
    before = counter.kicks
    set_started(counter, moved.id, kind)
    counter.work()
    job = counter.job(moved.id, kind)
    assert job.status is (JobStatus.UNKNOWN if kind is JobKind.PRINT else JobStatus.FAILED)
    assert counter.kicks == before


# -- no devices ---------------------------------------------------------------------------------------------


def test_a_shop_without_printer_and_drawer_has_jobs_that_end_quietly(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "data", simulated("none", "none"))
    moved = counter.cash_in()
    counter.work()
    assert {job.status for job in counter.register.read.jobs_of(moved.id)} == {JobStatus.CANCELLED}
    assert counter.entries(moved.id) == []
    assert counter.words() == []
    counter.register.close()


def test_a_drawer_that_is_not_there_any_more_is_not_reached(counter: Counter) -> None:
    moved = counter.cash_in()
    with counter.register.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET drawer = 2 WHERE id = ?", (f"{moved.id}-kick",))
    counter.work()
    assert kicks(counter, moved.id)[0].outcome is KickOutcome.NOT_SENT
    assert counter.kicks == 0


# -- how the devices are ------------------------------------------------------------------------------------


def test_how_the_devices_are_is_told_when_it_changes_and_only_then(counter: Counter) -> None:
    counter.worker.look()
    told = len(counter.news)
    counter.worker.look()
    assert len(counter.news) == told
    counter.printer.cover_open()
    news = counter.worker.look()
    assert (news.printer_well, "cover" in news.printer_words) == (False, True)
    assert len(counter.news) == told + 1


def test_the_drawer_that_stands_open_is_told(counter: Counter) -> None:
    counter.cash_in()
    counter.work()
    assert counter.worker.look().drawers == {1: "open"}
    counter.printer.shut_drawer()
    assert counter.worker.look().drawers == {1: "shut"}


def test_a_slip_to_try_the_printer_follows_from_nothing(counter: Counter) -> None:
    counter.worker.test_slip(trial_slip(42, {1: "shut"}))
    counter.work()
    assert "TEST SLIP" in counter.printer.paper
    assert counter.kicks == 0
