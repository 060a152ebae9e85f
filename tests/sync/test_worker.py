"""Store and forward: everything arrives once, and every trouble is told and survived."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.backoffice.registers import Sender, alarms_of, new_office
from tests.store.folder import SetClock, opened
from tests.sync.ends import Cable, Forwarder, forwarder
from till.backoffice.office import Office
from till.domain.state import Head
from till.wire.answers import Answer, Trouble
from till.wire.batches import unpack
from till.workers.office_line import LineTrouble


def test_what_is_recorded_reaches_the_office(sender: Sender, office: Office) -> None:
    both = forwarder(sender)
    sender.work(30)
    both.drain()
    assert sender.held() == sender.records
    assert both.news[-1].waiting == 0
    assert alarms_of(office) == set()


def test_the_first_exchange_asks_what_the_office_holds(sender: Sender) -> None:
    both = forwarder(sender)
    both.step()
    assert unpack(both.cable.carried[0])[1] == []
    both.step()
    assert [record.seq for record in unpack(both.cable.carried[1])[1]] == [
        record.seq for record in sender.records
    ]


def test_what_is_new_is_sent_at_once_and_nothing_twice(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    sent = len(both.cable.carried)
    both.step()
    assert len(both.cable.carried) == sent
    sender.work(1)
    both.step()
    assert len(both.cable.carried) == sent + 1
    assert len(unpack(both.cable.carried[-1])[1]) == 1


def test_the_office_is_greeted_now_and_then_when_nothing_happens(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    sent = len(both.cable.carried)
    both.step(200.0)
    assert len(both.cable.carried) == sent
    both.step(200.0)
    assert len(both.cable.carried) == sent + 1


def test_any_faults_in_any_order_end_with_the_same_journal(
    sender: Sender, office: Office, dice: random.Random
) -> None:
    both = forwarder(sender)
    for _ in range(40):
        sender.work(dice.randrange(4))
        both.cable.faults = dice.choices(["", "lost", "answer lost", "twice", "old"], k=2)
        both.step(400.0)
        if dice.random() < 0.2:
            both = forwarder(sender)  # The program was killed and started again.
    both.cable.faults.clear()
    both.drain()
    assert sender.held() == sender.records
    assert alarms_of(office) == set()


def test_a_trouble_is_told_and_tried_again_less_and_less_often(sender: Sender) -> None:
    both = forwarder(sender)
    both.cable.faults = ["lost"] * 100
    tries = 0
    for _second in range(600):
        before = len(both.cable.faults)
        both.step(1.0)
        tries += len(both.cable.faults) < before
    assert 6 <= tries <= 13
    assert both.news[-1].words == "The office cannot be reached."
    both.cable.faults.clear()
    both.drain()
    assert both.news[-1].words == ""
    assert sender.held() == sender.records


def test_the_office_is_left_alone_for_as_long_as_it_asks(sender: Sender) -> None:
    both = forwarder(sender)
    both.cable.faults = [LineTrouble("busy", "Later.", retry_after_s=500.0)]
    both.step()
    both.step(490.0)
    assert both.cable.carried == []
    both.step(20.0)
    assert len(both.cable.carried) == 1


def test_a_peer_that_takes_no_large_batches_gets_smaller_ones(sender: Sender) -> None:
    sender.work(40)
    both = forwarder(sender)
    both.step()
    too_large = Answer(None, Trouble.TOO_LARGE, "Too much.")
    both.cable.faults = [too_large] * 9
    while both.cable.faults:
        assert both.step()
    both.step()
    assert 1 <= len(unpack(both.cable.carried[-1])[1]) < 20
    both.drain()
    assert sender.held() == sender.records


def test_an_answer_that_says_nothing_moves_nothing(sender: Sender) -> None:
    both = forwarder(sender)
    both.cable.faults = [Answer(None)]
    both.step()
    assert both.worker.look()[0].cursor == Head()
    assert both.worker.look()[0].trouble == "garbage"


def test_an_office_that_claims_another_record_is_a_fork_on_both_sides(sender: Sender) -> None:
    both = forwarder(sender)
    both.drain()
    sender.work(2)
    cursor = both.worker.look()[0].cursor
    both.cable.faults = [Answer(Head(3, "ab" * 32))]
    assert not both.step()
    state = both.worker.look()[0]
    assert state.cursor == cursor
    assert state.trouble == "fork"
    assert both.news[-1].loud
    sender.work(0)
    assert [record.kind for record in sender.records].count("office-disagreed/1") == 1
    both.cable.faults = [Answer(Head(3, "ab" * 32))] * 3
    both.step(400.0)
    sender.work(0)
    assert [record.kind for record in sender.records].count("office-disagreed/1") == 1, "said once"


def test_a_register_restored_from_an_old_backup_is_told_so_before_it_sends(
    sender: Sender, office: Office, tmp_path: Path
) -> None:
    both = forwarder(sender)
    both.drain()
    sender.cash.close()
    shutil.copytree(tmp_path / "register", tmp_path / "backup")
    sender.work(3)
    both.drain()
    held = sender.held()
    with opened(tmp_path / "backup", SetClock("2026-03-02T12:01:00.000+00:00")) as restored:
        again = forwarder(Sender(restored, office, sender.token))
        again.step()
        assert again.news[-1].loud
        assert "old backup" in again.news[-1].words
        again.step(400.0)
        assert again.worker.look()[0].trouble == "restored"
    assert sender.held() == held
    assert alarms_of(office) == {"restored"}


def test_a_copied_data_folder_ends_in_a_fork_and_not_in_a_mixed_journal(
    sender: Sender, office: Office, tmp_path: Path
) -> None:
    both = forwarder(sender)
    both.drain()
    sender.cash.close()
    shutil.copytree(tmp_path / "register", tmp_path / "copy")
    sender.work(2)
    both.drain()
    held = sender.held()
    with opened(tmp_path / "copy", SetClock("2026-03-02T12:40:00.000+00:00")) as copied:
        other = Sender(copied, office, sender.token)
        other.work(3)
        again = forwarder(other)
        again.step()
        again.step(400.0)
        assert again.news[-1].loud
    assert sender.held() == held
    assert "fork" in alarms_of(office)


def test_an_office_that_lost_records_gets_them_again_and_it_is_written_down(
    sender: Sender, tmp_path: Path
) -> None:
    both = forwarder(sender)
    both.drain()
    lost = new_office(tmp_path, "empty")
    elsewhere = Sender(sender.cash, lost)
    from till.backoffice.enrolling import make_code
    from till.wire.answers import Enrolled

    enrolled = elsewhere.enrol(make_code(lost, "REG-001"))
    assert isinstance(enrolled, Enrolled)
    elsewhere.token = enrolled.token
    both.cable = Cable(elsewhere)
    both.worker._line = both.cable
    sender.work(1)
    both.drain()
    elsewhere.work(0)
    assert elsewhere.held() == elsewhere.records
    assert "office-disagreed/1" in {record.kind for record in elsewhere.records}
    assert "gap" in alarms_of(lost)
    lost.engine.dispose()


@pytest.mark.parametrize(
    "trouble", [Trouble.UNKNOWN, Trouble.REVOKED, Trouble.INVALID, Trouble.UNKNOWN_REGISTER]
)
def test_a_refusal_stops_sending_and_is_told(sender: Sender, trouble: Trouble) -> None:
    both: Forwarder = forwarder(sender)
    both.cable.faults = [Answer(None, trouble, "The office says no.")]
    assert not both.step()
    assert both.worker.look()[0].trouble == trouble.value
    assert both.news[-1].words == "The office says no."
