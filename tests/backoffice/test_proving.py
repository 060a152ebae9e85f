"""A long batch is kept at once, believed when each signature was checked, and else taken out again."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from tests.backoffice.registers import Clock, Sender, alarms_of
from tests.backoffice.test_pages import close_a_shift
from till.backoffice.listing import list_registers, list_shifts
from till.backoffice.office import Office
from till.backoffice.proving import prove_all, prove_arrived
from till.backoffice.receiving import PROVEN_AT_ONCE
from till.backoffice.tables import payloads
from till.domain.chain import Record, seal
from till.domain.clock import later
from till.wire.answers import Answer, Trouble

LONG = PROVEN_AT_ONCE + 10


def known(office: Office) -> dict[str, Any]:
    with office.engine.begin() as connection:
        return list_registers(connection, office.clock())[0]


def shifts_of(office: Office) -> list[dict[str, Any]]:
    with office.engine.begin() as connection:
        return list_shifts(connection)


def rewritten(sender: Sender, at: int) -> list[Record]:
    """Change record `at` and seal all behind it anew; the key is not there, but signs the last by itself."""
    records = list(sender.records)
    records[at] = replace(records[at], body=records[at].body.replace("5000", "4000"))
    assert records[at] != sender.records[at]
    previous = records[at - 1].seal
    for no in range(at, len(records)):
        each = records[no]
        previous = seal(previous, each.seq, each.recorded_at, each.kind, each.body)
        records[no] = replace(each, seal=previous)
    return [*records[:-1], replace(records[-1], signature=sender.cash.sign(previous))]


def test_a_long_batch_is_kept_at_once_and_read_when_it_is_proven(sender: Sender, office: Office) -> None:
    sender.work(LONG)
    close_a_shift(sender, 200_00 + LONG * 50_00)
    last = len(sender.records)
    assert known(office)["held"]["seq"] == last
    assert known(office)["unproven"] == last
    assert shifts_of(office) == []
    prove_all(office, random.Random(1))
    assert known(office)["unproven"] == 0
    assert shifts_of(office)[0]["z_no"] == 1
    assert sender.held() == sender.records
    assert alarms_of(office) == set()


def test_a_rewritten_record_before_a_good_signature_is_taken_out_kept_and_shown(
    sender: Sender, office: Office
) -> None:
    sender.work(LONG)
    forged = rewritten(sender, 30)
    arrived = sender.forged(0, forged)
    assert arrived == Answer(replace(sender.head(30), records=len(forged), seal=forged[-1].seal))
    prove_all(office, random.Random(1))
    assert sender.held() == sender.records[:30]
    assert alarms_of(office) == {"invalid-payload"}
    with office.engine.begin() as connection:
        (kept,) = connection.execute(select(payloads)).all()
    assert kept.words == "The signature of record 31 is not the register's."
    assert forged[30].seal.encode() in kept.payload


def test_a_register_that_was_caught_is_proven_whole_before_anything_is_kept(
    sender: Sender, office: Office
) -> None:
    sender.work(LONG)
    forged = rewritten(sender, 30)
    sender.forged(0, forged)
    prove_all(office, random.Random(1))
    again = sender.forged(30, forged[30:])
    assert again.trouble is Trouble.INVALID
    assert again.held == sender.head(30)
    assert sender.send(30, len(sender.records)).trouble is None
    assert known(office)["unproven"] == 0
    assert sender.held() == sender.records


def test_whatever_is_sent_in_whatever_pieces_all_is_proven_once(
    sender: Sender, office: Office, dice: random.Random
) -> None:
    sender.work(LONG)
    close_a_shift(sender, 200_00 + LONG * 50_00)
    sender.work(0)
    held = 0
    while held < len(sender.records):
        answer = sender.send(dice.randrange(held + 1), dice.randint(held, len(sender.records)))
        assert answer.held is not None
        held = answer.held.records
        for _ in range(dice.randrange(2)):
            prove_arrived(office, dice)
    provers = [threading.Thread(target=prove_all, args=(office, random.Random(no))) for no in range(2)]
    for prover in provers:
        prover.start()
    for prover in provers:
        prover.join(60)
    assert known(office)["unproven"] == 0
    assert len(shifts_of(office)) == 1
    assert sender.held() == sender.records
    assert alarms_of(office) == set()


def test_who_proves_beside_the_server_lets_a_register_send_first(sender: Sender, office: Office) -> None:
    sender.work(LONG)
    sender.send(0, LONG)
    dice, clock = random.Random(1), office.clock
    assert isinstance(clock, Clock)
    assert not prove_arrived(office, dice, patient=True), "it has not sent all, and was just heard of"
    clock.at = later(clock.at, 10)
    assert prove_arrived(office, dice, patient=True)
    sender.send(LONG, len(sender.records))
    prove_all(office, dice)
    assert known(office)["unproven"] == 0
