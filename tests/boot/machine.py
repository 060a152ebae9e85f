"""A virtual PC with a keyboard and a text screen, whose power can be cut."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.usb_vm.kernel import Kernel

MEMORY_MIB: Final = 1024
COLUMNS: Final = 80
VGA: Final = 0xB8000
VGA_BYTES: Final = 0x8000
LOOK_EVERY_S: Final = 0.1
KEY_MS: Final = 40
ANSWER_TIMEOUT_S: Final = 30.0
_KEYS: Final = {"enter": "ret", "escape": "esc"}


class Silent(Exception):
    """What was waited for did not appear; the text has the screen."""


class Machine:
    """A machine that is on. Its clock is that of the host, its disk comes from a socket."""

    def __init__(self, kernel: Kernel, archive: Path, disk: Path, folder: Path, no: int) -> None:
        self._folder = folder
        self._monitor_path = folder / "monitor"
        self._monitor_path.unlink(missing_ok=True)
        self.words = folder / f"console-{no}.txt"
        self.words.unlink(missing_ok=True)
        self.on_at_s = time.monotonic()
        self._program = subprocess.Popen(
            self._command(kernel, archive, disk),
            stdin=subprocess.DEVNULL,
            stdout=(folder / "qemu.txt").open("ab"),
            stderr=subprocess.STDOUT,
        )
        self._monitor = self._connect()
        self._read = self._monitor.makefile("rb")
        self._read.readline()
        self.ask("qmp_capabilities")

    def _command(self, kernel: Kernel, archive: Path, disk: Path) -> list[str]:
        program = shutil.which("qemu-system-x86_64")
        assert program is not None
        drive = f"file.driver=nbd,file.server.type=unix,file.server.path={disk}"
        drive += ",format=raw,if=virtio,cache=writeback"
        return [
            program,
            *"-machine q35 -accel tcg,thread=multi -cpu max -smp 2 -nodefaults -no-reboot".split(),
            *f"-m {MEMORY_MIB} -vga std -display none -net none -rtc base=utc".split(),
            *("-drive", drive, "-serial", f"file:{self.words}"),
            *("-qmp", f"unix:{self._monitor_path},server=on,wait=off"),
            *("-kernel", str(kernel.image), "-initrd", str(archive), "-append"),
            "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off tsc=reliable random.trust_cpu=on",
        ]

    def _connect(self) -> socket.socket:
        deadline_s = time.monotonic() + ANSWER_TIMEOUT_S
        while True:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.connect(str(self._monitor_path))
            except OSError:
                line.close()
                if time.monotonic() > deadline_s or self._program.poll() is not None:
                    raise
                time.sleep(LOOK_EVERY_S)
                continue
            line.settimeout(ANSWER_TIMEOUT_S)
            return line

    def ask(self, command: str, **arguments: Any) -> Any:
        """Ask the emulator something (QMP) and return its answer."""
        self._monitor.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        while True:
            answer = json.loads(self._read.readline())
            if "return" in answer:
                return answer["return"]
            if "error" in answer:
                raise Silent(f"{command}: {answer['error']}")

    def press(self, *keys: str) -> None:
        """Press keys on the keyboard, one after the other; digits of a number singly."""
        for key in (part for name in keys for part in (name if name.isdecimal() else [name])):
            line = f"sendkey {_KEYS.get(key, key)} {KEY_MS}"
            self.ask("human-monitor-command", **{"command-line": line})
            # A keyboard has a small buffer, and an emulated PC is slow.
            time.sleep(KEY_MS * 3 / 1000)

    def screen(self) -> str:
        """Read the text on the screen out of the graphics card's memory, line by line."""
        path = self._folder / "screen"
        self.ask("pmemsave", val=VGA, size=VGA_BYTES, filename=str(path))
        letters = path.read_bytes()[::2].decode("cp437").replace("\0", " ")
        lines = (letters[at : at + COLUMNS].rstrip() for at in range(0, len(letters), COLUMNS))
        return "\n".join(line for line in lines if line)

    def until(self, says: Callable[[str], bool], limit_s: float) -> str:
        """Wait until the screen says something, and return it.

        Raises:
            Silent: It did not within `limit_s`.
        """
        deadline_s = time.monotonic() + limit_s
        while not says(shown := self.screen()):
            if time.monotonic() > deadline_s or self._program.poll() is not None:
                raise Silent(f"After {limit_s:.0f} s the screen shows:\n{shown}")
            time.sleep(LOOK_EVERY_S)
        return shown

    def cut_power(self) -> None:
        """Switch it off at the wall: nothing in it gets to do anything more."""
        self._program.kill()
        self._program.wait()
        self._read.close()
        self._monitor.close()
