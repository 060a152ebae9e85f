"""The one calculation behind screen, X report, Z report, export and interfaces."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from till.domain.ledger import AccountLine, account_lines
from till.domain.open_things import OpenThing
from till.domain.people import Person, Right
from till.domain.places import closing_postings
from till.domain.pricing import total_of
from till.domain.queue import Queue
from till.domain.receipt import TenderPaid
from till.domain.settings import Heading
from till.domain.state import (
    UNDO_KEY,
    CashierTally,
    Control,
    Count,
    CountLine,
    GrandTotals,
    Head,
    Shift,
    State,
)
from till.domain.tips import Tips, tips_paid
from till.domain.totals import ExternalTally, SalesTally, Total
from till.domain.vocabulary import MovementType, ReportType


@dataclass(frozen=True, slots=True)
class MovementTotal:
    """All movements of one type in the shift; `undo` marks reversing ones. No amount: not for these eyes."""

    type: MovementType
    undo: bool
    count: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class TenderFigures:
    """A tender beside cash that is counted at the close; `counted` is None before, or if nobody did."""

    code: str
    name: str
    expected: int | None
    counted: int | None = None
    difference: int | None = None


@dataclass(frozen=True, slots=True)
class DrawerFigures:
    """The equation of the day. A blind reader gets no figure that expected can be made of.

    float_counted + cash_sales + cash_refunds + cashback + external + sum of the movements = expected;
    counted - expected = difference; counted - taken = left. Minor units; refunds and cashback are negative.
    `external` is what other systems changed in the drawer.
    """

    float_carried: int | None
    float_counted: int | None
    opening_difference: int | None
    cash_sales: int | None
    cash_refunds: int | None
    movements: tuple[MovementTotal, ...]
    expected: int | None
    counted: Count | None = None
    attempts: int = 0
    difference: int | None = None
    left: int | None = None
    taken: int | None = None
    bag: str | None = None
    reason: str | None = None
    tenders: tuple[TenderFigures, ...] | None = None
    cashback: int | None = None
    external: int | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What the close adds to the figures."""

    by: Person
    at: str
    approved_by: Person | None
    count: Count
    left: int
    bag: str | None
    reason: str | None = None
    note: str | None = None
    forced: bool = False
    uncounted: bool = False
    handed_to: Person | None = None
    left_open: tuple[OpenThing, ...] | None = None
    queue: Queue | None = None
    returned: tuple[TenderPaid, ...] | None = None
    stays: tuple[CountLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """An X or a Z report, whole. `no` is the Z number. Times are RFC 3339 with offset.

    `forced` is a close by a manager in the owner's place; `uncounted` says that nobody counted, and that what
    is given as counted is what was expected. `handed_to` is who went on with the drawer;
    `left_open` what was not settled: an advance stays owed, an adjustment that was never posted is given up.
    `returned` is what was paid of a sale that a forced close found unfinished, and is given back. `tips` is
    None in reports from before they were added up.
    """

    type: ReportType
    no: int | None
    heading: Heading
    business_date: str
    shift: int
    drawer_no: int
    opened_by: Person
    opened_at: str
    opening_note: str | None
    taken_at: str
    taken_by: Person
    drawer: DrawerFigures
    cashiers: tuple[CashierTally, ...]
    no_sale_reasons: dict[str, int]
    control: Control
    grand: GrandTotals
    head: Head
    closed_by: Person | None = None
    closed_at: str | None = None
    approved_by: Person | None = None
    closing_note: str | None = None
    forced: bool = False
    uncounted: bool = False
    handed_to: Person | None = None
    left_open: tuple[OpenThing, ...] | None = None
    blind: bool = False
    sales: SalesTally = field(default_factory=SalesTally)
    parked: Total = field(default_factory=Total)
    accounts: tuple[AccountLine, ...] = ()
    queue: Queue | None = None
    external: ExternalTally = field(default_factory=ExternalTally)
    returned: tuple[TenderPaid, ...] | None = None
    tips: tuple[Tips, ...] | None = None


def shift_figures(state: State, shift: Shift, by: Person, at: str, closing: Closing | None = None) -> Figures:
    """Add up a shift: an X report, or with `closing` the Z report that closes it."""
    figures = Figures(
        type=ReportType.X if closing is None else ReportType.Z,
        no=None if closing is None else state.z_no + 1,
        heading=state.rules.heading,
        business_date=shift.business_date,
        shift=shift.no,
        drawer_no=shift.drawer,
        opened_by=shift.opened_by,
        opened_at=shift.opened_at,
        opening_note=shift.opening_note,
        taken_at=at,
        taken_by=by,
        drawer=_drawer_figures(state, shift),
        cashiers=tuple(shift.tally.cashiers.values()),
        no_sale_reasons=shift.tally.no_sale_reasons,
        control=shift.tally.control,
        grand=state.grand,
        head=state.head,
        sales=shift.tally.sales,
        parked=_parked(state),
        accounts=account_lines(state.rules, shift),
        external=shift.tally.external,
        tips=tips_paid(shift),
    )
    return figures if closing is None else _closed(state, shift, figures, closing)


def _parked(state: State) -> Total:
    """Count the sales that were begun and are neither paid nor given up, running ones too."""
    unfinished = (*state.parked.values(), *state.sales.values())
    return Total(len(unfinished), sum(total_of(sale, state.rules.prices) for sale in unfinished))


def _drawer_figures(state: State, shift: Shift) -> DrawerFigures:
    totals = shift.tally.movements
    return DrawerFigures(
        float_carried=shift.float_carried,
        float_counted=shift.float_counted,
        opening_difference=shift.opening_difference,
        cash_sales=shift.tally.sales.cash_sales,
        cash_refunds=shift.tally.sales.cash_refunds,
        cashback=-shift.tally.sales.cashback.amount or None,
        external=shift.tally.external.cash or None,
        movements=tuple(
            MovementTotal(
                MovementType(key.removesuffix(UNDO_KEY)), key.endswith(UNDO_KEY), total.count, total.amount
            )
            for key, total in totals.items()
        ),
        expected=state.expected(shift.drawer),
        attempts=len(shift.attempts),
        tenders=tender_figures(state, shift),
    )


def tender_figures(
    state: State, shift: Shift, count: Count | None = None
) -> tuple[TenderFigures, ...] | None:
    """Say of each counted tender what the shift took, and what was counted; None where there is none."""
    names = {each.code: each.name for each in state.rules.counted_tenders}
    names |= {line.code: line.name for line in (count.tenders or () if count else ())}
    rows = []
    for code, name in names.items():
        expected = shift.tally.taken.get(code, 0)
        found = None if count is None else count.of_tender(code)
        rows.append(TenderFigures(code, name, expected, found, None if found is None else found - expected))
    return tuple(rows) or None


def tender_gaps(tenders: tuple[TenderFigures, ...] | None) -> dict[str, int]:
    """Say how much is over or short of each tender that was counted."""
    return {each.code: each.difference or 0 for each in tenders or ()}


def _closed(state: State, shift: Shift, figures: Figures, closing: Closing) -> Figures:
    gap, taken = closing.count.amount - state.expected(shift.drawer), closing.count.amount - closing.left
    tenders = tender_figures(state, shift, closing.count)
    moved = closing_postings(shift.drawer, gap, taken, closing.bag, tender_gaps(tenders))
    sales = shift.tally.sales
    return replace(
        figures,
        drawer=replace(
            figures.drawer,
            counted=closing.count,
            difference=gap,
            left=closing.left,
            taken=taken,
            bag=closing.bag,
            reason=closing.reason,
            tenders=tenders,
        ),
        closed_by=closing.by,
        closed_at=closing.at,
        approved_by=closing.approved_by,
        closing_note=closing.note,
        forced=closing.forced,
        uncounted=closing.uncounted,
        handed_to=closing.handed_to,
        left_open=closing.left_open,
        queue=closing.queue,
        returned=closing.returned,
        grand=GrandTotals(
            figures.grand.sales + sales.sales.amount, figures.grand.returns + sales.refunds.amount
        ),
        accounts=account_lines(state.rules, shift, moved),
    )


def blind(figures: Figures, *, own: bool = False) -> Figures:
    """Give the figures as somebody sees them who may not know what is expected in the drawer.

    What was left as float is what the next opening expects: only who closed the shift, `own`, typed it.

    The seal goes too: it is a hash without a secret, from which what was sealed could be tried out.
    """
    drawer = figures.drawer
    if figures.uncounted:
        # What stands there as counted is what was expected.
        drawer = replace(drawer, counted=None, left=None, taken=None)
    if not own:
        drawer = replace(drawer, left=None, taken=None, bag=None)
    return replace(
        figures,
        drawer=replace(
            drawer,
            float_carried=None,
            opening_difference=None,
            cash_sales=None,
            cash_refunds=None,
            movements=tuple(replace(total, amount=None) for total in drawer.movements),
            expected=None,
            difference=None,
            tenders=None
            if drawer.tenders is None
            else tuple(replace(each, expected=None, difference=None) for each in drawer.tenders),
            cashback=None,
            external=None,
        ),
        cashiers=tuple(_without_amounts(each) for each in figures.cashiers),
        control=replace(figures.control, copies_amount=0),
        sales=SalesTally(),
        parked=Total(),
        accounts=(),
        queue=None if figures.queue is None else replace(figures.queue, amount=None),
        external=ExternalTally(),
        returned=None,
        tips=figures.tips and tuple(Tips(each.person, Total(each.total.count)) for each in figures.tips),
        grand=GrandTotals(),
        head=Head(figures.head.records),
        blind=True,
    )


def _without_amounts(cashier: CashierTally) -> CashierTally:
    return replace(
        cashier,
        sales=Total(cashier.sales.count),
        refunds=Total(cashier.refunds.count),
        voids=Total(cashier.voids.count),
    )


def may_see_expected(state: State, *employee_nos: int | None) -> bool:
    """Say whether one of these people may know what must be in the drawer."""
    people = (state.employees.get(no) for no in employee_nos if no is not None)
    return any(
        person is not None and person.active and state.rules.role(person.role).may(Right.SEE_EXPECTED)
        for person in people
    )
