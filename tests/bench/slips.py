"""What a slip costs: to load the encoder, to render it, and on a slow line."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from hardware.document import Align, Columns, Cut, Document, QrCode, Rule, Text
from hardware.escpos import encode, load
from tests.bench.figure import Figure, spread
from tests.bench.shop import shop
from till.domain.commands import CashIn, TakeX

IMPORTS, IMPORT_MS = 15, 30.0
ROUNDS, RENDER_MS = 200, 5.0
BYTES_RATIO = 1.15
COLUMNS = 42
BAUD, BITS_PER_BYTE = 9600, 11
_PROGRAM = """
import sys, time
begun = time.process_time()
import hardware
took = time.process_time() - begun
hardware.open_devices(hardware.PrinterConfig("tcp:127.0.0.1:9100"), [hardware.DrawerConfig(1)])
assert "escpos" not in sys.modules, "python-escpos is loaded before anything is printed"
print(took)
"""
SIXTY_LINES = Document(
    "Slip",
    (
        Text("Kaffe & Bröd AB", Align.CENTRE, bold=True),
        Text("Storgatan 1, 111 22 Stockholm", Align.CENTRE),
        Rule(),
        *(Columns(f"Räksmörgås {number}", "125.50", middle="2") for number in range(1, 54)),
        Rule(),
        Columns("TOTAL", "6 651.50", bold=True, tall=True),
        QrCode("https://example.com/r/0123456789"),
        Text("Tack och välkommen åter!", Align.CENTRE),
        Cut(),
    ),
)


def slips(folder: Path) -> Iterator[Figure]:
    """Measure the import, a slip of sixty lines, and the bytes of the slips of a day."""
    yield _import()
    yield _render()
    yield _bytes(folder)


def _import() -> Figure:
    ran = [
        subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
        for _ in range(IMPORTS)
    ]
    took_ms = [float(each.stdout) * 1e3 for each in ran]
    # Processor time of the best round: the others had the machine's other work to bear.
    beside = f"without python-escpos; median {statistics.median(took_ms):.1f} ms"
    return Figure("import hardware", min(took_ms), IMPORT_MS, " ms", IMPORTS, spread(took_ms), beside)


def _render() -> Figure:
    load()
    took_ms = []
    for _ in range(ROUNDS):
        begun = process_time()
        encode(SIXTY_LINES, COLUMNS)
        took_ms.append((process_time() - begun) * 1e3)
    middle_ms = statistics.median(took_ms)
    beside = f"{len(SIXTY_LINES.to_text(COLUMNS).splitlines())} lines, once python-escpos is loaded"
    return Figure("render a slip", middle_ms, RENDER_MS, " ms", ROUNDS, spread(took_ms), beside)


def _bytes(folder: Path) -> Figure:
    """Count the bytes of slips beside those of their bare text, a newline a line and nothing else."""
    register = shop(folder / "slips")
    register.handle(CashIn(register.act(1), 50_00, "float"))
    register.handle(TakeX(register.act(1)))
    stored = [job.document for job in register.read.jobs(9) if job.document is not None]
    register.close()
    documents = [SIXTY_LINES, *map(Document.from_json, stored)]
    sizes = [len(encode(document, COLUMNS)) for document in documents]
    bare = [len(_bare_text(document)) for document in documents]
    ratios = [size / text for size, text in zip(sizes, bare, strict=True)]
    largest = max(sizes)
    line_s = largest * BITS_PER_BYTE / BAUD
    beside = f"the largest, {largest} bytes, takes {line_s:.1f} s at {BAUD} baud"
    return Figure(
        "bytes of a slip", sum(sizes) / sum(bare), BYTES_RATIO, "×", len(sizes), spread(ratios), beside
    )


def _bare_text(document: Document) -> bytes:
    parts = tuple(part for part in document.parts if not isinstance(part, Cut | QrCode))
    return Document(document.title, parts).to_text(COLUMNS).encode("cp858", "replace")
