"""One shift, asked for through all four interfaces, on the Z and on the screen: its figures are the same."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hypothesis import given as for_all
from hypothesis import seed, settings
from hypothesis import strategies as st

from tests.domain.given import MANAGER, Given, by, count_started
from tests.formats.test_four_shapes import ACTS, SEED, lived, major
from tests.interfaces.in_memory import client_of
from till.domain.commands import CloseShift, CountCash
from till.domain.entries import ShiftClosed
from till.domain.figures import DrawerFigures, shift_figures
from till.domain.state import Count
from till.formats import toast
from till.slips import slip_for
from till.ui.view import View
from till.ui.widgets.drawer_panel import drawer_rows
from till.wording.money import parse_money

DATE = "20261121"
QUERY = (
    '{ cashTrackingSession(id: "gid://till/CashTrackingSession/1-1") { expectedBalance { amount } '
    "openingBalance { amount } netCashSales { amount } totalAdjustments { amount } "
    "adjustments(first: 250) { nodes { cash { amount } } } "
    "cashTransactions(first: 250) { nodes { kind amountSet { shopMoney { amount } } } } } }"
)


def through_all(day: Given, drawer: DrawerFigures) -> dict[str, Decimal | None]:
    """Give what must be in the drawer, as each interface lets it be worked out."""
    client = client_of(day.entries, day.state)
    answered = client.post("/admin/api/2025-10/graphql.json", json={"query": QUERY}).json()
    shopify = answered["data"]["cashTrackingSession"]
    sushigo = client.get("/api/v1/cash-sessions/1000001").json()["data"]
    summed = client.get("/api/v1/cash-sessions/1000001/summary").json()["data"]
    listed = client.get("/api/v1/cash-sessions").json()["data"][0]
    restaurant = {"Toast-Restaurant-External-ID": toast.restaurant(day.state.rules.heading)}
    first = toast.cash_drawer(day.state.rules.heading, 1)
    moved = client.get("/cashmgmt/v1/entries", params={"businessDate": DATE}, headers=restaurant).json()
    paid = [
        amount(each["amountSet"]["shopMoney"]) * (1 if each["kind"] == "SALE" else -1)
        for each in shopify["cashTransactions"]["nodes"]
    ]
    return {
        "figures": major(drawer.expected),
        "shopify": amount(shopify["expectedBalance"]),
        "shopify, added up": amount(shopify["openingBalance"])
        + amount(shopify["netCashSales"])
        + amount(shopify["totalAdjustments"]),
        "shopify, one by one": amount(shopify["openingBalance"]) + sum(paid) + _adjusted(shopify, drawer),
        "sushigo": Decimal(sushigo["current_balance"]),
        "sushigo, in the list": Decimal(listed["current_balance"]),
        "sushigo, summed up": Decimal(summed["by_tender"][0]["closing_balance"]),
        "toast": _by_toast([each for each in moved if each["cashDrawer"] == first], drawer),
        "onslip": _by_onslip(client.get("/~till/journal/1/").json()),
    }


def on_screen(day: Given) -> dict[str, Decimal]:
    """Read what must be in the drawer off the panel of the screen, and add its rows up."""
    view = View(day.state.rules, day.state, day.state.last_at, MANAGER)
    rows = [(words, typed(day, text)) for words, text, _style in drawer_rows(view) if text]
    (last, expected), moved = rows[-1], [each for _words, each in rows[:-1]]
    assert last == "Expected"
    return {"screen": expected, "screen, added up": sum(moved, Decimal(0))}


def typed(day: Given, text: str) -> Decimal:
    """Read an amount as it is drawn."""
    rules, minus = day.state.rules, text[0] in "-−"
    found = major(parse_money(text.lstrip("-−"), rules.currency, rules.locale))
    return -found if minus else found


def printed(day: Given, closed: ShiftClosed) -> Decimal:
    """Read what was expected off the paper of the Z."""
    slip = slip_for(closed, full=True)
    assert slip is not None
    (line,) = re.findall(r"^Expected +(\S.*)$", slip.to_text(48), re.MULTILINE)
    return typed(day, line.strip())


def amount(money: Any) -> Decimal:
    return Decimal(money["amount"])


def _adjusted(shopify: Any, drawer: DrawerFigures) -> Decimal:
    """Add up the adjustments but for what the close took out."""
    total = sum((amount(each["cash"]) for each in shopify["adjustments"]["nodes"]), Decimal(0))
    return total + major(drawer.taken or 0)


def _by_toast(entries: list[Any], drawer: DrawerFigures) -> Decimal:
    """Toast leaves sales, and what other systems did, to another interface."""
    sales = (drawer.cash_sales or 0) + (drawer.cash_refunds or 0) + (drawer.cashback or 0)
    begun = (drawer.float_counted or 0) + sales + (drawer.external or 0)
    moved = [each for each in entries if "CLOSE" not in each["type"]]
    return major(begun) + sum((Decimal(str(each["amount"])) for each in moved), Decimal(0))


def _by_onslip(records: list[Any]) -> Decimal | None:
    """Add up the report of the close; payments are negative there when cash comes in."""
    reports = [each["report"] for each in records if each["type"] == "report"]
    if not reports:
        return None
    petty = ("incoming-petty-cash", "petty-cash-deposits", "petty-cash-withdrawals")
    parts = [each for name in petty for each in reports[-1][name]]
    parts += [each for each in reports[-1]["payments"] if each["method"] == "cash"]
    return -sum((Decimal(str(each["amount"])) for each in parts), Decimal(0))


@seed(SEED)
@settings(max_examples=5, deadline=None, database=None)
@for_all(ACTS, st.sampled_from([0, 50, -1_00]))
def test_the_figures_of_one_shift_are_the_same_wherever_they_are_asked_for(
    acts: list[tuple[str, int]], gap: int
) -> None:
    day = lived(acts)
    state, shift = day.state, day.state.shifts[1]
    now = shift_figures(state, shift, shift.opened_by, state.last_at)
    running = {**through_all(day, now.drawer), **on_screen(day)}
    assert running.pop("onslip") is None  # It tells sums when it reports them.
    assert set(running.values()) == {major(state.expected(1))}

    counted = Count(max(0, state.expected(1) + gap))
    gap = counted.amount - state.expected(1)
    day = day.when(count_started(), CountCash(by(MANAGER), counted))
    day = day.when(CloseShift(by(MANAGER), counted.amount, None, "A coin fell"))
    closed = day.newest(ShiftClosed)
    z = closed.figures
    assert {*through_all(day, z.drawer).values(), printed(day, closed)} == {major(state.expected(1))}
    assert (z.drawer.movements, z.sales, z.external) == (now.drawer.movements, now.sales, now.external)
