"""`till metrics`: how the register is, as numbers for who watches many; no money, no names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import click

from till.cli.options import Command
from till.faults import BadConfiguration, JournalBroken, NotRecorded

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
ANSWER_TIMEOUT_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Metric:
    """One number; `label` is a name and a value, where there is one for each of several things."""

    name: str
    meaning: str
    value: float
    label: tuple[str, str] | None = None


def measured(config: Config, register: CashRegister) -> Iterator[Metric]:
    """Measure the register without touching a device; what is not known is left out."""
    from till.cli.condition import backup_age, disk_health, free_bytes
    from till.cli.queue import offices
    from till.domain.clock import milliseconds_between

    register.refresh()
    state, now = register.state, register.clock()
    slips = [job for job in register.read.open_jobs() if job.document is not None]
    in_doubt = sum(job.status == "unknown" for job in slips)
    yield Metric("till_journal_records", "Records in the journal.", state.head.records)
    yield Metric("till_shifts_open", "Shifts that are open.", len(state.shifts))
    yield Metric("till_slips_waiting", "Slips that wait for the printer.", len(slips) - in_doubt)
    yield Metric("till_slips_in_doubt", "Slips of which nobody said whether they printed.", in_doubt)
    if (free := free_bytes(config.data)) is not None:
        yield Metric("till_disk_free_bytes", "Room on the disk of the journal.", free)
    health = disk_health(config.data)
    yield Metric("till_disk_well", "1 where neither file system nor disk tell of errors.", health.well)
    newest = backup_age(config, now)
    if newest.configured and newest.age_s is not None:
        yield Metric("till_backup_age_seconds", "Age of the newest backup.", newest.age_s)
    found = offices(register, [peer.name for peer in config.peers])
    for peer, waits in found:
        yield Metric(
            "till_queue_records", "Records a peer has not acknowledged.", waits.records, ("peer", peer.name)
        )
    for peer, waits in found:
        age_ms = 0 if waits.since is None else max(0, milliseconds_between(waits.since, now))
        yield Metric(
            "till_queue_age_seconds", "How long the oldest of them waits.", age_ms / 1000, ("peer", peer.name)
        )
    for peer, _waits in found:
        yield Metric(
            "till_queue_well", "1 where a peer has no trouble.", peer.trouble is None, ("peer", peer.name)
        )


def as_text(metrics: Iterator[Metric]) -> str:
    """Write metrics as Prometheus reads them; peers' names are small letters and digits."""
    lines, last = [], ""
    for each in metrics:
        if each.name != last:
            lines += [f"# HELP {each.name} {each.meaning}", f"# TYPE {each.name} gauge"]
            last = each.name
        label = "" if each.label is None else f'{{{each.label[0]}="{each.label[1]}"}}'
        lines.append(f"{each.name}{label} {float(each.value):.15g}")
    return "\n".join(lines) + "\n"


def server(port: int, text: Callable[[], str]) -> ThreadingHTTPServer:
    """Make a server on this machine alone that answers GET /metrics; port 0 takes a free one."""

    def answered(asking: BaseHTTPRequestHandler) -> None:
        if asking.path != "/metrics":
            asking.send_error(404)
            return
        try:
            body = text().encode()
        except (BadConfiguration, JournalBroken, NotRecorded):
            asking.send_error(503)
            return
        asking.send_response(200)
        asking.send_header("Content-Type", CONTENT_TYPE)
        asking.send_header("Content-Length", str(len(body)))
        asking.end_headers()
        asking.wfile.write(body)

    # The framework's names: what GET does, that no request is written down, how long a slow asker may take.
    ways = {"do_GET": answered, "log_message": lambda *_: None, "timeout": ANSWER_TIMEOUT_S}
    return ThreadingHTTPServer(("127.0.0.1", port), type("Answering", (BaseHTTPRequestHandler,), ways))


@click.command("metrics", cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), help="Answer at http://127.0.0.1:PORT/metrics.")
def metrics(port: int | None) -> int:
    """Say as numbers how journal, slips, disk, backup and queue are; with --port, to Prometheus."""
    from till.cli.answers import Exit, answer, warn
    from till.cli.configured import configuration, open_configured
    from till.store.guard import in_sentences

    config = configuration()

    def text() -> str:
        # Opened for each question: another thread asks, and a till that is down must not be told as up.
        register = open_configured(config)
        try:
            with in_sentences():
                return as_text(measured(config, register))
        finally:
            register.close()

    if port is None:
        said = text()
        values = [line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#")]
        answer({name: float(value) for name, value in values}, said.rstrip("\n"))
        return Exit.DONE
    try:
        with server(port, text) as serving:
            warn(f"http://127.0.0.1:{serving.server_port}/metrics answers. Ctrl+C ends it.")
            serving.serve_forever()
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be listened at: {error.strerror}.") from error
    return Exit.DONE
