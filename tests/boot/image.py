"""The disk of the virtual PC: a clean Debian with the package, and a register that is set up."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.deb.root import clean_root, install, package_for, within
from tests.debian import run
from tests.usb_vm.kernel import Kernel, make_first_root
from till.cli.verify import Finding, check_database
from till.store.engine import DATABASE

SIZE = "1500M"
INIT = Path(__file__).with_name("init.sh")
PIN = "1111"
FOLDER = "/var/lib/till"
# What has nothing to do with a till and costs an emulated PC a minute: login prompts, packages, snapshots.
UNWANTED = (
    *"serial-getty@ttyS0.service getty-static.service e2scrub_reap.service".split(),
    *"apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer systemd-pcrphase.service".split(),
)


def make_image(release: str, image: Path) -> str:
    """Make the disk at `image`, and return what was said on the way."""
    package = package_for(release)
    with clean_root(release) as root:
        said = install(root, package)
        words = ("--register-code", "REG-001", "--currency", "SEK", "--manager", "Ana", "--timezone", "UTC")
        till = ("runuser", "-u", "till", "--", "till", "--config", "/etc/till/config.toml")
        places = ("--data", FOLDER, "--printer", "sim:")
        said += within(root, *till, "init", *words, *places, environment={"TILL_PIN": PIN})
        said += within(root, "systemctl", "enable", "till.service", "till-backup.timer")
        said += within(root, "systemctl", "mask", *UNWANTED)
        # An emulated PC on a busy machine is many times slower than the slowest that a till runs on.
        patience = root / "etc/systemd/system/till.service.d/patience.conf"
        patience.parent.mkdir(parents=True)
        patience.write_text("[Service]\nTimeoutStartSec=900\nWatchdogSec=600\n")
        (root / "etc/fstab").write_text("/dev/vda / ext4 defaults 0 1\n")
        (root / "etc/hostname").write_text("counter\n")
        (root / "usr/sbin/policy-rc.d").unlink()
        run("truncate", "--size", SIZE, image)
        said += run("mkfs.ext4", "-q", "-F", "-d", root, image)
    return said


def make_archive(kernel: Kernel, folder: Path) -> Path:
    """Make the first root that mounts the disk and goes on there."""
    return make_first_root(kernel, Path("/"), folder, INIT)


@dataclass(frozen=True, slots=True)
class Look:
    """What stands on the disk: whether the journal is intact, and every amount that was put in, as often."""

    finding: Finding
    amounts: tuple[int, ...]


def look_at(image: Path, folder: Path) -> Look:
    """Look at the journal on a copy of the disk, after its file system was brought in order as at a start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    copy = folder / "disk.img"
    run("cp", "--sparse=always", image, copy)
    run("sh", "-c", 'e2fsck -fy "$0" || [ $? -le 2 ]', copy)
    run("debugfs", "-R", f"rdump {FOLDER} {folder}", copy)
    copy.unlink()
    finding = check_database(folder / "till")
    with closing(sqlite3.connect(folder / "till" / DATABASE)) as connection:
        rows = connection.execute("SELECT body FROM journal WHERE kind = 'cash-moved/1'").fetchall()
    return Look(finding, tuple(json.loads(body)["amount"] for (body,) in rows))
