"""An amount in one line of a form, typed as every amount is: digits push in from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from till.ui.widgets.amount_field import AmountField
from till.wording.money import money

if TYPE_CHECKING:
    from textual import events

    from till.domain.settings import Settings

_MINUS: Final = ("-", "\N{MINUS SIGN}")


class AmountLine(AmountField):
    """An amount in letters as large as the others; a minus before or after its digits takes away.

    `signed` False takes no minus. Del takes out what is proposed too: then there is no amount.
    """

    def __init__(
        self, settings: Settings, *, id: str, signed: bool = False, proposed: int | None = None
    ) -> None:
        super().__init__(settings, proposed=proposed, id=id)
        self.signed = signed
        self.less = False

    @property
    def amount(self) -> int:
        """What was typed with its sign, or proposed and not overtyped, in minor units."""
        amount = super().amount
        return -amount if self.less else amount

    def render(self) -> Content:
        if not self.typed:
            return Content("-" if self.less else "")
        shown = money(self.amount, self.currency, self.locale) if self.keys == "" else self.shown()
        sign = "-" if self.less and self.keys else ""
        return Content((sign + shown).rjust(self.size.width))

    def on_key(self, event: events.Key) -> None:
        """Take a minus where there may be one; the rest is what makes an amount."""
        if self.signed and event.character in _MINUS:
            event.stop()
            event.prevent_default()
            self.less = not self.less
            self.watch_keys()
            self.refresh()

    def action_take_back(self) -> None:
        """Take the last digit back, and after the first one the minus."""
        if self.keys == "":
            self.less = False
            self.refresh()
        super().action_take_back()

    def action_clear(self) -> None:
        """Begin again, with nothing."""
        self.proposed, self.less = None, False
        super().action_clear()
        self.refresh()
