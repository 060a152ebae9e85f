"""What follows from a PIN: who is in, and for how long nobody gets in."""

from __future__ import annotations

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    NOON,
    OTHER_CASHIER,
    SUPERVISOR,
    Given,
    by,
    given,
    only,
    pin,
    shift_opened,
    wrong_pin,
)
from till.domain.clock import later
from till.domain.commands import ChangeEmployee, Command, LockScreen, NoticeClock, SignOut, StartProgram
from till.domain.entries import (
    PinAccepted,
    PinRefused,
    ScreenLocked,
    ScreenUnlocked,
    SignedIn,
    SignedOut,
)
from till.domain.errors import LockedOut, NoSuchEmployee, NotSignedIn
from till.domain.people import Person
from till.domain.vocabulary import PinPurpose

BEN, ANA = Person(CASHIER, "Ben"), Person(MANAGER, "Ana")
SIGNED_IN = pin(CASHIER)
LOCKED = LockScreen(by(CASHIER), idle=True)


def tries(times: int, employee: int = CASHIER, at: str = NOON) -> tuple[list[Command], str]:
    """Give wrong PINs, each as soon as it is looked at, and the time after the last."""
    commands: list[Command] = []
    shop = given()
    for _ in range(times):
        command = wrong_pin(employee, at)
        shop = shop.when(command)
        commands.append(command)
        at = shop.newest(PinRefused).until or at
    return commands, at


# -- in and out ---------------------------------------------------------------------------------------------


def test_the_right_pin_signs_in() -> None:
    shop = given(SIGNED_IN)
    assert shop.newest(SignedIn).employee == BEN
    assert shop.state.signed_in == CASHIER


def test_who_comes_signs_out_who_was_there() -> None:
    out, into = given(SIGNED_IN).then(pin(MANAGER))
    assert isinstance(out, SignedOut)
    assert isinstance(into, SignedIn)
    assert (out.employee, into.employee) == (BEN, ANA)
    assert out.id != into.id


def test_signing_out_leaves_nobody_in_and_the_shift_open() -> None:
    shop = given(shift_opened(), SIGNED_IN, SignOut(by(CASHIER)))
    assert shop.newest(SignedOut).employee == BEN
    assert shop.state.signed_in is None
    assert shop.state.shifts


def test_nobody_can_sign_out_or_lock_when_nobody_is_in() -> None:
    given().refuses(SignOut(by()), NotSignedIn)
    given().refuses(LockScreen(by()), NotSignedIn)


def test_a_locked_screen_waits_for_the_pin() -> None:
    shop = given(SIGNED_IN, LOCKED)
    assert (shop.newest(ScreenLocked).employee, shop.newest(ScreenLocked).idle) == (BEN, True)
    assert shop.state.locked
    assert shop.then(LockScreen(by(CASHIER))) == ()
    unlocked = shop.when(pin(CASHIER, purpose=PinPurpose.UNLOCK))
    assert unlocked.newest(ScreenUnlocked).employee == BEN
    assert not unlocked.state.locked


def test_somebody_else_takes_over_a_locked_screen_by_signing_in() -> None:
    shop = given(SIGNED_IN, LOCKED, pin(MANAGER, purpose=PinPurpose.UNLOCK))
    assert (shop.state.signed_in, shop.state.locked) == (MANAGER, False)
    assert shop.newest(SignedOut).employee == BEN


@pytest.mark.parametrize("purpose", [PinPurpose.COMMAND, PinPurpose.APPROVE])
def test_a_pin_for_something_else_does_not_unlock_the_screen(purpose: PinPurpose) -> None:
    shop = given(SIGNED_IN, LOCKED, wrong_pin(MANAGER, purpose=purpose), pin(MANAGER, purpose=purpose))
    assert shop.newest(PinAccepted).employee == ANA
    assert (shop.state.signed_in, shop.state.locked) == (CASHIER, True)


def test_a_right_pin_for_an_approval_is_an_entry_only_after_wrong_ones() -> None:
    assert given().then(pin(MANAGER, purpose=PinPurpose.APPROVE)) == ()
    after = given(wrong_pin(MANAGER, purpose=PinPurpose.APPROVE))
    accepted = only(PinAccepted, after.then(pin(MANAGER, purpose=PinPurpose.APPROVE)))
    assert (accepted.employee, accepted.purpose) == (ANA, PinPurpose.APPROVE)


def test_who_has_left_cannot_present_a_pin() -> None:
    given(ChangeEmployee(by(MANAGER), CASHIER, active=False)).refuses(pin(), NoSuchEmployee)
    given().refuses(pin(99), NoSuchEmployee)


# -- wrong PINs ---------------------------------------------------------------------------------------------


def test_a_wrong_pin_is_an_entry_and_lets_nobody_in() -> None:
    shop = given(wrong_pin(purpose=PinPurpose.APPROVE))
    refused = shop.newest(PinRefused)
    assert (refused.employee, refused.purpose, refused.failures) == (BEN, PinPurpose.APPROVE, 1)
    assert shop.state.signed_in is None


def test_the_delay_grows_with_each_wrong_pin_up_to_a_lock_out() -> None:
    waits, at = [], NOON
    shop = given()
    for _ in range(6):
        shop = shop.when(wrong_pin(at=at))
        until = shop.newest(PinRefused).until
        waits.append(next((s for s in range(400) if later(at, s) == until), 0))
        at = until or at
    assert waits == [0, 0, 2, 4, 300, 300]


def test_no_pin_is_looked_at_while_locked_out_not_even_the_right_one() -> None:
    commands, _ = tries(5)
    shop = given(*commands)
    locked_at = commands[-1].act.at
    assert str(shop.refuses(pin(at=locked_at), LockedOut)) == "Too many wrong PINs. Try again in 5 min."
    shop.refuses(pin(at=later(locked_at, 299)), LockedOut)
    assert shop.then(pin(at=later(locked_at, 300)))


def test_the_waiting_time_is_said_in_seconds_first() -> None:
    commands, _ = tries(3)
    assert "in 2 s" in str(given(*commands).refuses(pin(at=commands[-1].act.at), LockedOut))


def test_a_lock_out_is_one_persons() -> None:
    commands, _ = tries(5)
    assert given(*commands).then(pin(MANAGER, at=commands[-1].act.at))


def test_wrong_pins_of_all_people_together_lock_the_register() -> None:
    mixed = [wrong_pin(no) for no in (1, 2, 3, 4, 5, 1, 2)]
    assert given(*mixed).then(pin(SUPERVISOR))
    locked = given(*mixed, wrong_pin(3))
    assert locked.newest(PinRefused).register_failures == 8
    for person in (MANAGER, CASHIER, SUPERVISOR, OTHER_CASHIER):
        locked.refuses(pin(person), LockedOut)
        assert locked.then(pin(person, at=later(NOON, 300)))


def test_a_right_pin_makes_the_wrong_ones_forgotten() -> None:
    shop = given(wrong_pin(), wrong_pin(), SIGNED_IN, wrong_pin())
    assert (shop.newest(PinRefused).failures, shop.newest(PinRefused).register_failures) == (1, 1)
    assert shop.newest(PinRefused).until == ""


def test_anothers_right_pin_does_not_forget_mine() -> None:
    shop = given(wrong_pin(CASHIER), wrong_pin(CASHIER), pin(MANAGER), wrong_pin(CASHIER))
    assert shop.newest(PinRefused).failures == 3
    assert shop.newest(PinRefused).until != ""


def test_wrong_pins_are_counted_on_the_reports_of_the_shift() -> None:
    assert given(shift_opened(), wrong_pin(), wrong_pin()).state.shifts[1].tally.control.pins_refused == 2


def test_a_clock_that_is_set_back_makes_no_lock_out_longer() -> None:
    commands, _ = tries(5)
    at = commands[-1].act.at
    for back in ("2026-11-21T10:00:00.000+01:00", "1970-01-01T00:00:10.000+00:00"):
        shop = given(*commands, NoticeClock(by(at=back)))
        shop.refuses(pin(at=later(back, 299)), LockedOut)
        assert shop.then(pin(at=later(back, 300))), f"{at} to {back}"


def test_a_clock_that_is_set_back_makes_no_register_lock_out_longer() -> None:
    locked = given(*[wrong_pin(no) for no in (1, 2, 3, 4, 5, 1, 2, 3)])
    back = "1970-01-01T00:00:10.000+00:00"
    shop = locked.when(NoticeClock(by(at=back)))
    shop.refuses(pin(4, at=later(back, 299)), LockedOut)
    assert shop.then(pin(4, at=later(back, 300)))


def test_lock_outs_survive_a_restart() -> None:
    commands, _ = tries(5)
    shop: Given = given(*commands)
    again = shop.when(StartProgram(by(at=commands[-1].act.at), "1.0", shop.state.rules))
    again.refuses(pin(at=commands[-1].act.at), LockedOut)
