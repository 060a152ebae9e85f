"""`till serve-ui`: a browser gets a till of its own, and nobody else's page does."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import aiohttp
import pytest

from tests.cli.shop import ANA, PINS, Shop
from tests.terminal.screen import Screen

TIMEOUT_S = 60.0


@dataclass
class Served:
    """The program that serves, and where."""

    program: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def served(shop: Shop) -> Iterator[Served]:
    ports = shop.folder / "port"
    words = ["--config", str(shop.config), "serve-ui", "--port", "0", "--port-file", str(ports)]
    program = subprocess.Popen([sys.executable, "-m", "till", *words], stderr=subprocess.DEVNULL)
    try:
        deadline = monotonic() + TIMEOUT_S
        while not ports.exists():
            assert program.poll() is None
            assert monotonic() < deadline, "it did not start"
            sleep(0.02)
        yield Served(program, int(ports.read_text()))
    finally:
        program.kill()
        program.wait(TIMEOUT_S)


async def until(line: aiohttp.ClientWebSocketResponse, screen: Screen, words: str) -> None:
    """Draw what comes until `words` are on the screen."""
    async with asyncio.timeout(TIMEOUT_S):
        while words not in screen.text:
            message = await line.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (message, screen.text)
            if message.type == aiohttp.WSMsgType.BINARY:
                screen.feed(message.data.decode(errors="replace"))


async def test_a_browser_gets_the_screens_signs_in_and_ends_its_till_by_leaving(
    served: Served, shop: Shop
) -> None:
    async with aiohttp.ClientSession() as browser:
        async with browser.get(served.url) as page:
            assert f"ws://127.0.0.1:{served.port}/ws" in await page.text()
            assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        async with browser.get(f"{served.url}/static/js/textual.js") as script:
            assert script.status == 200
        screen = Screen(100, 31)
        where = f"{served.url}/ws?width=100&height=31"
        async with browser.ws_connect(where, headers={"Origin": served.url}) as line:
            await line.send_str(json.dumps(["resize", {"width": 100, "height": 31}]))
            await until(line, screen, "No printer is configured")
            assert "Ana" in screen.text
            assert "Enter" in screen.text
            for typed in ("1", *PINS[ANA], "\r"):
                await line.send_str(json.dumps(["stdin", typed]))
            await until(line, screen, "Open shift")
    deadline = monotonic() + TIMEOUT_S
    while "program-stopped" not in kinds(shop):
        assert monotonic() < deadline, "its till goes on without a browser"
        await asyncio.sleep(0.1)
    assert "signed-in" in kinds(shop)
    served.program.send_signal(signal.SIGTERM)
    assert served.program.wait(TIMEOUT_S) == 0


def kinds(shop: Shop) -> list[str]:
    return [record["kind"] for record in shop.say(ANA, "journal", "list").plain["records"]]


async def test_a_page_of_another_site_gets_no_till(served: Served) -> None:
    async with aiohttp.ClientSession() as browser:
        for origin in ({"Origin": "https://elsewhere.example"}, {}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await browser.ws_connect(f"{served.url}/ws", headers=origin)
            assert refused.value.status == 403


def test_where_the_packages_are_missing_it_says_what_to_install(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    refused = shop.ask("serve-ui")
    assert refused.code == 2
    assert "pip install 'till[web]'" in refused.errors


def test_an_address_that_is_none_is_refused(shop: Shop, tmp_path: Path) -> None:
    refused = shop.ask("serve-ui", "--port", "0", "--public-url", "till.example")
    assert refused.code == 2
    assert "https://till.example" in refused.errors
