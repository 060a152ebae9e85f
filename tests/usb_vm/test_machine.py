"""What can be said of the virtual machine without starting it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardware.simulators.answers import Sensors
from tests.debian import Trouble, run
from tests.usb_vm.gadget import Gadget, UsbIdentity
from tests.usb_vm.kernel import MODULES, in_order
from tests.usb_vm.simulator import port_status


def write_needs(folder: Path, lines: dict[str, str]) -> None:
    needs = {f"drivers/{module}.ko": "" for module in MODULES} | lines
    (folder / "modules.dep").write_text("".join(f"{module}: {needed}\n" for module, needed in needs.items()))


def test_a_module_is_loaded_behind_what_it_needs(tmp_path: Path) -> None:
    needed = "drivers/libcomposite.ko net/core.ko"
    write_needs(tmp_path, {"drivers/usb_f_printer.ko": needed, "drivers/libcomposite.ko": "net/core.ko"})
    order = [module.name for module in in_order(tmp_path)]
    assert order.index("core.ko") < order.index("libcomposite.ko") < order.index("usb_f_printer.ko")
    assert len(order) == len(set(order)) == len(MODULES) + 1


def test_a_module_that_debian_has_no_more_is_named(tmp_path: Path) -> None:
    (tmp_path / "modules.dep").write_text("drivers/9p.ko:\n")
    with pytest.raises(Trouble, match="virtio_pci"):
        in_order(tmp_path)


def test_a_program_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(Trouble, match=r"(?s)`ls /nowhere/at/all` failed.*No such file"):
        run("ls", "/nowhere/at/all")


def test_a_device_says_who_it_is(tmp_path: Path) -> None:
    Gadget("printer", UsbIdentity(serial_no="AAA1"), 2, tmp_path).make()
    folder = tmp_path / "port2"
    assert (folder / "idVendor").read_text() == "0x04b8"
    assert (folder / "strings/0x409/serialnumber").read_text() == "AAA1"
    assert (folder / "configs/c.1/printer.port2").resolve() == (folder / "functions/printer.port2").resolve()


@pytest.mark.parametrize(
    ("sensors", "status"),
    [
        (Sensors(), 0x18),
        (Sensors(paper_out=True), 0x30),
        (Sensors(cover_open=True), 0x00),
        (Sensors(failed=True), 0x00),
    ],
)
def test_the_port_shows_what_the_printer_feels(sensors: Sensors, status: int) -> None:
    assert port_status(sensors) == status
