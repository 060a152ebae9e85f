"""The register as a whole: set up once, started, its clock, its date, its settings."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    NOON,
    SHOP,
    SUPERVISOR,
    Given,
    by,
    cash_in,
    given,
    only,
    shift_opened,
)
from till.domain.apply import fold
from till.domain.clock import business_date, later
from till.domain.commands import (
    ChangeSettings,
    CreateRegister,
    ExportJournal,
    NoticeClock,
    RestoreJournal,
    StartProgram,
    StopProgram,
    TryDrawer,
)
from till.domain.entries import (
    CashMoved,
    ClockChanged,
    DrawerKicked,
    DrawerTried,
    EmployeeAdded,
    JournalExported,
    JournalRestored,
    PinSet,
    ProgramStarted,
    ProgramStopped,
    RegisterCreated,
    SettingsChanged,
    ShiftOpened,
)
from till.domain.errors import (
    AlreadySetUp,
    BadText,
    NeedsApproval,
    NoSuchDrawer,
    NoSuchRole,
    NotAManager,
    NotSetUp,
    OtherCurrency,
)
from till.domain.people import Person, Right, Role
from till.domain.state import State
from till.domain.vocabulary import KickOutcome, RestoreProof
from till.jobs import JobKind, jobs_for

CREATE = CreateRegister(by(), "r", "0" * 64, SHOP, "Ana")
EMPTY = Given(State(), ())


def test_a_journal_begins_with_the_register_its_rules_and_a_manager() -> None:
    created, settings, added, pin = EMPTY.then(CREATE)
    assert isinstance(created, RegisterCreated)
    assert (created.register_id, created.public_key, created.code) == ("r", "0" * 64, "REG-001")
    assert isinstance(settings, SettingsChanged)
    assert isinstance(added, EmployeeAdded)
    assert (added.employee.person, added.employee.role) == (Person(1, "Ana"), "manager")
    assert isinstance(pin, PinSet)
    assert len({entry.id for entry in (created, settings, added, pin)}) == 4


def test_a_register_is_set_up_once() -> None:
    given().refuses(CREATE, AlreadySetUp)


@pytest.mark.parametrize("name", ["", "  ", "An\x1ba", "a" * 81])
def test_the_first_manager_has_a_name(name: str) -> None:
    EMPTY.refuses(replace(CREATE, manager=name), BadText)


def test_the_first_person_always_gets_a_role_that_manages_people() -> None:
    own_words = (Role("kassör", (Right.SELL,), {}), Role("chef", (Right.EMPLOYEES, Right.APPROVE), {}))
    entries = EMPTY.then(replace(CREATE, settings=replace(SHOP, roles=own_words)))
    assert isinstance(entries[2], EmployeeAdded)
    assert entries[2].employee.role == "chef"
    nobody = replace(CREATE, settings=replace(SHOP, roles=own_words[:1]))
    EMPTY.refuses(nobody, NoSuchRole)


def test_nothing_can_be_done_with_a_register_that_is_not_set_up() -> None:
    EMPTY.refuses(shift_opened(), NotSetUp)
    EMPTY.refuses(StartProgram(by(), "1.0", SHOP), NotSetUp)
    assert EMPTY.then(StopProgram(by())) == ()


def test_start_and_stop_are_entries() -> None:
    assert only(ProgramStarted, given().then(StartProgram(by(), "1.2", SHOP))).version == "1.2"
    assert only(ProgramStopped, given().then(StopProgram(by()))).at == NOON


def test_new_settings_are_in_the_journal_whole_and_hold_at_once() -> None:
    other = replace(SHOP, difference_limit=5_00)
    changed, started = given().then(StartProgram(by(), "1.2", other))
    assert isinstance(changed, SettingsChanged)
    assert changed.settings == other
    assert isinstance(started, ProgramStarted)
    assert given(changed).state.rules == other


def test_a_journal_stays_in_its_currency() -> None:
    refused = given().refuses(StartProgram(by(), "1.2", replace(SHOP, currency="EUR")), OtherCurrency)
    assert "SEK" in str(refused)
    assert "EUR" in str(refused)


def test_a_manager_changes_the_rules_at_the_register() -> None:
    other = replace(SHOP, drawer_limit=1000_00)
    changed = only(SettingsChanged, given().then(ChangeSettings(by(MANAGER), other)))
    assert (changed.settings, changed.employee1) == (other, Person(MANAGER, "Ana"))
    assert given(changed).state.rules == other
    given().refuses(ChangeSettings(by(CASHIER), other), NeedsApproval)
    given().refuses(ChangeSettings(by(MANAGER), replace(SHOP, currency="EUR")), OtherCurrency)


def test_rules_that_are_as_they_were_need_no_record() -> None:
    assert given().then(ChangeSettings(by(MANAGER), SHOP)) == ()


def test_a_drawer_is_tried_with_or_without_a_shift_and_the_shift_counts_it() -> None:
    without = only(DrawerTried, given().then(TryDrawer(by(MANAGER), 2)))
    assert (without.drawer, without.shift) == (2, None)
    shop = given(shift_opened())
    tried = only(DrawerTried, shop.then(TryDrawer(by(MANAGER))))
    assert tried.shift == 1
    shop.refuses(TryDrawer(by(CASHIER)), NeedsApproval)
    shop.refuses(TryDrawer(by(MANAGER), 3), NoSuchDrawer)
    (job,) = jobs_for(shop.state, (tried,))
    assert (job.kind, job.drawer, job.no_sale, job.shift) == (JobKind.KICK, 1, True, 1)


def test_an_export_is_an_entry_that_says_how_far_it_goes() -> None:
    shop = given(shift_opened())
    exported = only(JournalExported, shop.then(ExportJournal(by(SUPERVISOR))))
    assert (exported.records, exported.seal) == (shop.state.head.records, shop.state.head.seal)


def test_who_goes_on_from_a_backup_has_nobodys_pin_but_the_managers() -> None:
    shop = given(shift_opened())
    restored, pin = shop.then(RestoreJournal(by(), NOON, RestoreProof.SLIP, MANAGER))
    assert isinstance(restored, JournalRestored)
    assert (restored.records, restored.seal) == (shop.state.head.records, shop.state.head.seal)
    after = fold((restored, pin), shop.state)
    assert [each.no for each in after.employees.values() if each.has_pin] == [MANAGER]
    assert after.signed_in is None
    shop.refuses(RestoreJournal(by(), NOON, RestoreProof.SLIP, CASHIER), NotAManager)


# -- the clock ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back_s", [6, 3600, 86_400 * 365 * 50])
def test_a_clock_set_back_is_an_entry(back_s: int) -> None:
    at = later(NOON, -back_s)
    changed = only(ClockChanged, given(shift_opened()).then(NoticeClock(by(at=at))))
    assert (changed.before, changed.at) == (NOON, at)


@pytest.mark.parametrize("seconds", [-5, 0, 5, 86_400])
def test_a_clock_within_the_tolerance_or_ahead_is_none(seconds: int) -> None:
    assert given(shift_opened()).then(NoticeClock(by(at=later(NOON, seconds)))) == ()


def test_a_clock_set_back_is_noticed_once() -> None:
    at = later(NOON, -3600)
    assert given(shift_opened(), NoticeClock(by(at=at))).then(NoticeClock(by(at=at))) == ()


def test_the_end_of_summer_time_is_no_clock_set_back() -> None:
    before, after = "2026-10-25T02:59:59.000+02:00", "2026-10-25T02:00:01.000+01:00"
    assert given(shift_opened(at=before)).then(NoticeClock(by(at=after))) == ()


def test_a_device_that_answers_first_does_not_hide_a_clock_set_back() -> None:
    at = later(NOON, -3600)
    kicked = DrawerKicked(
        id=by().id, at=at, job="j", act="a", drawer=1, outcome=KickOutcome.CONFIRMED, no_sale=True
    )
    assert only(ClockChanged, given(shift_opened(), kicked).then(NoticeClock(by(at=at)))).before == NOON


def test_the_clock_changes_are_counted_on_the_reports() -> None:
    shop = given(shift_opened(), NoticeClock(by(at=later(NOON, -3600))))
    assert shop.state.shifts[1].tally.control.clock_changes == 1


# -- the business date --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "date"),
    [
        ("2026-11-21T23:59:59.999+01:00", "2026-11-21"),
        ("2026-11-22T00:00:00.000+01:00", "2026-11-21"),
        ("2026-11-22T03:59:59.999+01:00", "2026-11-21"),
        ("2026-11-22T04:00:00.000+01:00", "2026-11-22"),
        # Summer time begins at 02:00 and ends at 03:00: the clock on the wall decides, not elapsed hours.
        ("2026-03-29T03:59:59.000+02:00", "2026-03-28"),
        ("2026-03-29T04:00:00.000+02:00", "2026-03-29"),
        ("2026-10-25T02:30:00.000+02:00", "2026-10-24"),
        ("2026-10-25T02:30:00.000+01:00", "2026-10-24"),
        ("2026-10-25T03:59:59.000+01:00", "2026-10-24"),
        ("2026-10-25T04:00:00.000+01:00", "2026-10-25"),
        ("2027-01-01T03:00:00.000+01:00", "2026-12-31"),
        ("2024-03-01T03:00:00.000+01:00", "2024-02-29"),
    ],
)
def test_the_business_date_turns_at_four_and_not_at_midnight(at: str, date: str) -> None:
    assert business_date(at, "04:00") == date
    assert only(ShiftOpened, given().then(shift_opened(at=at))).business_date == date


def test_a_shop_may_turn_its_date_at_midnight_or_half_past() -> None:
    at = "2026-11-22T00:15:00.000+01:00"
    assert (business_date(at, "00:00"), business_date(at, "00:30")) == ("2026-11-22", "2026-11-21")


def test_movements_after_midnight_belong_to_the_date_of_their_shift() -> None:
    late = replace(cash_in(), act=by(CASHIER, at="2026-11-22T05:00:00.000+01:00"))
    moved = only(CashMoved, given(shift_opened(at="23:00")).then(late))
    assert (moved.shift, moved.business_date) == (1, "2026-11-21")


def test_the_zone_of_the_tests_is_the_shops() -> None:
    assert ZoneInfo(SHOP.timezone).key == "Europe/Stockholm"
    assert given().state.employees[MANAGER].role == "manager"
