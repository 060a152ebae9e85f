"""A line of the person's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class TextField(Input, inherit_bindings=False):
    """A line of the person's own words; Enter belongs to the form it stands in, and is shown as its key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(each, id=f"text.{each.action}")
        for each in Input.BINDINGS
        if isinstance(each, Binding) and each.key != "enter"
    ]

    def __init__(self, *, id: str, length_max: int = 80, value: str = "") -> None:
        super().__init__(value, id=id, max_length=length_max, compact=True, select_on_focus=False)

    @property
    def words(self) -> str | None:
        """What was typed, None for nothing."""
        return self.value.strip() or None
