"""A line of the person's own words."""

from __future__ import annotations

from textual.widgets import Input


class TextField(Input):
    """A line of the person's own words."""

    def __init__(self, *, id: str, length_max: int = 80, value: str = "") -> None:
        super().__init__(value, id=id, max_length=length_max, compact=True, select_on_focus=False)

    @property
    def words(self) -> str | None:
        """What was typed, None for nothing."""
        return self.value.strip() or None
