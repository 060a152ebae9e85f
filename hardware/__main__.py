"""`python -m hardware`: looks at a printer and a drawer, and tries them, without the till.

Exit codes: 0 done, 2 wrong usage, 4 the device could not do it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hardware import DeviceError, Devices, DrawerConfig, PrinterConfig, open_devices
from hardware.addresses import PRINTER_ADDRESSES, split_host_port
from hardware.document import Align, Barcode, Columns, Cut, Document, Feed, QrCode, Rule, Text
from hardware.learning import PolarityLesson
from hardware.printer import EscPosPrinter
from hardware.protocols import Known

_USAGE, _NOT_DONE = 2, 4
_ABILITIES = {
    "answers": "answers",
    "says that a slip was printed": "process_id",
    "says that a slip was processed": "transmit_status",
    "tells of changes by itself": "automatic",
    "has a drawer sensor that was seen to change": "drawer_sensor",
    "has a sensor for little paper that was seen to tell": "paper_low_seen",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], None] = options.run
    try:
        run(options)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return _USAGE
    except DeviceError as error:
        print(error, file=sys.stderr)
        return _NOT_DONE
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hardware", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    device = argparse.ArgumentParser(add_help=False)
    device.add_argument("--address", help=f"of the printer: {PRINTER_ADDRESSES}")
    device.add_argument("--columns", type=int, default=42, help="characters on a line (42)")
    device.add_argument("--timeout", type=float, default=3.0, metavar="SECONDS", help="for an answer (3)")
    device.add_argument("--pin", type=int, default=2, help="of the drawer: 2 or 5 (2)")
    device.add_argument("--open-level", choices=("low", "high", "none"), default="low")
    for name, run, text in (
        ("probe", _probe, "say what is plugged in; with an address, what that printer is and can do"),
        ("status", _status, "say how the printer and the drawer are"),
        ("kick", _kick, "open the drawer, once"),
        ("learn", _learn, "find out, with your hands, what the drawer's sensor says when it is open"),
    ):
        commands.add_parser(name, parents=[device], help=text).set_defaults(run=run)
    printing = commands.add_parser("print", parents=[device], help="print a file, or a test slip")
    printing.add_argument("file", nargs="?", help="stored document or plain text; - is standard input")
    printing.set_defaults(run=_print)
    simulate = commands.add_parser("simulate", help="be a printer with a drawer")
    road = simulate.add_mutually_exclusive_group(required=True)
    road.add_argument("--tcp", metavar="HOST:PORT", help="on a TCP port; port 0 takes a free one")
    road.add_argument(
        "--pty", type=Path, metavar="LINK", help="on a serial line (pseudo-terminal) of that name"
    )
    simulate.add_argument("--baud", type=int, help="speed of the serial line (as fast as can be)")
    simulate.add_argument("--xonxoff", action="store_true", help="stop the host when the buffer is full")
    simulate.add_argument("--control", default="127.0.0.1:0", metavar="HOST:PORT", help="JSON lines")
    simulate.add_argument("--columns", type=int, default=42)
    simulate.add_argument("--port-file", type=Path, help="write the ports there too")
    simulate.set_defaults(run=_simulate)
    return parser


def _open(options: argparse.Namespace) -> Devices:
    if options.address is None:
        raise ValueError(f"Which printer? Say --address {PRINTER_ADDRESSES}.")
    printer = PrinterConfig(options.address, options.columns, options.timeout)
    address = "none" if options.address == "none" else "printer"
    drawer = DrawerConfig(1, address, pin=options.pin, open_level=options.open_level)
    return open_devices(printer, [drawer])


def _probe(options: argparse.Namespace) -> None:
    if options.address is None:
        _say_what_is_plugged_in()
        return
    devices = _open(options)
    try:
        if isinstance(devices.printer, EscPosPrinter):
            for what, word in devices.printer.identity().items():
                print(f"{what}: {word}")
            devices.printer.find_out()
        _say_status(devices)
        for what, key in _ABILITIES.items():
            print(f"{what}: {devices.learned().get(key, Known.UNKNOWN)}")
    finally:
        devices.close()


def _say_what_is_plugged_in() -> None:
    from hardware.discover import discover

    found, troubles = discover()
    for each in found:
        print(f"{each.address}\n    {each.name}. {each.note}".rstrip(" "))
    for trouble in troubles:
        print(trouble)
    if not found:
        print("No printer was found. A network printer cannot be; its self-test prints its address.")


def _learn(options: argparse.Namespace) -> None:
    devices = _open(options)
    lesson = PolarityLesson()
    try:
        while not lesson.finished:
            print(f"{lesson.instruction} Then press Enter.", flush=True)
            if not sys.stdin.readline():
                raise ValueError("The lesson was not finished.")
            lesson = lesson.heard(devices.drawers[1].level())
    finally:
        devices.close()
    print(lesson.conclusion)


def _status(options: argparse.Namespace) -> None:
    devices = _open(options)
    try:
        _say_status(devices)
    finally:
        devices.close()


def _say_status(devices: Devices) -> None:
    status = devices.printer.status()
    print(status.sentence())
    print(f"reachable {status.reachable}, online {status.online}, paper {status.paper}", end="")
    print(f", cover open {status.cover_open}, error {status.error}")
    print(f"drawer {devices.drawers[1].position()} (unknown until its sensor has been seen to change)")


def _kick(options: argparse.Namespace) -> None:
    devices = _open(options)
    try:
        print(devices.drawers[1].kick())
    finally:
        devices.close()


def _print(options: argparse.Namespace) -> None:
    document = sample_document(options.columns) if options.file is None else _read(options.file)
    devices = _open(options)
    try:
        print(devices.printer.print(document).confirmation)
    finally:
        devices.close()


def _read(name: str) -> Document:
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    if text.startswith('{"document":'):
        return Document.from_json(text)
    return Document(name, (*(Text(line) for line in text.splitlines()), Cut()))


def sample_document(columns: int) -> Document:
    """Return the test slip: a ruler, styles, letters of many pages, codes and a cut."""
    ruler = "".join(str(number % 10) for number in range(1, columns + 1))
    return Document(
        "Test",
        (
            Text("TEST", Align.CENTRE, bold=True, wide=True, tall=True),
            Text(ruler),
            Rule(),
            Columns("Name on the left, cut if it is too long for the line", "12.50", middle="2"),
            Columns("Bold", "1 234.50", bold=True),
            Columns("Tall", "99.00", tall=True),
            Text("Underlined", underline=True),
            Text("åäöÅÄÖ éèêç ñ ß € £ łžš Привет"),
            Feed(),
            Barcode("1234567890"),
            QrCode("https://www.example.org/"),
            Cut(),
        ),
    )


def _simulate(options: argparse.Namespace) -> None:
    from hardware.simulators.pty import serve_pty
    from hardware.simulators.tcp import serve_tcp

    def say(ports: dict[str, Any]) -> None:
        line = json.dumps(ports)
        if options.port_file is not None:
            unfinished = options.port_file.with_suffix(".part")
            unfinished.write_text(line + "\n", encoding="utf-8")
            unfinished.replace(options.port_file)  # Whoever waits for the file never sees half of it.
        print(line, flush=True)

    control = split_host_port(options.control, "--control")
    if options.pty is not None:
        speed = options.baud and options.baud / 10
        serve_pty(
            options.pty, *control, say, columns=options.columns, line_bytes_s=speed, xon_xoff=options.xonxoff
        )
        return
    tcp = split_host_port(options.tcp, "--tcp")
    serve_tcp(*tcp, *control, say, columns=options.columns)


if __name__ == "__main__":
    sys.exit(main())
