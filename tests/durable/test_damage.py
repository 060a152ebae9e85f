"""A damaged data folder is told in a sentence and not traded on; it is never believed in silence."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.durable.shop import BEN, next_command, opened, set_up
from till.cash_register import KEY
from till.domain.chain import Record, verify
from till.domain.commands import CashIn
from till.domain.errors import Refused
from till.faults import JournalBroken, NotRecorded
from till.signing import create_key, signed_by
from till.store.engine import DATABASE

ACTS: Final = 66
"""Six whole days, and one act of each sort of the seventh up to the X report."""
FLIPS: Final = 60
CUTS: Final = 20


@dataclass(frozen=True, slots=True)
class Original:
    """The folder before anything happened to it, and what its journal says."""

    folder: Path
    records: list[Record]
    last_close: int


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = tmp_path_factory.mktemp("original") / "data"
    register = set_up(folder)
    for _ in range(ACTS):
        register.handle(next_command(register, register.act))
    records = list(register.read.all_records())
    register.close()
    closes = [record.seq for record in records if record.kind.startswith("shift-closed")]
    assert closes[-1] < len(records) - 3
    return Original(folder, records, closes[-1])


@pytest.fixture
def damaged(original: Original, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original.folder, tmp_path / "data"))


def said_at_start(folder: Path) -> str | None:
    """Open the register and give the sentence that refuses it."""
    try:
        opened(folder).close()
    except (JournalBroken, NotRecorded) as fault:
        return str(fault)
    return None


def said_when_read(folder: Path, original: Original) -> str | None:
    """Open the register, read everything and do an act; give the first sentence that says what is wrong."""
    try:
        register = opened(folder)
        records = list(register.read.all_records())
        register.read.open_jobs()
        register.read.jobs(1_000)
        register.read.pin_hash(BEN)
        verdict = verify(records, signed_by)
        if not verdict.intact:
            return str(verdict)
        assert records == original.records, "the journal is another one, and nobody says so"
        register.handle(CashIn(register.act(BEN), 1_00, "float"))
        register.close()
    except (JournalBroken, NotRecorded, Refused) as fault:
        return str(fault)
    return None


def change(file: Path, place: int, bits: int) -> None:
    with file.open("r+b") as opened_file:
        opened_file.seek(place)
        (old,) = opened_file.read(1)
        opened_file.seek(place)
        opened_file.write(bytes([old ^ bits]))


def is_sentence(said: str | None) -> bool:
    return said is not None and "Traceback" not in said and "sqlite3." not in said and len(said) > 20


def test_any_flipped_bit_is_told_or_does_not_matter(
    original: Original, tmp_path: Path, dice: random.Random
) -> None:
    size = (original.folder / DATABASE).stat().st_size
    told = 0
    for _ in range(FLIPS):
        place, bit = dice.randrange(size), 1 << dice.randrange(8)
        folder = Path(shutil.copytree(original.folder, tmp_path / "data"))
        change(folder / DATABASE, place, bit)
        try:
            said = said_when_read(folder, original)
        except Exception as unforeseen:  # Whatever it is, it is told with the place that brought it.
            unforeseen.add_note(f"byte {place} of {size}, bit {bit}")
            raise
        told += is_sentence(said)
        shutil.rmtree(folder)
    assert told > FLIPS / 4


@pytest.mark.parametrize("part", ["recorded_at", "kind", "body", "seal"])
def test_a_change_after_the_last_close_is_found_at_the_start(
    part: str, original: Original, damaged: Path, dice: random.Random
) -> None:
    record = dice.choice(original.records[original.last_close :])
    change_text(damaged / DATABASE, record, part, dice)
    said = said_at_start(damaged)
    assert said is not None
    assert is_sentence(said)


@pytest.mark.parametrize("part", ["recorded_at", "kind", "body", "seal", "signature"])
def test_a_change_anywhere_is_found_by_the_whole_check(
    part: str, original: Original, damaged: Path, dice: random.Random
) -> None:
    record = dice.choice(original.records)
    change_text(damaged / DATABASE, record, part, dice)
    said = said_at_start(damaged)
    if said is None:
        register = opened(damaged)
        verdict = verify(register.read.all_records(), signed_by)
        register.close()
        assert not verdict.intact
        # A changed seal no longer fits its own record, and the next one no longer fits it.
        assert verdict.fault_seq == record.seq
        said = str(verdict)
    assert is_sentence(said)


def change_text(file: Path, record: Record, part: str, dice: random.Random) -> None:
    """Change one letter of a part of a record where it is stored, which SQLite cannot see."""
    content = file.read_bytes()
    # A row is stored as its values one after the other; what is long continues on another page.
    row = f"{record.recorded_at}{record.kind}{record.body}{record.seal}{record.signature}".encode()
    start = content.index(row[:100])
    before = {"recorded_at": "", "kind": record.recorded_at, "body": record.recorded_at + record.kind}
    offset = len(before[part].encode()) if part in before else 0
    if part in ("seal", "signature"):
        start = content.index(getattr(record, part)[:20].encode())
    length = min(20, len(getattr(record, part)))
    change(file, start + offset + dice.randrange(length), 1)


def test_a_file_that_was_cut_off_is_told(original: Original, tmp_path: Path, dice: random.Random) -> None:
    size = (original.folder / DATABASE).stat().st_size
    places = [0, 1, 99, 100, 4096, size - 1, *(dice.randrange(size) for _ in range(CUTS))]
    for place in places:
        folder = Path(shutil.copytree(original.folder, tmp_path / "data"))
        with (folder / DATABASE).open("r+b") as file:
            file.truncate(place)
        said = said_when_read(folder, original)
        assert said is not None, f"cut off at {place} of {size}"
        assert is_sentence(said)
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    "content", [b"not a database\n" * 1000, bytes(8192), b"SQLite format 3\0" + bytes(200), b""]
)
def test_a_file_that_is_no_journal_is_told_and_left_alone(content: bytes, damaged: Path) -> None:
    (damaged / DATABASE).write_bytes(content)
    assert is_sentence(said_at_start(damaged))
    assert (damaged / DATABASE).read_bytes() == content


def test_a_journal_that_is_missing_is_told_and_not_made(damaged: Path) -> None:
    (damaged / DATABASE).unlink()
    assert is_sentence(said_at_start(damaged))
    assert not (damaged / DATABASE).exists()


def missing(key: Path) -> None:
    key.unlink()


def another(key: Path) -> None:
    key.unlink()
    create_key(key)


def empty(key: Path) -> None:
    key.write_text("")


def nonsense(key: Path) -> None:
    key.write_bytes(bytes(range(256)))


def open_to_others(key: Path) -> None:
    key.chmod(0o644)


@pytest.mark.parametrize("spoil", [missing, another, empty, nonsense, open_to_others])
def test_a_key_that_cannot_be_this_registers_is_told(spoil: Callable[[Path], None], damaged: Path) -> None:
    spoil(damaged / KEY)
    assert is_sentence(said_at_start(damaged))


def test_an_old_journal_under_newer_changes_is_told_or_does_not_matter(tmp_path: Path) -> None:
    """Restore the main file alone from a backup, and the -wal file beside it is of another time."""
    folder, backup = tmp_path / "data", tmp_path / "backup"
    register = set_up(folder)
    for _ in range(12):
        register.handle(next_command(register, register.act))
    register.close()
    shutil.copytree(folder, backup)
    register = opened(folder)
    for _ in range(40):
        register.handle(next_command(register, register.act))
    register.engine.dispose()
    middle = opened(folder)
    middle.handle(next_command(middle, middle.act))
    records = list(middle.read.all_records())
    for file in (DATABASE, KEY):
        shutil.copy2(backup / file, tmp_path / file)
    shutil.copytree(folder, tmp_path / "mixed")
    middle.close()
    shutil.copy2(backup / DATABASE, tmp_path / "mixed" / DATABASE)
    said = said_when_read(tmp_path / "mixed", Original(folder, records, 0))
    assert said is None or is_sentence(said)
