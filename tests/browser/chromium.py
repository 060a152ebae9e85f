"""Chromium without a screen, told what to do over its DevTools pipe: a keyboard, a mouse, and a camera."""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = "/usr/bin/chromium"
TIMEOUT_S = 60.0
WINDOW = "1100,1400"


@contextmanager
def browser(folder: Path, *, scripts: bool) -> Iterator[Page]:
    """Run Chromium with one empty page."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    # The pipe is file descriptors 3 and 4 by Chromium's contract.
    placed = (
        "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); "
        "os.execv(sys.argv[3], sys.argv[3:])"
    )
    theirs_in, theirs_out = _above(theirs_in), _above(theirs_out)
    command = [sys.executable, "-c", placed, str(theirs_in), str(theirs_out), PROGRAM]
    options = [
        "--headless",
        "--remote-debugging-pipe",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder}",
    ]
    options += [f"--window-size={WINDOW}", "--no-first-run", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # It refuses to start as root with it; the page is our own.
    with (folder / "errors").open("wb") as errors:
        program = subprocess.Popen(
            [*command, *options, "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stderr=errors,
            stdout=errors,
        )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(ours_out, ours_in, scripts=scripts)
    finally:
        os.close(ours_out)
        os.close(ours_in)
        program.kill()
        program.wait(TIMEOUT_S)


def _above(descriptor: int) -> int:
    """Move a descriptor away from the numbers that are given to something else."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


class Page:
    """One page of the browser, as a person with a keyboard and a mouse has it."""

    def __init__(self, out: int, back: int, *, scripts: bool) -> None:
        self._out, self._back = out, back
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session: str | None = None
        self.complaints: list[str] = []
        pages = self._until(self._pages)
        self._session = self._ask("Target.attachToTarget", targetId=pages[0], flatten=True)["sessionId"]
        for domain in ("Page", "DOM", "Log", "Network"):
            self._ask(f"{domain}.enable")
        self._ask("Emulation.setScriptExecutionDisabled", value=not scripts)

    def go(self, url: str) -> None:
        """Open an address."""
        assert "errorText" not in self._ask("Page.navigate", url=url)

    def type(self, field: str, text: str) -> None:
        """Type into the field that a selector names."""
        self._ask("DOM.focus", nodeId=self._until(lambda: self._node(field)))
        self._ask("Input.insertText", text=text)

    def enter(self) -> None:
        """Press Enter."""
        for kind in ("keyDown", "keyUp"):
            key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            self._ask("Input.dispatchKeyEvent", type=kind, **key)

    def click(self, selector: str) -> None:
        """Click in the middle of the first that a selector names."""
        left, top, right, _top, _right, bottom, *_ = self.box(selector)
        where = {"x": (left + right) / 2, "y": (top + bottom) / 2, "button": "left", "clickCount": 1}
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, **where)

    def box(self, selector: str) -> list[float]:
        """Give the corners of the first that a selector names, as it is laid out (x and y, clockwise)."""
        node = self._until(lambda: self._node(selector))
        self._ask("DOM.scrollIntoViewIfNeeded", nodeId=node)
        corners: list[float] = self._ask("DOM.getBoxModel", nodeId=node)["model"]["border"]
        return corners

    def count(self, selector: str) -> int:
        """Say how many there are."""
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        return len(self._ask("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])

    def wait_for(self, words: str) -> str:
        """Wait until the page says this; give what it says in all."""

        def said() -> str:
            root = self._ask("DOM.getDocument")["root"]["nodeId"]
            text: str = self._ask("DOM.getOuterHTML", nodeId=root)["outerHTML"]
            return text if words in text else ""

        return str(self._until(said))

    def picture(self, path: Path) -> None:
        """Take a picture of the whole page."""
        taken = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(taken["data"]))

    def _pages(self) -> list[str]:
        known = self._ask("Target.getTargets")["targetInfos"]
        return [each["targetId"] for each in known if each["type"] == "page"]

    def _node(self, selector: str) -> int:
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        return int(self._ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])

    def _until(self, asked: Callable[[], Any]) -> Any:
        """Ask until there is an answer: a page takes its time."""
        deadline = time.monotonic() + TIMEOUT_S
        while not (answer := self._tried(asked)):
            assert time.monotonic() < deadline, "the page never came"
            time.sleep(0.05)
        return answer

    def _tried(self, asked: Callable[[], Any]) -> Any:
        try:
            return asked()
        except Gone:
            return None

    def _ask(self, method: str, **values: Any) -> Any:
        number = next(self._numbers)
        wish = {"id": number, "method": method, "params": values}
        if self._session is not None:
            wish["sessionId"] = self._session
        os.write(self._out, json.dumps(wish).encode() + b"\0")
        deadline = time.monotonic() + TIMEOUT_S
        while True:
            said = self._read(deadline)
            if said.get("method") == "Log.entryAdded":
                self.complaints.append(str(said["params"]["entry"]["text"]))
            if said.get("id") == number:
                if "error" in said:
                    raise Gone(f"{method}: {said['error']['message']}")
                return said["result"]

    def _read(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            readable, _, _ = select.select([self._back], [], [], max(0.0, deadline - time.monotonic()))
            assert readable, "the browser does not answer"
            part = os.read(self._back, 1 << 20)
            assert part, "the browser ended"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        said: dict[str, Any] = json.loads(message)
        return said


class Gone(Exception):
    """What was asked about is not on the page, or not any more."""
