import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware import WideScript
from hardware.dialect import Dialect, code_pages
from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, Part, QrCode, Rule, Text
from hardware.escpos import encode, load
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.realtime import RealTimeScanner
from hardware.text import cells
from tests.hardware.documents import any_document

# Everything a slip needs; above all no pulse, no question, no FS and nothing the printer would drop.
_ALLOWED = {
    *("TEXT", "LF", "ESC @", "ESC t", "ESC !", "ESC a"),
    *("GS h", "GS w", "GS f", "GS H", "GS k", "GS ( k", "GS V"),
}


def printed(document: Document, columns: int) -> SimulatedPrinter:
    printer = SimulatedPrinter(columns, buffer_bytes=1 << 20)
    printer.receive(encode(document, columns))
    return printer


def paper(*parts: Part) -> str:
    return printed(Document("t", parts), 32).paper


@settings(max_examples=250, deadline=None)
@given(any_document, st.sampled_from([16, 32, 42, 48]))
def test_data_is_never_a_command(document: Document, columns: int) -> None:
    printer = printed(document, columns)
    assert set(printer.commands) <= _ALLOWED
    assert printer.kicks == 0
    assert printer.take_answers(10) == b""
    assert printer.buffered_bytes == 0
    assert RealTimeScanner().scan(encode(document, columns)) == []


@settings(max_examples=250, deadline=None)
@given(any_document, st.sampled_from([16, 32, 42, 48]))
def test_every_line_stands_where_the_plain_text_has_it(document: Document, columns: int) -> None:
    on_paper = printed(document, columns).paper.split("\n")
    as_text = document.to_text(columns).split("\n")
    assert len(on_paper) == len(as_text)
    for line, expected in zip(on_paper, as_text, strict=True):
        assert cells(line.rstrip()) == cells(expected.rstrip())
        assert len(line) - len(line.lstrip(" ")) == len(expected) - len(expected.lstrip(" "))


@pytest.mark.parametrize(
    "injection",
    [
        "\x1bp\x00\x19\xfa",
        "\x10\x14\x01\x00\x05",
        "\x10\x04\x01",
        "\x1d\x56\x00",
        "\x1c.",
        "\x1c(A\x02\x000\x00",
        "\x07",
        "\x1b@",
    ],
)
def test_known_injections_are_printed_as_text_or_not_at_all(injection: str) -> None:
    name = f"Tea{injection}!"
    printer = printed(
        Document(
            name,
            (
                Text(name),
                Columns(name, name, middle=name),
                Rule(injection),
                Barcode(name),
                QrCode(name),
            ),
        ),
        42,
    )
    assert printer.kicks == 0
    assert set(printer.commands) <= _ALLOWED


def test_one_code_page_is_chosen_that_says_most() -> None:
    printer = printed(Document("t", (Text("Å ä ö é € ñ"), Text("£ ß ø"))), 42)
    assert printer.commands["ESC t"] == 1
    assert printer.paper == "Å ä ö é € ñ\n£ ß ø\n"


def test_several_scripts_on_one_slip_are_all_said() -> None:
    assert paper(Text("Åse Łódź Привет …")) == "Åse Łódź Привет …\n"


def test_what_no_code_page_has_is_said_in_plain_letters_of_the_same_width() -> None:
    assert paper(Text("10 − 3 – “x” ‘y’")) == "10 - 3 – “x” ‘y’\n"
    assert paper(Columns("Ắ日本😀", "1.00")) == "A??????" + " " * 21 + "1.00\n"


def test_babels_thin_and_no_break_spaces_are_spaces() -> None:
    assert paper(Columns("Sum", "1\u202f234,50\u00a0kr")) == "Sum" + " " * 18 + "1 234,50 kr\n"


def test_only_the_pages_that_the_printer_has_are_used_by_its_own_numbers() -> None:
    dialect = Dialect(code_pages=code_pages(("CP437", "CP858=21")))
    code = encode(Document("t", (Text("é Ł €"),)), 32, dialect)
    assert code.startswith(b"\x1b@\x1bt\x15")
    assert b"\x82 L \xd5\n" in code.replace(b"\x1bt\x15", b"")
    only_old = Dialect(code_pages=code_pages(("CP437",)))
    assert printed_as(only_old, Text("é Ł € Привет Ωμέγ")).paper == "é L E Privet Ωmeg\n"


@pytest.mark.parametrize("wrong", ["CP1", "cp858", "CP858=", "CP858=x", "CP858=256", "CP858=٣"])
def test_a_code_page_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"^The printer's code page .* must .*\.$"):
        code_pages((wrong,))


def printed_as(dialect: Dialect, *parts: Part, script: str = "") -> SimulatedPrinter:
    printer = SimulatedPrinter(32, buffer_bytes=1 << 20)
    if script:
        printer.wide_letters(script)
    printer.receive(encode(Document("t", parts), 32, dialect))
    return printer


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("gb18030", "咖啡 价格"),
        ("big5", "咖啡 價格"),
        ("shift_jis", "コーヒー 価格"),
        ("euc_kr", "커피 가격"),
    ],
)
def test_wide_letters_are_printed_beside_western_ones(script: WideScript, text: str) -> None:
    dialect = Dialect(wide_script=script)
    printer = printed_as(dialect, Columns(f"é {text} ñ", "12.50 €"), script=script)
    assert printer.paper.startswith(f"é {text} ñ")
    assert cells(printer.paper.rstrip("\n")) == 32
    assert printer.paper.endswith("12.50 €\n")


def test_no_wide_letter_is_sent_to_a_printer_that_is_not_known_to_have_it() -> None:
    code = encode(Document("t", (Text("咖啡"),)), 32)
    assert b"\x1c" not in code
    assert b"????" in code


@settings(max_examples=100, deadline=None)
@given(any_document, st.sampled_from(["gb18030", "big5", "shift_jis", "euc_kr"]))
def test_wide_letters_are_never_a_command(document: Document, script: WideScript) -> None:
    printer = printed_as(Dialect(wide_script=script), *document.parts, script=script)
    assert set(printer.commands) <= {*_ALLOWED, "FS &", "FS .", "FS C"}
    assert (printer.kicks, printer.take_answers(10), printer.buffered_bytes) == (0, b"", 0)


def test_bold_is_switched_off_for_the_next_line() -> None:
    printer = printed(Document("t", (Text("a", bold=True), Text("b"), Text("c", bold=True), Cut())), 32)
    assert [item.bold for item in printer.items[:3]] == [True, False, True]  # type: ignore[union-attr]  # lines
    assert len(printer.slips) == 1


def test_a_code_stands_in_the_middle_and_the_next_line_left() -> None:
    assert paper(QrCode("x"), Text("left")) == " " * 13 + "[QR x]\nleft\n"


def test_a_slip_costs_few_bytes_more_than_its_bare_text() -> None:
    lines = tuple(Columns(f"Coffee {number}", "12.50", middle="2") for number in range(40))
    slip = Document(
        "t",
        (Text("Kaffe AB", Align.CENTRE, bold=True), Rule(), *lines, Feed(), Text("Åter välkommen!"), Cut()),
    )
    assert len(encode(slip, 42)) <= 1.15 * len(slip.to_text(42).encode())


def test_a_long_slip_is_encoded_quickly() -> None:
    load()
    slip = Document("t", tuple(Columns("Kaffe Å", "12.50", middle="2", bold=n % 3 == 0) for n in range(60)))

    def took_s() -> float:
        start_s = time.thread_time()
        encode(slip, 42)
        return time.thread_time() - start_s

    assert any(took_s() < 0.005 for _ in range(300))


def test_python_escpos_leaves_log_output_and_temporary_folders_alone(tmp_path: Path) -> None:
    program = (
        "import logging, os\n"
        "from hardware.escpos import load\n"
        "before = dict(os.environ)\n"
        "load()\n"
        "assert logging.getLogger().handlers == [], logging.getLogger().handlers\n"
        "assert dict(os.environ) == before\n"
    )
    environment = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_python_escpos_reads_the_same_printers_as_from_its_own_file() -> None:
    load()
    from escpos import capabilities

    yaml = import_module("yaml")  # It has no types.
    path = Path(capabilities.__file__).with_name("capabilities.json")
    assert yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) == capabilities.CAPABILITIES
    assert tempfile.tempdir is None or Path(tempfile.tempdir).is_dir()
