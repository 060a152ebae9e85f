"""The whole day by the command line, against a printer in another process over TCP."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.cli.conftest import Printer
from tests.cli.shop import ANA, BEN, Shop, call


def test_the_whole_day_by_the_command_line(
    new_shop: Callable[..., Shop], new_printer: Callable[..., Printer]
) -> None:
    printer = new_printer()
    shop = new_shop(printer.address)
    opened = shop.say(BEN, "shift", "open", "--count", "50x2,20x4,10x2").done
    assert (opened["shift"], opened["counted"]["amount"]) == (1, 200_00)
    assert shop.say(BEN, "cash", "in", "--amount", "50", "--reason", "float").done["amount"] == 50_00
    pay_out = ("cash", "pay-out", "--amount", "35.00", "--reason", "cleaning", "--payee", "Shine Ltd")
    assert shop.say(BEN, *pay_out).refused == "AboveLimit"
    paid = shop.say(BEN, *pay_out, "--voucher", "17", approved_by=ANA).done
    assert (paid["amount"], paid["employee2"]["name"], paid["payee"]) == (-35_00, ANA, "Shine Ltd")
    assert shop.say(BEN, "cash", "drop", "--amount", "100", "--bag", "7731").done["bag"] == "7731"
    assert shop.say(BEN, "no-sale", "--reason", "change").done["type"] == "NO_SALE"
    assert shop.say(ANA, "report", "x").done["figures"]["drawer"]["expected"] == 115_00
    assert shop.say(BEN, "shift", "count", "--amount", "110").done["attempt"] == 1
    assert shop.say(BEN, "shift", "count", "--count", "100x1,5x2,1x3").done["attempt"] == 2
    close = ("shift", "close", "--left", "113.00", "--reason", "Coin lost")
    assert shop.say(BEN, *close).refused == "DifferenceAboveLimit"
    closed = shop.say(BEN, *close, approved_by=ANA).done
    assert (closed["z_no"], closed["type"], closed["amount"]) == (1, "CLOSE_OUT_SHORTAGE", -2_00)
    drawer = closed["figures"]["drawer"]
    moved = sum(total["amount"] for total in drawer["movements"])
    assert drawer["float_counted"] + moved == drawer["expected"] == 115_00
    assert drawer["counted"]["amount"] - drawer["expected"] == drawer["difference"] == -2_00

    check_devices(printer)

    next_day = shop.say(BEN, "shift", "open", "--float", "113")
    assert next_day.code == 0
    assert shop.say(ANA, "shift", "show", "2").plain["shift"]["float_carried"] == 113_00

    exported = shop.say(ANA, "journal", "export", str(shop.export)).plain
    verified = call("--json", "journal", "verify", str(shop.export))
    assert verified.code == 0
    assert verified.plain == {
        "intact": True,
        "records": exported["records"],
        "head": exported["exported_head"],
    }
    assert [json.loads(line)["seq"] for line in shop.export.read_bytes().splitlines()] == list(
        range(1, exported["records"] + 1)
    )


def check_devices(printer: Printer) -> None:
    """See that the drawer was opened as often as it should, and that every slip is on the paper, in order."""
    state = printer.control.state()
    # Opening, cash in, pay-out, drop, no-sale, counting; nothing is taken out at the close.
    assert state["kicks"] == 6
    titles = "OPENING FLOAT|CASH IN|PAY-OUT|DROP|NO SALE|X REPORT|COUNT SHEET|Z REPORT 1"
    printed = re.findall(f"^ *({titles})$", state["paper"], re.MULTILINE)
    wanted = "OPENING FLOAT,CASH IN,PAY-OUT,DROP,DROP,NO SALE,X REPORT,COUNT SHEET,COUNT SHEET,Z REPORT 1"
    assert printed == wanted.split(",")


def test_the_answer_to_an_act_names_its_record_its_jobs_and_the_head(
    new_shop: Callable[..., Shop], new_printer: Callable[..., Printer]
) -> None:
    printer = new_printer()
    shop = new_shop(printer.address)
    assert shop.open(person=ANA).code == 0
    answer = shop.say(ANA, "cash", "in", "--amount", "12.50", "--reason", "Found in a pocket").plain
    record = shop.say(ANA, "journal", "show", str(answer["done"]["seq"])).plain["record"]
    assert record["seal"] == answer["head"]["seal"]
    assert record["id"] == answer["done"]["id"]
    kick, slip = answer["jobs"]
    assert (kick["kind"], kick["status"], kick["act"]) == ("kick", "done", record["id"])
    assert (slip["kind"], slip["status"], slip["outcome"]) == ("print", "done", "printed")
