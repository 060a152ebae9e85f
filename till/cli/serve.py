"""`till serve`: this register's own figures in the words of other systems, to programs on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from till.cli.options import Command

if TYPE_CHECKING:
    from fastapi import FastAPI

    from till.cash_register import CashRegister


TOKEN: Final = "serve.token"  # noqa: S105 -- a file's name


@click.command("serve", cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=8180, show_default=True)
@click.option("--external", is_flag=True, help="Take in other systems' receipts, in the name of --as.")
@click.option("--port-file", type=click.Path(path_type=Path), help="A file to write the port into.")
def serve(*, port: int, external: bool, port_file: Path | None) -> int:
    """Answer as Toast, Shopify, SushiGo and Onslip do, on 127.0.0.1 alone, until stopped.

    It is for somebody who may see what is expected (--as, --approved-by). Programs show the token in
    serve.token, in the data folder, which only its owner can read. Nothing can be changed through it; with
    --external, what another system did on this counter can be added.
    """
    from till.cli.answers import Exit, warn
    from till.cli.counter import at_counter
    from till.domain.errors import NeedsApproval

    try:
        import uvicorn
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"This needs {missing.name}: pip install 'till[office]'.") from missing
    with at_counter() as counter:
        act = counter.begin()
        if not counter.sees(act):
            raise NeedsApproval()
        register, config = counter.register, counter.config
        counter.hands.close()
        token = _token(config.data / TOKEN)
        app = own_application(register, token, by=act.by if external else None)
        listener = _listener(port)
        bound = listener.getsockname()[1]
        if port_file is not None:
            unfinished = port_file.with_suffix(".part")
            unfinished.write_text(str(bound), encoding="utf-8")
            unfinished.rename(port_file)
        warn(
            f"The register answers at http://127.0.0.1:{bound}/, with the token in {config.data}/serve.token"
        )
        settings = uvicorn.Config(
            app, log_level="warning", access_log=False, timeout_graceful_shutdown=5, server_header=False
        )
        uvicorn.Server(settings).run([listener])
        return Exit.DONE


def own_application(register: CashRegister, token: str, *, by: int | None = None) -> FastAPI:
    """Build what answers from one register's journal; employee number `by` takes in external records."""
    import hmac

    from fastapi import FastAPI

    from till import __version__
    from till.cli.own_orders import OwnOrders
    from till.interfaces.app import add_interfaces
    from till.interfaces.door import Grant, Right, Served
    from till.own_books import OwnBooks

    def grant_of(shown: str) -> Grant | None:
        right = hmac.compare_digest(shown.encode(), token.encode())
        return Grant("this machine", frozenset(Right)) if right else None

    books = OwnBooks(register, register.read.acknowledged_by_all)
    orders = None if by is None else OwnOrders(register, by)
    app = FastAPI(title="till", version=__version__, docs_url=None, redoc_url=None)
    add_interfaces(app, Served(books, grant_of, register.clock, orders))
    return app


def _token(path: Path) -> str:
    """Give the token in the file, made if there is none."""
    import secrets

    from till.cli.token_file import write_token
    from till.workers.office_line import LineTrouble, token_in

    if not path.exists():
        write_token(path, secrets.token_urlsafe(32))
    try:
        return token_in(path)
    except LineTrouble as trouble:
        raise click.UsageError(str(trouble)) from trouble


def _listener(port: int) -> Any:
    import socket

    try:
        return socket.create_server(("127.0.0.1", port), backlog=64)
    except OSError as error:
        raise click.UsageError(f"127.0.0.1:{port} cannot be listened at: {error.strerror}.") from error
