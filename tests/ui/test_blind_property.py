"""Two journals that differ only in what a blind cashier may not see look the same to them, everywhere."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from hypothesis import given as drawn_from
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import CASHIER, OTHER_CASHIER, SHOP, SUPERVISOR, Given, by, given
from till.cli.facts import entry_plain, entry_text, open_shift_plain, open_shift_text
from till.domain.chain import Record
from till.domain.codec import encode
from till.domain.commands import (
    CashIn,
    Command,
    CountCash,
    Drop,
    NoSale,
    OpenShift,
    PayOut,
    StartCount,
    TakeX,
    TipOut,
)
from till.domain.own import may_see_slip
from till.domain.state import Count
from till.slips import slip_for
from till.ui.screens.journal import record_row
from till.ui.screens.undo import undo_rows
from till.ui.view import View
from till.ui.widgets.drawer_panel import drawer_rows
from till.ui.widgets.lines import notice_of, top_line
from till.ui.widgets.shift_list import shift_lines

IDS = "0193f000-0000-7000-8000-9999"
SEED = int(os.environ["TILL_TEST_SEED"])
SHARED = replace(SHOP, shared_drawers=(1,), drawer_limit=None)
KINDS = st.sampled_from(["in", "out", "pay", "tip", "no-sale"])
PEOPLE = st.sampled_from([CASHIER, SUPERVISOR, OTHER_CASHIER])
MOVES = st.lists(st.tuples(KINDS, PEOPLE, st.integers(1, 50_00), st.integers(1, 50_00)), max_size=8)


def day(moves: list[tuple[str, int, int, int]], which: int, counted: int) -> list[Command]:
    """Give the commands of a day; what others moved is `which` of two amounts."""
    commands: list[Command] = [OpenShift(_act(0, CASHIER), Count(1_000_00))]
    for at, (kind, person, *amounts) in enumerate(moves, start=1):
        amount, act = amounts[0 if person == CASHIER else which], _act(at, person)
        made: dict[str, Command] = {
            "in": CashIn(act, amount, "float"),
            "out": Drop(act, amount, f"bag {at}"),
            "pay": PayOut(act, amount, "cleaning"),
            "tip": TipOut(replace(act, approved_by=1 if person != 1 else None), amount, OTHER_CASHIER),
            "no-sale": NoSale(act, "change"),
        }
        commands.append(made[kind])
    return [
        *commands,
        TakeX(_act(90, CASHIER)),
        StartCount(_act(91, CASHIER)),
        CountCash(_act(92, CASHIER), Count(counted)),
    ]


def _act(no: int, person: int) -> Any:
    return replace(by(person), id=f"{IDS}{900_000 + no:08d}")


def seen_by(happened: Given, person: int) -> list[str]:
    """Give everything that is shown to somebody: panels, lists, texts, JSON, slips."""
    state = happened.state
    view = View(SHARED, state, happened.entries[-1].at, person)
    seen = [str(drawer_rows(view)), top_line(view, 80), str(notice_of(view)), str(undo_rows(view))]
    seen += [line.plain for line in shift_lines(view, 80)]
    shift, full = state.shifts[1], view.sees_expected
    seen += [str(open_shift_plain(state, shift, full=full)), open_shift_text(state, shift, full=full)]
    for seq, entry in enumerate(happened.entries, start=1):
        if not entry.id.startswith(IDS):
            continue  # Set up before the day, with ids of its own.
        kind, body = encode(entry)
        seen.append(str(record_row(view, Record(seq, entry.at, kind, body, "", ""))))
        own = may_see_slip(state, entry, person)
        slip = slip_for(entry, full=full) if own else None
        seen.append("" if slip is None else slip.to_text(42))
        if own:
            seen.append(
                str(entry_plain(entry, "SEK", full=full)) + entry_text(entry, "SEK", "en_SE", full=full)
            )
    return seen


@seed(SEED)
@settings(max_examples=100, deadline=None, database=None)
@drawn_from(moves=MOVES, counted=st.integers(0, 2_000_00))
def test_a_blind_cashier_sees_the_same_of_two_journals_that_differ_in_what_is_not_for_them(
    moves: list[tuple[str, int, int, int]], counted: int
) -> None:
    one, other = (given(*day(moves, which, counted), shop=SHARED) for which in (0, 1))
    assert seen_by(one, CASHIER) == seen_by(other, CASHIER)


def test_who_may_see_what_is_expected_sees_that_they_differ() -> None:
    moves = [("in", SUPERVISOR, 1_00, 2_00)]
    one, other = (given(*day(moves, which, 0), shop=SHARED) for which in (0, 1))
    assert seen_by(one, SUPERVISOR) != seen_by(other, SUPERVISOR)
    assert seen_by(one, CASHIER) == seen_by(other, CASHIER)


def test_a_blind_cashier_sees_what_they_moved_themselves() -> None:
    happened = given(*day([("in", CASHIER, 1_23, 1_23)], 0, 0), shop=SHARED)
    assert any("+1,23" in each for each in seen_by(happened, CASHIER))
