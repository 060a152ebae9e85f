"""The office takes what follows and is proven, once, and refuses the rest loudly."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.backoffice.registers import Sender, alarms_of
from till.backoffice.enrolling import make_code, revoke
from till.backoffice.office import Office
from till.backoffice.receiving import receive
from till.domain.chain import Record, seal
from till.domain.state import Head
from till.wire.answers import Answer, Enrolled, Trouble


def test_a_journal_arrives_as_it_was_written(sender: Sender, office: Office) -> None:
    sender.work(20)
    assert sender.send(0, 10) == Answer(sender.head(10))
    assert sender.send(10, len(sender.records)) == Answer(sender.head(len(sender.records)))
    assert sender.held() == sender.records
    assert alarms_of(office) == set()


def test_a_batch_without_records_says_what_the_office_holds(sender: Sender) -> None:
    sender.send(0, 5)
    assert sender.send(0, 0) == Answer(sender.head(5))
    assert sender.send(5, 5) == Answer(sender.head(5))


def test_any_order_of_lost_repeated_and_delayed_batches_ends_with_the_same_journal(
    sender: Sender, office: Office, dice: random.Random
) -> None:
    delayed: list[bytes] = []
    held = 0
    for _ in range(60):
        sender.work(dice.randrange(3))
        after = dice.randrange(held + 1)
        body = sender.batch(after, min(after + dice.randrange(1, 9), len(sender.records)))
        if dice.random() < 0.4:
            delayed.append(body)
        if dice.random() < 0.3:
            continue  # Lost on the way.
        for each in [body, *dice.sample(delayed, min(len(delayed), 2))]:
            answer = receive(office, sender.id, sender.token, each)
            assert answer.trouble in (None, Trouble.GAP)
            assert answer.held is not None
            assert answer.held.records >= held
            held = answer.held.records
    while held < len(sender.records):
        held = (sender.send(held, len(sender.records)).held or Head()).records
    assert sender.held() == sender.records
    assert alarms_of(office) <= {"gap"}


def test_a_gap_is_refused_and_told(sender: Sender, office: Office) -> None:
    sender.send(0, 3)
    answer = sender.send(4, 6)
    assert answer.trouble is Trouble.GAP
    assert answer.held == sender.head(3)
    assert alarms_of(office) == {"gap"}
    assert len(sender.held()) == 3


def test_a_register_restored_from_an_old_backup_is_told_so(sender: Sender, office: Office) -> None:
    sender.work(5)
    sender.send(0, len(sender.records))
    answer = sender.send(4, 4, head=sender.head(6))
    assert answer.trouble is Trouble.RESTORED
    assert "old backup" in answer.words
    assert alarms_of(office) == {"restored"}


def test_a_key_copied_to_another_machine_makes_a_fork(sender: Sender, office: Office) -> None:
    sender.work(3)
    last = len(sender.records)
    sender.send(0, last)
    ours = sender.records
    body = '{"another":"machine"}'
    sealed = seal(ours[-2].seal, last, ours[-1].recorded_at, "note/1", body)
    other = Record(last, ours[-1].recorded_at, "note/1", body, sealed, sender.cash.sign(sealed))
    answer = sender.forged(last - 1, [other])
    assert answer.trouble is Trouble.FORK
    assert alarms_of(office) == {"fork"}
    assert sender.held() == ours


def test_records_after_another_record_than_the_offices_are_a_fork(sender: Sender) -> None:
    sender.send(0, 4)
    first = sender.records[4]
    sealed = seal("ab" * 32, 5, first.recorded_at, first.kind, first.body)
    forged = replace(first, seal=sealed, signature=sender.cash.sign(sealed))
    sender.records[3] = replace(sender.records[3], seal="ab" * 32)
    assert sender.forged(4, [forged]).trouble is Trouble.FORK


def changed(records: list[Record]) -> list[Record]:
    return [replace(records[0], body=records[0].body.replace("1", "2", 1)), *records[1:]]


def swapped_signature(records: list[Record]) -> list[Record]:
    return [replace(records[0], signature=records[1].signature), *records[1:]]


def resealed(records: list[Record]) -> list[Record]:
    body = records[-1].body + " "
    sealed = seal(records[-2].seal, records[-1].seq, records[-1].recorded_at, records[-1].kind, body)
    return [*records[:-1], replace(records[-1], body=body, seal=sealed)]


TAMPERED = {
    "changed": changed,
    "removed": lambda records: [records[0], *records[2:]],
    "inserted": lambda records: [records[0], records[0], *records[1:]],
    "reordered": lambda records: [records[1], records[0], *records[2:]],
    "renumbered": lambda records: [replace(each, seq=each.seq + 1) for each in records],
    "another signature": swapped_signature,
    "sealed anew without the key": resealed,
}


@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_refused_kept_and_shown(sender: Sender, office: Office, how: str) -> None:
    sender.work(4)
    sender.send(0, 3)
    answer = sender.forged(3, TAMPERED[how](sender.records[3:7]))
    assert answer.trouble is Trouble.INVALID
    assert answer.words.endswith(".")
    assert answer.held == sender.head(3)
    assert alarms_of(office) == {"invalid-payload"}
    assert sender.held() == sender.records[:3]
    assert sender.send(3, len(sender.records)).trouble is None


def test_another_registers_batch_is_refused(sender: Sender, office: Office, tmp_path: Path) -> None:
    other = Sender.new(tmp_path / "other", office)
    replayed = receive(office, sender.id, sender.token, other.batch(0, 3))
    assert replayed.trouble is Trouble.INVALID
    forged = receive(office, sender.id, sender.token, other.batch(0, 3, register=sender.id))
    assert forged.trouble is Trouble.INVALID
    assert alarms_of(office) == {"invalid-payload"}
    assert sender.held() == []
    other.cash.close()


def test_a_token_is_good_for_its_own_register_only(sender: Sender, office: Office, tmp_path: Path) -> None:
    other = Sender.new(tmp_path / "other", office)
    assert receive(office, sender.id, other.token, sender.batch(0, 3)).trouble is Trouble.OTHER_REGISTER
    assert receive(office, sender.id, "a guess", sender.batch(0, 3)).trouble is Trouble.UNKNOWN
    assert alarms_of(office) == {"other-register", "unknown-token"}
    assert sender.held() == []
    other.cash.close()


def test_a_token_that_was_taken_back_is_worth_nothing(sender: Sender, office: Office) -> None:
    with office.engine.begin() as connection:
        revoke(connection, 1, office.clock())
    assert sender.send(0, 3).trouble is Trouble.REVOKED
    assert alarms_of(office) == {"revoked-token"}


def test_a_code_is_good_once_and_for_the_same_register_again(
    sender: Sender, office: Office, tmp_path: Path
) -> None:
    code = make_code(office, "REG-001")
    first, again = sender.enrol(code), sender.enrol(code)
    assert isinstance(first, Enrolled)
    assert isinstance(again, Enrolled), "the answer may have been lost on the way"
    sender.token = first.token
    assert sender.send(0, 1).trouble is Trouble.REVOKED
    other = Sender.new(tmp_path / "other", office)
    refused = other.enrol(code)
    assert isinstance(refused, Answer)
    assert refused.trouble is Trouble.UNKNOWN_CODE
    other.cash.close()


def test_a_register_must_prove_its_key_to_be_enrolled(sender: Sender, office: Office) -> None:
    code = make_code(office, "REG-001")
    wish = replace(sender.wish(code), proof="00" * 64)
    sender_key = replace(sender.wish(code), register="another")
    from till.backoffice.enrolling import enrol

    for each in (wish, sender_key):
        refused = enrol(office, each)
        assert isinstance(refused, Answer)
        assert refused.trouble is Trouble.OTHER_KEY


def test_a_clock_that_is_wrong_is_an_alarm_and_nothing_worse(sender: Sender, office: Office) -> None:
    assert sender.send(0, 3, sent_at="2026-03-02T13:30:00.000+00:00").trouble is None
    assert alarms_of(office) == {"clock"}


def test_the_same_alarm_again_is_counted(sender: Sender, office: Office) -> None:
    from till.backoffice.listing import list_alarms

    for _ in range(3):
        sender.send(4, 6)
    with office.engine.begin() as connection:
        (alarm,) = list_alarms(connection, office.clock())
    assert alarm["times"] == 3
