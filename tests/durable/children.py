"""What else the zygote's children do: acts while something goes wrong, and a word on a pipe about each."""

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import struct
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import hardware
from hardware.document import Cut, Document, Text
from hardware.escpos import encode
from hardware.protocols import Devices
from tests.durable.shop import BEN, opened
from tests.durable.system_calls import hand_over
from till.cash_register import CashRegister
from till.domain.commands import CashIn, NoSale
from till.faults import JournalBroken, NotRecorded
from till.pins import hash_pin, pin_matches
from till.signing import signed_by
from till.store.engine import DATABASE
from till.wording.money import money
from till.workers.device_thread import DeviceThread
from till.workers.loop import RESTART_AFTER_S

_CAPABILITIES_VERSION_3: Final = 0x20080522
_PR_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)


def warm_up() -> None:
    """Do once what is slow the first time, so that no child pays for it."""
    encode(Document("", (Text("å"), Cut())), 42)
    pin_matches(hash_pin("4711"), "4711")
    signed_by("00" * 32, "", "00" * 64)
    money(1, "SEK", "en_GB")


def acts_on_order(files: Sequence[int], *, folder: str, supervise_from: str) -> None:
    """Open the register and put cash in for each `a` that is ordered; `q` closes it in good order.

    The test decides on every call on the folder's files, `supervise_from` the start or the first act; or, if
    that is `tracer`, another program that has time to attach itself before the first order.
    """
    report, line, orders = files[:3]
    if supervise_from == "tracer":
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)
        say(report, "waiting")
        os.read(orders, 1)
    if supervise_from == "start":
        hand_over(line)
    register = _opened(report, Path(folder))
    if register is None:
        return
    if supervise_from == "act":
        hand_over(line)
    while os.read(orders, 1) == b"a":
        put_cash_in(report, register)
    register.close()
    say(report, "closed")


def acts_on_a_full_disk(files: Sequence[int], *, folder: str) -> None:
    """Do an act, fill the disk, try two, make room again, and do another."""
    report, ballast = files[0], Path(folder).with_name("ballast")
    register = opened(Path(folder))
    put_cash_in(report, register)
    with ballast.open("wb", buffering=0) as filling, suppress(OSError):
        while True:
            filling.write(bytes(4096))
    put_cash_in(report, register)
    put_cash_in(report, register)
    ballast.unlink()
    put_cash_in(report, register)
    register.close()


def acts_below_a_limit(files: Sequence[int], *, folder: str) -> None:
    """Do an act, let no file grow for the next two, and do another."""
    report = files[0]
    register = opened(Path(folder))
    put_cash_in(report, register)
    size = (Path(folder) / f"{DATABASE}-wal").stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    put_cash_in(report, register)
    put_cash_in(report, register)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    put_cash_in(report, register)
    register.close()


def devices_below_a_limit(files: Sequence[int], *, folder: str, printer: str) -> None:
    """Leave a kick behind, let no file grow while the devices are taken over, and lift the limit again."""
    report, register = files[0], opened(Path(folder))
    put_cash_in(report, register)
    size = (Path(folder) / f"{DATABASE}-wal").stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

    took_over = threading.Event()

    def build() -> Devices:
        say(report, "building")
        took_over.set()
        return hardware.open_devices(hardware.PrinterConfig(printer), [hardware.DrawerConfig(1)])

    thread = DeviceThread(Path(folder), register, build, lambda news: None)
    thread.start()
    took_over.wait(30)
    time.sleep(1.5 * RESTART_AFTER_S)  # What must not happen would happen now.
    say(report, "limited", *(f"{job.kind}:{job.status}" for job in register.read.jobs(2)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    deadline_s = time.monotonic() + 30
    while register.read.open_jobs():
        assert time.monotonic() < deadline_s, register.read.open_jobs()
        time.sleep(0.01)
    say(report, "lifted", *(f"{job.kind}:{job.status}" for job in register.read.jobs(2)))
    thread.stop()


def act_without_privileges(files: Sequence[int], *, folder: str) -> None:
    """Open the register and do an act as somebody whom the modes of files bind, as they do not bind root."""
    header, none = struct.pack("=Ii", _CAPABILITIES_VERSION_3, 0), bytes(24)
    assert ctypes.CDLL(None).capset(header, none) == 0
    register = _opened(files[0], Path(folder))
    if register is not None:
        put_cash_in(files[0], register)
        register.close()


def many_acts(files: Sequence[int], *, folder: str, acts: int, as_command: bool) -> None:
    """Do many acts once the others are there, if `as_command` each on a newly opened register."""
    report, orders = files[:2]
    register = opened(Path(folder))
    say(report, "ready")
    os.read(orders, 1)
    for no in range(acts):
        if as_command:
            register.close()
            register = opened(Path(folder))
        act = register.act(BEN)
        command = NoSale(act, "change") if no % 10 == 9 else CashIn(act, 1_00, "float")
        register.handle(command)
        say(report, "done", act.id)
    say(report, "finished")
    os.read(orders, 1)
    register.refresh()
    say(report, "state", hashlib.sha256(repr(register.state).encode()).hexdigest())
    register.close()


def _opened(report: int, folder: Path) -> CashRegister | None:
    try:
        register = opened(folder)
    except (NotRecorded, JournalBroken) as fault:
        say(report, type(fault).__name__, fault)
        return None
    say(report, "opened")
    return register


def put_cash_in(report: int, register: CashRegister) -> None:
    """Do one act, and say whether it was confirmed or refused."""
    act = register.act(BEN)
    before = register.state
    say(report, "begin", act.id)
    try:
        register.handle(CashIn(act, 1_00, "float"))
    except (NotRecorded, JournalBroken) as fault:
        assert register.state == before, "believed without a commit"
        say(report, type(fault).__name__, act.id, fault)
    else:
        say(report, "done", act.id)


def say(report: int, *words: object) -> None:
    """Write one line."""
    os.write(report, f"{' '.join(map(str, words))}\n".encode())
