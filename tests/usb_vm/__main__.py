"""Starts the virtual machine and runs the tests of this folder in it.

    python -m tests.usb_vm [options of pytest]

Needs Debian on a PC, and no /dev/kvm: the machine is emulated. What it fetches it keeps in build/usb-vm/, and
the words of the last run in build/usb-vm/log.txt. The exit code is pytest's.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.debian import Trouble, require_packages
from tests.source import ROOT
from tests.usb_vm.kernel import Kernel, fetch_kernel, make_first_root

FOLDER = ROOT / "build" / "usb-vm"
TRANSCRIPT = FOLDER / "log.txt"
GUEST = Path(__file__).with_name("guest.sh")
PACKAGES = "qemu-system-x86 seabios busybox-static kmod cpio udev libusb-1.0-0".split()
LIMIT_S = 600
BOOT_LIMIT_S = 60
MEMORY_MIB = 1536
NOT_RUN = 70


def main(arguments: Sequence[str]) -> int:
    """Run the tests in the virtual machine and return the exit code."""
    start_s = time.monotonic()
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        if os.uname().machine != "x86_64":
            raise Trouble("The virtual machine runs this machine’s own programs, and only on x86_64.")
        require_packages(PACKAGES)
        kernel = fetch_kernel(FOLDER)
        write_what_is_wanted(["tests/usb_vm", *arguments])
        archive = make_first_root(kernel, GUEST, FOLDER)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return NOT_RUN
    code = boot(kernel, archive)
    print(f"{time.monotonic() - start_s:.0f} s in all; every word is in {TRANSCRIPT.relative_to(ROOT)}")
    return code


def write_what_is_wanted(arguments: list[str]) -> None:
    """Leave for the guest what it is to run, and for how long."""
    lines = [f"LIMIT_S={LIMIT_S - BOOT_LIMIT_S}", f"WANTED=({shlex.join(arguments)})"]
    (FOLDER / "wanted").write_text("\n".join(lines) + "\n")


def boot(kernel: Kernel, archive: Path) -> int:
    """Run the virtual machine to its end, copying its words here and into the transcript."""
    machine = subprocess.Popen(
        qemu(kernel, archive), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    guard = threading.Timer(LIMIT_S, machine.kill)
    guard.start()
    code = None
    try:
        assert machine.stdout is not None
        with TRANSCRIPT.open("w", encoding="utf-8") as transcript:
            for raw in machine.stdout:
                line = as_it_stood(raw)
                transcript.write(line + "\n")
                ending = re.fullmatch(r"GUEST ENDS (\d+)", line)
                code = int(ending[1]) if ending else code
                if not ending:
                    print(line, flush=True)
    finally:
        guard.cancel()
        machine.kill()
        machine.wait()
    if code is None:
        print(f"The virtual machine did not come to its end within {LIMIT_S} s.", file=sys.stderr)
        return NOT_RUN
    return code


def as_it_stood(raw: bytes) -> str:
    """Return what stood on a line of the machine's terminal at last, without what was written over."""
    words = re.sub(r"\x1b\S*?[A-Za-z]", "", raw.decode(errors="replace"))
    return words.rstrip().rpartition("\r")[2]


def qemu(kernel: Kernel, archive: Path) -> list[str]:
    """Return the command that starts the machine: emulated, without a network, on the host's files."""
    program = shutil.which("qemu-system-x86_64")
    assert program is not None
    share = "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap"
    return [
        program,
        *"-machine q35 -accel tcg,thread=multi -cpu max -smp 2 -nographic -no-reboot -nodefaults".split(),
        *f"-serial stdio -net none -m {MEMORY_MIB}".split(),
        *("-kernel", str(kernel.image), "-initrd", str(archive)),
        *f"-fsdev {share} -device virtio-9p-pci,fsdev=host,mount_tag=hostroot".split(),
        "-append",
        # An emulated timer may come late on a busy machine; the kernel would take it for broken, and panic.
        "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable no_timer_check random.trust_cpu=on",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
