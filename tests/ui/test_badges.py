"""A scanner types a badge at the screens; a person types a number and a PIN."""

from __future__ import annotations

from dataclasses import replace

from textual import events

from tests.ui.counter import ANA, BO, KIM, PIN, SETTINGS, Counter, Desk
from till import badges
from till.domain.settings import PinRules

KIMS, BOS = "KAFFE-000231-K", "4006381333931"


def give_badges(counter: Counter) -> None:
    for employee, code in ((KIM, KIMS), (BO, BOS)):
        badges.set_badge(counter.register, counter.register.act(ANA), employee, code)


async def scan(desk: Desk, code: str, *, gap_s: float = 0.02) -> None:
    """Type a code as a scanner does, with a time between its keys."""
    at = desk.counter.app.badge_reader._last_s + 5
    for key in (*code, "enter"):
        pressed = events.Key(key, key if len(key) == 1 else None)
        at += gap_s
        pressed.time = at
        desk.counter.app.post_message(pressed)
    await desk.settled()


async def test_a_scanned_badge_signs_in_whatever_was_chosen_before(counter: Counter) -> None:
    give_badges(counter)
    async with counter.screens() as desk:
        assert "Choose, or scan a badge." in desk.text
        await scan(desk, KIMS)
        assert desk.state.signed_in == KIM
        assert desk.kinds[-1] == "signed-in"
        await desk.press("f10")
        await scan(desk, KIMS)
        assert desk.kinds[-1] == "screen-unlocked"
        await desk.press("f7", "1", "6", "1")
        assert "Ana Lima, your PIN" in desk.text
        await scan(desk, BOS)
        assert desk.state.signed_in == BO
        assert BOS not in desk.text


async def test_a_badge_of_digits_is_no_pin_of_whoever_has_its_first_digit(counter: Counter) -> None:
    give_badges(counter)
    async with counter.screens() as desk:
        await scan(desk, "2" + BOS)
        assert "pin-refused" not in desk.kinds
        assert desk.state.signed_in is None
        assert desk.state.register_failures.count == 1


async def test_an_unknown_badge_is_refused_and_counted_for_the_register(counter: Counter) -> None:
    give_badges(counter)
    async with counter.screens() as desk:
        await scan(desk, "NOBODYS-BADGE")
        assert "This badge is not known. Type your number and your PIN." in desk.text
        assert desk.kinds[-1] == "badge-refused"
        await desk.press("2", PIN, "enter")
        assert desk.state.signed_in == KIM


async def test_number_and_pin_typed_as_fast_as_a_scanner_still_sign_in(counter: Counter) -> None:
    give_badges(counter)
    counter.register.set_pin(counter.register.act(ANA), KIM, "47114711")
    async with counter.screens() as desk:
        await scan(desk, "2" + "47114711", gap_s=0.001)
        assert desk.state.signed_in == KIM
        assert "badge-refused" not in desk.kinds


async def test_a_badge_typed_by_hand_is_no_badge(counter: Counter) -> None:
    give_badges(counter)
    async with counter.screens() as desk:
        await scan(desk, KIMS, gap_s=0.2)
        assert desk.state.signed_in is None
        assert "badge-refused" not in desk.kinds


async def test_a_badge_approves_on_the_same_screen_and_not_ones_own_act(counter: Counter) -> None:
    give_badges(counter)
    async with counter.screens() as desk:
        await scan(desk, KIMS)
        await desk.open_shift()
        await desk.press("f5", "3500", "enter", "2", "enter")
        assert "35.00 is above your limit of 20.00." in desk.text
        await scan(desk, KIMS)
        assert "approves their own" in desk.words
        assert len(desk.state.shifts[1].movements) == 0
        await desk.press("enter")
        await scan(desk, BOS)
        movements = [(each.amount, each.by.name) for each in counter.register.state.shifts[1].movements]
        assert movements == [(-35_00, "Kim Berg")]
        assert desk.state.shifts[1].tally.control.approvals == 1


async def test_where_a_badge_needs_a_pin_it_asks_for_it(counter: Counter) -> None:
    give_badges(counter)
    settings = replace(SETTINGS, pin=PinRules(badge_needs_pin=True))
    strict = Counter(counter.folder, settings)
    async with strict.screens() as desk:
        await scan(desk, KIMS)
        assert "Kim Berg, your PIN" in desk.text
        assert "signed-in" not in desk.kinds
        await desk.press(PIN, "enter")
        assert desk.state.signed_in == KIM
        await desk.open_shift()
        await desk.press("f5", "3500", "enter", "2", "enter")
        await scan(desk, BOS)
        assert "Bo Ek, your PIN" in desk.text
        assert "cash-moved" not in desk.kinds
        await desk.press(PIN, "enter")
        assert [each.amount for each in strict.register.state.shifts[1].movements] == [-35_00]
    strict.register.close()
    strict.devices.close()


async def test_a_manager_gives_and_takes_badges_at_the_register(counter: Counter) -> None:
    async with counter.screens() as desk:
        await desk.sign_in(ANA)
        await desk.press("f7", "1", "5", "2", "f6")
        await scan(desk, "12345")
        assert "A badge code is 6 to 64" in desk.words
        await scan(desk, KIMS)
        assert KIMS not in desk.text
        assert desk.state.employees[KIM].has_badge
        assert "cashier, badge" in desk.text
        await desk.press("f6", "f8")
        assert not desk.state.employees[KIM].has_badge
