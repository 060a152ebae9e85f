"""`till doctor` looks at everything, and what it finds has a remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hardware.simulators.tcp import TcpSimulator
from tests.cli.shop import ANA, BEN, PINS, Shop, call
from till.cli import checkup


def ill(shop: Shop) -> tuple[int, set[str]]:
    answer = shop.ask("doctor")
    checks = answer.plain["checks"]
    assert answer.plain["ok"] is all(check["ok"] for check in checks)
    assert all(check["remedy"] for check in checks if not check["ok"])
    return answer.code, {check["name"] for check in checks if not check["ok"]}


def test_a_healthy_register_is_called_so(new_shop: Callable[..., Shop]) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
        assert ill(shop) == (0, set())
        text = call("--config", str(shop.config), "doctor").text
        assert "TROUBLE" not in text
        names = [check["name"] for check in shop.ask("doctor").plain["checks"]]
    wanted = "configuration, data folder, disk, disk health, journal, key, clock, backup, people, jobs, "
    wanted += "devices, terminal"
    assert names == wanted.split(", ")


def test_a_folder_that_others_can_read_is_found(shop: Shop) -> None:
    shop.journal.chmod(0o644)
    assert ill(shop) == (5, {"data folder"})
    assert f"chmod 0600 {shop.journal}" in call("--config", str(shop.config), "doctor").text


def test_a_disk_that_is_nearly_full_is_found(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "DISK_FREE_MIN_BYTES", 1 << 62)
    assert ill(shop) == (5, {"disk"})


def test_a_clock_before_the_newest_record_is_found(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    hour_ago = time.time() - 3600
    monkeypatch.setattr(time, "time", lambda: hour_ago)
    assert ill(shop) == (5, {"clock"})


def test_a_printer_that_does_not_answer_and_slips_that_wait_are_found(new_shop: Callable[..., Shop]) -> None:
    with TcpSimulator() as simulator:
        shop = new_shop(simulator.address)
    assert shop.open().code == 4
    assert ill(shop) == (4, {"devices", "jobs"})


def test_who_has_no_pin_yet_is_named(shop: Shop) -> None:
    words = ("--as", ANA, "employee", "add", "--name", "Eve", "--role", "cashier")
    assert shop.ask(*words, environment={"TILL_PIN": PINS[ANA]}).code == 0
    checks = {check["name"]: check for check in shop.ask("doctor").plain["checks"]}
    assert checks["people"]["words"].endswith("no PIN yet: Eve")


def test_a_shop_whose_configuration_locks_everybody_out_is_found(shop: Shop) -> None:
    assert shop.open(person=BEN).code == 0
    others = '[[role]]\nname = "owner"\nrights = ["employees"]\n[[role]]\nname = "manager"\nrights = []\n'
    shop.config.write_text(shop.config.read_text() + others)
    answer = shop.ask("doctor")
    assert answer.code == 2
    assert '"employees"' in answer.errors
