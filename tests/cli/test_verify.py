"""An export that somebody touched is found out, and the record is named."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.shop import ANA, BEN, Answer, Shop, call, call_apart


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory, template: Path) -> bytes:
    """The export of a short day with its Z, whatever happened in it spelled with accents too."""
    shop = Shop(tmp_path_factory.mktemp("exported"), template)
    shop.open()
    shop.say(BEN, "cash", "in", "--amount", "50", "--reason", "Växel från banken")
    shop.say(BEN, "cash", "pay-out", "--amount", "5", "--reason", "cleaning", "--payee", "“Shine” \\ Ltd")
    shop.say(ANA, "report", "x")
    shop.say(BEN, "shift", "count", "--amount", "245")
    shop.say(BEN, "shift", "close", "--left", "200", "--bag", "1")
    assert shop.say(ANA, "journal", "export", str(shop.export)).code == 0
    return shop.export.read_bytes()


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Answer]:
    """Verify bytes as a file, with nothing else in the folder."""

    def verify(content: bytes, *words: str) -> Answer:
        file = tmp_path / "journal.jsonl"
        file.write_bytes(content)
        return call("--json", "journal", "verify", str(file), *words)

    return verify


def broken_at(answer: Answer) -> int:
    assert answer.code == 5
    assert answer.plain["intact"] is False
    assert answer.plain["how"]
    assert answer.plain["records"] == answer.plain["broken_at"] - 1
    return int(answer.plain["broken_at"])


def line_no(exported: bytes, at: int) -> int:
    return exported.count(b"\n", 0, at) + 1


def test_an_untouched_export_is_intact(exported: bytes, check: Callable[..., Answer]) -> None:
    answer = check(exported)
    last = json.loads(exported.splitlines()[-1])
    assert answer.code == 0
    assert answer.plain == {"intact": True, "records": last["seq"], "head": last["seal"]}


def test_a_person_reads_intact_the_number_of_records_and_the_head(exported: bytes, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_bytes(exported)
    last = json.loads(exported.splitlines()[-1])
    answer = call_apart("journal", "verify", str(file), cwd=tmp_path)
    assert (answer.code, answer.text) == (0, f"intact, {last['seq']} records, head {last['seal']}\n")


def places(exported: bytes, dice: random.Random) -> Iterator[int]:
    """Every byte of one line but its body, and a few of everything else."""
    lines = exported.splitlines(keepends=True)
    start = len(lines[0])
    body = lines[1].index(b'"body":"') + len(b'"body":"')
    end = lines[1].index(b'","seal"')
    yield from (start + at for at in range(len(lines[1])) if not body <= at < end)
    yield from dice.sample(range(len(exported)), 120)
    yield len(exported) - 1


def test_one_byte_changed_anywhere_is_found_and_named(
    exported: bytes, check: Callable[..., Answer], dice: random.Random
) -> None:
    for at in places(exported, dice):
        other = dice.choice([byte for byte in range(256) if byte != exported[at]])
        changed = exported[:at] + bytes([other]) + exported[at + 1 :]
        assert broken_at(check(changed)) == line_no(exported, at), (at, exported[at], other)


def test_a_letter_in_the_other_case_is_found_even_where_it_means_the_same(
    exported: bytes, check: Callable[..., Answer]
) -> None:
    signature = exported.index(b'"signature":"') + len(b'"signature":"')
    at = next(at for at in range(signature, signature + 128) if exported[at : at + 1].isalpha())
    assert broken_at(check(exported[:at] + exported[at : at + 1].upper() + exported[at + 1 :])) == 1
    escaped = exported.replace("“".encode(), b"\\u201c", 1)
    assert broken_at(check(escaped)) == line_no(exported, exported.index("“".encode()))


def test_one_byte_more_or_less_is_found(
    exported: bytes, check: Callable[..., Answer], dice: random.Random
) -> None:
    for at in dice.sample(range(len(exported)), 40):
        assert broken_at(check(exported[:at] + exported[at + 1 :])) <= line_no(exported, at)
        added = dice.choice([b" ", b"\n", b"\t", b"0", b"\r", b"\x00", b"\xff", b","])
        assert broken_at(check(exported[:at] + added + exported[at:])) <= line_no(exported, at) + 1


REARRANGED: dict[str, tuple[Callable[[list[bytes]], list[bytes]], int]] = {
    "the first record removed": (lambda lines: lines[1:], 1),
    "a record removed": (lambda lines: lines[:4] + lines[5:], 5),
    "a record twice": (lambda lines: [*lines[:4], lines[3], *lines[4:]], 5),
    "two records swapped": (lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]], 5),
    "an empty line": (lambda lines: [*lines[:4], b"\n", *lines[4:]], 5),
    "blanks at the end of a line": (lambda lines: [*lines[:4], lines[4][:-1] + b" \n", *lines[5:]], 5),
    "a line end of another system": (lambda lines: [*lines[:4], lines[4][:-1] + b"\r\n", *lines[5:]], 5),
    "two records on a line": (lambda lines: [*lines[:4], lines[4][:-1] + lines[5], *lines[6:]], 5),
    "a record on two lines": (lambda lines: [*lines[:4], lines[4].replace(b",", b",\n", 1), *lines[5:]], 5),
    "keys in another order": (
        lambda lines: [*lines[:4], json.dumps(dict(sorted(json.loads(lines[4]).items()))).encode() + b"\n"],
        5,
    ),
    "a key twice": (lambda lines: [*lines[:4], lines[4].replace(b"{", b'{"seq":5,', 1), *lines[5:]], 5),
    "a key more": (lambda lines: [*lines[:4], lines[4].replace(b"}\n", b',"x":1}\n'), *lines[5:]], 5),
    "a number as text": (lambda lines: [*lines[:4], lines[4].replace(b":5,", b':"5",', 1), *lines[5:]], 5),
    "a number as a fraction": (lambda lines: [*lines[:4], lines[4].replace(b":5,", b":5.0,", 1)], 5),
    "a list for a record": (lambda lines: [*lines[:4], b"[1,2]\n"], 5),
    "brackets without end": (lambda lines: [*lines[:4], b"[" * 100_000 + b"\n"], 5),
    "a number without end": (lambda lines: [*lines[:4], b'{"seq":' + b"9" * 10_000 + b"}\n"], 5),
    "nothing at all": (lambda _lines: [], 1),
    "a byte order mark": (lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]], 1),
}


@pytest.mark.parametrize("how", REARRANGED)
def test_lines_that_are_not_as_they_were_written_are_found(
    exported: bytes, check: Callable[..., Answer], how: str
) -> None:
    rearrange, record = REARRANGED[how]
    assert broken_at(check(b"".join(rearrange(exported.splitlines(keepends=True))))) == record


def test_a_file_that_ends_in_the_middle_of_a_record_is_found(
    exported: bytes, check: Callable[..., Answer], dice: random.Random
) -> None:
    for at in [len(exported) - 1, *dice.sample(range(1, len(exported)), 20)]:
        if exported[at - 1 : at] != b"\n":
            assert broken_at(check(exported[:at])) == line_no(exported, at)


def test_a_removed_end_is_found_with_the_seal_of_the_last_z(
    exported: bytes, check: Callable[..., Answer]
) -> None:
    lines = exported.splitlines(keepends=True)
    anchor = json.loads(lines[-1])["seal"]
    printed = " ".join(anchor[at : at + 4] for at in range(0, 16, 4)).upper()
    whole = check(exported, "--head", printed)
    assert (whole.code, whole.plain["found_at"]) == (0, len(lines))
    shortened = check(b"".join(lines[:-1]))
    assert shortened.code == 0
    assert shortened.plain["head"] != anchor
    compared = check(b"".join(lines[:-1]), "--head", printed)
    assert (compared.code, compared.plain["intact"]) == (5, False)


def test_a_head_that_is_no_seal_is_wrong_usage(exported: bytes, check: Callable[..., Answer]) -> None:
    for head in ("", "abcd", "g" * 16, "0" * 65):
        assert check(exported, "--head", head).code == 2


def test_a_record_forged_with_another_key_is_found(
    exported: bytes, check: Callable[..., Answer], tmp_path: Path
) -> None:
    from till.domain.chain import seal
    from till.signing import create_key, load_key

    create_key(tmp_path / "other.key")
    _public, sign = load_key(tmp_path / "other.key")
    lines = exported.splitlines(keepends=True)
    record, before = json.loads(lines[-1]), json.loads(lines[-2])
    record["body"] = record["body"].replace("Ana", "Eve").replace("Ben", "Eve")
    parts = (record["seq"], record["recorded_at"], record["kind"], record["body"])
    record["seal"] = seal(before["seal"], *parts)
    record["signature"] = sign(record["seal"])
    forged = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    assert broken_at(check(b"".join(lines[:-1]) + forged)) == len(lines)


def test_verifying_a_file_wants_neither_configuration_nor_database_nor_key(
    exported: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "alone" / "journal.jsonl"
    file.parent.mkdir()
    file.write_bytes(exported)
    program = (
        "import sys; from till.__main__ import main; code = main(sys.argv[1:]); "
        "assert 'sqlalchemy' not in sys.modules; sys.exit(code)"
    )
    import subprocess
    import sys

    ended = subprocess.run(
        [sys.executable, "-c", program, "journal", "verify", str(file)],
        cwd=file.parent,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_file_that_cannot_be_read_is_wrong_usage(check: Callable[..., Answer], tmp_path: Path) -> None:
    assert call("journal", "verify", str(tmp_path / "nothing")).code == 2
    assert call("journal", "verify", str(tmp_path)).code == 2


def test_without_a_file_the_register_itself_is_verified(open_shop: Shop) -> None:
    answer = open_shop.ask("journal", "verify")
    assert (answer.code, answer.plain["intact"]) == (0, True)


def test_an_export_is_noted_first_and_ends_before_the_note(open_shop: Shop) -> None:
    exported = open_shop.say(ANA, "journal", "export", str(open_shop.export)).plain
    assert exported["done"]["kind"] == "journal-exported"
    assert exported["done"]["records"] == exported["records"] == exported["done"]["seq"] - 1
    assert open_shop.export.read_bytes().count(b"\n") == exported["records"]
    assert open_shop.export.stat().st_mode & 0o077 == 0


def test_a_part_of_the_journal_goes_on_where_the_last_export_ended(open_shop: Shop) -> None:
    first = open_shop.say(ANA, "journal", "export", str(open_shop.export)).plain["records"]
    rest = open_shop.folder / "rest.jsonl"
    words = ("journal", "export", str(rest), "--since", str(first))
    assert open_shop.say(ANA, *words).code == 0
    assert call("journal", "verify", str(rest)).code == 5
    open_shop.export.write_bytes(open_shop.export.read_bytes() + rest.read_bytes())
    assert call("journal", "verify", str(open_shop.export)).code == 0


def test_an_export_that_cannot_be_written_is_not_noted(open_shop: Shop) -> None:
    words = ("journal", "export", str(open_shop.folder / "no folder" / "journal.jsonl"))
    assert open_shop.say(ANA, *words).code == 2
    found = open_shop.say(ANA, "journal", "list", "--kind", "journal-exported").plain["records"]
    assert found == []


def test_a_refused_export_leaves_the_old_file_and_no_other(open_shop: Shop) -> None:
    open_shop.export.write_text("the old one")
    refused = open_shop.say(BEN, "journal", "export", str(open_shop.export))
    assert refused.refused == "NeedsApproval"
    assert open_shop.export.read_text() == "the old one"
    assert sorted(path.name for path in open_shop.folder.iterdir()) == [
        "config.toml",
        "data",
        "journal.jsonl",
    ]
