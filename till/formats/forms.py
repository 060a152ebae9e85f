"""The names of the forms that other systems have; nothing of them is loaded for it."""

from __future__ import annotations

from typing import Final, Literal

ForeignForm = Literal["shopify", "sushigo", "toast", "onslip"]
FOREIGN: Final[tuple[ForeignForm, ...]] = ("shopify", "sushigo", "toast", "onslip")
