"""Other people's systems on a port of this machine: a journal like Onslip's, cash sessions like SushiGo's."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, Any]


@dataclass
class System(ABC):
    """What a system was told; `refused` answers by how often, `lost` answers that never leave it."""

    token: str = "secret"
    asked: list[tuple[str, str]] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Reply | None] = field(default_factory=list)
    lost: int = 0

    @abstractmethod
    def answer(self, how: str, path: str, query: dict[str, list[str]], body: Any) -> Reply:
        """Give the status and what is said."""


@dataclass
class Onslip(System):
    """Keeps records in the order in which they come, under the number they were sent with."""

    def answer(self, how: str, path: str, query: dict[str, list[str]], body: Any) -> Reply:
        if how == "POST" and path == "/~shop/journal/1/":
            self.kept.append(body)
            return 200, body
        found = [each for each in self.kept if path == f"/~shop/journal/1/{each['id']}"]
        return (200, found[0]) if how == "GET" and found else (404, {})


@dataclass
class Sushigo(System):
    """One session a register and date, as its document says."""

    def answer(self, how: str, path: str, query: dict[str, list[str]], body: Any) -> Reply:
        base = "/api/v1/cash-sessions"
        if path == base and how == "GET":
            date, register = query["date"][0], int(query["cash_register_id"][0])
            wanted = (date, register)
            return 200, {
                "data": [
                    each for each in self.kept if (each["operating_date"], each["cash_register_id"]) == wanted
                ]
            }
        if path == base and how == "POST":
            return self._create(body)
        session = next((each for each in self.kept if path.startswith(f"{base}/{each['id']}")), None)
        if session is None:
            return 404, {"message": "There is none."}
        if session["status"] == "POSTED":
            return 403, {"message": "Cannot update posted session"}
        if how == "PUT":
            session["meta"] = {**session["meta"], **body["meta"]}
        if how == "POST" and path.endswith("/post"):
            session["status"] = "POSTED"
        return 200, {"message": "", "data": session}

    def _create(self, body: Any) -> Reply:
        wanted = (body["operating_date"], body["cash_register_id"])
        if any(_where(each) == wanted for each in self.kept):
            return 422, {"message": "A session already exists for this register on this date"}
        session = {**body, "id": len(self.kept) + 1, "status": "DRAFT"}
        self.kept.append(session)
        return 201, {"message": "", "data": session}


def _where(session: dict[str, Any]) -> tuple[str, int]:
    return session["operating_date"], session["cash_register_id"]


@contextmanager
def served(system: System) -> Iterator[str]:
    """Let a system listen; give its address."""

    class Asked(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            content = self.rfile.read(length)
            system.asked.append((self.command, parts.path))
            status, said = 401, {"message": "Unauthenticated."}
            if self.headers["Authorization"] == f"Bearer {system.token}":
                refusal = system.refused.pop(0) if system.refused and self.command == "POST" else None
                body = json.loads(content) if content else None
                status, said = refusal or system.answer(self.command, parts.path, parse_qs(parts.query), body)
            if system.lost and self.command == "POST":
                system.lost -= 1
                self.close_connection = True
                return
            written = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        do_GET = do_POST = do_PUT = _any  # noqa: N815 -- the library's names

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 -- the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(20)
