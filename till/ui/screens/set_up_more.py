"""Steps of a set-up that can be passed over: a second person, and the back office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from till.ui.screens.form import labelled
from till.ui.screens.set_up import SetUpScreen
from till.ui.screens.set_up_shop import pin_fields, same_digits, wrong_pin
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.ui.set_up import SetUpAnswers

ROLES: Final = (
    ("cashier", marked("Cashier: sells and counts, sees no expected figure")),
    ("supervisor", marked("Supervisor: sees what is expected, and approves")),
    ("manager", marked("Manager: may do everything")),
)


class SecondPersonStep(SetUpScreen):
    """Somebody else who works here, with a role and a PIN; without a name nobody."""

    heading = marked("Who else works here?")
    explained = marked(
        "Movements above a limit need a second person. Without a name, go on: people can be added later."
    )

    def contents(self) -> Iterable[Widget]:
        yield labelled(_("Name"), TextField(id="second", value=self.answers.second))
        yield from pin_fields(self.answers.second_pin, self.answers.second_pin_again)
        yield Rows([Row(code, _(words), "", str(at)) for at, (code, words) in enumerate(ROLES, start=1)])

    def opened(self) -> None:
        """Offer the role that was chosen before."""
        self.query_one(Rows).choose(self.answers.second_role)

    def take(self) -> SetUpAnswers:
        chosen = self.query_one(Rows).chosen
        return replace(
            self.answers,
            second=self.query_one("#second", TextField).value.strip(),
            second_role="cashier" if chosen is None else chosen.key,
            second_pin=self.query_one("#pin", PinField).pin,
            second_pin_again=self.query_one("#pin_again", PinField).pin,
        )

    def missing(self) -> tuple[Widget, str] | None:
        name = self.query_one("#second", TextField)
        pin, again = self.query_one("#pin", PinField), self.query_one("#pin_again", PinField)
        if name.words is None:
            return (name, _("Type the name.")) if pin.pin else None
        return wrong_pin(pin, again)

    async def action_go_on(self) -> None:
        """Without a name there is nothing more to ask."""
        if self.query_one("#second", TextField).words is None and self.missing() is None:
            self.keep()
            self.finished()
            return
        await super().action_go_on()

    def finished(self) -> None:
        if same_digits(self):
            super().finished()


class OfficeStep(SetUpScreen):
    """The back office that gets the journal; without an address the register stays by itself."""

    heading = marked("Is there a back office?")
    explained = marked(
        "It gets everything that is recorded, as soon as there is a line. Its people give you the address, "
        "and a code that works once. Without an address, go on: it can be added later."
    )

    def contents(self) -> Iterable[Widget]:
        yield labelled(
            _("Address"), TextField(id="office_url", value=self.answers.office_url, length_max=200)
        )
        yield labelled(_("One-time code"), TextField(id="office_code", value=self.answers.office_code))

    def take(self) -> SetUpAnswers:
        url, code = (
            self.query_one(f"#{name}", TextField).value.strip() for name in ("office_url", "office_code")
        )
        return replace(self.answers, office_url=url, office_code=code)

    def missing(self) -> tuple[Widget, str] | None:
        url, code = self.query_one("#office_url", TextField), self.query_one("#office_code", TextField)
        if url.words is None:
            return (url, _("Type the address of the back office.")) if code.words else None
        wrong = self.setting_up.work.wrong(self.answers)
        if wrong is not None and wrong[0].startswith("office."):
            return url, _("An address is written like https://office.example/.")
        return None if code.words else (code, _("Type the code that the back office gave you."))

    async def action_go_on(self) -> None:
        """Without an address there is nothing more to ask; a wrong one is said at once."""
        if self.query_one("#office_url", TextField).words is None and self.missing() is None:
            self.keep()
            self.finished()
            return
        await super().action_go_on()
        if self.is_current and (missing := self.missing()) is not None and missing[0].has_focus:
            self.refuse(missing[1])
