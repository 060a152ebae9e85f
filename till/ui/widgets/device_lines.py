"""Each device: where it is configured, how it is, who it is, and what it can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from till.ui import cells
from till.ui.widgets.lines import UNKNOWN, UNWELL, WELL, Piece
from till.wording.dates import time_of_day
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from till.config import Config
    from till.device_tables import DrawerTable
    from till.jobs import Job
    from till.news import DeviceNews
    from till.ui.view import View

NAME_CELLS: Final = 11
ABILITIES_CELLS: Final = 66
"""So that what a printer can do is said whole on the narrowest screen."""
_ABILITIES: Final = (
    ("answers", marked("tells how it is")),
    ("process_id", marked("confirms each slip")),
    ("transmit_status", marked("says when it is through")),
    ("drawer_sensor", marked("drawer’s sensor moved")),
    ("paper_low_seen", marked("tells when paper is low")),
)
_KNOWN: Final = {"yes": marked("yes"), "no": marked("no"), "unknown": marked("not known")}
_POSITIONS: Final = {"open": marked("OPEN"), "shut": marked("shut"), "unknown": marked("not known")}
LEVELS: Final = {
    "low": marked("sensor low when open"),
    "high": marked("sensor high when open"),
    "none": marked("no sensor"),
}


class DeviceLines(Widget):
    """As many lines as the devices need."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[tuple[str, Piece, str], ...] = ()

    def show(self, view: View, config: Config | None, jobs: Sequence[Job]) -> None:
        """Draw."""
        lines = tuple(device_lines(view, config, jobs))
        if lines != self.lines:
            self.lines = lines
            self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002 -- a hook
        return max(1, len(self.lines))

    def render(self) -> Content:
        width = self.size.width
        drawn = []
        for name, (words, style), end in self.lines:
            start = f" {cells.fit(name, NAME_CELLS)}" if name else " " * (NAME_CELLS + 1)
            room = width - cells.width(start) - 1
            text = cells.between(words, end, room) if end else cells.fit(words, room)
            drawn.append(Content.assemble((start, "bold"), (text, style)))
        return Content("\n").join(drawn)


def device_lines(view: View, config: Config | None, jobs: Sequence[Job]) -> Iterator[tuple[str, Piece, str]]:
    """Give for each line its name, its words with their style, and what stands at its right end."""
    news = view.devices
    address = "" if config is None else config.printer.address
    if news is None:
        yield _("Printer"), (f"{UNKNOWN} " + _("asking…"), ""), address
        return
    yield _("Printer"), _printer(news), address
    if news.owner:
        yield from (("", piece, "") for piece in _learned(news.learned))
    trouble = next((f"{time_of_day(job.created_at)}  {_(job.cause)}" for job in jobs if job.cause), "")
    if words := news.last_error or trouble:
        yield _("Last error"), (words, ""), ""
    tables = {} if config is None else {table.id: table for table in config.drawers}
    for no, position in news.drawers.items():
        yield _("Drawer {drawer}").format(drawer=no), _position(position), _wiring(tables.get(no))


def position_words(position: str) -> str:
    """Say where a drawer stands."""
    return _(_POSITIONS[position])


def _printer(news: DeviceNews) -> Piece:
    if news.printer_well is None:
        return f"{UNKNOWN} {_(news.printer_words)}", "" if news.owner else "$warning"
    if news.printer_well:
        return f"{WELL} {_(news.printer_words)}", "$success"
    return f"{UNWELL} {_(news.printer_words)}", "bold $warning"


def _learned(learned: Mapping[str, str]) -> Iterator[Piece]:
    if not learned:
        return
    who = " ".join(learned[name] for name in ("maker", "model", "firmware", "serial_no") if learned[name])
    yield who or learned["device_id"] or _("The printer does not say who it is."), ""
    said = [f"{_(words)}: {_(_KNOWN[learned[name]])}" for name, words in _ABILITIES]
    line = ""
    for words in said:
        joined = f"{line}, {words}" if line else words
        if line and cells.width(joined) > ABILITIES_CELLS:
            yield line, "$quiet"
        line = words if line and cells.width(joined) > ABILITIES_CELLS else joined
    yield line, "$quiet"


def _position(position: str) -> Piece:
    marks = {"open": (UNWELL, "bold $warning"), "shut": (WELL, "$success"), "unknown": (UNKNOWN, "")}
    mark, style = marks[position]
    return f"{mark} {position_words(position)}", style


def _wiring(table: DrawerTable | None) -> str:
    if table is None:
        return ""
    if table.address == "manual":
        return _("opened with the key")
    if table.address == "none":
        return _("there is none")
    words = _("pin {pin}, {level}").format(pin=table.pin, level=_(LEVELS[table.open_level]))
    return words if table.address == "printer" else f"{table.address} {words}"
