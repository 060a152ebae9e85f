"""What the disk says of itself: well, about to fail, or not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shop import Shop
from tests.cli.test_condition import machine_with
from till.cli.condition import disk_of
from till.cli.smart import judged, smart_health

WELL: dict[str, Any] = {"smart_status": {"passed": True}}
DISK = Path("/sys/block/sda")


def attributes(number: int, raw: int) -> dict[str, Any]:
    return {
        **WELL,
        "ata_smart_attributes": {
            "table": [{"id": 9, "raw": {"value": 77}}, {"id": number, "raw": {"value": raw}}]
        },
    }


def nvme(**values: int) -> dict[str, Any]:
    return {**WELL, "nvme_smart_health_information_log": values}


@pytest.mark.parametrize(
    ("told", "well", "words"),
    [
        (WELL, True, "says that it is well"),
        ({"smart_status": {"passed": False}}, False, "about to fail"),
        (attributes(5, 0), True, "well"),
        (attributes(5, 8), False, "replaced bad sectors: 8"),
        (attributes(197, 1), False, "could not read: 1"),
        (nvme(percentage_used=3, critical_warning=0), True, "3 % of its life"),
        (nvme(percentage_used=91), False, "91 % of its life is over"),
        (nvme(percentage_used=3, critical_warning=4), False, "warns of itself"),
        ({}, None, "not known"),
        (
            {"smartctl": {"messages": [{"string": "open failed: Permission denied"}]}},
            None,
            "Permission denied",
        ),
        ({"smart_status": "yes", "ata_smart_attributes": 7}, None, "not known"),
        ({**WELL, "ata_smart_attributes": {"table": [7, {"id": 5}]}}, True, "well"),
    ],
)
def test_what_smartctl_tells_is_judged_in_three_values(
    told: dict[str, Any], well: bool | None, words: str
) -> None:
    health = judged(told)
    assert health.well is well
    assert words in health.words


def test_the_program_is_asked_about_the_whole_disk(tmp_path: Path) -> None:
    disk = disk_of(tmp_path, machine_with(tmp_path))
    assert disk is not None
    assert disk.name == "mmcblk0"
    program = tmp_path / "smartctl"
    told = json.dumps({"smart_status": {"passed": False}})
    program.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\necho \'{told}\'\nexit 8\n')
    program.chmod(0o755)
    assert smart_health(disk, str(program)).well is False
    assert (tmp_path / "asked").read_text().split()[-1] == "/dev/mmcblk0"


def test_without_program_or_disk_nothing_is_known(tmp_path: Path) -> None:
    assert disk_of(tmp_path, tmp_path / "none") is None
    assert smart_health(None).well is None
    assert "apt install smartmontools" in smart_health(DISK, str(tmp_path / "none")).words
    (tmp_path / "mute").write_text("#!/bin/sh\necho nonsense\n")
    (tmp_path / "mute").chmod(0o755)
    assert smart_health(DISK, str(tmp_path / "mute")).well is None


def test_the_doctor_calls_what_nobody_knows_neither_well_nor_a_trouble(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(shop.folder))
    (check,) = [each for each in shop.ask("doctor").plain["checks"] if each["name"] == "disk health"]
    assert (check["ok"], check["known"], check["remedy"]) == (True, False, None)
