"""What is told of the machine before it hurts: worn disks, errors, old backups."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.shop import Shop
from tests.cli.test_backup import kept_in
from till.cli.backup_work import LAST
from till.cli.condition import disk_health


def machine_with(folder: Path, errors: str = "0\n", life: str = "0x01 0x01\n", spare: str = "0x01\n") -> Path:
    """Make a /sys in which the disk of `folder` is the first partition of a memory card."""
    device = os.stat(folder).st_dev
    system = folder / "sys"
    disk = system / "devices/mmcblk0"
    (disk / "mmcblk0p1").mkdir(parents=True)
    (disk / "device").mkdir()
    (disk / "device/life_time").write_text(life)
    (disk / "device/pre_eol_info").write_text(spare)
    (system / "fs/ext4/mmcblk0p1").mkdir(parents=True)
    (system / "fs/ext4/mmcblk0p1/errors_count").write_text(errors)
    (system / "dev/block").mkdir(parents=True)
    name = f"{os.major(device)}:{os.minor(device)}"
    (system / "dev/block" / name).symlink_to(disk / "mmcblk0p1")
    return system


def test_a_disk_that_says_nothing_is_well(tmp_path: Path) -> None:
    assert disk_health(tmp_path, tmp_path / "none").well
    assert disk_health(tmp_path, machine_with(tmp_path)).well


def test_errors_of_the_file_system_are_counted(tmp_path: Path) -> None:
    health = disk_health(tmp_path, machine_with(tmp_path, errors="3\n"))
    assert not health.well
    assert health.errors == 3


@pytest.mark.parametrize(
    ("life", "spare", "words"),
    [("0x02 0x0a\n", "0x01\n", "100 %"), ("0x01 0x01\n", "0x03\n", "spare blocks"), ("?", "?", "")],
)
def test_a_worn_card_says_so(tmp_path: Path, life: str, spare: str, words: str) -> None:
    health = disk_health(tmp_path, machine_with(tmp_path, life=life, spare=spare))
    assert words in health.words
    assert health.well == (not words)


def check_of(shop: Shop, name: str) -> dict[str, object]:
    (found,) = [each for each in shop.ask("doctor").plain["checks"] if each["name"] == name]
    return dict(found)


def test_the_doctor_asks_for_a_backup_and_tells_of_an_old_one(shop: Shop) -> None:
    assert check_of(shop, "backup")["ok"]
    kept_in(shop)
    assert not check_of(shop, "backup")["ok"]
    assert not shop.ask("status").plain["backup"]["ok"]
    assert shop.ask("backup").code == 0
    assert check_of(shop, "backup")["ok"]
    last = shop.folder / "data" / LAST
    last.write_text(json.dumps({**json.loads(last.read_text()), "at": "2026-01-01T03:00:00.000+00:00"}))
    told = check_of(shop, "backup")
    assert not told["ok"]
    assert "till backup" in str(told["remedy"])


def test_monitoring_sees_the_disk_and_the_backup_without_any_money(shop: Shop) -> None:
    plain = shop.ask("status").plain
    assert plain["disk"]["free_bytes"] > 0
    assert plain["disk"]["nearly_full"] is False
    assert plain["backup"] == {"configured": False, "age_s": None, "file": None, "ok": True}
