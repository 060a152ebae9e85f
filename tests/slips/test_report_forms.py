"""X and Z with sales and other systems are the same as text, picture and printer commands."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from hardware.document import Document, QrCode
from hardware.escpos import encode
from hardware.picture import to_png
from hardware.simulators.printer import SimulatedPrinter
from tests.formats.day import full_day
from tests.slips.sales import day_of_sales
from till.slips import slip_for

DAYS = {"sales": day_of_sales().done, "others": full_day().done}
REPORTS = [(day, report) for day in DAYS for report in ("x", "z")]


def report_of(day: str, report: str) -> Document:
    slip = slip_for(DAYS[day][report], full=True)
    assert slip is not None
    return slip


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize(("day", "report"), REPORTS)
def test_the_printer_puts_the_text_on_paper_line_by_line(day: str, report: str, columns: int) -> None:
    slip = report_of(day, report)
    printer = SimulatedPrinter(columns, buffer_bytes=1 << 20)
    printer.receive(encode(slip, columns))
    on_paper = [line.rstrip() for line in printer.paper.splitlines()]
    as_text = [line.rstrip() for line in slip.to_text(columns).splitlines()]
    assert [line.replace("−", "-") for line in as_text] == on_paper
    assert any("SALES" in line for line in on_paper)


@pytest.mark.parametrize(("day", "report"), REPORTS)
def test_the_picture_is_as_long_as_the_text(day: str, report: str) -> None:
    slip = report_of(day, report)
    picture = Image.open(io.BytesIO(to_png(slip, 42)))
    lines = len(slip.to_text(42).splitlines())
    assert picture.height > lines * 20
    assert (QrCode in {type(part) for part in slip.parts}) == (report == "z")
