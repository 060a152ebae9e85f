"""Who works here: names, roles, PINs, and that somebody who may manage them always stays."""

from __future__ import annotations

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    TRAINEE,
    by,
    given,
    only,
)
from till.domain.commands import AddEmployee, ChangeEmployee, SetPin
from till.domain.entries import EmployeeAdded, EmployeeChanged, PinSet
from till.domain.errors import BadText, LastManager, NameTaken, NeedsApproval, NoSuchEmployee, NoSuchRole
from till.domain.people import Employee, Person


def test_somebody_new_gets_the_next_number_and_has_no_pin_yet() -> None:
    added = only(EmployeeAdded, given().then(AddEmployee(by(MANAGER), " Fay ", "cashier")))
    assert added.employee == Employee(6, "Fay", "cashier", active=True, has_pin=False)
    assert added.by == Person(MANAGER, "Ana")


def test_numbers_are_never_used_again() -> None:
    gone = given(ChangeEmployee(by(MANAGER), TRAINEE, active=False))
    assert only(EmployeeAdded, gone.then(AddEmployee(by(MANAGER), "Fay", "cashier"))).employee.no == 6


@pytest.mark.parametrize("name", ["Ben", "ben", " BEN "])
def test_two_people_cannot_share_a_name(name: str) -> None:
    shop = given()
    assert "Ben" in str(shop.refuses(AddEmployee(by(MANAGER), name, "cashier"), NameTaken))
    shop.refuses(ChangeEmployee(by(MANAGER), OTHER_CASHIER, name=name), NameTaken)


def test_the_name_of_somebody_who_left_is_free() -> None:
    gone = given(ChangeEmployee(by(MANAGER), CASHIER, active=False))
    assert gone.then(AddEmployee(by(MANAGER), "Ben", "cashier"))


def test_somebody_who_comes_back_cannot_share_a_name_either() -> None:
    shop = given(
        ChangeEmployee(by(MANAGER), CASHIER, active=False), AddEmployee(by(MANAGER), "Ben", "cashier")
    )
    shop.refuses(ChangeEmployee(by(MANAGER), CASHIER, active=True), NameTaken)
    assert shop.then(ChangeEmployee(by(MANAGER), CASHIER, name="Old Ben", active=True))


def test_a_name_can_be_kept_or_written_otherwise() -> None:
    changed = only(EmployeeChanged, given().then(ChangeEmployee(by(MANAGER), CASHIER, name="BEN")))
    assert changed.employee.name == "BEN"


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "Be\x1bn"])
def test_a_name_is_a_short_line_of_text(name: str) -> None:
    given().refuses(AddEmployee(by(MANAGER), name, "cashier"), BadText)
    given().refuses(ChangeEmployee(by(MANAGER), CASHIER, name=name), BadText)


@pytest.mark.parametrize("role", ["", "boss", "Cashier"])
def test_a_role_is_a_configured_one(role: str) -> None:
    refused = given().refuses(AddEmployee(by(MANAGER), "Fay", role), NoSuchRole)
    assert "cashier, supervisor, manager, trainee" in str(refused)
    given().refuses(ChangeEmployee(by(MANAGER), CASHIER, role=role), NoSuchRole)
    given().refuses(ChangeEmployee(by(MANAGER), CASHIER, role="\x1b[2J"), BadText)


def test_nobody_unknown_is_changed_or_given_a_pin() -> None:
    given().refuses(ChangeEmployee(by(MANAGER), 99, name="Fay"), NoSuchEmployee)
    given().refuses(SetPin(by(MANAGER), 99), NoSuchEmployee)


def test_the_last_one_who_manages_people_stays() -> None:
    shop = given()
    shop.refuses(ChangeEmployee(by(MANAGER), MANAGER, active=False), LastManager)
    shop.refuses(ChangeEmployee(by(MANAGER), MANAGER, role="cashier"), LastManager)
    second = shop.when(ChangeEmployee(by(MANAGER), SUPERVISOR, role="manager"))
    assert second.then(ChangeEmployee(by(MANAGER), MANAGER, active=False))


def test_a_manager_who_left_does_not_count_as_one() -> None:
    shop = given(
        ChangeEmployee(by(MANAGER), SUPERVISOR, role="manager"),
        ChangeEmployee(by(MANAGER), SUPERVISOR, active=False),
    )
    shop.refuses(ChangeEmployee(by(MANAGER), MANAGER, role="cashier"), LastManager)


def test_a_new_role_holds_at_once() -> None:
    shop = given(ChangeEmployee(by(MANAGER), CASHIER, role="manager"))
    assert shop.then(AddEmployee(by(CASHIER), "Fay", "cashier"))


def test_everybody_sets_their_own_pin_and_a_manager_everybodys() -> None:
    own = only(PinSet, given().then(SetPin(by(TRAINEE), TRAINEE)))
    assert (own.employee, own.by) == (Person(TRAINEE, "Eve"), Person(TRAINEE, "Eve"))
    others = only(PinSet, given().then(SetPin(by(MANAGER), TRAINEE)))
    assert others.by == Person(MANAGER, "Ana")
    given().refuses(SetPin(by(SUPERVISOR), TRAINEE), NeedsApproval)


def test_who_got_a_pin_has_one() -> None:
    assert given(SetPin(by(MANAGER), CASHIER)).state.employees[CASHIER].has_pin


def test_a_pin_survives_a_new_name() -> None:
    shop = given(SetPin(by(MANAGER), CASHIER), ChangeEmployee(by(MANAGER), CASHIER, name="Benny"))
    assert shop.state.employees[CASHIER].has_pin


def test_what_is_recorded_keeps_the_name_of_its_day() -> None:
    shop = given(SetPin(by(CASHIER), CASHIER), ChangeEmployee(by(MANAGER), CASHIER, name="Benny"))
    assert shop.newest(PinSet).employee == Person(CASHIER, "Ben")
