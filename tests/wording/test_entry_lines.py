"""Every entry of the journal can stand in a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from tests.slips.day import SETTINGS, day_of_movements, whole_day
from till.domain import entries
from till.domain.codec import KINDS
from till.domain.entries import Entry
from till.domain.external_record import ExternalRecord, ExternalType
from till.domain.people import Employee, Person
from till.domain.sale_entries import SaleEntry
from till.domain.tenders import Adjustment, TenderLine
from till.domain.vocabulary import Confirmation, KickOutcome, MovementType, PinPurpose, RestoreProof, Secret
from till.wording.entry_lines import line_for, movement_details

ANA = Person(2, "Ana Lima")
LEFT = Employee(2, "Ana Lima", "cashier", active=False)
AT = "2026-03-02T14:37:00+01:00"
LATER = "2026-03-02T14:42:00+01:00"
DAY = whole_day().done
MOVES = day_of_movements().done


def made(kind: Callable[..., Entry], /, **facts: object) -> Entry:
    """Make an entry of the afternoon."""
    return kind(id="i", at=AT, **facts)


EXTERNAL = made(
    entries.ExternalRecorded,
    heading=None,
    record=ExternalRecord("A-1", ExternalType.SALE, "Pizza POS", AT, "Eve", "{}"),
    rounding=0,
    postings=(),
    shift=1,
    drawer=1,
    business_date="2026-03-02",
    employee1=Person(1, "Ana Lima"),
)
DRAFT = Adjustment(
    "d1",
    MovementType.CORRECTION,
    (TenderLine("cash", -5_00),),
    "Keyed as cash",
    1,
    1,
    ANA,
    "2026-03-02T14:37:00+01:00",
)
LINES: list[tuple[Entry, tuple[str, str]]] = [
    (DAY["cash-in"], ("Cash in", "Petty cash")),
    (DAY["undo"], ("Cash in undone", "Wrong drawer")),
    (DAY["pay-out"], ("Pay-out", "Window cleaner, Shine Ltd")),
    (DAY["undo-pay-out"], ("Pay-out undone", "Window cleaner, Shine Ltd")),
    (DAY["drop"], ("Drop", "Bag 7731")),
    (DAY["no-sale"], ("No sale", "Change")),
    (DAY["opening"], ("Shift 1 opened", "Ana Lima, 200.00")),
    (DAY["count-2"], ("Count 2", "Kim Berg, 113.00")),
    (DAY["x"], ("X report", "Ana Lima")),
    (DAY["z"], ("Z report 1", "Kim Berg")),
    (
        made(entries.RegisterCreated, register_id="r", public_key="k", code="REG-001"),
        ("Register set up", "REG-001"),
    ),
    (made(entries.SettingsChanged, settings=SETTINGS), ("Settings changed", "Main Street")),
    (
        made(entries.SettingsChanged, settings=SETTINGS, employee1=ANA),
        ("Settings changed", "Main Street, Ana Lima"),
    ),
    (made(entries.ProgramStarted, version="0.1.0"), ("Till started", "version 0.1.0")),
    (
        made(
            entries.ProgramStopped,
        ),
        ("Till stopped", ""),
    ),
    (
        made(entries.ClockChanged, before="2026-03-03T02:00:00+01:00"),
        ("Clock set back", "from 2026-03-03 02:00 to 2026-03-02 14:37"),
    ),
    (
        made(entries.EmployeeAdded, employee=Employee(2, "Ana Lima", "cashier")),
        ("Employee added", "Ana Lima, cashier"),
    ),
    (
        made(entries.EmployeeChanged, employee=LEFT, by=ANA),
        ("Employee changed", "Ana Lima, cashier, has left"),
    ),
    (
        made(entries.AdjustmentDrafted, adjustment=DRAFT, business_date="2026-03-02", employee1=ANA),
        ("Correction: draft", "Keyed as cash, Ana Lima"),
    ),
    (
        made(entries.AdjustmentChanged, adjustment=DRAFT, business_date="2026-03-02", employee1=ANA),
        ("Correction: draft changed", "Keyed as cash, Ana Lima"),
    ),
    (
        made(entries.AdjustmentCancelled, adjustment=DRAFT, business_date="2026-03-02", employee1=ANA),
        ("Correction: draft given up", "Keyed as cash, Ana Lima"),
    ),
    (
        made(
            entries.AddendumAdded,
            heading=SETTINGS.heading,
            shift=7,
            z_no=7,
            drawer=1,
            business_date="2026-03-01",
            no=2,
            reason="Voucher found",
            postings=(),
            employee1=ANA,
            employee2=None,
        ),
        ("Addendum 2 to shift 7", "Voucher found, Ana Lima"),
    ),
    (
        made(
            entries.ShiftSetAside,
            heading=SETTINGS.heading,
            shift=7,
            drawer=1,
            business_date="2026-03-02",
            parked=True,
            postings=(),
            employee1=ANA,
        ),
        ("Shift 7 parked", "Ana Lima"),
    ),
    (
        made(
            entries.ShiftResumed,
            shift=7,
            drawer=1,
            business_date="2026-03-02",
            postings=(),
            employee1=ANA,
        ),
        ("Shift 7 resumed", "Ana Lima"),
    ),
    (
        made(entries.OfficeDisagreed, peer="office", trouble="fork", held=57, words="Another record 57."),
        ("The office disagrees", "Another record 57."),
    ),
    (
        made(
            entries.OfficeAsked, peer="office", order=7, what="post-session", asked_by="Web shop", done=True
        ),
        ("Done for the office", "Web shop"),
    ),
    (
        made(
            entries.OfficeAsked,
            peer="office",
            order=8,
            what="post-session",
            asked_by="Web shop",
            done=False,
            words="A sale is under way.",
        ),
        ("Not done for the office", "Web shop: A sale is under way."),
    ),
    (MOVES["bag-received"], ("Bag received", "Bag 7731, Ana Lima")),
    (MOVES["deposit"], ("Deposit", "D-2026-17, Ana Lima")),
    (
        MOVES["deposit-undone"],
        ("Deposit undone", "D-2026-17, Ana Lima"),
    ),
    (made(entries.PinSet, employee=ANA), ("PIN set", "Ana Lima")),
    (made(entries.BadgeSet, employee=ANA, by=ANA), ("Badge set", "Ana Lima")),
    (made(entries.BadgeSet, employee=ANA, by=ANA, removed=True), ("Badge taken away", "Ana Lima")),
    (
        made(entries.BadgeRefused, purpose=PinPurpose.SIGN_IN, register_failures=1),
        ("Unknown badge", "to sign in"),
    ),
    (EXTERNAL, ("Sale, external", "Pizza POS, A-1")),
    (
        made(
            entries.PinRefused,
            employee=ANA,
            purpose=PinPurpose.SIGN_IN,
            failures=5,
            register_failures=5,
            until=LATER,
        ),
        ("Wrong PIN", "Ana Lima, no PIN taken until 14:42"),
    ),
    (
        made(entries.PinRefused, employee=ANA, purpose=PinPurpose.UNLOCK, failures=1, register_failures=1),
        ("Wrong PIN", "Ana Lima"),
    ),
    (
        made(entries.PinAccepted, employee=ANA, purpose=PinPurpose.APPROVE),
        ("Right PIN", "Ana Lima, to approve"),
    ),
    (made(entries.SignedIn, employee=ANA), ("Signed in", "Ana Lima")),
    (made(entries.SignedOut, employee=ANA), ("Signed out", "Ana Lima")),
    (made(entries.ScreenLocked, employee=ANA, idle=False), ("Locked", "Ana Lima")),
    (
        made(entries.ScreenLocked, employee=ANA, idle=True),
        ("Locked", "Ana Lima, after a while without a key"),
    ),
    (made(entries.ScreenUnlocked, employee=ANA), ("Unlocked", "Ana Lima")),
    (made(entries.CountStarted, shift=1, drawer=1, employee1=ANA), ("Count started", "Ana Lima")),
    (made(entries.CountAbandoned, shift=1, drawer=1, employee1=ANA), ("Count abandoned", "Ana Lima")),
    (
        made(entries.SlipCopied, seq=17, kind="cash-moved/1", employee1=ANA),
        ("Copy of record 17", "Ana Lima"),
    ),
    (
        made(
            entries.DrawerKicked,
            job="j",
            act="a",
            drawer=1,
            outcome=KickOutcome.NO_MOTION,
            no_sale=False,
            cause="It is locked.",
        ),
        ("Drawer did not open", "It is locked."),
    ),
    (made(entries.DrawerTried, drawer=2, employee1=ANA), ("Drawer tried", "drawer 2, Ana Lima")),
    (made(entries.DrawerOpened, drawer=1, explained=True), ("Drawer open", "drawer 1")),
    (made(entries.DrawerOpened, drawer=2, explained=False), ("Drawer opened by key or force", "drawer 2")),
    (made(entries.DrawerShut, drawer=1, open_s=12), ("Drawer shut", "after 12 s")),
    (made(entries.DrawerLeftOpen, drawer=1, open_s=60), ("Drawer left open", "for 60 s")),
    (
        made(entries.PrinterChanged, well=False, words="The printer is out of paper."),
        ("Printer", "The printer is out of paper."),
    ),
    (
        made(entries.SlipPrinted, job="j", act="a", confirmation=Confirmation.PRINTED),
        ("Slip printed", "Printed"),
    ),
    (
        made(entries.SlipWaiting, job="j", act="a", cause="The printer is out of paper."),
        ("Slip waits", "The printer is out of paper."),
    ),
    (
        made(entries.SlipInDoubt, job="j", act="a", cause="The cable was cut."),
        ("Slip in doubt", "The cable was cut."),
    ),
    (made(entries.SlipAnswered, job="j", printed=True, employee1=ANA), ("Slip was printed", "Ana Lima")),
    (
        made(entries.SlipAnswered, job="j", printed=False, employee1=ANA),
        ("Slip was not printed", "Ana Lima"),
    ),
    (made(entries.SlipCancelled, job="j", employee1=ANA), ("Slip given up", "Ana Lima")),
    (
        made(entries.JournalExported, records=57, seal="s", employee1=ANA),
        ("Journal exported", "57 records"),
    ),
    (
        made(
            entries.JournalRestored,
            records=57,
            seal="s",
            taken_at="2026-03-02T03:00:00.000+00:00",
            proof=RestoreProof.OFFICE,
            employee1=ANA,
        ),
        ("Journal restored", "backup of 2026-03-02 03:00, 57 records, by Ana Lima"),
    ),
    *(
        (
            made(entries.RefusalCounted, drawer=1, shift=1, about=about, times=2, employee1=ANA),
            (title, "drawer 1, Ana Lima"),
        )
        for about, title in (
            (Secret.CASH, "Refused: not that much there"),
            (Secret.FLOAT, "Refused: the float differs"),
            (Secret.COUNT, "Refused: the count differs"),
        )
    ),
    (
        made(entries.ClockDoubted, before="2026-02-03T02:00:00+01:00"),
        ("Switched off for long, or clock set forward", "from 2026-02-03 02:00 to 2026-03-02 14:37"),
    ),
    (made(entries.TrainingStarted, employee1=ANA), ("Training mode begun", "Ana Lima")),
    (made(entries.TrainingEnded, employee1=ANA), ("Training mode ended", "Ana Lima")),
]


@pytest.mark.parametrize(("entry", "line"), LINES, ids=lambda each: type(each).__name__)
def test_an_entry_has_a_title_and_details(entry: Entry, line: tuple[str, str]) -> None:
    assert line_for(entry) == line


def test_no_kind_of_entry_is_left_out_above() -> None:
    told = {type(entry) for entry, _line in LINES}
    assert told | set(get_args(SaleEntry)) == set(KINDS.values())  # Sales have a file of their own.


def test_a_list_never_tells_what_was_over_or_short() -> None:
    said = " ".join(
        " ".join(line_for(DAY[name])) for name in ("opening-short", "x-opened-short", "z", "z-over")
    )
    for figure in ("1.00", "2.00", "0.50", "115.00", "hort", "ver", "fell behind"):
        assert figure not in said


def test_details_leave_out_what_is_not_there() -> None:
    assert movement_details("") == ""
    assert movement_details("Change", payee="Ana") == "Change, Ana"
