"""Whatever is sent to the paths that the server describes itself, it answers and does not fail."""

from __future__ import annotations

import gzip
import random
import string
from typing import Any

from tests.backoffice.registers import Sender
from tests.backoffice.test_server import Web, signed_in
from till.backoffice.office import Office
from till.backoffice.signing_in import OfficeRole

TRIES = 150
ODD = [
    "",
    "\x00",
    "0",
    "-1",
    "9" * 40,
    "é",
    "%00",
    "..",
    "' OR 1=1 --",
    "{}",
    "null",
    "\ud7ff",
    "2026-03-02T12:00:00Z",
]
BODIES = [b"", b"{}", b"[]", b"null", b'"\\u0000"', b"\x1f\x8b", gzip.compress(b"[" * 5000), b"\xff" * 100]


def test_no_request_makes_the_server_fail(sender: Sender, office: Office, dice: random.Random) -> None:
    web = Web(office)
    described = web.get("/openapi.json").json()["paths"]
    owner = signed_in(web, office, OfficeRole.OWNER)
    tokens: list[Any] = [
        owner,
        {"Authorization": f"Bearer {sender.token}"},
        {"Authorization": b"Bearer \xff"},
        {},
    ]
    asked = [(path, how) for path, ways in described.items() for how in ways]
    for _ in range(TRIES):
        path, how = dice.choice(asked)
        answered = web.ask(how.upper(), filled(path, dice, sender), **wish(path, dice, sender, tokens))
        assert answered.status_code < 500, (how, path, answered.text)
        assert sender.token not in answered.text


def filled(path: str, dice: random.Random, sender: Sender) -> str:
    for name in ("{register}", "{z_no}"):
        odd = dice.choice([*ODD, sender.id, "".join(dice.choices(string.printable, k=6))])
        safe = "".join(f"%{byte:02x}" for byte in odd.encode())
        path = path.replace(name, safe or "x")
    return path


def wish(path: str, dice: random.Random, sender: Sender, tokens: list[Any]) -> dict[str, Any]:
    more: dict[str, Any] = {"headers": dice.choice(tokens)}
    if dice.random() < 0.5:
        body = dice.choice([*BODIES, sender.batch(0, 3), dice.randbytes(50)])
        cut = dice.randrange(len(body) + 1)
        more["content"] = dice.choice([body, body[:cut], body[:cut] + dice.randbytes(3) + body[cut:]])
    if "shifts" in path:
        more["params"] = {dice.choice(["register", "before", "other"]): dice.choice(ODD)}
    return more
