"""What a blind person learns of a drawer by asking until they are refused: a few answers, then no more."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import count, islice
from math import comb, log2

import pytest
from hypothesis import given as drawn_from
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    TRAINEE,
    Given,
    abandoned,
    advance,
    by,
    cash_in,
    closed,
    count_started,
    counted,
    drop,
    given,
    handed_over,
    pay_out,
    reimbursed,
    shift_opened,
    tip_out,
    transfer,
    undone,
)
from tests.domain.selling import SELLING, card, refund, ring
from till.domain.commands import (
    CloseAside,
    Command,
    CountAside,
    DraftAdjustment,
    EndTraining,
    HandOver,
    OpenShift,
    ParkShift,
    PostAdjustment,
    SettleAdvance,
    StartTraining,
    TakeX,
)
from till.domain.entries import RefusalCounted
from till.domain.errors import (
    AttemptsUsedUp,
    CannotApprove,
    DifferenceAboveLimit,
    NeedsBag,
    NoSuchEmployee,
    NotEnoughCash,
    NotYourDrawer,
    TooManyRefusals,
)
from till.domain.people import Right, Role
from till.domain.state import Count
from till.domain.tenders import TenderLine
from till.domain.vocabulary import MovementType, Secret
from till.slips import slip_for

SEED = int(os.environ["TILL_TEST_SEED"])
FEW = SELLING.refusals_max
BLIND = tuple(right for right in Right if right is not Right.SEE_EXPECTED)
HANDS = replace(
    SELLING,
    # Everything but sight: nothing else than the refusals keeps these two from the figure.
    roles=(Role("cashier", BLIND, {}), *SELLING.roles[1:]),
    shared_drawers=(1, 2),
    cash_rounding=1,
)
EVE_MAY = (SELLING.roles[0], *SELLING.roles[1:3], Role("trainee", (Right.APPROVE, Right.CLOSE_SHIFT), {}))
ADVANCE = advance(1_00)
ROOM = (shift_opened(100_00), shift_opened(0, drawer=2))


def holding(secret: int) -> Given:
    """Give a shop whose first drawer holds more than was counted, and only who may see knows how much."""
    return given(*ROOM, ADVANCE, ring("book", 500_00), card(), cash_in(secret, person=SUPERVISOR), shop=HANDS)


def corrected(shop: Given, amount: int) -> tuple[Given, Command]:
    draft = DraftAdjustment(
        by(CASHIER), MovementType.CORRECTION, (TenderLine("cash", -amount),), "Keyed wrong"
    )
    return shop.when(draft), PostAdjustment(by(CASHIER, OTHER_CASHIER), draft.act.id)


WAYS: dict[str, Callable[[Given, int], tuple[Given, Command]]] = {
    "drop": lambda shop, amount: (shop, drop(amount, bag=by().id[-20:])),
    "pay-out": lambda shop, amount: (shop, pay_out(amount)),
    "tip-out": lambda shop, amount: (shop, tip_out(amount, person=CASHIER)),
    "reimburse": lambda shop, amount: (shop, reimbursed(amount, person=CASHIER)),
    "advance": lambda shop, amount: (shop, advance(amount)),
    "settle": lambda shop, amount: (shop, SettleAdvance(by(CASHIER), ADVANCE.act.id, amount + 1_00, "V")),
    "transfer": lambda shop, amount: (shop, transfer(amount, person=CASHIER)),
    "cashback": lambda shop, amount: (shop.when(ring("free", 1)), card(amount + 1, cashback=amount)),
    "correction": corrected,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_taking_cash_out_counts_its_refusals_and_then_tells_no_more(way: str) -> None:
    """However it is asked, some answers tell; after them the answer is the same whatever is in the drawer."""
    answers = []
    for secret in (1_00, 900_00):
        shop = holding(secret)
        for _ in range(FEW):
            shop, heard = shop.tries(drop(5_000_00, bag="too much"))
            assert heard == NotEnoughCash.sentence
        shop, asked = WAYS[way](shop, 300_00)
        shop, heard = shop.tries(asked)
        answers.append(heard)
    assert answers[0] == answers[1] != "done"


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_taking_cash_out_is_itself_counted(way: str) -> None:
    shop, asked = WAYS[way](holding(1_00), 400_00)
    shop, heard = shop.tries(asked)
    kept = shop.newest(RefusalCounted)
    assert heard == NotEnoughCash.sentence
    assert (kept.about, kept.times, kept.drawer, kept.shift) == (Secret.CASH, 1, 1, 1)
    assert shop.state.shifts[1].tally.control.refusals == 1


def test_a_refund_in_cash_is_counted_too() -> None:
    shop = holding(1_00)
    shop, heard = shop.tries(refund(shop, person=CASHIER))
    assert heard == NotEnoughCash.sentence
    assert shop.state.refusals == {"shift:1": {CASHIER: 1}}


def test_the_undo_of_a_cash_in_is_counted_too() -> None:
    put = cash_in(300_00)
    shop = holding(1_00).when(put, drop(350_00, bag="9", person=SUPERVISOR))
    shop, heard = shop.tries(replace(undone(put), act=by(CASHIER, OTHER_CASHIER)))
    assert heard == NotEnoughCash.sentence
    assert shop.state.refusals == {"shift:1": {CASHIER: 1}}


def used_up(secret: int = 1_00) -> Given:
    shop = holding(secret)
    for _ in range(FEW):
        shop, _heard = shop.tries(pay_out(5_000_00))
    return shop


def test_somebody_who_may_see_lets_the_act_pass_and_somebody_else_is_counted_for_themselves() -> None:
    shop = used_up()
    shop.refuses(pay_out(1_00), because=TooManyRefusals)
    shop.refuses(replace(pay_out(1_00), act=by(CASHIER, OTHER_CASHIER)), because=CannotApprove)
    assert shop.then(replace(pay_out(1_00), act=by(CASHIER, SUPERVISOR)))
    assert shop.then(replace(pay_out(1_00), act=by(OTHER_CASHIER)))
    assert shop.then(cash_in(1_00))


def test_who_may_see_is_never_counted_nor_is_practice() -> None:
    shop = holding(1_00)
    for person in (SUPERVISOR, MANAGER):
        for _ in range(FEW + 1):
            shop, heard = shop.tries(replace(pay_out(5_000_00), act=by(person)))
            assert heard == NotEnoughCash.sentence
    shop = shop.when(StartTraining(by(MANAGER)))
    for _ in range(FEW + 1):
        shop, heard = shop.tries(pay_out(5_000_00))
        assert heard == NotEnoughCash.sentence
    assert shop.when(EndTraining(by(MANAGER))).state.refusals == {}


def test_the_next_shift_begins_with_none_counted() -> None:
    shop = used_up().when(count_started(), counted(101_00 - 1_00))
    shop = shop.when(closed(100_00, reason="Lost", approver=SUPERVISOR))
    assert shop.state.refusals == {}
    shop.when(shift_opened(100_00)).refuses(pay_out(5_000_00), because=NotEnoughCash)


def test_the_sentence_and_the_record_name_no_figure() -> None:
    shop = used_up()
    refused = shop.refuses(pay_out(1_00), because=TooManyRefusals)
    assert "100" not in str(refused)
    assert "101" not in str(refused)
    kept = shop.newest(RefusalCounted)
    assert slip_for(kept, full=True) is None
    fields = (kept.drawer, kept.shift, kept.times, kept.about)
    assert fields == (1, 1, FEW, Secret.CASH)


def test_whoever_is_not_in_charge_of_the_drawer_hears_only_that() -> None:
    """The cash is looked at last, so that no other refusal says that there is enough."""
    for secret in (1_00, 900_00):
        shop = given(shift_opened(1_00), cash_in(secret, person=SUPERVISOR))
        shop.refuses(pay_out(40_00, person=OTHER_CASHIER), because=NotYourDrawer)
        shop.refuses(drop(40_00, person=OTHER_CASHIER), because=NotYourDrawer)


# -- how much can be learned ---------------------------------------------------------------------------------

AMOUNTS = st.lists(st.tuples(st.sampled_from(sorted(WAYS)), st.integers(1, 1_200_00)), max_size=9)


def answers_of(secret: int, asked: list[tuple[str, int]]) -> tuple[str, ...]:
    """Give everything that somebody hears who asks for these amounts in turn."""
    shop, heard = holding(secret), []
    for way, amount in asked:
        shop, command = WAYS[way](shop, amount)
        shop, answer = shop.tries(command)
        heard.append(answer)
        if way == "cashback" and answer != "done":
            break  # The sale that was begun for it waits.
    return tuple(heard)


@seed(SEED)
@settings(max_examples=25, deadline=None, database=None)
@drawn_from(asked=AMOUNTS, secrets=st.lists(st.integers(1, 1_000_00), min_size=2, max_size=6))
def test_so_many_questions_have_no_more_answers_than_the_few_refusals_make(
    asked: list[tuple[str, int]], secrets: list[int]
) -> None:
    """A refusal can fall on a few of the questions only: so many different answers there are, and no more."""
    told = {answers_of(secret, asked) for secret in secrets}
    for answers in told:
        assert answers.count(NotEnoughCash.sentence) <= FEW
    assert len(told) <= sum(comb(len(asked), refused) for refused in range(FEW + 1))


def test_a_search_that_moves_nothing_learns_less_than_two_bits_for_each_refusal() -> None:
    """The best search there is: halve what is possible until an answer moves cash, and with it the drawer."""
    found = set()
    for secret in range(1, 1_024_00, 16_00):
        shop, low, high, heard = holding(secret), 0, 1_124_00, []
        while high - low > 1:
            middle = (low + high) // 2
            shop, answer = shop.tries(pay_out(middle))
            heard.append(answer)
            if answer != NotEnoughCash.sentence:
                break  # Paid out, for everybody to see; or not told any more.
            high = middle
        found.add(tuple(heard))
    assert log2(len(found)) <= log2(FEW + 2) < 2 * FEW


# -- the float and the count ---------------------------------------------------------------------------------


def with_float_left(left: int) -> Given:
    before = given(shift_opened(500_00), count_started(), counted(500_00), shop=HANDS)
    return before.when(closed(left, bag="1"))


def test_the_float_that_was_left_cannot_be_searched_either() -> None:
    heard = []
    for left in (120_00, 130_00):
        shop = with_float_left(left)
        for wrong in islice(count(1_00), FEW):
            shop, answer = shop.tries(shift_opened(wrong))
            assert answer == DifferenceAboveLimit.sentence
        assert shop.newest(RefusalCounted).about is Secret.FLOAT
        shop, answer = shop.tries(shift_opened(120_00))
        heard.append(answer)
        approved = OpenShift(by(CASHIER, SUPERVISOR), Count(left))
        assert shop.when(approved).state.refusals == {}
    assert heard[0] == heard[1]
    assert heard[0] != "done"


SHORT = (shift_opened(200_00), count_started(), counted(150_00))


def test_a_blind_close_does_not_say_whether_it_differs_before_the_bag_is_asked_for() -> None:
    for there in (150_00, 200_00):
        shop = given(shift_opened(there), count_started(), counted(150_00))
        shop.refuses(closed(100_00), because=NeedsBag)
    given(*SHORT).refuses(closed(100_00, bag="1"), because=DifferenceAboveLimit)


def test_a_close_refused_to_the_blind_uses_up_an_attempt_once_for_each_count() -> None:
    shop = given(*SHORT)
    for _ in range(3):
        shop, heard = shop.tries(closed(150_00))
        assert heard == DifferenceAboveLimit.sentence
    assert shop.state.shifts[1].attempts_used == 2
    assert [each.about for each in shop.entries if isinstance(each, RefusalCounted)] == [Secret.COUNT]
    shop = shop.when(counted(160_00))
    shop.refuses(counted(170_00), because=AttemptsUsedUp)
    shop, heard = shop.tries(closed(160_00))
    assert shop.state.shifts[1].attempts_used == 4
    assert shop.when(closed(160_00, reason="Lost", approver=SUPERVISOR)).state.z_no == 1


def test_attempts_used_up_by_closes_stay_used_up_when_the_count_is_given_up() -> None:
    shop, _heard = given(*SHORT).tries(closed(150_00))
    shop = shop.when(abandoned(), count_started(), counted(160_00), abandoned(), count_started())
    shop.refuses(counted(170_00), because=AttemptsUsedUp)


def test_a_close_that_somebody_who_may_see_stands_beside_uses_up_nothing() -> None:
    shop, heard = given(*SHORT).tries(closed(150_00, approver=SUPERVISOR))
    assert heard == DifferenceAboveLimit.sentence
    assert shop.state.shifts[1].attempts_used == 1


def test_a_handover_and_a_parked_close_use_up_an_attempt_as_a_close_does() -> None:
    shop, heard = given(*SHORT).tries(handed_over())
    assert heard == DifferenceAboveLimit.sentence
    assert shop.state.shifts[1].attempts_used == 2
    shop.refuses(HandOver(by(CASHIER), 99), because=NoSuchEmployee)
    blind_approver = replace(SELLING, roles=EVE_MAY)
    parked = given(shift_opened(200_00), ParkShift(by(CASHIER)), shop=blind_approver)
    parked = parked.when(CountAside(by(CASHIER), 1, Count(150_00)))
    close = CloseAside(by(CASHIER, TRAINEE), 1, 0)
    parked.refuses(close, because=NeedsBag)
    parked, heard = parked.tries(replace(close, bag="5"))
    assert heard == DifferenceAboveLimit.sentence
    assert parked.state.aside[1].attempts_used == 2


def test_the_x_report_of_a_blind_person_shows_no_more_after_refusals() -> None:
    shop = used_up().when(TakeX(by(CASHIER)))
    other = used_up(900_00).when(TakeX(by(CASHIER)))
    one, two = (slip_for(each.entries[-1], full=False) for each in (shop, other))
    assert one is not None
    assert two is not None
    assert one.to_text(42).replace(" ", "") == two.to_text(42).replace(" ", "")
