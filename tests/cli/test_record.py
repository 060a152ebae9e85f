"""What another system did, by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shop import ANA, BEN, Shop
from tests.formats.test_onslip_external import sale

PETTY = ("incoming-petty-cash", "petty-cash-deposits", "petty-cash-withdrawals")
CARD = """
[[tender]]
code = "card"
name = "Card"

[[tender]]
code = "mobile"
name = "Mobile"

[[department]]
code = "coffee"
name = "Coffee"
price = "32.00"
"""


@pytest.fixture
def counter(open_shop: Shop) -> Shop:
    """A shop that takes cards, with an open shift."""
    open_shop.config.write_text(open_shop.config.read_text() + CARD)
    return open_shop


def written(folder: Path, record: Any) -> str:
    path = folder / "external.json"
    path.write_text(record if isinstance(record, str) else json.dumps(record))
    return str(path)


def expected_by(shop: Shop) -> int:
    drawer = shop.say(ANA, "report", "x", "--format", "json").plain
    return int(drawer["done"]["figures"]["drawer"]["expected"])


def test_an_external_receipt_counts_into_the_drawer_once(counter: Shop, tmp_path: Path) -> None:
    before, path = expected_by(counter), written(tmp_path, sale())
    answer = counter.say(ANA, "record", "--file", path)
    assert answer.done["kind"] == "external-recorded"
    assert answer.plain["external"] == {"id": "A-17", "type": "sale", "source": "Pizza POS"}
    assert answer.done["record"]["payments"][0]["amount"] == 150_00
    assert expected_by(counter) == before + 120_00
    records = counter.say(ANA, "status").plain["head"]["records"]
    again = counter.say(ANA, "record", "--file", path)
    assert again.refused == "AlreadyRecorded"
    assert counter.say(ANA, "status").plain["head"]["records"] == records
    other = written(tmp_path, sale(id="A-18"))
    assert counter.say(ANA, "record", "--file", other).code == 0


def test_its_tenders_stand_on_x_and_z_as_external(counter: Shop, tmp_path: Path) -> None:
    assert counter.say(ANA, "record", "--file", written(tmp_path, sale())).code == 0
    x = counter.reads(ANA, "report", "x").text
    assert "Cash, external" in x
    assert "Card, external" in x
    assert "OTHER SYSTEMS" in x
    total = f"{expected_by(counter) // 100}.00"
    assert counter.say(ANA, "shift", "count", "--amount", total).code == 0
    assert counter.say(ANA, "shift", "close", "--left", total).code == 0
    assert "Other systems                      +120.00" in counter.reads(ANA, "report", "z").text
    assert "intact" in counter.reads(ANA, "journal", "verify").text


def test_a_blind_cashier_is_told_no_amount(counter: Shop, tmp_path: Path) -> None:
    answer = counter.say(BEN, "record", "--file", written(tmp_path, sale()))
    assert answer.code == 0
    assert not {"record", "postings", "rounding"} & answer.done.keys()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("{", "expected JSON, at line 1, column 2"),
        (sale(change="1"), "receipt.change: expected an amount in SEK of at most 2 decimals"),
    ],
)
def test_what_cannot_be_read_names_file_and_key(
    counter: Shop, tmp_path: Path, record: Any, words: str
) -> None:
    path = written(tmp_path, record)
    answer = counter.say(ANA, "record", "--file", path)
    assert answer.code == 2
    assert f"{path}: {words}" in answer.errors
    assert counter.say(ANA, "record", "--file", str(tmp_path / "none")).code == 2


def test_a_payment_that_the_shop_does_not_take_is_refused(counter: Shop, tmp_path: Path) -> None:
    paid = [{"method": "custom", "name": "Swish", "amount": -200}]
    answer = counter.say(ANA, "record", "--file", written(tmp_path, sale(payments=paid, change=0)))
    assert answer.refused == "UnknownTender"


@pytest.mark.parametrize("form", ["shopify", "sushigo", "toast", "onslip"])
def test_reports_in_the_shape_of_others_have_the_same_figures(
    counter: Shop, tmp_path: Path, form: str
) -> None:
    assert counter.say(ANA, "record", "--file", written(tmp_path, sale())).code == 0
    assert counter.say(ANA, "sale", "--line", "coffee", "--tender", "mobile").code == 0
    answer = counter.say(ANA, "report", "x", "--format", form).plain
    expected = answer["done"]["figures"]["drawer"]["expected"]
    shape = answer[form]
    if form == "shopify":
        said = shape["expectedBalance"]["amount"]
    elif form == "sushigo":
        said = shape["current_balance"][:-2]
    elif form == "toast":
        # Others' receipts are no cash entries, as our own are none.
        assert shape == {"entries": []}
        return
    else:
        custom = [each for each in shape["payments"] if each["method"] == "mobile"]
        assert [each["payment-method"] for each in custom] == [2]
        said = f"{-sum(each['amount'] for name in PETTY for each in shape[name]):.2f}"
    assert said == f"{expected // 100}.00"
    total = f"{expected // 100}.00"
    assert counter.say(ANA, "shift", "count", "--amount", total).code == 0
    assert counter.say(ANA, "shift", "close", "--left", total).code == 0
    file = tmp_path / "z.json"
    assert counter.reads(ANA, "report", "z", "--format", form, "--output", str(file)).code == 0
    assert json.loads(file.read_text()) == counter.say(ANA, "report", "z", "--format", form).plain[form]
    assert counter.say(BEN, "report", "z", "--format", form).refused == "NeedsApproval"


def test_what_was_practised_is_in_no_shape_but_that_of_the_practice(counter: Shop) -> None:
    def adjustments() -> tuple[str, int]:
        shape = counter.say(ANA, "report", "x", "--format", "shopify").plain["shopify"]
        return shape["totalAdjustments"]["amount"], len(shape["adjustments"]["nodes"])

    assert counter.say(ANA, "cash", "in", "--amount", "10", "--reason", "float").code == 0
    assert counter.say(ANA, "training", "on").code == 0
    for _ in range(2):
        assert counter.say(ANA, "cash", "in", "--amount", "25", "--reason", "float").code == 0
    assert adjustments() == ("50.00", 2)
    assert counter.say(ANA, "training", "off").code == 0
    assert adjustments() == ("10.00", 1)
