"""Adjustments: by tender, drafted, changed or given up, then posted by two people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.given import (
    CASHIER,
    MANAGER,
    NOON,
    OTHER_CASHIER,
    SHOP,
    SUPERVISOR,
    TRAINEE,
    by,
    closed,
    count_started,
    counted,
    expected,
    force_closed,
    given,
    handed_over,
    shift_opened,
    undone,
)
from till.domain.commands import (
    CancelAdjustment,
    ChangeAdjustment,
    DraftAdjustment,
    PostAdjustment,
    ResumeShift,
    SuspendShift,
)
from till.domain.entries import AdjustmentCancelled, AdjustmentDrafted, CashMoved, ShiftClosed
from till.domain.errors import (
    AlreadyDone,
    AlreadyUndone,
    BeingCounted,
    CannotApprove,
    NeedsApproval,
    NeedsReason,
    NoOpenShift,
    NoSuchAdjustment,
    NoSuchTender,
    NotEnoughCash,
    NothingToMove,
    NotYourDrawer,
    OpenThings,
)
from till.domain.figures import shift_figures
from till.domain.open_things import OpenKind
from till.domain.people import Person, Right
from till.domain.settings import Tender
from till.domain.shift_errors import OutOfDrawer
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType
from till.slips import slip_for
from till.wording.entry_lines import line_for

CARDS = replace(SHOP, tenders=(Tender("card", "Card", 1580, counted=True), Tender("gift", "Gift card")))
OPENED = shift_opened(200_00)


def drafted(
    *lines: tuple[str, int], kind: MovementType = MovementType.CORRECTION, person: int = CASHIER
) -> DraftAdjustment:
    amounts = tuple(TenderLine(code, amount) for code, amount in lines or (("cash", -50_00), ("card", 50_00)))
    return DraftAdjustment(by(person), kind, amounts, "Card was keyed as cash")


def posted(
    draft: DraftAdjustment, person: int = CASHIER, approver: int | None = SUPERVISOR
) -> PostAdjustment:
    return PostAdjustment(by(person, approver), draft.act.id)


def cancelled(draft: DraftAdjustment) -> CancelAdjustment:
    return CancelAdjustment(by(CASHIER), draft.act.id, "It was right after all")


def test_a_draft_moves_nothing() -> None:
    after = given(OPENED, drafted(), shop=CARDS)
    assert expected(after.state, "drawer:1") == 200_00
    assert expected(after.state, "tender:card") == 0
    kept = after.newest(AdjustmentDrafted).adjustment
    assert kept.lines == (TenderLine("cash", -50_00), TenderLine("card", 50_00, "Card"))


def test_a_posted_correction_moves_each_tender_against_its_difference() -> None:
    draft = drafted()
    after = given(OPENED, draft, posted(draft), shop=CARDS)
    moved = after.newest(CashMoved)
    assert (moved.type, moved.amount, moved.adjustment) == (MovementType.CORRECTION, -50_00, draft.act.id)
    assert (moved.employee1.name, moved.employee2 and moved.employee2.name) == ("Ben", "Cia")
    assert expected(after.state, "drawer:1") == 150_00
    assert expected(after.state, "difference:drawer:1") == 50_00
    assert expected(after.state, "tender:card") == 50_00
    assert expected(after.state, "difference:tender:card") == -50_00
    assert not after.state.adjustments


def test_takings_of_another_system_come_from_outside() -> None:
    draft = drafted(("cash", 120_00), ("gift", 10_00), kind=MovementType.EXTERNAL_IMPORT)
    after = given(OPENED, draft, posted(draft), shop=CARDS)
    assert expected(after.state, "drawer:1") == 320_00
    assert expected(after.state, "tender:gift") == 10_00
    assert expected(after.state, "outside") == -200_00 - 130_00
    figures = shift_figures(after.state, after.state.shifts[1], Person(1, "Ana"), NOON)
    (total,) = figures.drawer.movements
    assert (total.type, total.count, total.amount) == (MovementType.EXTERNAL_IMPORT, 1, 120_00)


def test_a_changed_draft_is_posted_as_it_was_written_last() -> None:
    draft = drafted()
    changed = ChangeAdjustment(by(CASHIER), draft.act.id, (TenderLine("cash", -5_00),))
    after = given(OPENED, draft, changed, posted(draft), shop=CARDS)
    moved = after.newest(CashMoved)
    assert (moved.amount, moved.reason) == (-5_00, "Card was keyed as cash")
    assert expected(after.state, "tender:card") == 0


def test_a_draft_that_was_given_up_stays_in_the_journal_and_goes_no_further() -> None:
    draft = drafted()
    shop = given(OPENED, draft, cancelled(draft), shop=CARDS)
    assert shop.newest(AdjustmentCancelled).reason == "It was right after all"
    for command in (posted(draft), cancelled(draft), ChangeAdjustment(by(CASHIER), draft.act.id)):
        shop.refuses(command, because=NoSuchAdjustment)


def test_a_posted_adjustment_is_undone_like_any_movement_once() -> None:
    draft = drafted()
    post = posted(draft)
    undo = undone(post)
    shop = given(OPENED, draft, post, undo, shop=CARDS)
    assert expected(shop.state, "drawer:1") == 200_00
    assert expected(shop.state, "tender:card") == expected(shop.state, "difference:tender:card") == 0
    assert shop.newest(CashMoved).tenders == (TenderLine("cash", 50_00), TenderLine("card", -50_00, "Card"))
    shop.refuses(undone(post), because=AlreadyUndone)


# Who says no to a draft, by what is wrong with it.
BAD_DRAFTS = {
    "an unknown tender": (drafted(("cheque", 5_00)), NoSuchTender),
    "a tender twice": (drafted(("card", 5_00), ("card", 6_00)), NoSuchTender),
    "nothing on a line": (drafted(("card", 0)), NothingToMove),
    "no line": (replace(drafted(), lines=()), NothingToMove),
    "no reason": (replace(drafted(), reason=" "), NeedsReason),
    "another drawer": (replace(drafted(), drawer=2), NoOpenShift),
    "a movement of another type": (drafted(kind=MovementType.PAY_OUT), NoSuchAdjustment),
    "somebody without the right": (drafted(person=TRAINEE), NeedsApproval),
}


@pytest.mark.parametrize("what", BAD_DRAFTS)
def test_a_draft_that_cannot_be_is_refused(what: str) -> None:
    command, because = BAD_DRAFTS[what]
    given(OPENED, shop=CARDS).refuses(command, because=because)


def test_only_the_accountable_person_or_an_approver_writes_drafts() -> None:
    drawer_of_ben = given(OPENED, shop=CARDS)
    drawer_of_ben.refuses(drafted(person=OTHER_CASHIER), because=NotYourDrawer)
    assert drawer_of_ben.then(drafted(person=SUPERVISOR))
    draft = drafted()
    drafted_by_ben = given(OPENED, draft, shop=CARDS)
    for command in (
        ChangeAdjustment(by(OTHER_CASHIER), draft.act.id, reason="Mine"),
        CancelAdjustment(by(OTHER_CASHIER), draft.act.id),
    ):
        drafted_by_ben.refuses(command, because=NotYourDrawer)
        assert drafted_by_ben.then(replace(command, act=by(OTHER_CASHIER, SUPERVISOR)))


def test_a_draft_comes_only_once() -> None:
    draft = drafted()
    given(OPENED, draft, shop=CARDS).refuses(draft, because=AlreadyDone)
    given(OPENED, draft, posted(draft), shop=CARDS).refuses(posted(draft), because=NoSuchAdjustment)


def test_even_a_manager_posts_only_with_somebody_else() -> None:
    draft = drafted()
    shop = given(OPENED, draft, shop=CARDS)
    shop.refuses(posted(draft, MANAGER, None), because=NeedsApproval)
    limits = tuple(
        replace(role, limits={Right.UNDO: 99_99}) if role.name == "supervisor" else role
        for role in CARDS.roles
    )
    low = given(OPENED, draft, shop=replace(CARDS, roles=limits))
    low.refuses(posted(draft), because=CannotApprove)


def test_a_drawer_does_not_go_below_zero_by_a_correction() -> None:
    draft = drafted(("cash", -200_01))
    given(OPENED, draft, shop=CARDS).refuses(posted(draft), because=NotEnoughCash)


def test_while_the_drawer_is_counted_a_draft_can_only_be_given_up() -> None:
    draft = drafted()
    counting = given(OPENED, draft, count_started(), shop=CARDS)
    counting.refuses(posted(draft), because=BeingCounted)
    counting.refuses(drafted(), because=BeingCounted)
    assert not counting.when(cancelled(draft)).state.adjustments


def test_an_open_draft_holds_up_the_close_and_the_hand_over() -> None:
    draft = drafted(("cash", -50_00))
    shop = given(OPENED, draft, count_started(), counted(200_00))
    said = shop.refuses(closed(200_00), because=OpenThings)
    assert "settled before posting: adjustment (Ben)" in str(said)
    shop.refuses(handed_over(), because=OpenThings)
    # Neither a reason alone nor somebody who may only approve is enough.
    shop.refuses(closed(200_00, reason="Later"), because=OpenThings)
    shop.refuses(closed(200_00, reason="Later", approver=SUPERVISOR), because=OpenThings)
    shop.refuses(closed(200_00, approver=MANAGER), because=OpenThings)


def test_a_manager_leaves_it_open_with_a_reason_and_the_z_says_so() -> None:
    draft = drafted(("cash", -50_00))
    shop = given(OPENED, draft, count_started(), counted(200_00))
    after = shop.when(closed(200_00, reason="Sorted out tomorrow", approver=MANAGER))
    close = after.newest(ShiftClosed)
    (left_open,) = close.figures.left_open or ()
    assert (left_open.kind, left_open.person.name) == (OpenKind.ADJUSTMENT, "Ben")
    assert close.amount == 0
    # It can never be posted: the shift it belongs to is over.
    after.when(shift_opened(200_00)).refuses(posted(draft), because=NoSuchAdjustment)


def test_a_forced_close_says_what_it_left_open() -> None:
    shop = given(OPENED, drafted(), force_closed(), shop=CARDS)
    assert [each.kind for each in shop.newest(ShiftClosed).figures.left_open or ()] == [OpenKind.ADJUSTMENT]
    assert not shop.state.adjustments


def test_a_draft_of_a_shift_that_is_out_of_the_drawer_is_not_posted_into_the_next_one() -> None:
    draft = drafted(("cash", 20_00))
    away = given(OPENED, draft, SuspendShift(by(CASHIER)), shift_opened(100_00))
    changed = ChangeAdjustment(by(CASHIER), draft.act.id, reason="Something else")
    for command in (posted(draft), changed, cancelled(draft)):
        away.refuses(command, because=OutOfDrawer)
    assert expected(away.state, "drawer:1") == 100_00


def test_a_draft_follows_its_shift_into_the_other_drawer() -> None:
    draft = drafted(("cash", 20_00))
    away = given(OPENED, draft, SuspendShift(by(CASHIER)), shift_opened(100_00))
    back = away.when(ResumeShift(by(CASHIER), 1, 2), posted(draft))
    assert (expected(back.state, "drawer:1"), expected(back.state, "drawer:2")) == (100_00, 220_00)
    assert back.newest(CashMoved).shift == 1


def test_a_draft_that_an_overridden_close_leaves_is_given_up_and_the_journal_says_so() -> None:
    draft = drafted(("cash", 20_00))
    counting = given(OPENED, draft, count_started(), counted(200_00))
    over = counting.when(closed(200_00, reason="Nobody knows of it", approver=MANAGER))
    z = over.newest(ShiftClosed)
    assert [each.id for each in z.figures.left_open or ()] == [draft.act.id]
    assert line_for(z)[1] == "Ben; adjustment given up: Ben"
    slip = slip_for(z, full=True)
    assert slip is not None
    (line,) = [each for each in slip.to_text(42).splitlines() if "Given up" in each]
    assert line.split() == ["Given", "up:", "Adjustment", "Ben"]
    over.when(shift_opened(200_00)).refuses(posted(draft), because=NoSuchAdjustment)
    assert "an adjustment is given up" in str(counting.refuses(closed(200_00), because=OpenThings))
