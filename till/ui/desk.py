"""The simulated devices of a demonstration, as the screens may show and touch them."""

from __future__ import annotations

from typing import Final, Protocol

from till.wording.translation import marked


class Desk(Protocol):
    """A printer and a drawer that are made of Python and stand beside the screens."""

    def paper(self) -> str:
        """Give what is on the paper so far, as text."""

    def drawer_open(self) -> bool:
        """Say whether the drawer is open."""

    def press(self, knob: str) -> None:
        """Do something to the devices; see KNOBS."""


KNOBS: Final = (
    ("shut_drawer", marked("Shut the drawer")),
    ("key", marked("Open it with the key")),
    ("stuck", marked("Drawer stuck, or free")),
    ("paper_out", marked("Take the paper out")),
    ("load_paper", marked("Load paper")),
    ("cover", marked("Cover open, or shut")),
)
"""What can be done to the simulated devices, with the words for it."""
