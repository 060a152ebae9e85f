"""`till serve-ui`: the screens in a browser, for tablets; each browser has a till program of its own."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from till.cli.options import Command

SESSIONS_MAX: Final = 4
"""Each is a program with a journal open; a browser that comes in vain reads why."""
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_OF_A_SUPERVISOR: Final = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{base}/static/css/xterm.css">
<style>
html, body {{ margin: 0; height: 100%; background: #10141a; color: #f2f4f8; touch-action: manipulation; }}
#terminal {{ width: 100vw; height: 100vh; }}
#ended {{ display: none; font: 1.2rem sans-serif; padding: 2rem; }}
body.-closed #ended {{ display: block; }}
body.-closed #terminal {{ display: none; }}
#ended a {{ color: #5fd7ff; }}
</style>
<script src="{base}/static/js/textual.js"></script>
</head>
<body>
<div id="terminal" class="textual-terminal"
    data-session-websocket-url="{socket}" data-font-size="{size}"></div>
<div id="ended">The till has ended here. <a href="{base}/">Open it again</a></div>
</body>
</html>
"""


@click.command("serve-ui", cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), default=8190, show_default=True)
@click.option("--listen", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--public-url", default="", help="Where browsers find it, behind a reverse proxy: https://…")
@click.option("--touch/--no-touch", default=True, show_default=True, help="Large keys, digits and letters.")
@click.option("--font-size", type=click.IntRange(6, 60), default=18, show_default=True, help="In pixels.")
@click.option("--port-file", type=click.Path(path_type=Path), help="A file to write the port into.")
def serve_ui(
    *, port: int, listen: str, public_url: str, touch: bool, font_size: int, port_file: Path | None
) -> int:
    """Show the screens in browsers, at 127.0.0.1 alone unless told otherwise, until stopped.

    Who opens the page signs in with a PIN as at the counter. What goes over the line is not encrypted here:
    a reverse proxy on this machine does that, and --public-url says how browsers call it. Each browser has a
    program of its own, at most four; one program owns printer and drawer, and all share one journal.
    """
    from till.cli.answers import Exit, warn
    from till.cli.configured import configuration
    from till.cli.wishes import wishes_of

    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"This needs {missing.name}: pip install 'till[web]'.") from missing
    config = configuration(wishes_of())
    given = urlsplit(public_url or "http://127.0.0.1")
    if given.scheme not in ("http", "https") or not given.hostname:
        raise click.UsageError("--public-url: expected an address like https://till.example.")
    listener = _listener(listen, port)
    bound = listener.getsockname()[1]
    url = public_url.rstrip("/") or f"http://{_in_url(listen)}:{bound}"
    for name in _OF_A_SUPERVISOR:
        os.environ.pop(name, None)  # It watches this program, not those of the browsers.
    os.environ["TILL_TOUCH"] = "1" if touch else "0"
    command = shlex.join([sys.executable, "-m", "till", "--config", str(config.path.absolute())])
    pages = Pages(Server(command, title=config.settings.store.name), url, font_size)
    if listen not in LOOPBACK:
        warn("This is open to the network, and nothing encrypts it. A reverse proxy on this machine would.")
    warn(f"The screens are at {url}/")
    if port_file is not None:
        unfinished = port_file.with_suffix(".part")
        unfinished.write_text(str(bound), encoding="utf-8")
        unfinished.rename(port_file)
    # A session that is told to end waits for its devices; longer than that it may not hold up a shutdown.
    web.run_app(pages.application(), sock=listener, print=None, access_log=None, shutdown_timeout=10.0)
    return Exit.DONE


class Pages:
    """What browsers get: one page, what it needs, and a line to a till of their own."""

    def __init__(self, server: Any, url: str, font_size: int) -> None:
        self.server = server
        self.url = url
        self.font_size = font_size
        self.sessions = 0
        parts = urlsplit(url)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.socket = f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}{parts.path}/ws"

    def application(self) -> Any:
        """Build what answers."""
        from aiohttp import web

        application = web.Application()
        application.on_response_prepare.append(self.guard)
        application.add_routes(
            [
                web.get("/", self.page),
                web.get("/ws", self.line),
                web.static("/static", self.server.statics_path),
            ]
        )
        return application

    async def guard(self, _request: Any, response: Any) -> None:
        """Let the page load nothing from elsewhere, and stand in no other page."""
        response.headers["Content-Security-Policy"] = _POLICY.format(socket=self.socket)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"

    async def page(self, _request: Any) -> Any:
        """Give the page."""
        from aiohttp import web

        text = _PAGE.format(
            title=escape(self.server.title),
            base=escape(urlsplit(self.url).path),
            socket=escape(self.socket),
            size=self.font_size,
        )
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def line(self, request: Any) -> Any:
        """Start a till for this browser, and carry what is typed and drawn; both end together."""
        from aiohttp import web

        # A browser says which page asks. Another site's page could ask a till on this machine too.
        if request.headers.get("Origin") != self.origin:
            raise web.HTTPForbidden(text=f"Only the page at {self.origin} may do this.\n")
        if self.sessions >= SESSIONS_MAX:
            raise web.HTTPServiceUnavailable(text=f"{SESSIONS_MAX} browsers are open already.\n")
        self.sessions += 1
        try:
            return await self.server.handle_websocket(request)
        finally:
            self.sessions -= 1


def _listener(listen: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    try:
        return socket.create_server((listen, port), family=family, backlog=64)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{listen}:{port} cannot be listened at: {reason}.") from error


def _in_url(listen: str) -> str:
    return f"[{listen}]" if ":" in listen else listen
