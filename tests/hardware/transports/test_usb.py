import time

import pytest

from hardware import DrawerConfig, PrinterConfig, open_devices
from hardware.addresses import UsbAddress, parse_printer_address
from hardware.errors import Busy, NoPermission, NotDone, OutcomeUnknown, Unreachable
from hardware.protocols import Confirmation, Kick, Known, Paper
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.usb import SimulatedUsb, SimulatedUsbPrinter
from hardware.transports.usb import UsbTransport
from hardware.transports.usb_bus import usb_printers
from tests.hardware.roads import IN_TIME_S, TIMEOUT_S, Road, slip

ADDRESS = UsbAddress(0x04B8, 0x0202)


@pytest.fixture
def device() -> SimulatedUsbPrinter:
    return SimulatedUsbPrinter(SimulatedPrinter(42))


def transport_to(*devices: SimulatedUsbPrinter, address: str = "usb:04b8:0202") -> UsbTransport:
    parsed = parse_printer_address(address)
    assert isinstance(parsed, UsbAddress)
    return UsbTransport(parsed, SimulatedUsb(*devices))


def road_to(device: SimulatedUsbPrinter) -> Road:
    config = PrinterConfig(str(ADDRESS), 42, TIMEOUT_S)
    transport = UsbTransport(ADDRESS, SimulatedUsb(device))
    return Road(open_devices(config, [DrawerConfig(1)], transport=transport), device.printer)


def ask(transport: UsbTransport) -> bytes:
    transport.write(b"\x10\x04\x01", 0.5)
    return transport.read(16, 0.5)


@pytest.mark.parametrize(("out_end", "in_end"), [(0x01, 0x82), (0x02, 0x81), (0x03, 0x83)])
def test_the_endpoints_are_those_of_the_descriptors(
    device: SimulatedUsbPrinter, out_end: int, in_end: int
) -> None:
    device.out_end, device.in_end = out_end, in_end
    transport = transport_to(device)
    transport.open(1.0)
    assert ask(transport) == b"\x16"


def test_a_printer_of_its_makers_own_class_is_found_by_its_numbers(device: SimulatedUsbPrinter) -> None:
    device.interface_class = 0xFF
    transport = transport_to(device)
    transport.open(1.0)
    assert ask(transport) == b"\x16"


def test_a_device_that_is_no_printer_is_not_written_to(device: SimulatedUsbPrinter) -> None:
    device.interface_class = 8
    with pytest.raises(Unreachable, match="is no printer"):
        transport_to(device).open(1.0)


def test_the_kernel_gets_its_printer_back_and_it_is_never_reset(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.open(1.0)
    had_by_kernel = [device.kernel_driver]
    transport.close()
    had_by_kernel.append(device.kernel_driver)
    assert had_by_kernel == [False, True]
    assert device.owner is None
    assert device.resets == 0


def test_a_printer_that_the_kernel_never_had_is_not_given_to_it(device: SimulatedUsbPrinter) -> None:
    device.kernel_driver = False
    transport = transport_to(device)
    transport.open(1.0)
    transport.close()
    assert not device.kernel_driver


def test_two_equal_printers_are_told_apart_by_their_serial_numbers(device: SimulatedUsbPrinter) -> None:
    other = SimulatedUsbPrinter(SimulatedPrinter(42), serial_no="SIM0000002")
    with pytest.raises(Unreachable, match="There are 2 printers"):
        transport_to(device, other).open(1.0)
    transport = transport_to(device, other, address="usb:04b8:0202:SIM0000002")
    transport.open(1.0)
    transport.write(b"x\n", 0.5)
    assert (device.printer.paper, other.printer.paper) == ("", "x\n")


def test_an_equal_printer_that_is_not_for_this_user_is_not_in_the_way(device: SimulatedUsbPrinter) -> None:
    other = SimulatedUsbPrinter(SimulatedPrinter(42), serial_no="SIM0000002", permitted=False)
    for places in ((device, other), (other, device)):
        transport = transport_to(*places, address="usb:04b8:0202:SIM0000001")
        transport.open(1.0)
        assert ask(transport) == b"\x16"
        transport.close()
    with pytest.raises(NoPermission, match="group lp"):
        transport_to(device, other, address="usb:04b8:0202:SIM0000002").open(1.0)


def test_short_writes_go_on_where_they_stopped(device: SimulatedUsbPrinter) -> None:
    device.transfer_bytes_max = 7
    road = road_to(device)
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert road.simulator.paper == slip().to_text(42)


def test_a_printer_that_stops_taking_is_a_doubt_in_time(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.open(1.0)
    device.printer.hang()
    start_s = time.monotonic()
    with pytest.raises(OutcomeUnknown, match="stopped taking"):
        transport.write(b"x" * 20_000, 0.3)
    with pytest.raises(NotDone, match="stopped taking"):
        transport.write(b"x", 0.1)
    assert time.monotonic() - start_s < IN_TIME_S


def test_nobody_may_is_told_with_the_group(device: SimulatedUsbPrinter) -> None:
    device.permitted = False
    for address in ("usb:04b8:0202", "usb:04b8:0202:SIM0000001"):
        with pytest.raises(NoPermission, match="group lp"):
            transport_to(device, address=address).open(1.0)


def test_a_printer_in_use_is_told_and_given_back_to_the_kernel(device: SimulatedUsbPrinter) -> None:
    device.in_use = True
    with pytest.raises(Busy, match="Another program"):
        transport_to(device).open(1.0)
    assert device.kernel_driver


def test_only_one_opening_has_the_printer(device: SimulatedUsbPrinter) -> None:
    first, second = transport_to(device), transport_to(device)
    first.open(1.0)
    with pytest.raises(Busy):
        second.open(1.0)
    assert ask(first) == b"\x16"


def test_a_printer_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreachable, match="There is no printer usb:04b8:0202 on USB"):
        transport_to().open(1.0)


def test_unplugged_and_plugged_in_again_it_is_found_again(device: SimulatedUsbPrinter) -> None:
    road = road_to(device)
    road.printer.print(slip())
    device.unplug()
    status = road.printer.status()
    assert (status.reachable, road.drawer.position()) == (Known.NO, "unknown")
    assert "There is no printer usb:04b8:0202 on USB" in status.sentence()
    device.plug()
    assert road.printer.print(slip()).confirmation is Confirmation.PRINTED
    assert len(road.simulator.slips) == 2


def test_unplugged_while_it_is_written_to_is_a_doubt(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.open(1.0)
    device.unplug()
    with pytest.raises(OutcomeUnknown, match="was unplugged"):
        transport.write(b"x", 0.5)
    with pytest.raises(Unreachable, match="was unplugged"):
        transport.read(1, 0.1)
    transport.close()


def test_a_stall_is_told_and_ended(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.open(1.0)
    device.stalled = True
    with pytest.raises(OutcomeUnknown, match="refused what was sent"):
        transport.write(b"x", 0.5)
    assert not device.stalled
    device.stalled = True
    with pytest.raises(Unreachable, match="refused"):
        transport.read(1, 0.1)
    assert ask(transport) == b"\x16"


def test_a_printer_without_a_way_back_is_kicked_and_nothing_is_claimed(device: SimulatedUsbPrinter) -> None:
    device.in_end = None
    road = road_to(device)
    assert road.drawer.kick() is Kick.UNVERIFIED
    assert road.simulator.kicks == 1
    assert road.printer.print(slip()).confirmation is Confirmation.SENT


def test_the_port_tells_of_paper_out_where_the_printer_says_nothing(device: SimulatedUsbPrinter) -> None:
    device.in_end = None
    road = road_to(device)
    assert road.printer.status().paper is Paper.UNKNOWN
    device.printer.paper_out()
    assert road.printer.status().sentence() == "The printer is out of paper. Put in a new roll."
    with pytest.raises(NotDone, match="out of paper"):
        road.printer.print(slip())
    assert device.printer.buffered_bytes == 0


def test_printers_are_found_by_their_class_or_their_maker(device: SimulatedUsbPrinter) -> None:
    printer = SimulatedPrinter(42)
    vendor_class = SimulatedUsbPrinter(printer, 0x0519, 0x0003, interface_class=0xFF)
    disk = SimulatedUsbPrinter(printer, 0x04B8, 0x1234, interface_class=8)
    stranger = SimulatedUsbPrinter(printer, 0x1234, 0x0001, interface_class=0xFF)
    unknown_make = SimulatedUsbPrinter(printer, 0x1234, 0x0002, permitted=False)
    found = usb_printers(SimulatedUsb(device, vendor_class, disk, stranger, unknown_make))
    assert [(each.vendor_id, each.product_id, each.serial_no, each.printer_class) for each in found] == [
        (0x04B8, 0x0202, "SIM0000001", True),
        (0x0519, 0x0003, "SIM0000001", False),
        (0x1234, 0x0002, "", True),
    ]


def test_the_device_id_is_read(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.open(1.0)
    assert transport.device_id() == "MFG:EPSON;CMD:ESC/POS;MDL:SIM-T20;CLS:PRINTER;"
    transport.close()


def test_a_closed_printer_neither_reads_nor_writes(device: SimulatedUsbPrinter) -> None:
    transport = transport_to(device)
    transport.close()
    for use in (
        lambda: transport.write(b"x", 0.1),
        lambda: transport.read(1, 0.1),
        lambda: transport.flush(0.1),
    ):
        with pytest.raises(Unreachable):
            use()


def test_without_libusb_it_is_said_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import usb.backend.libusb1

    monkeypatch.setattr(usb.backend.libusb1, "_lib_object", None)
    monkeypatch.setattr("hardware.transports.usb_bus._LIBRARY", "libusb-that-is-not-there.so")
    with pytest.raises(Unreachable, match=r"apt install libusb-1\.0-0"):
        UsbTransport(ADDRESS).open(1.0)
