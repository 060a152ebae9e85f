"""The first steps of a set-up: whose shop it is, which money it takes, who manages it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from till.ui.screens.form import labelled
from till.ui.screens.set_up import SetUpScreen
from till.ui.set_up import ROUNDINGS
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.set_up import SetUpAnswers

_EXPECTED = {
    "code": marked("A designation of at most 16 letters and digits, like REG-001."),
    "currency": marked("A currency is three letters, like SEK or EUR."),
    "locale": marked("Language and country are written like en_SE or de_CH."),
    "timezone": marked("A time zone is written like Europe/Stockholm."),
    "cash_rounding": marked("The smallest step of cash is an amount like 1.00 or 0.05; 0 for none."),
}


class TextStep(SetUpScreen):
    """A step of text fields; each has the name of the answer it is for."""

    fields: ClassVar[tuple[tuple[str, str], ...]] = ()
    needed: ClassVar[dict[str, str]] = {}

    def contents(self) -> Iterable[Widget]:
        for name, words in self.fields:
            field = TextField(id=name, value=getattr(self.answers, name))
            field.select_on_focus = True  # What is proposed is typed over.
            yield labelled(_(words), field)

    def take(self) -> SetUpAnswers:
        typed = {name: self.query_one(f"#{name}", TextField).value.strip() for name, _words in self.fields}
        return replace(self.answers, **typed)  # type: ignore[arg-type] # they are all texts

    def missing(self) -> tuple[Widget, str] | None:
        for name, words in self.needed.items():
            field = self.query_one(f"#{name}", TextField)
            if field.words is None:
                return field, _(words)
        return None


class ShopStep(TextStep):
    """The legal owner, as it must stand on slips, and the store."""

    heading = marked("Your shop")
    explained = marked("This stands at the top of every slip. Type it as it is registered.")
    fields = (
        ("organisation", marked("Company or owner")),
        ("number", marked("Company number")),
        ("address", marked("Address")),
        ("store", marked("Name of the store")),
    )
    needed: ClassVar[dict[str, str]] = {
        "organisation": marked("Type the name of the company or its owner."),
        "store": marked("Type the name of the store, as customers know it."),
    }


class MoneyStep(TextStep):
    """The register's name, its currency, and how numbers and times are written."""

    heading = marked("This register and its money")
    explained = marked("The currency can never be changed later; the rest can.")
    fields = (
        ("code", marked("Register")),
        ("currency", marked("Currency")),
        ("cash_rounding", marked("Smallest cash step")),
        ("locale", marked("Language, country")),
        ("timezone", marked("Time zone")),
    )

    def opened(self) -> None:
        """Remember which rounding was proposed: what was typed instead is not overwritten."""
        self.proposed = self.answers.cash_rounding

    def on_input_changed(self, message: TextField.Changed) -> None:
        """Propose the cash rounding of the currency that was typed."""
        message.stop()
        self.answer("")
        rounding = self.query_one("#cash_rounding", TextField)
        if message.input.id == "currency" and rounding.value == self.proposed:
            currency = message.value.strip().upper()
            if len(currency) == 3:
                self.proposed = ROUNDINGS.get(currency, "0")
                rounding.value = self.proposed

    def take(self) -> SetUpAnswers:
        answers = super().take()
        return replace(answers, currency=answers.currency.upper(), cash_rounding=answers.cash_rounding or "0")

    def missing(self) -> tuple[Widget, str] | None:
        wrong = self.setting_up.work.wrong(self.answers)
        if wrong is None or wrong[0].startswith("office."):
            return None
        key, expected = wrong
        name = key.rpartition(".")[2]
        if name not in _EXPECTED:
            return self.query_one("#code", TextField), f"{key}: {expected}"
        return self.query_one(f"#{name}", TextField), _(_EXPECTED[name])

    async def action_go_on(self) -> None:
        """Go to what is wrong; it is said at once, since something stands there already."""
        await super().action_go_on()
        if self.is_current and (missing := self.missing()) is not None:
            self.refuse(missing[1])


class ManagerStep(SetUpScreen):
    """The first person, who takes on all others, with a PIN typed twice."""

    heading = marked("Who manages the register?")
    explained = marked(
        "The first person may do everything, and takes on the others later. The PIN is 4 to 12 digits; "
        "nobody can look it up."
    )

    def contents(self) -> Iterable[Widget]:
        yield labelled(_("Name"), TextField(id="manager", value=self.answers.manager))
        yield from pin_fields(self.answers.pin, self.answers.pin_again)

    def take(self) -> SetUpAnswers:
        pin, again = self.query_one("#pin", PinField).pin, self.query_one("#pin_again", PinField).pin
        manager = self.query_one("#manager", TextField).value.strip()
        return replace(self.answers, manager=manager, pin=pin, pin_again=again)

    def missing(self) -> tuple[Widget, str] | None:
        manager = self.query_one("#manager", TextField)
        pin, again = self.query_one("#pin", PinField), self.query_one("#pin_again", PinField)
        if manager.words is None:
            return manager, _("Type the name.")
        return wrong_pin(pin, again)

    def finished(self) -> None:
        if same_digits(self):
            super().finished()


def pin_fields(pin: str, again: str) -> Iterable[Widget]:
    """Give the fields for a PIN that is typed twice."""
    for name, words, typed in (("pin", _("PIN"), pin), ("pin_again", _("The same again"), again)):
        field = PinField(id=name)
        field.set_reactive(PinField.pin, typed)
        yield labelled(words, field)


def wrong_pin(pin: PinField, again: PinField) -> tuple[Widget, str] | None:
    """Say what is missing of a PIN that is typed twice."""
    if len(pin.pin) < 4:
        return pin, _("Type 4 to 12 digits.")
    return None if again.pin else (again, _("Type the same digits once more."))


def same_digits(step: SetUpScreen) -> bool:
    """Say whether a PIN was typed twice the same; if not, have the second one typed again."""
    pin, again = step.query_one("#pin", PinField), step.query_one("#pin_again", PinField)
    if pin.pin == again.pin:
        return True
    again.action_clear()
    again.focus()
    step.refuse(_("These are not the same digits."))
    return False
