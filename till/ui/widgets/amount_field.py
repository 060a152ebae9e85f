"""An amount as on a register, in large digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from till.domain.errors import AmountTooLarge, BadAmount
from till.ui.widgets.big_digits import big
from till.wording.money import money, parse_money
from till.wording.number_pad import keyed_amount, keyed_text

if TYPE_CHECKING:
    from textual import events

    from till.domain.settings import Settings


class AmountField(Widget, can_focus=True):
    """An amount in large digits. Digits push in from the right; a decimal sign works as well."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "take_back", show=False, id="amount.take_back"),
        Binding("delete", "clear", show=False, id="amount.clear"),
    ]

    class Nonsense(Message):
        """Something was typed or pasted that is not an amount."""

        def __init__(self, refused: BadAmount | AmountTooLarge) -> None:
            super().__init__()
            self.refused = refused

    class Changed(Message):
        """The amount is another one now."""

    keys: reactive[str] = reactive("")

    def __init__(self, settings: Settings, *, proposed: int | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self.currency, self.locale = settings.currency, settings.locale
        self.proposed = proposed

    @property
    def amount(self) -> int:
        """What was typed, or proposed and not overtyped, in minor units."""
        if self.keys == "" and self.proposed is not None:
            return self.proposed
        return keyed_amount(self.keys, self.currency, self.locale)

    @property
    def typed(self) -> bool:
        """Whether there is an amount at all."""
        return self.keys != "" or self.proposed is not None

    def propose(self, amount: int | None) -> None:
        """Offer an amount that stands until another is typed."""
        self.proposed = amount
        self.refresh()

    def render(self) -> Content:
        shown = self.shown()
        if self.keys == "" and self.proposed is not None:
            shown = money(self.proposed, self.currency, self.locale)
        lines = big(shown)
        width = self.size.width
        if len(lines[0]) > width:
            return Content("\n" + shown.rjust(width))
        return Content("\n").join([Content(line.rjust(width)) for line in lines])

    def shown(self) -> str:
        """Give what the display shows of what was typed."""
        return keyed_text(self.keys, self.currency, self.locale)

    def watch_keys(self) -> None:
        """Say that it changed."""
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """Take digits and a decimal sign; anything else that could be typed is no amount."""
        character = event.character
        if character is None or not event.is_printable:
            return
        event.stop()
        self.take(self.keys + ("." if character == "," else character))

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted amount as it is, if it is one."""
        event.stop()
        try:
            amount = parse_money(event.text.strip(), self.currency, self.locale)
        except (BadAmount, AmountTooLarge) as refused:
            self.post_message(self.Nonsense(refused))
        else:
            self.keys = str(amount)

    def take(self, keys: str) -> None:
        """Show `keys` if they are the beginning of an amount; else what was typed stays."""
        try:
            keyed_text(keys, self.currency, self.locale)
        except (BadAmount, AmountTooLarge) as refused:
            self.post_message(self.Nonsense(refused))
        else:
            self.keys = keys

    def action_take_back(self) -> None:
        """Take the last digit back."""
        self.keys = self.keys[:-1]

    def action_clear(self) -> None:
        """Begin again."""
        self.keys = ""
