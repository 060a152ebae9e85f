"""Decide, commit, then believe it: the rules and the disk together, from one or several programs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, MANAGER, NOON, SHOP, with_limits
from tests.source import ROOT
from tests.store.folder import SetClock, cash_in, new_register, open_shift, opened
from till.cash_register import CashRegister
from till.domain.chain import verify
from till.domain.clock import later
from till.domain.commands import AddEmployee, CloseShift, Command, CountCash, Drop, NoSale, StartCount, TakeX
from till.domain.entries import (
    CashMoved,
)
from till.domain.errors import (
    AlreadyDone,
    NoSlip,
    NoSuchJob,
    NoSuchRecord,
    NoSuchReport,
    NoSuchShift,
    NotEnoughCash,
    Refused,
)
from till.domain.state import Count
from till.jobs import JobKind, JobStatus
from till.signing import signed_by
from till.store import outbox


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def register(folder: Path, clock: SetClock) -> Iterator[CashRegister]:
    created = new_register(folder, clock)
    open_shift(created)
    yield created
    created.close()


# -- one program --------------------------------------------------------------------------------------------


def test_what_happened_is_on_the_disk_before_it_is_believed(register: CashRegister, folder: Path) -> None:
    (moved,) = register.handle(cash_in(register))
    assert isinstance(moved, CashMoved)
    connection = sqlite3.connect(folder / "journal.sqlite")
    (kind, seal) = connection.execute("SELECT kind, seal FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    connection.close()
    assert (kind, seal) == ("cash-moved/1", register.state.head.seal)
    assert register.state.expected(1) == 250_00


def test_what_was_refused_leaves_no_trace(register: CashRegister) -> None:
    before, jobs = register.state, register.read.jobs(99)
    with pytest.raises(NotEnoughCash):
        register.handle(Drop(register.act(MANAGER), 999_00, "7731"))
    assert register.state == before
    assert register.read.jobs(99) == jobs
    assert not register.refresh()


def test_a_refusal_that_tells_a_blind_person_something_is_on_the_disk_before_it_is_told(
    register: CashRegister, folder: Path
) -> None:
    before = register.state.head.records
    with pytest.raises(NotEnoughCash):
        register.handle(Drop(register.act(CASHIER), 999_00, "7731"), lambda _connection: pytest.fail("done"))
    again = CashRegister.open(folder, SHOP.timezone)
    assert again.state.head.records == before + 1
    assert again.state.refusals == {"shift:1": {CASHIER: 1}}
    again.close()


def test_what_follows_from_an_act_is_promised_in_the_same_transaction(register: CashRegister) -> None:
    (moved,) = register.handle(cash_in(register))
    kick, slip = register.read.jobs_of(moved.id)
    assert (kick.kind, kick.status, kick.drawer, kick.shift) == (JobKind.KICK, JobStatus.PENDING, 1, 1)
    assert (slip.kind, slip.status, slip.act) == (JobKind.PRINT, JobStatus.PENDING, moved.id)
    assert kick.expires_at == later(NOON, 5)


def test_a_shop_without_no_sale_slips_opens_the_drawer_all_the_same(folder: Path, clock: SetClock) -> None:
    register = new_register(folder, clock, replace(SHOP, no_sale_slip=False))
    open_shift(register)
    (moved,) = register.handle(NoSale(register.act(CASHIER), "change"))
    assert [job.kind for job in register.read.jobs_of(moved.id)] == [JobKind.KICK]
    register.close()


@pytest.mark.parametrize("what", ["cash in", "x", "count", "no-sale"])
def test_the_same_act_sent_twice_happens_once(what: str, register: CashRegister) -> None:
    act = register.act(MANAGER)
    if what == "count":
        register.handle(StartCount(register.act(CASHIER)))
    commands: dict[str, Command] = {
        "cash in": cash_in(register, act=act),
        "x": TakeX(act),
        "count": CountCash(act, Count(200_00)),
        "no-sale": NoSale(act, "change"),
    }
    register.handle(commands[what])
    done = register.state
    with pytest.raises(AlreadyDone):
        register.handle(commands[what])
    assert register.state == done
    register.handle(TakeX(register.act(MANAGER)))


def test_an_act_that_came_back_in_another_shift_is_still_the_same_act(register: CashRegister) -> None:
    command = cash_in(register)
    register.handle(command)
    register.handle(StartCount(register.act(CASHIER)))
    register.handle(CountCash(register.act(CASHIER), Count(250_00)))
    register.handle(CloseShift(register.act(CASHIER), 250_00))
    open_shift(register, 250_00)
    with pytest.raises(AlreadyDone):
        register.handle(command)


def test_start_and_stop_are_in_the_journal_and_new_settings_with_them(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    other = with_limits("cashier", {})
    before = register.state.head.records
    with opened(folder, clock) as again:
        again.start(other)
        again.stop()
        kinds_read = [record.kind for record in again.read.all_records(before)]
    assert kinds_read == ["settings-changed/1", "program-started/1", "program-stopped/1"]
    register.refresh()
    assert register.state.rules == other


# -- slips a second time ------------------------------------------------------------------------------------


def test_a_copy_is_a_job_and_an_entry_together(register: CashRegister) -> None:
    register.handle(cash_in(register))
    seq = register.state.head.records
    job = register.copy_slip(register.act(CASHIER), seq)
    assert job in register.read.jobs(1)
    assert "COPY" in (job.document or "")
    assert register.state.shifts[1].tally.control.copies == 1


def test_a_copy_of_what_has_no_slip_is_refused_and_leaves_no_job(register: CashRegister) -> None:
    jobs = register.read.jobs(99)
    with pytest.raises(NoSlip):
        register.copy_slip(register.act(CASHIER), 1)
    for seq in (0, -1, 999, 10**30):
        with pytest.raises(NoSuchRecord):
            register.copy_slip(register.act(CASHIER), seq)
    with pytest.raises(Refused):
        register.copy_slip(register.act(5), register.state.head.records)
    assert register.read.jobs(99) == jobs


def doubtful(register: CashRegister) -> str:
    (moved,) = register.handle(cash_in(register))
    slip = register.read.jobs_of(moved.id)[1]
    with register.engine.begin() as connection:
        outbox.set_status(connection, slip.id, JobStatus.UNKNOWN, "Cut off.")
    return slip.id


def test_a_doubtful_slip_that_was_printed_is_done(register: CashRegister) -> None:
    job = doubtful(register)
    register.answer_slip(register.act(CASHIER), job, printed=True)
    assert next(each for each in register.read.jobs(9) if each.id == job).status is JobStatus.DONE
    with pytest.raises(NoSuchJob):
        register.answer_slip(register.act(CASHIER), job, printed=False)


def test_a_doubtful_slip_that_was_not_printed_is_printed_again_marked_as_a_copy(
    register: CashRegister,
) -> None:
    job = doubtful(register)
    register.answer_slip(register.act(CASHIER), job, printed=False)
    again, *_ = register.read.jobs(1)
    assert (again.status, again.id == job) == (JobStatus.PENDING, False)
    assert "COPY" in (again.document or "")
    assert next(each for each in register.read.jobs(9) if each.id == job).status is JobStatus.FAILED


def test_only_a_doubtful_slip_can_be_answered_and_a_waiting_one_given_up(register: CashRegister) -> None:
    (moved,) = register.handle(cash_in(register))
    kick, slip = register.read.jobs_of(moved.id)
    before = register.state
    for job in (kick.id, slip.id, "unknown"):
        with pytest.raises(NoSuchJob):
            register.answer_slip(register.act(CASHIER), job, printed=True)
    with pytest.raises(NoSuchJob):
        register.cancel_slip(register.act(CASHIER), kick.id)
    assert register.state == before
    register.cancel_slip(register.act(CASHIER), slip.id)
    assert register.read.jobs_of(moved.id)[1].status is JobStatus.CANCELLED
    with pytest.raises(NoSuchJob):
        register.cancel_slip(register.act(CASHIER), slip.id)


def test_closed_shifts_and_z_reports_are_found_by_their_numbers(register: CashRegister) -> None:
    register.handle(StartCount(register.act(CASHIER)))
    register.handle(CountCash(register.act(CASHIER), Count(200_00)))
    (closed,) = register.handle(CloseShift(register.act(CASHIER), 200_00))
    seq = register.state.head.records
    assert register.read.z_report() == register.read.z_report(1) == (seq, closed)
    assert register.read.closed_shift(1) == (seq, closed)
    assert register.read.closes(9) == [(seq, closed)]
    for number in (0, 2, 10**30):
        with pytest.raises(NoSuchReport):
            register.read.z_report(number)
        with pytest.raises(NoSuchShift):
            register.read.closed_shift(number)


# -- several programs ---------------------------------------------------------------------------------------


def test_two_programs_on_one_folder_see_what_the_other_did(
    register: CashRegister, folder: Path, clock: SetClock
) -> None:
    with opened(folder, clock) as other:
        register.handle(cash_in(register, 1_00))
        other.handle(cash_in(other, 2_00))
        register.handle(cash_in(register, 4_00))
        assert other.refresh()
        assert not other.refresh()
        assert register.state == other.state
        assert register.state.expected(1) == 207_00
        with pytest.raises(Refused):
            open_shift(other)


ANOTHER = """
import sys
from pathlib import Path
from tests.domain.given import CASHIER, SHOP
from till.cash_register import CashRegister
from till.domain.commands import CashIn
register = CashRegister.open(Path(sys.argv[1]), SHOP.timezone)
for _ in range(25):
    register.handle(CashIn(register.act(CASHIER), 1_00, "float"))
register.close()
"""


def test_many_programs_append_at_once_and_nothing_is_lost_or_doubled(
    folder: Path, register: CashRegister
) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", ANOTHER, str(folder)], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for _ in range(25):
        register.handle(cash_in(register, 1_00))
    for child in children:
        _, said = child.communicate(timeout=60)
        assert child.returncode == 0, said.decode()
    register.refresh()
    assert register.state.expected(1) == 200_00 + 75 * 1_00
    verdict = verify(register.read.all_records(), signed_by)
    assert verdict.intact, str(verdict)


def test_a_program_that_writes_keeps_nobody_from_reading(register: CashRegister) -> None:
    with register.engine.begin() as writing:
        writing.exec_driver_sql("SELECT 1")
        found: list[int] = []
        reader = threading.Thread(target=lambda: found.append(len(register.read.newest(5))))
        reader.start()
        reader.join(5)
        assert found == [5]


def test_letting_go_twice_harms_nobody(register: CashRegister) -> None:
    register.close()
    register.close()
    register.handle(AddEmployee(register.act(MANAGER), "Fay", "cashier"))
