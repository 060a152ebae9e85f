"""`till metrics`: numbers for who watches many shops, on this machine alone, and no money among them."""

from __future__ import annotations

import http.client
import threading

from tests.cli.shop import ANA, Shop, call
from tests.cli.test_backup import kept_in
from till.cli.metrics import Metric, as_text, server
from till.faults import JournalBroken


def test_the_numbers_are_those_of_the_journal(open_shop: Shop) -> None:
    told = open_shop.ask("metrics").plain
    assert told["till_journal_records"] == open_shop.ask("journal", "verify").plain["records"]
    assert (told["till_shifts_open"], told["till_disk_well"]) == (1, 1)
    assert "till_backup_age_seconds" not in told
    kept_in(open_shop)
    assert open_shop.ask("backup").code == 0
    assert open_shop.ask("metrics").plain["till_backup_age_seconds"] < 3600


def test_no_amount_and_no_name_is_among_them(open_shop: Shop) -> None:
    assert open_shop.say(ANA, "cash", "in", "--amount", "4711", "--reason", "float").code == 0
    text = call("--config", str(open_shop.config), "metrics").text
    assert "4711" not in text
    assert "471100" not in text
    assert "Ana" not in text


def test_it_is_written_as_prometheus_reads_it() -> None:
    metrics = [
        Metric("till_a", "Of a.", 1),
        Metric("till_b", "Of b.", 0.5, ("peer", "office")),
        Metric("till_b", "Of b.", 2_000_000_000, ("peer", "accountant")),
    ]
    assert as_text(iter(metrics)).splitlines() == [
        "# HELP till_a Of a.",
        "# TYPE till_a gauge",
        "till_a 1",
        "# HELP till_b Of b.",
        "# TYPE till_b gauge",
        'till_b{peer="office"} 0.5',
        'till_b{peer="accountant"} 2000000000',
    ]


def asked(port: int, path: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def test_it_answers_on_this_machine_and_says_when_it_cannot() -> None:
    says = ["till_a 1\n"]

    def text() -> str:
        if not says:
            raise JournalBroken("The journal is damaged.")
        return says.pop()

    with server(0, text) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        assert serving.server_address[0] == "127.0.0.1"
        assert asked(serving.server_port, "/metrics") == (200, "till_a 1\n")
        assert asked(serving.server_port, "/metrics")[0] == 503
        assert asked(serving.server_port, "/")[0] == 404
        serving.shutdown()
        thread.join(120)
