"""What is typed in a sale: an amount, or a quantity with more decimals than money has."""

from __future__ import annotations

from till.domain.errors import BadAmount
from till.domain.sale_errors import BadQuantity
from till.ui.widgets.amount_field import AmountField
from till.wording.number_pad import keyed_amount, keyed_text
from till.wording.quantities import parse_quantity


class SaleField(AmountField):
    """An amount field that takes `0.350` too, until a sign says what was meant."""

    @property
    def is_amount(self) -> bool:
        """Whether what was typed can be money."""
        try:
            keyed_amount(self.keys, self.currency, self.locale)
        except BadAmount:
            return False
        return True

    def shown(self) -> str:
        """Give what the display shows."""
        return keyed_text(self.keys, self.currency, self.locale) if self.is_amount else self.keys

    def take(self, keys: str) -> None:
        """Show `keys` if they are the beginning of an amount or of a quantity; else what was typed stays."""
        try:
            # What is being typed may end in its decimal sign, and may begin with it.
            parse_quantity(f"0{keys}" if keys.startswith((".", ",")) else keys, self.locale)
        except BadQuantity:
            super().take(keys)
        else:
            if keys.isdigit():
                super().take(keys)
            else:
                self.keys = keys
