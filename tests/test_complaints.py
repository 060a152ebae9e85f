"""What users of other registers complain about: each with the test that holds it off, wherever it stands.

What is about shifts and sales alone stands in `tests/domain/test_complaints.py`; the rest is where its
devices, its line or its screen are.
"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.domain.given import CASHIER, MANAGER
from tests.source import ROOT, functions
from tests.store.folder import SetClock, cash_in, new_register, open_shift
from till.domain.commands import CloseShift, CountCash, Drop, StartCount, TakeX
from till.domain.entries import ShiftClosed
from till.domain.state import Count

DOMAIN = "tests/domain/test_complaints.py"
# The four defects that keep coming back, and then the complaints, in the words of the people who made them.
COMPLAINTS: dict[str, tuple[str, str]] = {
    "change is not deducted from expected cash": (
        DOMAIN,
        "test_change_given_is_not_expected_in_the_drawer",
    ),
    "card is counted as cash": (DOMAIN, "test_card_takings_are_not_counted_as_cash"),
    "a movement is left out": (DOMAIN, "test_no_movement_is_left_out_of_what_is_expected"),
    "an undo is left out": ("tests/domain/test_figures.py", "test_no_undo_is_left_out_of_what_is_expected"),
    "entries are chosen by a time window": (
        DOMAIN,
        "test_entries_are_chosen_by_their_shift_and_never_by_a_time_window",
    ),
    "a typo in a movement spoils the report": (
        DOMAIN,
        "test_a_typo_in_a_movement_is_put_right_without_spoiling_the_report",
    ),
    "nobody can tell whether the drawer opened": (
        "tests/workers/test_devices.py",
        "test_a_drawer_that_does_not_move_is_never_called_open",
    ),
    "the drawer opens two times in ten": (
        "tests/durable/test_printer_faults.py",
        "test_a_drawer_that_is_stuck_is_told_and_not_kicked_again",
    ),
    "the drawer opens for a card": (DOMAIN, "test_the_drawer_does_not_open_for_a_card"),
    "a receipt was printed, and there is no record": (
        "tests/test_cash_register.py",
        "test_what_happened_is_on_the_disk_before_it_is_believed",
    ),
    "it says success, and there is no paper": (
        "tests/workers/test_devices.py",
        "test_a_slip_without_paper_waits_is_said_once_and_comes_out_when_there_is_paper",
    ),
    "then all past jobs print": (
        "tests/workers/test_devices.py",
        "test_a_slip_that_was_given_up_never_comes_out",
    ),
    "slips come twice after a change of paper": (
        "tests/workers/test_devices.py",
        "test_paper_that_ends_in_mid_slip_makes_the_slip_doubtful_and_prints_it_once",
    ),
    "a shift cannot be opened offline": (
        "tests/test_complaints.py",
        "test_a_whole_shift_and_its_reprint_need_no_network",
    ),
    "a shift without sales cannot be closed": (DOMAIN, "test_a_shift_can_be_closed_with_zero_sales"),
    "a shift is stuck after a day": (DOMAIN, "test_a_shift_is_not_stuck_after_more_than_a_day"),
    "the manager cannot force-close": (DOMAIN, "test_the_manager_can_force_close"),
    "no-sales grow with each reprint of the Z": (
        DOMAIN,
        "test_the_number_of_no_sales_does_not_grow_with_a_reprint_of_the_z",
    ),
    "no-sales are not logged": (
        DOMAIN,
        "test_a_no_sale_is_an_entry_with_its_reason_and_cannot_be_taken_back",
    ),
    "drops are deleted": (DOMAIN, "test_a_drop_is_never_deleted_only_undone_beside_it"),
    "the counted amount is edited afterwards": (
        DOMAIN,
        "test_the_counted_amount_cannot_be_edited_afterwards",
    ),
    "sync makes duplicates": (
        "tests/sync/test_bad_line.py",
        "test_over_a_bad_line_every_record_arrives_once",
    ),
    "the blind count leaks through a checksum": (
        "tests/domain/test_count.py",
        "test_the_blind_count_does_not_leak_through_a_checksum",
    ),
    "counts are filled in beforehand": (DOMAIN, "test_a_count_is_never_filled_with_what_is_expected"),
    "the float is mixed into the takings": (DOMAIN, "test_the_float_is_not_mixed_into_the_takings"),
}


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_each_complaint_has_its_test_by_name(complaint: str) -> None:
    file, name = COMPLAINTS[complaint]
    assert name in {function.name for function in functions(ROOT / file)}


def test_a_whole_shift_and_its_reprint_need_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplugged(*_family: object, **_options: object) -> None:
        raise OSError("There is no network.")

    monkeypatch.setattr(socket, "socket", unplugged)
    register = new_register(tmp_path / "data", SetClock())
    open_shift(register)
    register.handle(cash_in(register))
    register.handle(Drop(register.act(CASHIER), 50_00, "7731"))
    register.handle(TakeX(register.act(MANAGER)))
    register.handle(StartCount(register.act(CASHIER)))
    register.handle(CountCash(register.act(CASHIER), Count(register.state.expected(1))))
    (z,) = register.handle(CloseShift(register.act(CASHIER), register.state.expected(1)))
    assert isinstance(z, ShiftClosed)
    register.copy_slip(register.act(MANAGER), register.state.head.records)
    assert register.state.z_no == 1
    register.close()
