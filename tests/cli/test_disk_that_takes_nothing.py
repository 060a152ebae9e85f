"""A disk that is full or read-only when a command begins: read all the same, never called damaged."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.shop import BEN, PINS, Shop, call
from till.faults import NotRecorded
from till.store import journal
from till.store.engine import reading
from till.store.read_only import FULL, MOUNTED_READ_ONLY, open_for_reading

READING: Final = (("status",), ("shift", "list"), ("journal", "verify"), ("jobs", "list"))
WRITING: Final = ("--as", BEN, "cash", "in", "--amount", "5", "--reason", "float")
APART: Final = ("unshare", "--user", "--map-root-user", "--mount")
WORDS: Final = {"full": FULL, "read-only": MOUNTED_READ_ONLY}


def on_a_small_disk(source: str, disk: str, how: str) -> None:
    """Mount a small disk, copy the shop onto it, let it take nothing more, and tell what the commands say."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=True)
    shutil.copytree(source, f"{disk}/shop")
    if how == "full":
        with Path(f"{disk}/filling").open("wb", buffering=0) as filling:
            for size_bytes in (65536, 4096):
                try:
                    while True:
                        filling.write(b"x" * size_bytes)
                except OSError:
                    continue
    else:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    said = []
    for words in (*READING, ("doctor",), WRITING):
        answer = call("--config", f"{disk}/shop/config.toml", "--json", *words)
        said.append([answer.code, answer.text, answer.errors])
    print(json.dumps(said))


def say_on_a_small_disk(source: Path, disk: Path, how: str) -> list[tuple[int, dict[str, Any], str]]:
    ran = subprocess.run(
        [*APART, sys.executable, "-m", __name__, str(source), str(disk), how],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"TILL_PIN": PINS[BEN], "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 0, ran.stderr
    return [(code, json.loads(text), errors) for code, text, errors in json.loads(ran.stdout)]


def left_behind(shop: Shop, tmp_path: Path, left: str) -> Path:
    """Give the files of a shop as a till leaves them that was shut, or killed."""
    source, reader = tmp_path / "source", sqlite3.connect(shop.journal, isolation_level=None)
    if left == "killed":
        # Somebody who reads keeps the newest records in the write-ahead file. Its index does not survive.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        shop.say(BEN, "cash", "in", "--amount", "5", "--reason", "float")
    shutil.copytree(shop.folder / "data", source / "data", ignore=shutil.ignore_patterns("*-shm"))
    shutil.copy(shop.config, source)
    reader.close()
    assert (source / "data" / "journal.sqlite-wal").exists() == (left == "killed")
    return source


def is_read_and_refuses(path: Path, records: int, words: str) -> None:
    engine = open_for_reading(path, words)
    with reading(engine).begin() as connection:
        assert journal.head(connection).records == records
    with pytest.raises(NotRecorded, match=words), engine.begin():
        raise AssertionError("it let a writer begin")
    engine.dispose()


@pytest.mark.parametrize("left", ["shut", "killed"])
def test_who_reads_from_a_disk_that_takes_nothing_sees_the_newest_records_and_writes_none(
    open_shop: Shop, tmp_path: Path, left: str
) -> None:
    source = left_behind(open_shop, tmp_path, left)
    before = {path.name: path.read_bytes() for path in (source / "data").iterdir()}
    is_read_and_refuses(source / "data" / "journal.sqlite", 9 + (left == "killed"), FULL)
    assert {path.name: path.read_bytes() for path in (source / "data").iterdir()} == before


@pytest.mark.parametrize("how", WORDS)
@pytest.mark.parametrize("left", ["shut", "killed"])
def test_a_disk_that_takes_nothing_is_read_and_said_and_never_called_damaged(
    open_shop: Shop, tmp_path: Path, how: str, left: str
) -> None:
    source = left_behind(open_shop, tmp_path, left)
    records = open_shop.ask("journal", "verify").plain["records"]
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run([*APART, "mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False).returncode:
        # Without the right to mount one, the file is opened as it would be there.
        is_read_and_refuses(source / "data" / "journal.sqlite", records, WORDS[how])
        return
    *readings, doctor, writing = say_on_a_small_disk(source, disk, how)
    assert [code for code, _plain, _errors in readings] == [0] * len(READING)
    assert readings[0][1]["head"]["records"] == records
    assert readings[2][1] == {**readings[2][1], "intact": True, "records": records}
    assert (writing[0], writing[2].strip()) == (5, WORDS[how])
    ill = [check for check in doctor[1]["checks"] if not check["ok"]]
    assert doctor[0] == 5
    assert [check["name"] for check in ill] == ["disk"], ill
    assert "estore" not in json.dumps(doctor[1])


if __name__ == "__main__":
    on_a_small_disk(*sys.argv[1:])
