"""The first start by keys alone: from nothing to a working register, back and forth, left, or cut off."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from hardware.simulators.printer import SimulatedPrinter
from hardware.simulators.tcp import TcpSimulator
from tests.ui.as_seen import looks_as_seen
from till.cash_register import CashRegister
from till.cli.setup_work import ConfiguredSetUp, require_no_register
from till.config import load_config
from till.domain.errors import WrongPin
from till.domain.vocabulary import PinPurpose
from till.faults import BadConfiguration
from till.ui.machine import Finding, PluggedIn
from till.ui.screens.set_up import LeaveSetUpScreen, SetUpScreen
from till.ui.set_up_app import SetUpApp

TIMEOUT_S = 20.0
NAMES = {" ": "space", ".": "full_stop", ":": "colon", "-": "minus", "/": "slash"}


class PluggedInSetUp(ConfiguredSetUp):
    """A set-up on a machine with one printer on USB that nobody may open."""

    def look_around(self) -> PluggedIn:
        return PluggedIn((Finding("lp:/dev/usb/lp7", "EPSON TM-T20III", "Needs the group lp."),))


class Hands:
    """Types and looks."""

    def __init__(self, app: SetUpApp) -> None:
        self.app = app

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settled()

    async def type(self, text: str) -> None:
        for character in text:
            self.app.post_message(events.Key(NAMES.get(character, character), character))
        await self.settled()

    async def settled(self) -> None:
        done = asyncio.Event()
        self.app.call_later(done.set)
        await asyncio.wait_for(done.wait(), TIMEOUT_S)
        await self.until(lambda: self.app.typed_ahead.idle)

    async def until(self, met: Callable[[], object]) -> None:
        deadline = time.monotonic() + TIMEOUT_S
        while not met():
            assert time.monotonic() < deadline, f"it did not happen:\n{self.text}"
            await asyncio.sleep(0.02)

    async def sees(self, words: str) -> None:
        await self.until(lambda: words in self.words)

    async def look(self, name: str) -> None:
        """See that the step looks as it was seen."""
        await looks_as_seen(lambda: self.text, f"set-up-{name}")

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def words(self) -> str:
        return re.sub(r"[\s│┌┐└┘─]+", " ", self.text)


@asynccontextmanager
async def setting_up(path: Path) -> AsyncIterator[Hands]:
    app = SetUpApp(PluggedInSetUp(path))
    async with app.run_test(size=(80, 25)) as pilot:
        hands = Hands(app)
        await hands.sees("step 1 of 11")
        yield hands
        await pilot.pause()


@pytest.fixture
def printer() -> Iterator[tuple[SimulatedPrinter, str]]:
    """A printer with its drawer, on the network."""
    simulated = SimulatedPrinter(48)
    with TcpSimulator(simulated) as served:
        yield simulated, served.address.removeprefix("tcp:")


async def to_the_printer(hands: Hands, *, looking: bool = False) -> None:
    await hands.type("Kaffe AB")
    await hands.press("tab")
    await hands.type("556000-0000")
    await hands.press("tab", "tab")
    await hands.type("Main Street")
    await hands.press("enter")
    await hands.sees("step 2 of 11")
    if looking:
        await hands.look("2-register")
    await hands.press("enter")
    await hands.type("sek")
    await hands.press("enter", "enter", "enter", "enter")
    await hands.sees("step 3 of 11")
    if looking:
        await hands.look("3-manager")
    await hands.type("Ana Lima")
    await hands.press("tab", *"4711", "tab", *"4711", "enter")
    await hands.sees("step 4 of 11")


async def learn_the_drawer(hands: Hands, simulated: SimulatedPrinter) -> None:
    await hands.press("1", "enter")
    await hands.sees("Shut the drawer.")
    await hands.press("enter")
    await hands.sees("Open the drawer with the key.")
    simulated.open_drawer_with_key()
    await hands.press("enter")
    await hands.sees("Shut the drawer again.")
    simulated.shut_drawer()
    await hands.press("enter")
    await hands.sees("The sensor works.")
    await hands.look("7-drawer-learned")


async def name_a_second_person_and_no_office(hands: Hands) -> None:
    await hands.sees("Who else works here?")
    await hands.look("9-second-person")
    await hands.type("Kim Berg")
    await hands.press("enter", *"4712", "enter", *"4712", "enter")
    await hands.sees("Is there a back office?")
    await hands.type("http://elsewhere")
    await hands.press("enter")
    await hands.sees("An address is written like")
    await hands.look("10-office")
    await hands.press(*["backspace"] * 16, "enter")
    await hands.sees("Is everything right?")


async def test_from_nothing_to_a_register_with_a_test_slip_by_keys_alone(
    tmp_path: Path, printer: tuple[SimulatedPrinter, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated, address = printer
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "config.toml"
    async with setting_up(Path(path.name)) as hands:
        await hands.look("1-shop")
        await to_the_printer(hands, looking=True)
        await hands.sees("EPSON TM-T20III")
        await hands.look("4-printer")
        await hands.press("1")
        await hands.type(address)
        await hands.press("enter")
        await hands.sees("EPSON SIM-T20")
        await hands.look("4-printer-found")
        await hands.press("enter")
        await hands.sees("The ruler is printed.")
        await hands.look("5-paper")
        assert simulated.paper.splitlines()[0].endswith("48")
        await hands.press("4", "8", "enter")
        await hands.sees("The printer took the slip.")
        await hands.look("6-test-slip")
        assert "TEST SLIP" in simulated.paper
        await hands.press("1")
        await hands.sees("How does the drawer open?")
        await hands.look("7-drawer")
        await learn_the_drawer(hands, simulated)
        await hands.press("enter")
        await hands.sees("What is paid for out of the drawer?")
        await hands.look("8-reasons")
        await hands.press("5", "enter")
        await name_a_second_person_and_no_office(hands)
        await hands.look("11-summary")
        assert "SEK, which can never be changed" in hands.text
        assert not path.exists()
        for words in ("Kaffe AB, 556000-0000", "SEK", "1.00", "Ana Lima", "48 columns", "Repairs", path.name):
            assert words.replace(" ", "") in hands.words.replace(" ", "")  # Long paths are broken anywhere.
        await hands.press("enter")
        await hands.until(lambda: hands.app.founded)
    is_a_working_register(path, f"tcp:{address}")
    assert simulated.kicks == 0


def is_a_working_register(path: Path, address: str) -> None:
    config = load_config(path)
    assert (config.printer.address, config.printer.columns) == (address, 48)
    assert config.settings.open_levels == {1: "low"}
    assert config.settings.cash_rounding == 100
    codes = [reason.code for reason in config.settings.pay_out_reasons]
    assert codes == ["supplies", "cleaning", "postage", "repairs"]
    assert "# it can never be changed" in path.read_text()
    register = CashRegister.open(config.data, config.settings.timezone)
    assert register.state.rules == config.settings
    register.present_pin(1, "4711", PinPurpose.SIGN_IN)
    with pytest.raises(WrongPin):
        register.present_pin(1, "4712", PinPurpose.SIGN_IN)
    register.present_pin(2, "4712", PinPurpose.SIGN_IN)
    assert (register.state.employees[2].name, register.state.employees[2].role) == ("Kim Berg", "cashier")
    register.close()
    assert "EPSON" in (config.data / "printer.json").read_text()


async def test_enter_goes_from_field_to_field_and_asks_for_the_currency(tmp_path: Path) -> None:
    async with setting_up(tmp_path / "config.toml") as hands:
        for typed in ("Kaffe AB", "556000-0000", "Storgatan 1", "Main Street"):
            assert "step 1 of 11" in hands.text
            await hands.type(typed)
            await hands.press("enter")
        await hands.sees("step 2 of 11")
        answers = hands.app.answers
        assert (answers.organisation, answers.number) == ("Kaffe AB", "556000-0000")
        assert (answers.address, answers.store) == ("Storgatan 1", "Main Street")
        await hands.press("enter")
        focused = hands.app.focused
        assert focused is not None
        assert focused.id == "currency"
        for _field in range(4):
            assert "step 2 of 11" in hands.text
            await hands.press("enter")
        await hands.sees("step 3 of 11")


async def test_esc_goes_back_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    async with setting_up(tmp_path / "config.toml") as hands:
        await to_the_printer(hands)
        await hands.press("2", "escape", "escape", "escape")
        await hands.sees("step 1 of 11")
        for words in ("Kaffe AB", "556000-0000", "Main Street"):
            assert words.replace(" ", "") in hands.words.replace(" ", "")  # Long paths are broken anywhere.
        await hands.press(*["enter"] * 4)
        await hands.sees("SEK")
        await hands.press(*["tab"] * 4, "enter")  # Tab takes what stands in a field, as Enter does.
        await hands.sees("Ana Lima")
        assert hands.text.count("● ● ● ●") == 2
        await hands.press(*["enter"] * 3)
        await hands.sees("►2 Simulated")


async def test_without_a_printer_nothing_is_asked_about_paper(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with setting_up(path) as hands:
        await to_the_printer(hands)
        await hands.press("0", "enter")
        await hands.sees("How does the drawer open?")
        assert "cable" not in hands.text
        await hands.press("escape")
        await hands.sees("step 4 of 11")
        await hands.press("enter")
        await hands.press("3", "enter", "enter", "enter")
        await hands.sees("Is there a back office?")
        await hands.type("http://127.0.0.1:9/")
        await hands.press("enter")
        await hands.type("K7QF-M2XD-9TBW")
        await hands.press("enter")
        await hands.sees("Is everything right?")
        await hands.press("enter")
        await hands.sees("The register is ready all the same: Enter starts it.")
        assert hands.app.founded
        await hands.press("escape")
        await hands.sees("Is everything right?")
        await hands.press("enter")
        await hands.until(lambda: not hands.app.is_running)
    config = load_config(path)
    assert (config.printer.address, config.drawers[0].address) == ("none", "manual")


@pytest.mark.parametrize("steps", range(4))
async def test_leaving_in_the_middle_writes_nothing(tmp_path: Path, steps: int) -> None:
    async with setting_up(tmp_path / "shop" / "config.toml") as hands:
        if steps:
            await to_the_printer(hands)
            await hands.press("0", *["enter"] * steps)
        await hands.press("ctrl+q")
        await hands.until(lambda: isinstance(hands.app.screen, LeaveSetUpScreen))
        await hands.press("escape")
        assert isinstance(hands.app.screen, SetUpScreen)
        await hands.press("ctrl+q", "enter")
        await hands.until(lambda: not hands.app.is_running)
        assert not hands.app.founded
    assert names_in(tmp_path) == []


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_what_is_missing_or_wrong_is_said_where_it_is(tmp_path: Path) -> None:
    async with setting_up(tmp_path / "config.toml") as hands:
        await hands.press("enter")
        await hands.sees("Type the name of the company")
        await hands.type("Kaffe AB")
        await hands.press(*["enter"] * 4)
        await hands.sees("Type the name of the store")
        await hands.type("Main Street")
        await hands.press("enter", "enter")
        await hands.type("kro")
        await hands.press("enter")
        await hands.sees("A currency is three letters")
        await hands.press(*["backspace"] * 3)
        await hands.type("chf")
        await hands.sees("0.05")
        await hands.press(*["enter"] * 4)
        await hands.sees("step 3 of 11")
        await hands.type("Ana")
        await hands.press("tab", *"4711", "tab", *"4712", "enter")
        await hands.sees("These are not the same digits.")


async def test_a_printer_that_is_not_there_is_said_and_can_be_taken_all_the_same(tmp_path: Path) -> None:
    async with setting_up(tmp_path / "config.toml") as hands:
        await to_the_printer(hands)
        await hands.sees("EPSON TM-T20III")
        await hands.press("3", "enter")
        await hands.sees("press Enter to go on with this one all the same")
        await hands.press("enter")
        await hands.sees("How wide is the paper?")
        await hands.press("enter", "3")
        await hands.sees("step 4 of 11")


async def test_a_configuration_that_is_there_is_kept_beside_and_a_register_is_never_touched(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# an old one, without a register\n")
    require_no_register(path)
    async with setting_up(path) as hands:
        await to_the_printer(hands)
        await hands.press("0", "enter", "0", "enter", "enter", "enter", "enter")
        await hands.sees("There is a configuration already; it is kept as")
        await hands.press("enter")
        await hands.until(lambda: hands.app.founded)
    assert (tmp_path / "config.toml.before-set-up").read_text().startswith("# an old one")
    with pytest.raises(BadConfiguration, match="there is a register already"):
        require_no_register(path)
