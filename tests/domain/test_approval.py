"""Rights, limits, and the second person who stands beside an act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    PAY_OUT_LIMIT,
    SHOP,
    SUPERVISOR,
    TRAINEE,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    given,
    no_sale,
    only,
    pay_out,
    shift_opened,
    with_limits,
)
from till.domain.approval import approvers
from till.domain.commands import (
    AbandonCount,
    Act,
    AddEmployee,
    CancelSlip,
    ChangeEmployee,
    ChangeSettings,
    Command,
    CopySlip,
    ExportJournal,
    SetPin,
    TakeX,
    TryDrawer,
)
from till.domain.entries import (
    CashMoved,
    CountAbandoned,
    CountStarted,
    DrawerTried,
    EmployeeAdded,
    EmployeeChanged,
    JournalExported,
    PinSet,
    ReportTaken,
    SettingsChanged,
    ShiftOpened,
    SlipCancelled,
    SlipCopied,
)
from till.domain.errors import AboveLimit, CannotApprove, NeedsApproval, NoSuchEmployee, OwnApproval
from till.domain.people import Person, Right

OPENED = shift_opened(float_=2_000_00)
RIGHTS: dict[str, tuple[bool, Command]] = {
    "open_shift": (False, shift_opened()),
    "cash_in": (True, cash_in()),
    "drop": (True, drop()),
    "pay_out": (True, pay_out()),
    "no_sale": (True, no_sale()),
    "x_report": (True, TakeX(by())),
    "count": (True, count_started()),
    "reprint": (True, CopySlip(by(), 7, "cash-moved/1")),
    "reprint, given up": (True, CancelSlip(by(), "a job")),
    "see_expected, to export": (True, ExportJournal(by())),
    "employees, to add": (True, AddEmployee(by(), "Fay", "cashier")),
    "employees, to change": (True, ChangeEmployee(by(), OTHER_CASHIER, name="Don")),
    "employees, to set a PIN": (True, SetPin(by(), OTHER_CASHIER)),
}


@pytest.mark.parametrize(("opened", "command"), RIGHTS.values(), ids=RIGHTS)
def test_an_act_without_the_right_needs_somebody_who_has_it(opened: bool, command: Command) -> None:
    shop = given(OPENED) if opened else given()
    shop.refuses(replace(command, act=by(TRAINEE)), NeedsApproval)
    shop.refuses(replace(command, act=by(TRAINEE, OTHER_CASHIER)), CannotApprove)
    shop.refuses(replace(command, act=by(TRAINEE, TRAINEE)), OwnApproval)
    assert shop.then(replace(command, act=by(TRAINEE, MANAGER)))
    assert shop.then(replace(command, act=by(MANAGER)))


def test_the_right_to_count_is_needed_until_the_end() -> None:
    counting = given(OPENED, count_started())
    counting.refuses(counted(2_000_00, person=TRAINEE), NeedsApproval)
    counting.refuses(AbandonCount(by(TRAINEE)), NeedsApproval)
    done = counting.when(counted(2_000_00))
    done.refuses(replace(closed(left=2_000_00), act=by(TRAINEE)), NeedsApproval)
    assert done.then(replace(closed(left=2_000_00), act=by(TRAINEE, MANAGER)))


def test_up_to_the_limit_nobody_else_is_needed() -> None:
    moved = only(CashMoved, given(OPENED).then(pay_out(PAY_OUT_LIMIT)))
    assert (moved.employee1, moved.employee2) == (Person(CASHIER, "Ben"), None)


def test_above_the_limit_somebody_must_approve() -> None:
    refused = given(OPENED).refuses(pay_out(PAY_OUT_LIMIT + 1), AboveLimit)
    assert str(refused) == "50.01 is above your limit of 50.00. Another person who may approve it must."


def test_who_did_it_and_who_approved_it_are_both_stored() -> None:
    command = replace(pay_out(PAY_OUT_LIMIT + 1), act=by(CASHIER, SUPERVISOR))
    moved = only(CashMoved, given(OPENED).then(command))
    assert (moved.employee1, moved.employee2) == (Person(CASHIER, "Ben"), Person(SUPERVISOR, "Cia"))


def test_nobody_approves_their_own_act() -> None:
    for person in (CASHIER, SUPERVISOR, MANAGER):
        given(OPENED).refuses(replace(pay_out(), act=by(person, person)), OwnApproval)


def test_an_approver_needs_the_right_to_approve() -> None:
    refused = given(OPENED).refuses(replace(pay_out(60_00), act=by(CASHIER, OTHER_CASHIER)), CannotApprove)
    assert str(refused) == "Dan may not approve this."


def test_an_approver_needs_the_right_itself() -> None:
    given().refuses(AddEmployee(by(CASHIER, SUPERVISOR), "Fay", "cashier"), CannotApprove)


def test_an_approver_cannot_lend_more_than_their_own_limit() -> None:
    shop = with_limits("supervisor", {Right.PAY_OUT: 100_00})
    state = given(OPENED, shop=shop)
    assert state.then(replace(pay_out(100_00), act=by(CASHIER, SUPERVISOR)))
    state.refuses(replace(pay_out(100_01), act=by(CASHIER, SUPERVISOR)), CannotApprove)
    assert state.then(replace(pay_out(100_01), act=by(CASHIER, MANAGER)))


def test_an_approval_that_was_not_needed_is_looked_at_all_the_same() -> None:
    given(OPENED).refuses(replace(pay_out(1_00), act=by(CASHIER, TRAINEE)), CannotApprove)


def test_somebody_who_left_neither_acts_nor_approves() -> None:
    gone = given(OPENED, ChangeEmployee(by(MANAGER), SUPERVISOR, active=False))
    gone.refuses(replace(pay_out(), act=by(SUPERVISOR)), NoSuchEmployee)
    gone.refuses(replace(pay_out(), act=by(CASHIER, SUPERVISOR)), NoSuchEmployee)
    given(OPENED).refuses(replace(pay_out(), act=by(CASHIER, 99)), NoSuchEmployee)


def test_a_role_that_is_configured_no_more_may_do_nothing() -> None:
    shop = replace(SHOP, roles=tuple(role for role in SHOP.roles if role.name != "trainee"))
    given(OPENED).when(given(shop=SHOP).entries[1])
    state = replace(given(OPENED).state, settings=shop)
    assert state.rules.role("trainee").rights == ()


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (TakeX(by()), ReportTaken),
        (count_started(), CountStarted),
        (CopySlip(by(), 7, "cash-moved/1"), SlipCopied),
        (CancelSlip(by(), "a job"), SlipCancelled),
        (ExportJournal(by()), JournalExported),
        (ChangeSettings(by(), replace(SHOP, lock_after_s=60)), SettingsChanged),
        (TryDrawer(by()), DrawerTried),
        (AddEmployee(by(), "Fay", "cashier"), EmployeeAdded),
        (ChangeEmployee(by(), OTHER_CASHIER, name="Don"), EmployeeChanged),
        (SetPin(by(), OTHER_CASHIER), PinSet),
    ],
    ids=lambda each: type(each).__name__ if not isinstance(each, type) else "",
)
def test_every_act_stores_who_approved_it(command: Command, kind: type) -> None:
    (entry,) = given(OPENED).then(replace(command, act=by(TRAINEE, MANAGER)))
    assert isinstance(entry, kind)
    assert people(entry) == [Person(TRAINEE, "Eve"), Person(MANAGER, "Ana")]


def people(entry: object) -> list[object]:
    names = ("by", "approved_by") if hasattr(entry, "by") else ("employee1", "employee2")
    return [getattr(entry, name) for name in names]


def test_abandoning_and_opening_store_who_approved_it() -> None:
    abandoned = only(
        CountAbandoned, given(OPENED, count_started()).then(AbandonCount(by(TRAINEE, SUPERVISOR)))
    )
    assert abandoned.employee2 == Person(SUPERVISOR, "Cia")
    opened = only(ShiftOpened, given().then(replace(OPENED, act=by(TRAINEE, SUPERVISOR))))
    assert opened.employee2 == Person(SUPERVISOR, "Cia")


def test_each_approval_in_a_shift_is_counted_on_its_reports() -> None:
    acts = (
        OPENED,
        replace(pay_out(), act=by(CASHIER, SUPERVISOR)),
        TakeX(by(TRAINEE, SUPERVISOR)),
        CopySlip(by(TRAINEE, SUPERVISOR), 7, "cash-moved/1"),
        replace(count_started(), act=by(TRAINEE, SUPERVISOR)),
        AbandonCount(by(TRAINEE, SUPERVISOR)),
    )
    assert given(*acts).state.shifts[1].tally.control.approvals == 5


def test_the_list_of_who_could_approve_leaves_out_who_asks_and_who_may_not() -> None:
    state = given().state
    assert [each.name for each in approvers(state, Right.PAY_OUT, 60_00, but=MANAGER)] == ["Cia"]
    assert [each.name for each in approvers(state, Right.PAY_OUT, 60_00, but=CASHIER)] == ["Ana", "Cia"]
    assert [each.name for each in approvers(state, Right.EMPLOYEES, 0, but=CASHIER)] == ["Ana"]


def test_who_is_listed_as_approver_is_taken_as_one() -> None:
    shop = given(OPENED, shop=with_limits("supervisor", {Right.PAY_OUT: 100_00}))
    for amount in (60_00, 100_01):
        listed = {each.no for each in approvers(shop.state, Right.PAY_OUT, amount, but=CASHIER)}
        for no in (MANAGER, SUPERVISOR, OTHER_CASHIER, TRAINEE):
            act: Act = by(CASHIER, no)
            command = replace(pay_out(amount), act=act)
            if no in listed:
                assert shop.then(command)
            else:
                shop.refuses(command, CannotApprove)
