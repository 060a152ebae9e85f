"""`till sync …`: send the journal to the back office, and say how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

from till.cli.options import Group
from till.cli.parked import parked

if TYPE_CHECKING:
    import threading

    from till.cash_register import CashRegister
    from till.config import Config
    from till.news import News
    from till.workers.errands import ErrandWorker
    from till.workers.foreign_sync import ForeignWorker
    from till.workers.sync import SyncWorker
    from till.workers.sync_thread import SyncThread

ONCE_TIMEOUT_S: Final = 3600.0
"""How long `till sync once` goes on sending; what is left then is sent the next time."""
RUN_LOOK_S: Final = 0.5
BESIDE_REST_S: Final = 0.05
"""How long the journal is left to the cashier between two batches while the screens are open."""
BESIDE_NICE: Final = 10
_NO_OFFICE: Final = 'No back office is configured: add [office] with url = "https://…" to {path}.'


@click.group(cls=Group)
def sync() -> None:
    """Send the journal to the back office."""


for _command in (parked,):
    sync.add_command(_command)


@contextmanager
def _register() -> Iterator[tuple[Config, CashRegister]]:
    from till.cli.configured import configuration, open_configured
    from till.faults import BadConfiguration
    from till.store.guard import in_sentences

    config = configuration()
    if not config.peers:
        raise BadConfiguration(_NO_OFFICE.format(path=config.path))
    register = open_configured(config)
    try:
        with in_sentences():
            yield config, register
    finally:
        register.close()


@sync.command("enrol")
@click.argument("code")
@click.option("--peer", "name", default="office", show_default=True, help="Which of the configured ones.")
def enrol(code: str, name: str) -> int:
    """Make this register known at the office with the one-time CODE from there; keep the token it gives."""
    from till.cli.answers import Exit, answer
    from till.cli.enrolling import enrol_at
    from till.workers.office_line import LineTrouble

    with _register() as (config, register):
        peer = next((each for each in config.peers if each.name == name), None)
        if peer is None:
            raise click.UsageError(f"No peer is called “{name}”: {', '.join(p.name for p in config.peers)}.")
        try:
            enrolled = enrol_at(peer, register, config.settings.register.code, code)
        except LineTrouble as trouble:
            return _troubled({"error": {"kind": trouble.kind, "message": str(trouble)}}, str(trouble))
        plain = {"peer": name, "token_file": str(peer.token_file), "held": enrolled.held.records}
        answer(plain, f"This register is known at {peer.url}. The token is in {peer.token_file}.")
        return Exit.DONE


@sync.command("once")
def once() -> int:
    """Send all that waits, now; say what waits after it."""
    from till.cli.answers import warn
    from till.workers.ownership import own_sync
    from till.workers.sync_thread import errand_worker_for, know_peers, worker_for

    with _register() as (config, register):
        ownership = own_sync(config.data)
        if ownership is None:
            warn("Another program on this machine sends the journal.")
            return _report(config, register, once=True)
        try:
            know_peers(register, [peer.name for peer in config.peers])
            for peer in config.peers:
                _drain(worker_for(register, peer, _nobody))
                errands = errand_worker_for(config.data, register, peer)
                if errands is not None and worker_for(register, peer, _nobody).look()[0].trouble is None:
                    _drain(errands)
                    _drain(worker_for(register, peer, _nobody))
        finally:
            ownership.release()
        return _report(config, register, once=True)


def _drain(worker: SyncWorker | ForeignWorker | ErrandWorker) -> None:
    """Step until nothing waits, the peer has a trouble, or the time is over."""
    import time

    until_s = time.monotonic() + ONCE_TIMEOUT_S
    try:
        worker.again()
        while worker.step() and time.monotonic() < until_s:
            continue
    finally:
        worker.close()


def _nobody(_news: News) -> None:
    """Tell nobody: a command says at its end how things are."""


@sync.command("run")
@click.option("--beside", is_flag=True, help="Give way to the screens that started it, and end when they do.")
def run(*, beside: bool) -> int:
    """Send the journal in the background until stopped; the screens may be open or closed."""
    import os
    import signal
    import threading

    from till.cli.answers import Exit, warn
    from till.workers.sync_thread import SyncThread

    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: ending.set())
    with _register() as (config, register):
        rest_s = BESIDE_REST_S if beside else 0.0
        thread = SyncThread(config.data, register, config.peers, _teller(), rest_s=rest_s)
        thread.start()
        warn("The journal is sent as it is written. Ctrl+C ends it.")
        if beside:
            os.nice(BESIDE_NICE)
            _obey(thread, ending)
        while not ending.wait(RUN_LOOK_S):
            continue
        thread.stop()
        return Exit.DONE


def _obey(thread: SyncThread, ending: threading.Event) -> None:
    """Do what stands on standard input, a word a line, until it ends or the program is to."""
    import os
    import select
    import sys

    source = sys.stdin.fileno()
    while not ending.is_set():
        readable, _, _ = select.select([source], [], [], RUN_LOOK_S)
        words = os.read(source, 4096) if readable else None
        if words == b"":
            ending.set()
        elif words is not None and b"again" in words:
            thread.again()
        elif words is not None:
            thread.wake()


def _teller() -> Callable[[News], None]:
    from till.cli.answers import warn
    from till.news import OfficeNews

    said: dict[str, str] = {}

    def tell(news: News) -> None:
        if isinstance(news, OfficeNews) and said.get(news.peer, "") != news.words:
            said[news.peer] = news.words
            warn(f"{news.peer}: {news.words or 'all is well again.'}")

    return tell


@sync.command("status")
def status() -> int:
    """Say for each office how many records wait, since when, when it answered last, and what is wrong.

    Exit code 6 if it holds another journal than this register: that does not mend itself.
    """
    with _register() as (config, register):
        return _report(config, register, once=False)


def _report(config: Config, register: CashRegister, *, once: bool) -> int:
    from till.cli.answers import Exit, answer
    from till.cli.queue import office_plain, office_text, offices, parked_plain, set_aside
    from till.workers.sync import LOUD

    found = offices(register, [peer.name for peer in config.peers])
    aside = set_aside(register)
    plain = {
        "peers": [office_plain(state, waits) for state, waits in found],
        "parked": [parked_plain(each) for each in aside],
    }
    lines = [office_text(state, waits, register.clock()) for state, waits in found]
    if aside:
        lines.append(f"{len(aside)} records were refused for ever. See: till sync parked list")
    answer(plain, "\n".join(lines))
    ill = any(state.trouble if once else state.trouble in LOUD for state, _waits in found)
    return Exit.OFFICE if ill else Exit.DONE


def _troubled(plain: dict[str, Any], words: str) -> int:
    from till.cli.answers import Exit, say_json, warn
    from till.cli.wishes import wishes_of

    warn(words)
    if wishes_of().json:
        say_json(plain)
    return Exit.OFFICE
