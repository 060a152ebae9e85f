"""Starts the till in a virtual PC, works at it by keyboard, and takes the power away again and again.

    python -m tests.boot [--cuts N] [--seed N] [--release 12]

The package is installed in a clean Debian; systemd brings the till onto the console; what its screen
confirmed must be in the journal after each cut, once. The disk loses what was not flushed. Every word is in
build/boot/log.txt.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.boot.disk import Disk, DiskServer
from tests.boot.image import PIN, look_at, make_archive, make_image
from tests.boot.machine import Machine, Silent
from tests.debian import Trouble, require_packages
from tests.source import ROOT
from tests.usb_vm.kernel import Kernel, fetch_kernel

FOLDER = ROOT / "build" / "boot"
TRANSCRIPT = FOLDER / "log.txt"
PACKAGES = "qemu-system-x86 seabios busybox-static kmod cpio debootstrap e2fsprogs".split()
MODULES = "virtio_pci virtio_blk crc32c_generic ext4".split()
BOOT_LIMIT_S = 600.0
ACT_LIMIT_S = 600.0
FIRST_AMOUNT = 10_01
"""What the first act puts in (minor units); each puts in one more, so that it can be told from the others."""
NOT_RUN = 70


@dataclass
class Day:
    """What the cashier did so far: which amounts the screen confirmed, and which were begun."""

    confirmed: list[int] = field(default_factory=list)
    begun: int = FIRST_AMOUNT
    is_open: bool = False
    paints_s: list[float] = field(default_factory=list)


class Programme:
    """Days with power cuts, on one disk."""

    def __init__(self, kernel: Kernel, archive: Path, image: Path, dice: random.Random) -> None:
        self._start = (kernel, archive, image)
        self._dice = dice
        self._day = Day()

    def run(self, cuts: int) -> Day:
        """Switch on, work and cut the power, so many times; then a last time for a look."""
        for no in range(1, cuts + 1):
            in_boot = self._dice.random() < 0.15
            self._life(no, in_boot=in_boot)
        self._life(cuts + 1, in_boot=False)
        return self._day

    def _life(self, no: int, *, in_boot: bool) -> None:
        kernel, archive, image = self._start
        disk = Disk(image)
        server = DiskServer(disk, FOLDER / "disk.socket")
        machine = Machine(kernel, archive, FOLDER / "disk.socket", FOLDER, no)
        try:
            if in_boot:
                wait_s = self._dice.uniform(1, 40)
                say(f"life {no}: cut {wait_s:.0f} s after switching on")
                time.sleep(wait_s)
            else:
                self._work(machine, no)
        finally:
            dirty = disk.unflushed
            machine.cut_power()
            server.close()
            say(f"life {no}: power cut with {dirty} blocks unflushed, {disk.cut(self._dice)}")
            disk.close()
        self._check(no, image)

    def _work(self, machine: Machine, no: int) -> None:
        """Sign in, open a shift if there is none, put cash in, and be cut off in the middle of it."""
        machine.until(lambda text: "PIN" in text, BOOT_LIMIT_S)
        painted_s = time.monotonic() - machine.on_at_s
        self._day.paints_s.append(painted_s)
        say(f"life {no}: first paint {painted_s:.1f} s after power on")
        machine.until(lambda text: "Ana" in text, ACT_LIMIT_S)
        machine.press("1", "enter", PIN, "enter")
        shown = machine.until(lambda text: "Who is there?" not in text and "F7" in text, ACT_LIMIT_S)
        if not self._day.is_open:
            say(shown)
            machine.press("f2", "f2", "20000", "enter")
            say(machine.until(lambda text: "200.00" in text and "Float" in text, ACT_LIMIT_S))
            self._day.is_open = True
        for _ in range(self._dice.randrange(3)):
            self._put_in(machine)
        self._day.begun += 1
        machine.press("f3", str(self._day.begun - 1), "enter", "1", "enter")
        time.sleep(self._dice.uniform(0, 3))

    def _put_in(self, machine: Machine) -> None:
        amount, self._day.begun = self._day.begun, self._day.begun + 1
        machine.press("f3", str(amount), "enter", "1", "enter")
        words = f"+{amount // 100}.{amount % 100:02}"
        machine.until(lambda text: words in text and "F3" in text, ACT_LIMIT_S)
        self._day.confirmed.append(amount)

    def _check(self, no: int, image: Path) -> None:
        """See that the journal is intact, every confirmed act is in it, and none is there twice."""
        look = look_at(image, FOLDER / "look")
        if not look.finding.verdict.intact:
            raise Silent(f"life {no}: {look.finding}")
        lost = [amount for amount in self._day.confirmed if amount not in look.amounts]
        twice = [amount for amount in look.amounts if look.amounts.count(amount) > 1]
        strange = [amount for amount in look.amounts if not FIRST_AMOUNT <= amount < self._day.begun]
        if lost or twice or strange:
            raise Silent(f"life {no}: lost {lost}, twice {twice}, nobody did {strange}")
        say(f"life {no}: {look.finding}; {len(self._day.confirmed)} confirmed, {len(look.amounts)} recorded")


def say(words: str) -> None:
    """Write into the transcript and to whoever looks on."""
    with TRANSCRIPT.open("a", encoding="utf-8") as transcript:
        transcript.write(f"{time.strftime('%H:%M:%S')} {words.rstrip()}\n")
    print(words.splitlines()[0] if words else "", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Run the programme and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.boot")
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--release", default="12")
    wanted = parser.parse_args(arguments)
    FOLDER.mkdir(parents=True, exist_ok=True)
    TRANSCRIPT.write_text("")
    say(f"python -m tests.boot --cuts {wanted.cuts} --seed {wanted.seed} --release {wanted.release}")
    image = FOLDER / "disk.img"
    try:
        if os.geteuid() != 0 or os.uname().machine != "x86_64":
            raise Trouble("This needs root on a PC: it makes a Debian of its own and emulates the processor.")
        require_packages(PACKAGES)
        kernel = fetch_kernel(FOLDER, MODULES)
        archive = make_archive(kernel, FOLDER)
        say(make_image(wanted.release, image))
        day = Programme(kernel, archive, image, random.Random(wanted.seed)).run(wanted.cuts)
    except Trouble as trouble:
        say(str(trouble))
        return NOT_RUN
    except Silent as silent:
        say(str(silent))
        return 1
    finally:
        image.unlink(missing_ok=True)
    middle_s = sorted(day.paints_s)[len(day.paints_s) // 2]
    say(
        f"{wanted.cuts} power cuts, {len(day.confirmed)} confirmed acts, none lost; power to first paint "
        f"{middle_s:.1f} s in the middle, {min(day.paints_s):.1f} s at best (emulated)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
