"""Whatever stands at the other end of the line, it is a sentence, and never believed."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.certificates import certificate
from tests.sync.far_end import Behaviour, far_end, hangs, hangs_up, says, says_bytes
from till.domain.state import Head
from till.office_tables import Peer
from till.wire.answers import Answer, Trouble, to_json
from till.workers.office_line import LineTrouble, OfficeLine

HELD = to_json(Answer(Head(7, "ab" * 32)))


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "office.token"
    path.touch(mode=0o600)
    path.write_text("secret\n")
    return path


def line_to(url: str, token: Path, ca_file: Path | None = None, proxy: str | None = None) -> OfficeLine:
    return OfficeLine(Peer("office", url, token, ca_file, proxy), "register", timeout_s=0.5)


def trouble_with(line: OfficeLine) -> LineTrouble:
    with pytest.raises(LineTrouble, match=r"[.)]$|CODE$|chmod 600") as raised:
        line.send(b"batch")
    line.close()
    assert "secret" not in str(raised.value)
    return raised.value


FAULTS: dict[str, tuple[Behaviour, str]] = {
    "hangs": (hangs, "hangs"),
    "hangs up": (hangs_up, "broken-off"),
    "garbage": (says_bytes(b"\x00\x01\x02 SSH-2.0\r\n\r\n"), "garbage"),
    "a web page": (says("200 OK", b"<html>Welcome</html>"), "garbage"),
    "an empty answer": (says("200 OK", b"{}"), "garbage"),
    "an endless answer": (says("200 OK", b" " * 100_000), "garbage"),
    "dies in mid-answer": (
        says_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + HELD),
        "broken-off",
    ),
    "redirect": (says("302 Found", b"", "Location: http://127.0.0.1:1/"), "redirect"),
    "401": (says("401 Unauthorized"), "unknown-token"),
    "404": (says("404 Not Found"), "garbage"),
    "400": (says("400 Bad Request"), "refused"),
    "429": (says("429 Too Many Requests", b"", "Retry-After: 77"), "busy"),
    "500": (says("500 Internal Server Error", b"<html>"), "server"),
    "502": (says("502 Bad Gateway"), "server"),
    "the office is full": (
        says("507 Insufficient Storage", to_json(Answer(None, Trouble.DISK_FULL, "The disk is full."))),
        "disk-full",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_a_sentence(fault: str, token: Path) -> None:
    behave, kind = FAULTS[fault]
    with far_end(behave) as port:
        assert trouble_with(line_to(f"http://127.0.0.1:{port}", token)).kind == kind


def test_an_office_that_refuses_connections_is_named(token: Path) -> None:
    with far_end(hangs_up) as port:
        pass
    trouble = trouble_with(line_to(f"http://127.0.0.1:{port}", token))
    assert trouble.kind == "unreachable"
    assert f"127.0.0.1:{port} cannot be reached" in str(trouble)


@pytest.mark.parametrize(
    ("header", "expected_s"),
    [("77", 77.0), ("999999", 3600.0), ("soon", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)],
)
def test_how_long_to_wait_is_taken_from_the_office(
    token: Path, header: str, expected_s: float | None
) -> None:
    with far_end(says("503 Service Unavailable", b"", f"Retry-After: {header}")) as port:
        assert trouble_with(line_to(f"http://127.0.0.1:{port}", token)).retry_after_s == expected_s


def test_what_the_office_says_is_returned(token: Path) -> None:
    with far_end(says("200 OK", HELD)) as port:
        line = line_to(f"http://127.0.0.1:{port}", token)
        assert line.send(b"batch") == Answer(Head(7, "ab" * 32))
        line.close()
    fork = Answer(Head(7, "ab" * 32), Trouble.FORK, "Another record.")
    with far_end(says("409 Conflict", to_json(fork))) as port:
        line = line_to(f"http://127.0.0.1:{port}", token)
        assert line.send(b"batch") == fork
        line.close()
    with far_end(says("413 Payload Too Large", b"<html>nginx")) as port:
        line = line_to(f"http://127.0.0.1:{port}", token)
        assert line.send(b"batch").trouble is Trouble.TOO_LARGE
        line.close()


def server_side(folder: Path, host: str = "127.0.0.1", days: int = 1) -> tuple[ssl.SSLContext, Path]:
    cert_file, key_file = certificate(folder, host, days)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(cert_file, key_file)
    return tls, cert_file


def test_a_private_authority_is_trusted_when_it_is_configured(tmp_path: Path, token: Path) -> None:
    tls, ca_file = server_side(tmp_path)
    with far_end(says("200 OK", HELD), tls) as port:
        line = line_to(f"https://127.0.0.1:{port}", token, ca_file)
        assert line.send(b"batch").held == Head(7, "ab" * 32)
        line.close()


WRONG: dict[str, Callable[[Path], tuple[ssl.SSLContext, Path | None]]] = {
    "an authority nobody knows": lambda folder: (server_side(folder)[0], None),
    "another host's certificate": lambda folder: server_side(folder, "127.0.0.9"),
    "an old certificate": lambda folder: server_side(folder, days=-1),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_certificate_that_is_not_trusted_sends_nothing(tmp_path: Path, token: Path, wrong: str) -> None:
    tls, ca_file = WRONG[wrong](tmp_path)
    with far_end(says("200 OK", HELD), tls) as port:
        assert trouble_with(line_to(f"https://127.0.0.1:{port}", token, ca_file)).kind == "tls"


def test_what_speaks_no_tls_is_not_spoken_to(token: Path) -> None:
    with far_end(lambda line: line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        assert trouble_with(line_to(f"https://127.0.0.1:{port}", token)).kind == "tls"


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path, token: Path) -> None:
    trouble = trouble_with(line_to("https://127.0.0.1:9", token, tmp_path / "none.pem"))
    assert "none.pem" in str(trouble)


def test_a_proxy_is_asked_for_the_way(token: Path) -> None:
    with far_end(says("200 OK", HELD)) as port:
        line = line_to("http://127.0.0.1:9", token, proxy=f"http://127.0.0.1:{port}")
        assert line.send(b"batch").held == Head(7, "ab" * 32)
        line.close()
    with far_end(says("403 Forbidden")) as port:
        line = line_to("https://office.example", token, proxy=f"http://127.0.0.1:{port}")
        assert trouble_with(line).kind == "proxy"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606])
def test_a_token_that_others_can_read_is_not_shown_to_anybody(token: Path, mode: int) -> None:
    token.chmod(mode)
    trouble = trouble_with(line_to("http://127.0.0.1:9", token))
    assert str(trouble).endswith(f"chmod 600 {token}")


def test_a_token_that_is_missing_or_none_is_a_sentence(token: Path) -> None:
    for content in (b"", b"\n", b"two words", b"\xff\xfe"):
        token.write_bytes(content)
        assert trouble_with(line_to("http://127.0.0.1:9", token)).kind == "token"
    token.unlink()
    assert "till sync enrol" in str(trouble_with(line_to("http://127.0.0.1:9", token)))
