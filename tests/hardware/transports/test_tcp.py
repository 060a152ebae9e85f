import socket
import time
from collections.abc import Iterator

import pytest

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.addresses import TcpAddress
from hardware.document import Cut, Document, Text
from hardware.errors import OutcomeUnknown, Unreachable
from hardware.protocols import Confirmation, Kick
from hardware.simulators.tcp import TcpSimulator
from hardware.transports.tcp import TcpTransport
from tests.hardware.roads import IN_TIME_S

SLIP = Document("Slip", (Text("slip"), Cut()))


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        yield listening


def read_to_the_end(line: socket.socket) -> None:
    line.settimeout(5)
    while line.recv(65536):
        pass


def transport_to(listener: socket.socket) -> TcpTransport:
    return TcpTransport(TcpAddress(*listener.getsockname()[:2]))


def test_ipv6_works() -> None:
    with TcpSimulator(host="::1") as simulator:
        assert simulator.address.startswith("tcp:[::1]:")
        devices = open_devices(PrinterConfig(simulator.address), [DrawerConfig(1)])
        assert devices.printer.print(SLIP).confirmation is Confirmation.PRINTED
        assert devices.drawers[1].kick() is Kick.CONFIRMED
        devices.close()


def test_a_port_that_nobody_listens_on_is_told_with_its_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Unreachable, match=rf"tcp:127\.0\.0\.1:{port} takes no connection"):
        TcpTransport(TcpAddress("127.0.0.1", port)).open(1.0)


def test_a_name_that_cannot_be_one_is_told() -> None:
    with pytest.raises(Unreachable, match="name of the printer"):
        TcpTransport(TcpAddress("a..b", 9100)).open(1.0)


def test_connecting_to_a_host_that_is_silent_ends_in_time() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for line in waiting:
            line.setblocking(False)
            line.connect_ex(full.getsockname())
        start_s = time.monotonic()
        with pytest.raises(Unreachable, match="cannot be reached"):
            transport_to(full).open(0.3)
        assert time.monotonic() - start_s < IN_TIME_S
        for line in waiting:
            line.close()


def test_a_printer_that_stops_reading_is_a_doubt_in_time_and_gets_nothing_later(
    listener: socket.socket,
) -> None:
    transport = transport_to(listener)
    transport.open(1.0)
    line, _ = listener.accept()
    start_s = time.monotonic()
    with line, pytest.raises(OutcomeUnknown, match="stopped taking"):
        transport.write(b"x" * 50_000_000, 0.3)
    assert time.monotonic() - start_s < IN_TIME_S
    transport.close()


def test_what_was_not_taken_is_thrown_away_on_closing(listener: socket.socket) -> None:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    transport = transport_to(listener)
    transport.open(1.0)
    line, _ = listener.accept()
    with line:
        with pytest.raises(OutcomeUnknown):
            transport.write(b"x" * 10_000_000, 0.1)
        assert transport.flush(0.1) is False
        transport.close()
        with pytest.raises(ConnectionResetError):
            read_to_the_end(line)


def test_everything_written_is_flushed_when_it_is_read(listener: socket.socket) -> None:
    transport = transport_to(listener)
    transport.open(1.0)
    line, _ = listener.accept()
    with line:
        transport.write(b"\x10\x04\x01", 1.0)
        assert line.recv(10) == b"\x10\x04\x01"
        assert transport.flush(1.0) is True
        line.sendall(b"\x16")
        assert transport.read(10, 1.0) == b"\x16"
        assert transport.read(10, 0.0) == b""
    transport.close()


def test_a_connection_the_printer_closed_is_gone(listener: socket.socket) -> None:
    transport = transport_to(listener)
    transport.open(1.0)
    listener.accept()[0].close()
    with pytest.raises(Unreachable, match="closed the connection"):
        transport.read(1, 10.0)
    transport.close()


def test_a_closed_transport_neither_reads_nor_writes(listener: socket.socket) -> None:
    transport = transport_to(listener)
    transport.close()
    for use in (
        lambda: transport.write(b"x", 0.1),
        lambda: transport.read(1, 0.1),
        lambda: transport.flush(0.1),
    ):
        with pytest.raises(Unreachable):
            use()
