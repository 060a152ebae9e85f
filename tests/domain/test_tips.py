"""Tips on X and Z, by who got them."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.books import Books, checked, sealed
from tests.domain.given import (
    CASHIER,
    MANAGER,
    OTHER_CASHIER,
    SUPERVISOR,
    Given,
    by,
    closed,
    count_started,
    counted,
    given,
    shift_opened,
    undone,
)
from till.domain.codec import encode
from till.domain.commands import TakeX, TipOut
from till.domain.entries import ReportTaken, ShiftClosed
from till.domain.figures import blind
from till.domain.totals import Total
from till.slips import slip_for


def tip(amount: int, person: int) -> TipOut:
    return TipOut(by(SUPERVISOR), amount, person)


def tipped() -> Given:
    wrong = tip(9_00, OTHER_CASHIER)
    tips = (tip(20_00, CASHIER), tip(5_00, OTHER_CASHIER), tip(2_50, CASHIER))
    return given(shift_opened(200_00), wrong, undone(wrong), *tips)


def test_each_person_has_their_tips_and_undone_ones_are_none() -> None:
    figures = tipped().when(TakeX(by(MANAGER))).newest(ReportTaken).figures
    assert figures.tips is not None
    assert [(each.person.no, each.total) for each in figures.tips] == [
        (CASHIER, Total(2, 22_50)),
        (OTHER_CASHIER, Total(1, 5_00)),
    ]


def test_tips_stand_on_the_z_with_who_got_them_whatever_else_they_did() -> None:
    z = tipped().when(count_started(), counted(172_50), closed(172_50)).newest(ShiftClosed)
    slip = slip_for(z, full=True)
    assert slip is not None
    lines = [line.rstrip() for line in slip.to_text(42).splitlines()]
    assert "  Tips                       2       22,50" in lines
    assert "  Tips                       1        5,00" in lines


def test_blind_eyes_see_how_often_and_not_how_much() -> None:
    hidden = blind(tipped().when(TakeX(by(MANAGER))).newest(ReportTaken).figures).tips
    assert hidden is not None
    assert [each.total for each in hidden] == [Total(2), Total(1)]


def test_reports_from_before_tips_were_added_up_are_still_intact() -> None:
    books = Books.opened()
    for command in (shift_opened(200_00), tip(20_00, CASHIER), TakeX(by(MANAGER))):
        books.do(command)
    *before, last = books.records
    taken = books.entries[-1]
    assert isinstance(taken, ReportTaken)
    old = replace(taken, figures=replace(taken.figures, tips=None))
    assert checked([*before, sealed(replace(last, body=encode(old)[1]), before[-1].seal)]).intact
