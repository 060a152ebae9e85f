"""What may come back on a line that was not hoped for, as sentences; and the token that is shown on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from till.wording.translation import _

SHOWN_BYTES_MAX: Final = 300
"""So much of a refusal is kept (bytes)."""


class LineTrouble(Exception):
    """The office could not be reached, or what answered was none; the text is a sentence with a remedy."""

    def __init__(self, kind: str, words: str, retry_after_s: float | None = None) -> None:
        super().__init__(words)
        self.kind = kind
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a system answered that will never take what was sent."""

    words: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system answered, and its refusal if it is one."""

    body: bytes
    refusal: Refusal | None = None


def said_by(status: int, body: bytes) -> str:
    """Give a refusal in one line; it is shown on terminals, which would obey what is not text."""
    text = body[:SHOWN_BYTES_MAX].decode(errors="replace")
    said = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return f"{status}: {said}" if said else str(status)


def token_in(path: Path) -> str:
    """Read a token that nobody else can read.

    Raises:
        LineTrouble: It is missing, unreadable, or open to others.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise LineTrouble(
                "token", _("{path} can be read by others. Run: chmod 600 {path}").format(path=path)
            )
        token = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        words = _("There is no token {path}. Enrol the register: till sync enrol CODE").format(path=path)
        raise LineTrouble("token", words) from None
    except (OSError, UnicodeDecodeError):
        words = _("The token {path} cannot be read. Enrol the register again.").format(path=path)
        raise LineTrouble("token", words) from None
    if not token or not token.isprintable() or " " in token:
        words = _("The token {path} cannot be read. Enrol the register again.").format(path=path)
        raise LineTrouble("token", words)
    return token


def garbage(host: str) -> LineTrouble:
    """Say that what answers is not what was looked for."""
    words = _("What answers at {host} is not a back office. Check the url in the configuration.")
    return LineTrouble("garbage", words.format(host=host))


def by_status(host: str, status: int, retry_after_s: float | None) -> LineTrouble:
    """Say what a status means that came without an office's answer."""
    kind, words = "refused", _("{host} refused what was sent ({status}).")
    if status == 200:
        return garbage(host)
    if 300 <= status < 400:
        kind, words = (
            "redirect",
            _("{host} sends us elsewhere ({status}). Put the right url there."),
        )
    elif status in (401, 403):
        kind, words = "unknown-token", _("{host} does not know this register ({status}). Enrol it again.")
    elif status == 404:
        return garbage(host)
    elif status == 429:
        kind, words = "busy", _("{host} is asked too often ({status}). It is tried again later.")
    elif status >= 500:
        kind, words = "server", _("{host} has a trouble of its own ({status}). It is tried again later.")
    return LineTrouble(kind, words.format(host=host, status=status), retry_after_s)
