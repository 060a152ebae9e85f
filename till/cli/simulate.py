"""`till simulate …`: devices made of Python, as programs of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from till.cli.options import Group


@click.group(cls=Group)
def simulate() -> None:
    """Be a device, for trying the till without one."""


@simulate.command("printer")
@click.option("--tcp", metavar="HOST:PORT", help="Where to listen; port 0 takes a free one.")
@click.option("--pty", metavar="LINK", help="The name of a serial line to be at, instead.")
@click.option(
    "--control", default="127.0.0.1:0", metavar="HOST:PORT", help="For faults and questions, in JSON."
)
@click.option("--port-file", type=click.Path(path_type=Path), help="Write there, too, where it listens.")
@click.option(
    "--columns", type=click.IntRange(24, 64), default=42, show_default=True, help="Width of the paper."
)
def printer(tcp: str | None, pty: str | None, control: str, port_file: Path | None, columns: int) -> None:
    """Be a receipt printer with a cash drawer, until interrupted; says first where it is."""
    from hardware.addresses import split_host_port
    from till.cli.answers import answer

    def ready(ports: dict[str, Any]) -> None:
        if port_file is not None:
            _write(port_file, ports)
        answer(ports, f"A printer is at {ports['address']}, its faults at {ports['control']}.")

    try:
        faults = split_host_port(control, "--control")
        if pty is not None and tcp is None:
            from hardware.simulators.pty import serve_pty

            serve_pty(Path(pty), *faults, ready, columns=columns)
        elif tcp is not None and pty is None:
            from hardware.simulators.tcp import serve_tcp

            serve_tcp(*split_host_port(tcp, "--tcp"), *faults, ready, columns=columns)
        else:
            raise click.UsageError("Say where the printer shall be: --tcp HOST:PORT or --pty LINK.")
    except (ValueError, OSError) as error:
        raise click.UsageError(f"{pty or tcp}: {error}") from error


def _write(port_file: Path, ports: dict[str, Any]) -> None:
    """Write where it listens; who waits for the file never sees half of it."""
    import json

    unfinished = port_file.with_name(f"{port_file.name}.part")
    unfinished.write_text(json.dumps(ports) + "\n", encoding="utf-8")
    unfinished.replace(port_file)
