"""The till was killed in the middle of a slip: what it left in the printer swallows nothing of the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.addresses import parse_printer_address
from hardware.document import Columns, Cut, Document, QrCode, Text
from hardware.escpos import encode
from hardware.opening import transport_to
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.hardware.roads import eventually
from tests.workers.shop import Counter, simulated
from till.domain.entries import SlipInDoubt
from till.jobs import JobKind, JobStatus
from till.store import outbox

PICTURE = b"\x1b@\x1dv0\x00\x30\x00\x50\x00" + b"\x55" * 1000  # 2 840 dots more were to come.
QR = encode(Document("Code", (QrCode("https://example.com/" + "x" * 80), Cut())), 42)
PLACES = {
    "in a picture": PICTURE,
    "in the text of a QR code": QR[: QR.index(b"example") + 3],
    "in a pulse": b"\x1bp\x00",
    "in a question": b"\x1d(H\x06\x0000",
    "in a line": b"\x1b@\x1b!\x08Half a li",
    "after ESC": b"\x1b@Text\n\x1b",
}


class Killed(Counter):
    """A register whose program was killed when the printer had got a part of a slip."""

    def __init__(self, folder: Path, simulator: TcpSimulator, part: bytes) -> None:
        super().__init__(folder, simulated(simulator.address))
        self.act = self.cash_in().id
        self.clock.forward(60)  # Too late for its kick.
        self.worker.step()
        job = self.job(self.act, JobKind.PRINT)
        with self.register.engine.begin() as connection:
            outbox.set_status(connection, job.id, JobStatus.STARTED, attempt=True)
        self.devices.close()
        address = parse_printer_address(simulator.address)
        killed = transport_to(address)  # type: ignore[arg-type]  # a network printer's
        killed.open(1.0)
        killed.write(part, 1.0)
        killed.flush(1.0)
        killed.close()
        self.restart()


@pytest.mark.parametrize("clears", [True, False], ids=["clears its buffers", "must be filled up"])
@pytest.mark.parametrize("place", PLACES)
def test_the_slip_after_a_kill_comes_whole(place: str, clears: bool, tmp_path: Path) -> None:
    printer = SimulatedPrinter(42)
    printer.has_clear = clears
    with TcpSimulator(printer) as simulator:
        counter = Killed(tmp_path, simulator, PLACES[place])
        assert any(isinstance(entry, SlipInDoubt) for entry in counter.entries(counter.act))
        before = len(printer.slips)
        kicks = printer.kicks
        act = counter.cash_in().id
        counter.clock.forward(60)
        counter.work_until(lambda: counter.job(act, JobKind.PRINT).status is JobStatus.DONE)
        job = counter.job(act, JobKind.PRINT)
        whole = Document.from_json(job.document or "").to_text(42)
        assert eventually(lambda: len(printer.slips) == before + 1)
        assert printer.paper.endswith(whole)
        # Nothing but the slip, and what the killed one had got as far as the paper.
        begun = "[PICTURE 384 x 80]\n" if place == "in a picture" and not clears else ""
        begun = "Text\n" if place == "after ESC" else begun
        assert printer.slips[-1] == begun + whole[: whole.rindex("\n- ") + 1]
        assert printer.kicks == kicks
        counter.devices.close()


def test_a_printer_that_nothing_was_left_in_is_not_cleared(tmp_path: Path) -> None:
    printer = SimulatedPrinter(42)
    with TcpSimulator(printer) as simulator:
        counter = Counter(tmp_path, simulated(simulator.address))
        counter.restart()
        counter.cash_in()
        counter.work()
        assert printer.commands["DLE DC4"] == 0
        counter.devices.close()


def test_a_printer_that_tells_of_a_change_is_looked_at_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("till.workers.devices.STATUS_EVERY_S", 3600.0)
    counter = Counter(tmp_path)
    counter.work()
    counter.work_until(lambda: counter.devices.learned()["automatic"] == "yes")
    counter.worker.look()
    for happens, words in (
        (counter.printer.paper_out, "The printer is out of paper. Put in a new roll."),
        (counter.printer.load_paper, "Printer ready"),
        (counter.printer.cover_open, "The printer's cover is open. Close it."),
    ):
        counter.news.clear()
        happens()
        counter.work_until(lambda: bool(counter.news))
        assert counter.last_look().printer_words == words
    counter.printer.cover_open(False)
    counter.work_until(lambda: counter.last_look().printer_well is True)
    counter.printer.open_drawer_with_key()
    counter.work_until(lambda: counter.last_look().drawers == {1: "open"})


def test_the_text_of_a_killed_slip_is_not_printed_with_the_next(tmp_path: Path) -> None:
    document = Document("Slip", (Text("KILLED"), Columns("Amount", "1.00"), Cut()))
    half = encode(document, 42)[:-8]
    printer = SimulatedPrinter(42)
    with TcpSimulator(printer) as simulator:
        printer.cover_open()  # So that it waits in the buffer.
        counter = Killed(tmp_path, simulator, half)
        printer.cover_open(False)
        act = counter.cash_in().id
        counter.clock.forward(60)
        counter.work_until(lambda: counter.job(act, JobKind.PRINT).status is JobStatus.DONE)
        assert counter.printed(act) == 1 if counter.devices.simulator else printer.paper.count(act[-8:]) == 1
        counter.devices.close()
