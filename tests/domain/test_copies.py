"""Slips a second time, and a person's word about doubtful ones."""

from __future__ import annotations

import pytest

from tests.domain.given import CASHIER, MANAGER, TRAINEE, by, given, only, shift_opened
from till.domain.commands import AnswerSlip, CancelSlip, CopySlip
from till.domain.copies import PRINTED_KINDS
from till.domain.entries import SlipAnswered, SlipCancelled, SlipCopied
from till.domain.errors import NoSlip, NoSuchEmployee, NoSuchJob


@pytest.mark.parametrize("kind", sorted(PRINTED_KINDS))
def test_a_copy_is_an_entry_that_names_the_record(kind: str) -> None:
    copied = only(SlipCopied, given(shift_opened()).then(CopySlip(by(CASHIER), 7, f"{kind}/1")))
    assert (copied.seq, copied.kind, copied.shift) == (7, f"{kind}/1", 1)


def test_a_copy_can_be_had_when_no_shift_is_open() -> None:
    assert only(SlipCopied, given().then(CopySlip(by(CASHIER), 7, "shift-closed/1"))).shift is None


@pytest.mark.parametrize("kind", ["signed-in/1", "drawer-kicked/1", "slip-copied/1", "unknown/9", ""])
def test_what_never_had_a_slip_has_no_copy(kind: str) -> None:
    given().refuses(CopySlip(by(MANAGER), 7, kind), NoSlip)


def test_copies_are_counted_in_the_shift() -> None:
    shop = given(shift_opened(), CopySlip(by(CASHIER), 7, "cash-moved/1"))
    assert shop.state.shifts[1].tally.control.copies == 1


@pytest.mark.parametrize("printed", [True, False])
def test_anybody_who_works_here_can_look_at_the_paper(printed: bool) -> None:
    answered = only(SlipAnswered, given().then(AnswerSlip(by(TRAINEE), "a job", printed)))
    assert (answered.job, answered.printed, answered.employee1.no) == ("a job", printed, TRAINEE)
    given().refuses(AnswerSlip(by(99), "a job", printed), NoSuchEmployee)


def test_a_slip_is_given_up_by_who_may_print_slips_again() -> None:
    assert only(SlipCancelled, given().then(CancelSlip(by(CASHIER), "a job"))).job == "a job"


@pytest.mark.parametrize("job", ["", "\udcff", "\x1b[2J", "j" * 81])
def test_what_cannot_be_a_jobs_name_is_no_job(job: str) -> None:
    given().refuses(AnswerSlip(by(CASHIER), job, printed=True), NoSuchJob)
    given().refuses(CancelSlip(by(CASHIER), job), NoSuchJob)
