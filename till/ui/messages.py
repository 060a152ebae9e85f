"""What reaches the screens from other threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from till.news import News


@dataclass
class NewsArrived(Message):
    """The device worker has something to say."""

    news: News


@dataclass
class DeskTouched(Message):
    """A knob of the simulated devices was pressed."""

    knob: str
