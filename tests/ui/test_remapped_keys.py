"""Keys can be given another in the configuration; what cannot be understood is refused in a sentence."""

from __future__ import annotations

import pytest

from tests.ui.counter import ANA, Counter
from till.faults import BadConfiguration
from till.ui.keys import binding_ids, checked_keys


async def test_a_remapped_key_does_what_the_old_one_did_and_is_on_the_last_line(counter: Counter) -> None:
    async with counter.screens((110, 25)) as desk:
        counter.app.set_keymap(checked_keys({"home.pay_out": "ctrl+o"}, "config.toml"))
        await desk.sign_in(ANA)
        await desk.open_shift("20000")
        await desk.press("f5")
        assert "Window cleaner" not in desk.text
        assert "CTRL+O Pay-out" in desk.words
        await desk.press("ctrl+o")
        assert "Window cleaner" in desk.text


def test_what_is_no_binding_is_refused_with_file_and_key() -> None:
    with pytest.raises(BadConfiguration, match=r"^config\.toml: keys\.home\.fly: expected the id"):
        checked_keys({"home.fly": "f5"}, "config.toml")


@pytest.mark.parametrize("key", ["", "the any key", "f5 f6", "hyper+x"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(BadConfiguration, match=r"keys\.home\.pay_out: expected a key"):
        checked_keys({"home.pay_out": key}, "config.toml")


@pytest.mark.parametrize("key", ["f2", "f10", "ctrl+q", "f24,f2"])
def test_a_key_that_another_act_has_is_refused_naming_both(key: str) -> None:
    refused = (
        r"^config\.toml: keys\.home\.pay_out: expected a key of its own; \".+\" is that of \w+\.\w+ too\.$"
    )
    with pytest.raises(BadConfiguration, match=refused):
        checked_keys({"home.pay_out": key}, "config.toml")


def test_two_acts_may_change_their_keys_with_each_other_or_share_the_one_they_shared() -> None:
    checked_keys({"home.pay_out": "f6", "home.no_sale": "f5"}, "config.toml")
    checked_keys({"home.sale": "f24", "home.open_shift": "f24"}, "config.toml")
    with pytest.raises(BadConfiguration, match=r"keys\.home\.\w+: expected a key of its own"):
        checked_keys({"home.pay_out": "f24", "home.drop": "f24"}, "config.toml")


@pytest.mark.parametrize("key", ["escape", "enter", "5", "a", "f24,enter", "tab", "-"])
def test_what_types_or_goes_on_never_starts_an_act(key: str) -> None:
    with pytest.raises(BadConfiguration, match=r"keys\.home\.pay_out: expected a key that does nothing else"):
        checked_keys({"home.pay_out": key}, "config.toml")


def test_every_screen_has_keys_that_can_be_remapped() -> None:
    known = binding_ids()
    assert {"home.pay_out", "dialog.go_back", "app.leave", "sign_in.go_on", "count.record"} <= known


def test_the_clock_that_is_behind_the_last_record_is_said(counter: Counter) -> None:
    from dataclasses import replace

    from tests.domain.given import CASHIER, SHOP, given, shift_opened
    from till.ui.view import View
    from till.ui.widgets.lines import notice_of

    state = given(shift_opened(at="09:00")).state
    view = View(SHOP, state, "1970-01-01T00:00:10.000+00:00", CASHIER)
    assert "The clock says 1970-01-01 00:00" in notice_of(view)[0]
    well = replace(view, now="2026-11-21T09:05:00.000+01:00")
    assert "clock" not in notice_of(well)[0]
