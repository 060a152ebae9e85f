import os
from pathlib import Path

import pytest

from hardware.addresses import parse_printer_address
from hardware.discover import Found, device_id_name, discover
from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.usb import SimulatedUsb, SimulatedUsbPrinter
from hardware.transports import serial_ports, usb_bus


class Port:
    """What pyserial says of one port."""

    def __init__(self, device: str, description: str) -> None:
        self.device, self.description = device, description

    def __lt__(self, other: "Port") -> bool:
        return self.device < other.device


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> list[Port]:
    """The serial ports of a computer that has other ones than this computer."""
    listed: list[Port] = []
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: listed)
    return listed


def printer_node(devices: Path, system: Path, name: str, device_id: str, devnum: int = 1) -> None:
    """Make what the kernel shows of a printer behind usblp, with the null device as its node."""
    (devices / "usb").mkdir(parents=True, exist_ok=True)
    (devices / "usb" / name).symlink_to("/dev/null")
    device = system / "devices/usb1" / f"1-{devnum}"
    interface = device / f"1-{devnum}:1.0"
    interface.mkdir(parents=True)
    (interface / "ieee1284_id").write_text(f"{device_id}\n")
    (device / "busnum").write_text("1\n")
    (device / "devnum").write_text(f"{devnum}\n")
    (system / "class/usbmisc" / name).mkdir(parents=True)
    (system / "class/usbmisc" / name / "device").symlink_to(interface)


def test_an_empty_computer_has_nothing(tmp_path: Path, ports: list[Port]) -> None:
    assert discover(tmp_path, tmp_path, SimulatedUsb()) == ([], [])


def test_printer_nodes_are_named_by_the_kernel_without_opening_them(
    tmp_path: Path, ports: list[Port]
) -> None:
    devices, system = tmp_path / "dev", tmp_path / "sys"
    printer_node(devices, system, "lp0", "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;")
    (found,), troubles = discover(devices, system, SimulatedUsb())
    assert found == Found("lp", f"lp:{devices}/usb/lp0", "EPSON TM-T20II")
    assert troubles == []


def test_a_printer_that_has_a_node_is_shown_once_as_the_better_address(
    tmp_path: Path, ports: list[Port]
) -> None:
    devices, system = tmp_path / "dev", tmp_path / "sys"
    printer_node(devices, system, "lp0", "MFG:EPSON;MDL:SIM;")
    printers = [SimulatedPrinter(42), SimulatedPrinter(42)]
    bus = SimulatedUsb(SimulatedUsbPrinter(printers[0]), SimulatedUsbPrinter(printers[1], serial_no="B"))
    found, _ = discover(devices, system, bus)
    assert [each.address for each in found] == [
        f"lp:{devices}/usb/lp0",
        "usb:04b8:0202:SIM0000001",
        "usb:04b8:0202:B",
    ]
    assert ["better one" in each.note for each in found] == [False, True, False]


def test_serial_ports_have_the_name_that_stays(tmp_path: Path, ports: list[Port]) -> None:
    printers_end, hosts_end = os.openpty()
    ports.append(Port(os.ttyname(hosts_end), "USB Serial"))
    by_id = tmp_path / "serial/by-id"
    by_id.mkdir(parents=True)
    (by_id / "usb-FTDI_1234-port0").symlink_to(os.ttyname(hosts_end))
    (found,), _ = discover(tmp_path, tmp_path, SimulatedUsb())
    assert found.address == f"serial:{by_id}/usb-FTDI_1234-port0"
    assert (found.kind, found.name) == ("serial", "USB Serial")
    os.close(printers_end)
    os.close(hosts_end)


def test_every_found_address_can_be_configured(tmp_path: Path, ports: list[Port]) -> None:
    devices, system = tmp_path / "dev", tmp_path / "sys"
    printer_node(devices, system, "lp0", "MFG:A;MDL:B;")
    ports.append(Port("/dev/null", "n/a"))
    found, _ = discover(devices, system, SimulatedUsb(SimulatedUsbPrinter(SimulatedPrinter(42))))
    assert {each.kind for each in found} == {"lp", "usb", "serial"}
    for each in found:
        assert str(parse_printer_address(each.address)).startswith(each.address)


def test_a_missing_libusb_is_told_and_the_rest_is_found(
    tmp_path: Path, ports: list[Port], monkeypatch: pytest.MonkeyPatch
) -> None:
    import usb.backend.libusb1

    monkeypatch.setattr(usb.backend.libusb1, "_lib_object", None)
    monkeypatch.setattr(usb_bus, "_LIBRARY", "libusb-that-is-not-there.so")
    ports.append(Port("/dev/null", "Port"))
    found, troubles = discover(tmp_path, tmp_path)
    assert [each.kind for each in found] == ["serial"]
    assert troubles == ["A USB printer needs libusb. Install it: apt install libusb-1.0-0."]


def test_the_real_serial_ports_of_this_computer_can_be_listed() -> None:
    assert all(port.path.startswith("/dev/") for port in serial_ports.serial_ports())


@pytest.mark.parametrize(
    ("device_id", "name"),
    [
        ("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;", "EPSON TM-T20II"),
        ("MANUFACTURER: Star ;MODEL:TSP100;", "Star TSP100"),
        ("MDL:POS-80;", "POS-80"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_a_device_id_names_maker_and_model(device_id: str, name: str) -> None:
    assert device_id_name(device_id) == name
