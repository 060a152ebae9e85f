"""Two programs, a bad line between them, kills of both: each record is at the office once, byte for byte."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.cli.shop import call
from tests.sync.bad_line import FAULTS, BadLine
from tests.sync.chain_store import forwarding, long_register
from tests.sync.office_program import END_TIMEOUT_S, OfficeProgram
from tests.sync.postgresql import postgresql
from till.wire.lines import line_of

COLUMNS = "seq, recorded_at, kind, body, seal, signature"


def ours(config: Path) -> bytes:
    """Read the register's journal as lines, from its file."""
    from till.domain.chain import Record

    with sqlite3.connect(config.parent / "data" / "journal.sqlite") as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq").fetchall()
    connection.close()
    return b"".join(line_of(Record(*row)) for row in rows)


def theirs(office: OfficeProgram, config: Path) -> bytes:
    """Let the office write what it holds of the register."""
    import json

    from till.domain.chain import Record

    first = json.loads(ours(config).split(b"\n", 1)[0])
    assert isinstance(Record(**first), Record)
    register_id = json.loads(first["body"])["register_id"]
    back = config.parent / "back.jsonl"
    assert office.ask("export", register_id, str(back)).code == 0
    return back.read_bytes()


def enrol(office: OfficeProgram, config: Path) -> None:
    code = office.ask("enrol", "REG-001").plain["code"]
    assert call("--config", str(config), "--json", "sync", "enrol", code).code == 0


def point_at(config: Path, url: str) -> None:
    text = config.read_text().partition("[office]")[0]
    config.write_text(f'{text}[office]\nurl = "{url}"\n')


def waiting(config: Path) -> int:
    plain = call("--config", str(config), "--json", "sync", "status").plain
    return int(plain["peers"][0]["waiting"])


def offices_of(folder: Path, database: str, servers: int) -> list[OfficeProgram]:
    """Start servers on one database; none is left behind if one does not start."""
    started: list[OfficeProgram] = []
    try:
        started.extend(OfficeProgram(folder, database) for _ in range(servers))
    except AssertionError:
        for each in started:
            each.kill()
        raise
    return started


def start_again(senders: list[subprocess.Popen[bytes]], configs: list[Path], at: int) -> None:
    """Kill one register's program, and start it again."""
    senders[at].kill()
    senders[at].wait(END_TIMEOUT_S)
    senders[at] = forwarding(configs[at])


def until_all_is_sent(
    senders: list[subprocess.Popen[bytes]], configs: list[Path], dice: random.Random, timeout_s: float
) -> None:
    """Wait; who sits out a long back-off is started again now and then, so that the test need not."""
    deadline = monotonic() + timeout_s
    while left := [at for at, config in enumerate(configs) if waiting(config)]:
        errors = (configs[left[0]].parent / "sync.err").read_text()
        assert monotonic() < deadline, (left, errors[-2000:])
        for at in left:
            if dice.random() < 0.1:
                start_again(senders, configs, at)
        sleep(0.5)


def go_through(
    folder: Path,
    dice: random.Random,
    *,
    registers: int,
    records: int,
    kills: int,
    timeout_s: float,
    database: str = "",
    servers: int = 1,
) -> BadLine:
    """Let registers send their journals over a bad line while both ends are killed now and then."""
    offices = offices_of(folder, database, servers)
    office = offices[0]
    configs = [long_register(folder / f"r{no}", records, office.url) for no in range(registers)]
    for config in configs:
        enrol(office, config)
    line = BadLine([each.port for each in offices], dice)
    for config in configs:
        point_at(config, f"http://127.0.0.1:{line.port}")
    senders = [forwarding(config) for config in configs]
    try:
        for _ in range(kills):
            sleep(dice.uniform(0.5, 2.5))
            if dice.random() < 0.4:
                killed = dice.choice(offices)
                killed.kill()
                sleep(dice.uniform(0.0, 0.5))
                killed.start()  # On the port it had.
            else:
                start_again(senders, configs, dice.randrange(registers))
        line.faulty = 0.05
        until_all_is_sent(senders, configs, dice, timeout_s)
        for config in configs:
            assert theirs(office, config) == ours(config)
        assert {each["kind"] for each in office.ask("alarms").plain["alarms"]} <= {"invalid-payload"}
    finally:
        for sender in senders:
            sender.kill()
            sender.wait(END_TIMEOUT_S)
        for each in offices:
            each.kill()
        line.close()
    return line


def test_over_a_bad_line_every_record_arrives_once(tmp_path: Path, dice: random.Random) -> None:
    go_through(tmp_path, dice, registers=1, records=1_000, kills=1, timeout_s=120)


@pytest.mark.sync
def test_two_hundred_thousand_records_from_eight_registers(tmp_path: Path, dice: random.Random) -> None:
    line = go_through(tmp_path, dice, registers=8, records=25_000, kills=60, timeout_s=3_000)
    assert all(line.met[fault] for fault in FAULTS), line.met


@pytest.mark.sync
def test_two_servers_on_one_postgresql_hold_every_record_once(tmp_path: Path, dice: random.Random) -> None:
    with postgresql() as url:
        go_through(
            tmp_path,
            dice,
            registers=4,
            records=5_000,
            kills=20,
            timeout_s=1_800,
            database=url,
            servers=2,
        )
