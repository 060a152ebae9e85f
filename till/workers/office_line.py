"""The line to a back office over HTTPS; what can go wrong on it ends here as a sentence."""

from __future__ import annotations

import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from till.office_tables import Peer
from till.wire.answers import (
    ANSWER_BYTES_MAX,
    Answer,
    Enrolled,
    EnrolmentWish,
    NotAnAnswer,
    Trouble,
    answer_in,
    enrolled_in,
    to_json,
)
from till.wire.batches import CONTENT_TYPE
from till.wire.errands import Errands, Outcome, errands_in, outcome_json
from till.wording.translation import _
from till.workers.line_troubles import LineTrouble as LineTrouble  # noqa: PLC0414 -- also found here
from till.workers.line_troubles import Refusal as Refusal  # noqa: PLC0414 -- also found here
from till.workers.line_troubles import Reply as Reply  # noqa: PLC0414 -- also found here
from till.workers.line_troubles import by_status, garbage, said_by
from till.workers.line_troubles import token_in as token_in  # noqa: PLC0414 -- also found here

if TYPE_CHECKING:
    import httpx

CONNECT_TIMEOUT_S: Final = 10.0
SILENCE_TIMEOUT_S: Final = 30.0
ANSWER_TIMEOUT_S: Final = 120.0
"""How long one exchange may take in all: a server that dribbles is as good as one that hangs."""
RETRY_AFTER_MAX_S: Final = 3600.0
_REFUSED_FOR_EVER: Final = (400, 406, 409, 410, 413, 415, 422)


class OfficeLine:
    """Carries batches of one register to one peer."""

    def __init__(self, peer: Peer, register_id: str, timeout_s: float = SILENCE_TIMEOUT_S) -> None:
        self._peer = peer
        self._path = f"/v1/registers/{register_id}/batches"
        self._errands = f"/v1/registers/{register_id}/errands"
        self._timeout_s = timeout_s
        self._client: httpx.Client | None = None

    def send(self, batch: bytes) -> Answer:
        """Send a batch and return what the office answers to it.

        Raises:
            LineTrouble: There was no answer that an office writes.
        """
        headers = {
            "Authorization": f"Bearer {token_in(self._peer.token_file)}",
            "Content-Type": CONTENT_TYPE,
            "Content-Encoding": "gzip",
        }
        status, body, retry_after_s = self._post(self._path, batch, headers)
        try:
            answer = answer_in(body)
        except NotAnAnswer:
            answer = None
        if answer is not None and (answer.trouble is not None or (status == 200 and answer.held is not None)):
            if answer.trouble in (Trouble.BUSY, Trouble.DISK_FULL):
                raise LineTrouble(answer.trouble.value, answer.words, retry_after_s)
            return answer
        if status == 413:
            return Answer(None, Trouble.TOO_LARGE, _("The office does not take so much at once."))
        raise by_status(self._host, status, retry_after_s)

    def enrol(self, wish: EnrolmentWish) -> Enrolled:
        """Show the one-time code and return the token for it.

        Raises:
            LineTrouble: The office refused it or could not be reached.
        """
        status, body, retry_after_s = self._post(
            "/v1/enrolments", to_json(wish), {"Content-Type": "application/json"}
        )
        try:
            if status == 200:
                return enrolled_in(body)
            refused = answer_in(body)
        except NotAnAnswer:
            raise by_status(self._host, status, retry_after_s) from None
        if refused.trouble is None:
            raise by_status(self._host, status, retry_after_s)
        raise LineTrouble(refused.trouble.value, refused.words, retry_after_s)

    def send_shape(self, shape: bytes, key: str) -> Refusal | None:
        """Send a shift in another system's form to the peer's url; the same `key` marks the same shift.

        Raises:
            LineTrouble: It was neither taken nor refused for ever.
        """
        headers = {
            "Authorization": f"Bearer {token_in(self._peer.token_file)}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        status, body, retry_after_s = self._post("", shape, headers)
        if 200 <= status < 300:
            return None
        if status in _REFUSED_FOR_EVER:
            return Refusal(said_by(status, body))
        raise by_status(self._host, status, retry_after_s)

    def ask(self, how: str, path: str, body: bytes | None = None, key: str = "") -> Reply:
        """Ask a system of another kind below the peer's url; the same `key` marks the same wish.

        Raises:
            LineTrouble: It neither did it nor refused it for ever.
        """
        headers = {**self._shown(), "Accept": "application/json"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key}
        status, answer, retry_after_s = self._exchange(how, path, body, headers)
        if 200 <= status < 300:
            return Reply(answer)
        if status in _REFUSED_FOR_EVER or (status == 404 and how == "GET"):
            return Reply(answer, Refusal(said_by(status, answer)))
        raise by_status(self._host, status, retry_after_s)

    def errands(self) -> Errands:
        """Ask what the office wants to be done next.

        Raises:
            LineTrouble: There was no answer that an office writes.
        """
        status, body, retry_after_s = self._exchange("GET", self._errands, None, self._shown())
        try:
            if status == 200:
                return errands_in(body)
        except NotAnAnswer:
            raise garbage(self._host) from None
        raise by_status(self._host, status, retry_after_s)

    def answer_errand(self, no: int, outcome: Outcome) -> None:
        """Say what became of what the office asked for.

        Raises:
            LineTrouble: The office did not hear it.
        """
        headers = {**self._shown(), "Content-Type": "application/json"}
        path = f"{self._errands}/{no}"
        status, _body, retry_after_s = self._exchange("POST", path, outcome_json(outcome), headers)
        if status != 200:
            raise by_status(self._host, status, retry_after_s)

    def _shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {token_in(self._peer.token_file)}"}

    def close(self) -> None:
        """Let go of the connection."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    @property
    def _host(self) -> str:
        return urlsplit(self._peer.url).netloc

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes, float | None]:
        return self._exchange("POST", path, body, headers)

    def _exchange(
        self, how: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, bytes, float | None]:
        import httpx

        client = self._connected()
        begun_s = time.monotonic()
        try:
            with client.stream(how, self._peer.url + path, content=body, headers=headers) as answer:
                received = b""
                for part in answer.iter_bytes():
                    received += part
                    if len(received) > ANSWER_BYTES_MAX:
                        raise garbage(self._host)
                    if time.monotonic() - begun_s > ANSWER_TIMEOUT_S:
                        raise httpx.ReadTimeout("the whole answer took too long")
                return answer.status_code, received, _retry_after(answer.headers.get("Retry-After"))
        except httpx.HTTPError as error:
            self.close()
            raise _translated(self._host, error) from error
        except (httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            self.close()
            raise garbage(self._host) from error

    def _connected(self) -> httpx.Client:
        import httpx

        if self._client is None:
            limits = httpx.Timeout(self._timeout_s, connect=min(CONNECT_TIMEOUT_S, self._timeout_s))
            self._client = httpx.Client(
                verify=_trusted(self._peer.ca_file),
                proxy=self._peer.proxy,
                timeout=limits,
                # What the environment names is for other programs; the till's proxy is in its configuration.
                trust_env=False,
                follow_redirects=False,
            )
        return self._client


def _trusted(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ssl.SSLError) as error:
        words = _("The certificates in {path} (ca_file) cannot be read.").format(path=ca_file)
        raise LineTrouble("tls", words) from error


def _retry_after(value: str | None) -> float | None:
    """Read Retry-After: seconds, or a time (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    try:
        wait_s = float(value) if value.isdecimal() else _until(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait_s, 0.0), RETRY_AFTER_MAX_S)


def _until(value: str) -> float:
    return (parsedate_to_datetime(value) - datetime.fromtimestamp(time.time(), UTC)).total_seconds()


def _translated(host: str, error: httpx.HTTPError) -> LineTrouble:
    """Turn what the client raises into a sentence."""
    import httpx

    if _is_about_certificates(error):
        words = _("The certificate of {host} is not trusted. Check its name, its date, and ca_file.")
        return LineTrouble("tls", words.format(host=host))
    kind, words = (
        "garbage",
        _("What answers at {host} is not a back office. Check the url in the configuration."),
    )
    match error:
        case httpx.ProxyError():
            kind, words = "proxy", _("The proxy did not let us through to {host}.")
        case httpx.ConnectTimeout() | httpx.ConnectError():
            kind = "unreachable"
            words = _("{host} cannot be reached. Check the network; what waits is sent when it is back.")
        case httpx.TimeoutException():
            kind, words = "hangs", _("{host} takes too long to answer.")
        case httpx.NetworkError():
            kind, words = "broken-off", _("The connection to {host} broke off.")
        case httpx.RemoteProtocolError() if "disconnect" in str(error) or "closed" in str(error):
            kind, words = "broken-off", _("{host} broke off in the middle of its answer.")
        case _:
            return garbage(host)
    return LineTrouble(kind, words.format(host=host))


def _is_about_certificates(error: BaseException | None) -> bool:
    """Look for a failed handshake among the causes."""
    for _depth in range(8):
        if error is None:
            return False
        if isinstance(error, ssl.SSLError):
            return True
        if "SSL:" in str(error) or "certificate" in str(error).lower():
            return True
        error = error.__cause__ or error.__context__
    return False
