"""Back office: how far each peer is, what is the matter, and what was refused for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import duration, moment
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.news import OfficeStanding, SetAside
    from till.ui.view import View


class OfficeScreen(FullScreen[None]):
    """Each peer with what waits for it and when it answered last; each refused record with its answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="office.help"),
        Binding("f5", "send_now", marked("Send now"), id="office.send_now"),
        Binding("escape", "go_back", marked("Back"), id="office.go_back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.whole: dict[str, str] = {}

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("What waits, and when it was last heard of"))
        yield Rows(id="offices", empty=_("No back office is configured."))
        yield Heading(_("Refused for ever and set aside"))
        yield Rows(id="aside", empty=_("Nothing is set aside."))

    def first_field(self) -> Widget | None:
        return self.query_one("#offices")

    def draw(self, view: View) -> None:
        super().draw(view)
        standing = self.cash.read.standing_of(office.peer for office in view.offices)
        aside = self.cash.read.set_aside()
        rows = [row for each in standing for row in office_rows(view, each)]
        refused = [aside_row(view, each) for each in aside]
        self.whole = {row.key: row.words for row in (*rows, *refused)}
        self.query_one("#offices", Rows).fill(rows)
        self.query_one("#aside", Rows).fill(refused)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Show the whole of it."""
        message.stop()
        self.answer(self.whole.get(message.row.key, ""))

    def action_send_now(self) -> None:
        """Try every peer at once."""
        if self.till.devices is not None:
            self.till.devices.send_now()
            self.answer(_("What waits is being sent."))


def office_rows(view: View, office: OfficeStanding) -> list[Row]:
    """Give the rows of one peer: how it stands, and what is the matter if anything is."""
    name = _("Back office") if office.peer == "office" else office.peer
    words = _("{name}: all sent").format(name=name)
    if office.waiting and office.since is not None:
        age = view.age(office.since)
        words = _("{name}: {count} waiting, oldest {age}").format(name=name, count=office.waiting, age=age)
    heard = _("never heard of")
    if office.contact_at is not None:
        heard = moment(office.contact_at, view.settings.locale)
    rows = [Row(office.peer, words, heard)]
    if office.words:
        rows.append(Row(f"{office.peer} trouble", f"▲ {office.words}", style="bold"))
    if office.words and office.next_at is not None:
        again = _("It is tried again in {age}.").format(age=duration(_seconds_until(view, office.next_at)))
        rows.append(Row(f"{office.peer} next", again))
    return rows


def aside_row(view: View, aside: SetAside) -> Row:
    """Give the row of a refused record; an answer may name amounts, so not everybody reads it."""
    answer = aside.answer if view.sees_expected else _("refused; the answer is for who sees expected cash")
    words = _("{peer}, record {seq}: {answer}").format(peer=aside.peer, seq=aside.seq, answer=answer)
    return Row(f"{aside.peer} {aside.seq}", words, _("is sent again") if aside.again else "")


def _seconds_until(view: View, at: str) -> int:
    from till.domain.clock import milliseconds_between

    return max(0, milliseconds_between(view.now, at) // 1000)
