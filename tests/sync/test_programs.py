"""The register and the office as they are used: programs, files, a line between them."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.shop import Shop, call
from tests.sync.certificates import certificate
from tests.sync.office_program import OfficeProgram
from till.backoffice.receiving import PROVEN_AT_ONCE
from till.cash_register import CashRegister
from till.config import load_config
from till.domain.commands import TakeX
from till.news import News, OfficeNews
from till.workers.sync_beside import SyncBeside


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeProgram]:
    made = OfficeProgram(tmp_path)
    yield made
    made.kill()


@pytest.fixture
def shop(tmp_path: Path, office: OfficeProgram) -> Shop:
    """A shop that sends its journal to the office, and has a token for it."""
    made = Shop(tmp_path, None)
    send_to(made, office.url)
    code = office.ask("enrol", "REG-001").plain["code"]
    assert made.ask("sync", "enrol", code.lower()).plain["held"] == 0
    return made


def send_to(shop: Shop, url: str, more: str = "") -> None:
    text = shop.config.read_text().partition("\n[office]")[0]
    shop.config.write_text(f'{text}\n[office]\nurl = "{url}"\n{more}')


def exported(shop: Shop, office: OfficeProgram) -> tuple[bytes, bytes]:
    """Give the journal as the register exports it, and as the office does."""
    ours, theirs = shop.folder / "ours", shop.folder / "theirs"
    # The export is itself an entry, which is not in it.
    assert shop.say("Ana", "journal", "export", str(ours)).code == 0
    assert office.ask("export", "REG-001", str(theirs)).code == 0
    return ours.read_bytes(), theirs.read_bytes()


def test_the_journal_is_at_the_office_byte_for_byte(shop: Shop, office: OfficeProgram) -> None:
    assert shop.open().code == 0
    sent = shop.ask("sync", "once")
    assert sent.code == 0, sent.errors
    assert sent.plain["peers"][0]["waiting"] == 0
    ours, theirs = exported(shop, office)
    assert ours.startswith(theirs)
    assert len(theirs) > 1000
    assert (shop.folder / "office.token").stat().st_mode & 0o777 == 0o600
    (known,) = office.ask("registers").plain["registers"]
    assert (known["name"], known["behind"]) == ("REG-001", 0)


def test_a_long_batch_is_proven_beside_the_server(shop: Shop, office: OfficeProgram) -> None:
    assert shop.open().code == 0
    config = load_config(shop.config)
    with closing(CashRegister.open(config.data, config.settings.timezone)) as register:
        for _ in range(PROVEN_AT_ONCE + 1):
            register.handle(TakeX(register.act(1)))
    assert shop.ask("sync", "once").code == 0
    deadline = monotonic() + 60
    while office.ask("registers").plain["registers"][0]["unproven"]:
        assert monotonic() < deadline, "nobody proved what arrived"
        sleep(0.1)


def test_what_waits_is_told_everywhere(shop: Shop, office: OfficeProgram) -> None:
    assert shop.ask("sync", "once").code == 0
    office.kill()
    assert shop.open().code == 0
    failed = shop.ask("sync", "once")
    assert failed.code == 6
    (peer,) = failed.plain["peers"]
    assert peer["waiting"] > 0
    assert peer["oldest"] is not None
    assert peer["trouble"]["kind"] == "unreachable"
    assert shop.ask("sync", "status").code == 0
    assert shop.ask("status").plain["queue"] == [peer]
    checks = {each["name"]: each for each in shop.ask("doctor").plain["checks"]}
    assert not checks["queue"]["ok"]
    assert "cannot be reached" in checks["queue"]["words"]
    said = call("--config", str(shop.config), "status").text
    assert "waiting" in said
    assert "cannot be reached" in said
    office.start()
    assert shop.ask("sync", "once").plain["peers"][0]["trouble"] is None


def test_the_background_program_sends_what_others_record(shop: Shop, office: OfficeProgram) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "till", "--config", str(shop.config), "sync", "run"],
        stderr=subprocess.DEVNULL,
    )
    try:
        assert shop.open().code == 0
        deadline = monotonic() + 60
        while shop.ask("sync", "status").plain["peers"][0]["waiting"]:
            assert monotonic() < deadline
            sleep(0.1)
        assert "Another program" in shop.ask("sync", "once").errors
        ours, theirs = exported(shop, office)
        assert ours.startswith(theirs)
    finally:
        program.send_signal(signal.SIGTERM)
        assert program.wait(20) == 0


def test_while_the_screens_are_open_a_program_of_its_own_sends_and_ends_with_them(
    shop: Shop, office: OfficeProgram
) -> None:
    news: queue.Queue[News] = queue.Queue()
    config = load_config(shop.config)
    program = [sys.executable, "-m", "till", "--config", str(shop.config), "sync", "run", "--beside"]
    with closing(CashRegister.open(config.data, config.settings.timezone)) as register:
        beside = SyncBeside(config.data, register, config.peers, news.put, program, start_after_s=0.0)
        beside.start()
        try:
            until(lambda: office.ask("registers").plain["registers"][0]["held"]["seq"] > 0)
            beside.wake()
            beside.again()
            assert not beside._is_needed(), "another one would find that somebody sends"
        finally:
            beside.stop(timeout_s=30)
        until(beside._is_needed)
    assert isinstance(news.get(timeout=20), OfficeNews)


def until(well: Callable[[], bool], timeout_s: float = 60.0) -> None:
    deadline = monotonic() + timeout_s
    while not well():
        assert monotonic() < deadline
        sleep(0.1)


def test_several_offices_get_the_journal_and_none_waits_for_another(
    shop: Shop, office: OfficeProgram, tmp_path: Path
) -> None:
    """One of them does not exist at all."""
    token = shop.folder / "other.token"
    token.touch(mode=0o600)
    token.write_text("guessed")
    more = f'[[peer]]\nname = "gone"\nurl = "http://127.0.0.1:9"\ntoken_file = "{token}"\n'
    send_to(shop, office.url, more)
    sent = shop.ask("sync", "once")
    assert sent.code == 6
    by_name = {peer["peer"]: peer for peer in sent.plain["peers"]}
    assert by_name["office"]["waiting"] == 0
    assert by_name["gone"]["trouble"]["kind"] == "unreachable"


def test_over_tls_with_an_authority_of_the_shops_own(shop: Shop, tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    secure = OfficeProgram(tmp_path, "", "--cert", str(cert), "--key", str(key))
    try:
        url = secure.url.replace("http:", "https:")
        send_to(shop, url)
        assert shop.ask("sync", "once").plain["peers"][0]["trouble"]["kind"] == "tls"
        send_to(shop, url, f'ca_file = "{cert.name}"')
        assert shop.ask("sync", "once").code == 0
    finally:
        secure.kill()


def test_codes_that_are_not_good_are_refused_with_six(shop: Shop) -> None:
    refused = shop.ask("sync", "enrol", "AAAA-BBBB-CCCC")
    assert refused.code == 6
    assert refused.plain["error"]["kind"] == "unknown-code"
    assert shop.ask("sync", "enrol", "X", "--peer", "nobody").code == 2


def test_a_register_without_an_office_says_so(tmp_path: Path) -> None:
    alone = Shop(tmp_path, None)
    for words in (("sync", "status"), ("sync", "once"), ("sync", "run"), ("sync", "enrol", "X")):
        refused = alone.ask(*words)
        assert refused.code == 2
        assert "No back office is configured" in refused.errors
    assert alone.ask("status").plain["queue"] == []


@pytest.mark.parametrize(
    "url", ["http://office.example/", "ftp://here", "nonsense", "https://", "https://user:word@host/"]
)
def test_an_address_where_others_could_read_is_refused(tmp_path: Path, url: str) -> None:
    alone = Shop(tmp_path, None)
    send_to(alone, url)
    refused = alone.ask("sync", "status")
    assert refused.code == 2
    assert "office.url" in refused.errors


def test_nothing_of_the_line_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    shop = Shop(tmp_path, None)
    send_to(shop, "https://office.example/")
    script = (
        "import sys, json; from till.__main__ import main; "
        f"main(['--config', {str(shop.config)!r}, 'status']); "
        "print(json.dumps(sorted(each for each in sys.modules if each.split('.')[0] in "
        "('httpx', 'fastapi', 'alembic', 'uvicorn'))))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert json.loads(ended.stdout.splitlines()[-1]) == []
