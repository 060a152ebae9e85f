"""When the change of a sale was given: once the drawer that this very sale opened is shut again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from till.news import DeviceNews, JobNews
    from till.ui.view import View

KEPT: Final = 16
"""How many openings are remembered; a drawer opened more often since a sale is that of other customers."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A drawer was asked to open, or stood open: news after `devices` says how it stands since.

    `act` is the entry that asked, empty where a hand or a key opened it; `opened` whether it can be open.
    """

    act: str
    drawer: int
    opened: bool
    devices: DeviceNews | None


def after_kick(view: View, news: JobNews) -> View:
    """Give the picture after a kick came to its end."""
    opening = Opening(news.job.act, news.job.drawer, news.well, view.devices)
    return replace(view, openings=(*view.openings, opening)[-KEPT:])


def after_look(view: View, news: DeviceNews) -> View:
    """Give the picture after a look at the devices."""
    before = {} if view.devices is None else view.devices.drawers
    opened = [no for no, at in news.drawers.items() if at == "open" and before.get(no) != "open"]
    openings = (*view.openings, *(Opening("", no, opened=True, devices=news) for no in opened))
    return replace(view, devices=news, openings=openings[-KEPT:])


def is_change_given(view: View, sale: str) -> bool:
    """Say whether the drawer was shut after the sale with the entry `sale` had opened it.

    The news of a drawer that was shut before comes late: as long as the kick of this sale is not over,
    none is about its change.
    """
    since = dropwhile(lambda opening: opening.act != sale, view.openings)
    opened = [opening for opening in since if opening.drawer == view.drawer and opening.opened]
    if not opened or view.devices is None or view.devices is opened[-1].devices:
        return False
    return view.devices.drawers.get(view.drawer) == "shut"
