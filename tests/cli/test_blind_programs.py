"""Two registers that differ only in what a blind cashier may not see: the program says the same of both."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from tests.cli.shop import ANA, BEN, CIA, Answer, Shop, call

DRAWER = '[[drawer]]\nid = 1\naddress = "none"\nshared = true\n'
# What is drawn anew for every record, and what a clock shows: the same for nobody.
DRAWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\[[0-9a-f]{8}\]|[0-9a-f]{64,128}"
    r"|\d{4}-\d\d-\d\dT[0-9:.]+(?:[+-]\d\d:\d\d|Z)|\b\d{1,2}:\d\d(?::\d\d)?\b|/[^\s\"]*pytest[^\s\"]*"
    # What is free on the disk changes by itself.
    r'|"free_bytes": ?\d+'
)

ASKED: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("shift", "list"),
    ("shift", "show", "1"),
    ("shift", "show", "2"),
    ("journal", "list"),
    ("report", "z", "1"),
    ("report", "x"),
    ("cash", "drop", "--amount", "9000.00", "--bag", "1"),
    ("cash", "pay-out", "--amount", "19.99", "--reason", "cleaning"),
    ("cash", "undo", "unknown"),
    ("cash", "bags"),
    ("no-sale", "--reason", "change"),
    ("journal", "export", "no-such-folder/journal.jsonl"),
    ("export", "csv", "--out", "no-such-folder/day.csv"),
    ("shift", "why"),
    ("shift", "count", "--amount", "124.00"),
    ("shift", "close", "--left", "900.00"),
    ("shift", "close", "--left", "124.00"),
    ("shift", "abandon-count"),
    ("shift", "count", "--amount", "124.00"),
    ("status",),
    ("shift", "show", "2"),
    ("jobs", "list"),
    ("journal", "list"),
)


def register(new_shop: Callable[..., Shop], moved: str) -> Shop:
    """Make a register with a closed shift and an open one, in which who may see everything moved `moved`.

    What was counted is the same, so both the difference of the first and what the second must hold differ.
    """
    shop = new_shop()
    shop.config.write_text(shop.config.read_text() + DRAWER)
    paid_in = ("cash", "in", "--amount", moved, "--reason", "float")
    assert shop.open("100.00", ANA).code == 0
    assert shop.say(ANA, *paid_in).code == 0
    assert shop.say(ANA, "shift", "count", "--amount", "150.00").code == 0
    closed = shop.say(ANA, "shift", "close", "--left", "150.00", "--reason", "Lost", approved_by=CIA)
    assert closed.code == 0
    assert shop.say(ANA, "shift", "open", "--float", "150.00").code == 0
    assert shop.say(ANA, *paid_in).code == 0
    return shop


def said(answer: Answer) -> tuple[int, str, str]:
    """Give all that a call tells, without what is drawn anew for every record."""
    return answer.code, DRAWN.sub("~", answer.text), DRAWN.sub("~", answer.errors)


@pytest.mark.parametrize("json", [True, False], ids=["json", "text"])
def test_the_program_says_the_same_whatever_a_blind_cashier_may_not_see(
    new_shop: Callable[..., Shop], json: bool
) -> None:
    told = []
    for moved in ("333.00", "871.00"):
        shop = register(new_shop, moved)
        ask: Callable[..., Answer] = shop.say if json else shop.reads
        told.append([(words, said(ask(BEN, *words))) for words in ASKED])
        told[-1].append((("nobody",), said(call("--config", str(shop.config), "status"))))
        clear(shop)
    assert {code for _words, (code, *_said) in told[0]} >= {0, 3}
    for one, other in zip(*told, strict=True):
        assert one == other


def clear(shop: Shop) -> None:
    """Make room for the next register in the same folder."""
    shutil.rmtree(shop.folder / "data")
    shop.config.unlink()


def test_somebody_who_may_see_is_told_of_the_difference(new_shop: Callable[..., Shop]) -> None:
    """The comparison above can fail: who sees everything is told different things."""
    told = []
    for moved in ("333.00", "871.00"):
        shop = register(new_shop, moved)
        told.append(
            [said(shop.say(ANA, *words)) for words in (("status",), ("shift", "show", "2"), ("report", "x"))]
        )
        clear(shop)
    assert all(one != other for one, other in zip(*told, strict=True))
