"""Printer and drawer from the command line: what is done, what waits, what is in doubt, who has them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import ANA, BEN, Answer, Shop, call
from till.workers.ownership import own_devices

NewShop = Callable[..., Shop]


@pytest.fixture
def printer() -> Iterator[TcpSimulator]:
    with TcpSimulator() as simulator:
        yield simulator


@pytest.fixture
def shop(new_shop: NewShop, printer: TcpSimulator) -> Shop:
    shop = new_shop(printer.address)
    assert shop.open().code == 0
    return shop


def no_sale(shop: Shop) -> Answer:
    return shop.say(BEN, "no-sale", "--reason", "change")


def outcomes(answer: Answer) -> list[tuple[str, str, str | None]]:
    return [(job["kind"], job["status"], job.get("outcome")) for job in answer.plain["jobs"]]


def test_an_act_opens_the_drawer_once_and_prints_once(shop: Shop, printer: TcpSimulator) -> None:
    kicks = printer.printer.kicks
    answer = no_sale(shop)
    assert answer.code == 0
    assert [(kind, status) for kind, status, _ in outcomes(answer)] == [("kick", "done"), ("print", "done")]
    assert printer.printer.kicks == kicks + 1
    assert printer.printer.paper.count("NO SALE") == 1


def test_a_printer_that_is_off_is_told_and_the_act_stands(shop: Shop, printer: TcpSimulator) -> None:
    kicks = printer.printer.kicks
    printer.printer.switch_off()
    answer = no_sale(shop)
    assert answer.code == 4
    assert answer.plain["done"]["type"] == "NO_SALE"
    assert outcomes(answer) == [("kick", "failed", "not-sent"), ("print", "pending", None)]
    assert "The drawer was not opened." in answer.errors
    assert "waits" in answer.errors
    printer.printer.switch_on()
    # The slip comes out when the printer is back; the kick does not.
    assert shop.ask("jobs", "retry").plain == {"jobs": []}
    assert printer.printer.paper.count("NO SALE") == 1
    assert printer.printer.kicks == kicks


def test_a_waiting_slip_comes_out_with_the_next_act(shop: Shop, printer: TcpSimulator) -> None:
    printer.printer.paper_out()
    assert no_sale(shop).code == 4
    assert shop.ask("jobs", "retry").code == 4
    printer.printer.load_paper()
    assert shop.say(BEN, "report", "x").code == 0
    assert printer.printer.paper.index("NO SALE") < printer.printer.paper.index("X REPORT")


def test_a_slip_in_doubt_is_asked_about_and_answered(shop: Shop, printer: TcpSimulator) -> None:
    printer.printer.cut_off_after(120)
    answer = shop.say(BEN, "report", "x")
    assert answer.code == 4
    assert outcomes(answer) == [("print", "unknown", None)]
    job = answer.plain["jobs"][0]["id"]
    assert f"till jobs answer {job} --printed yes" in answer.errors
    assert [each["id"] for each in shop.ask("jobs", "list").plain["jobs"]] == [job]
    assert shop.ask("jobs", "retry").code == 4
    again = shop.say(BEN, "jobs", "answer", job, "--printed", "no")
    assert (again.code, outcomes(again)) == (0, [("print", "done", "printed")])
    assert "COPY" in printer.printer.paper
    assert shop.say(BEN, "jobs", "answer", job, "--printed", "yes").refused == "NoSuchJob"
    assert shop.ask("jobs", "list").plain["jobs"] == []


@pytest.mark.parametrize("words", [["answer", "{job}", "--printed", "cancel"], ["cancel", "{job}"]])
def test_a_waiting_slip_can_be_given_up(shop: Shop, printer: TcpSimulator, words: list[str]) -> None:
    printer.printer.switch_off()
    job = no_sale(shop).plain["jobs"][1]["id"]
    assert shop.say(BEN, "jobs", *(word.format(job=job) for word in words)).code == 0
    printer.printer.switch_on()
    assert shop.ask("jobs", "retry").plain["jobs"] == []
    assert "NO SALE" not in printer.printer.paper


def test_answering_retry_prints_what_waits_and_what_was_in_doubt(shop: Shop, printer: TcpSimulator) -> None:
    printer.printer.switch_off()
    waiting = no_sale(shop).plain["jobs"][1]["id"]
    printer.printer.switch_on()
    assert shop.say(BEN, "jobs", "answer", waiting, "--printed", "retry").code == 0
    printer.printer.cut_off_after(120)
    doubtful = shop.say(BEN, "report", "x").plain["jobs"][0]["id"]
    assert shop.say(BEN, "jobs", "answer", doubtful, "--printed", "retry").code == 0
    assert printer.printer.paper.count("COPY") == 1


def test_a_stuck_drawer_is_told_in_words(shop: Shop, printer: TcpSimulator) -> None:
    printer.printer.drawer_stuck()
    answer = no_sale(shop)
    kick, status, _outcome = outcomes(answer)[0]
    assert kick == "kick"
    # Whether it is certain depends on whether the sensor has ever been seen to move.
    assert status in ("done", "failed")
    assert answer.code == (0 if status == "done" else 4)


def test_who_has_the_devices_does_the_jobs_of_the_others(shop: Shop, printer: TcpSimulator) -> None:
    """While the screens run, their process is the owner: here a thread stands for it."""
    from till.cash_register import CashRegister
    from till.cli.configured import configured_devices
    from till.config import load_config
    from till.workers.device_thread import DeviceThread

    config = load_config(shop.config)
    register = CashRegister.open(config.data, config.settings.timezone)
    thread = DeviceThread(config.data, register, lambda: configured_devices(config), lambda _news: None)
    thread.start()
    try:
        while (free := own_devices(config.data)) is not None:
            free.release()
        answer = no_sale(shop)
        assert (answer.code, [job["status"] for job in answer.plain["jobs"]]) == (0, ["done", "done"])
        assert shop.ask("status").plain["devices"]["owner"] is False
    finally:
        thread.stop()
        register.close()
    assert printer.printer.paper.count("NO SALE") == 1


def test_a_job_left_to_an_owner_that_does_nothing_is_reported(shop: Shop, printer: TcpSimulator) -> None:
    owner = own_devices(shop.journal.parent)
    assert owner is not None
    kicks = printer.printer.kicks
    answer = no_sale(shop)
    owner.release()
    assert answer.code == 4
    assert [job["status"] for job in answer.plain["jobs"]] == ["pending", "pending"]
    # The next one who has the devices prints it, and opens nothing.
    assert shop.ask("jobs", "retry").code == 0
    assert printer.printer.paper.count("NO SALE") == 1
    assert printer.printer.kicks == kicks


def test_an_owner_that_goes_away_meanwhile_is_followed_at_once(shop: Shop, printer: TcpSimulator) -> None:
    owner = own_devices(shop.journal.parent)
    assert owner is not None
    going = threading.Timer(0.4, owner.release)
    going.start()
    answer = no_sale(shop)
    going.join()
    assert (answer.code, [job["status"] for job in answer.plain["jobs"]]) == (0, ["done", "done"])


def test_a_copy_is_marked_and_the_z_can_be_printed_again(shop: Shop, printer: TcpSimulator) -> None:
    seq = no_sale(shop).done["seq"]
    copied = shop.say(BEN, "journal", "reprint", str(seq))
    assert (copied.code, copied.plain["copy"]["seq"]) == (0, seq)
    shop.say(BEN, "shift", "count", "--amount", "200")
    shop.say(BEN, "shift", "close", "--left", "200")
    assert shop.say(ANA, "report", "z", "1", "--print").code == 0
    assert printer.printer.paper.count("COPY") == 2
    assert printer.printer.paper.count("Z REPORT 1") == 2


def test_devices_and_drawer_say_how_they_are(shop: Shop, printer: TcpSimulator) -> None:
    looked = shop.ask("devices")
    assert (looked.code, looked.plain["devices"]["printer"]["well"]) == (0, True)
    assert shop.ask("drawer", "status").plain["drawers"][0]["drawer"] == 1
    printer.printer.paper_out()
    looked = shop.ask("devices")
    assert (looked.code, looked.plain["devices"]["printer"]["paper"]) == (4, "out")
    assert "out of paper" in call("--config", str(shop.config), "devices").text
    printer.printer.switch_off()
    assert shop.ask("devices").plain["devices"]["printer"]["reachable"] == "no"
    assert shop.ask("status").code == 0


def test_no_printer_at_all_is_no_trouble(new_shop: NewShop) -> None:
    shop = new_shop("none")
    assert shop.ask("devices").code == 0
    opened = shop.open()
    assert opened.code == 0
    assert {job["status"] for job in opened.plain["jobs"]} == {"cancelled"}


def test_a_drawer_that_a_person_opens_is_a_drawer(new_shop: NewShop) -> None:
    shop = new_shop("none")
    shop.config.write_text(shop.config.read_text() + '[[drawer]]\nid = 1\naddress = "manual"\n')
    kick = shop.open().plain["jobs"][0]
    assert (kick["status"], kick["outcome"]) == ("done", "unverified")


def test_a_report_is_written_in_every_form(shop: Shop, tmp_path: Path) -> None:
    text = shop.reads(BEN, "report", "x").text
    assert "X REPORT" in text
    for form, beginning in (("png", b"\x89PNG"), ("escpos", b"\x1b@"), ("json", b"{"), ("text", b" ")):
        file = tmp_path / f"x.{form}"
        answer = shop.say(BEN, "report", "x", "--format", form, "--output", str(file))
        assert answer.code == 0
        assert file.read_bytes().startswith(beginning)
    assert shop.reads(BEN, "report", "x", "--format", "png").output.startswith(b"\x89PNG")
    assert shop.reads(BEN, "report", "x", "--format", "escpos").output.startswith(b"\x1b@")


def test_a_report_that_cannot_be_written_is_not_taken(shop: Shop, tmp_path: Path) -> None:
    def taken() -> int:
        return len(shop.say(ANA, "journal", "list", "--kind", "report-taken").plain["records"])

    nowhere = str(tmp_path / "nowhere" / "x.png")
    assert shop.say(BEN, "report", "x", "--format", "png", "--output", nowhere).code == 2
    assert shop.say(BEN, "report", "x", "--format", "png").code == 2
    assert taken() == 0
