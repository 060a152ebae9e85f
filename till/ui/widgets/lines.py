"""The lines of the frame: who and where, answers of the screen, news, and how the devices are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from till.ui import cells
from till.ui.view import View
from till.wording.dates import duration, time_of_day
from till.wording.translation import _

if TYPE_CHECKING:
    from till.news import OfficeNews

OFFICE_LATE_S: Final = 60
"""Records that wait for a back office this long are shown as waiting (seconds)."""
WELL, UNWELL, UNKNOWN = "●", "▲", "○"
Piece = tuple[str, str]
"""A text and its style."""


class Line(Widget):
    """One line of text that is drawn again only when it changes."""

    ALLOW_SELECT = False
    may_grow = False
    """Whether a long text takes a second line."""

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, may_grow: bool | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.content = Content("")
        if may_grow is not None:
            self.may_grow = may_grow
            self.set_class(may_grow, "-grows")

    def render(self) -> Content:
        return self.content

    @property
    def room(self) -> int:
        """The width in cells; that of the terminal for the first picture, which no layout has come before."""
        return self.size.width or self.app.size.width

    def set(self, content: Content) -> None:
        """Show `content`."""
        if not content.is_same(self.content):
            room = self.content_size.width
            one_line = max(self.content.cell_length, content.cell_length) <= room
            self.content = content
            self.refresh(layout=self.may_grow and not one_line)


class Heading(Line):
    """What a screen without panels is called."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.set(Content.assemble((f" {words}", "bold $accent")))


class TopLine(Line):
    """Which register, which shift, who, and the time."""

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None

    def show(self, view: View) -> None:
        """Draw."""
        self.view = view
        self.set(Content(top_line(view, self.room)))

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.view is not None:
            self.show(self.view)


def top_line(view: View, width: int) -> str:
    """Give the line on top of every screen; the store's name gives way where there is little room."""
    register, store = view.settings.register, view.settings.store
    parts = []
    if view.shift is not None:
        parts.append(_("Shift {shift}").format(shift=view.shift.no))
        since = time_of_day(view.shift.opened_at)
        parts.append(_("being counted") if view.counting else _("open since {time}").format(time=since))
    elif view.state is not None:
        parts.append(_("No shift"))
    if view.employee is not None:
        parts.append(view.employee.name)
    right = f"{cells.fit(' · '.join(parts), 46).rstrip()}      {time_of_day(view.now)} "
    left = f" {_('TRAINING')}  {register.code}" if view.training else f" {register.code}  {store.name}"
    return cells.between(left, right, width)


class Sentence(Line):
    """What the screen answers: why something was refused, or what to do now."""

    may_grow = True

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = ""
        self.show(words)

    def show(self, words: str, *, well: bool = True) -> None:
        """Show a sentence; one that is not good news has a mark before it."""
        self.words = words
        style = "" if well else "bold $warning"
        mark = "" if well or not words else f"{UNWELL} "
        self.set(Content.assemble((f"{mark}{words}", style)))
        self.set_class(bool(words), "-said")


class NoticeLine(Line):
    """What happened elsewhere and wants to be known; a question about a slip comes first."""

    may_grow = True

    def show(self, view: View) -> None:
        """Draw."""
        text, style = notice_of(view)
        self.set(Content.assemble((text, style)) if text else Content(""))


def notice_of(view: View) -> Piece:
    """Give the one thing that matters most now, and its style."""
    if view.asked and view.person is not None:
        return f"{UNWELL} {view.asked} " + _("F11: done. F12: it does not open."), "bold $warning"
    notice = view.notice
    if notice is not None and not notice.well:
        return f"{UNWELL} {notice.words}", "bold $warning"
    if view.slips_in_doubt and view.person is not None:
        title = view.slips_in_doubt[0].title
        question = _("Did “{title}” print? Look at the printer; F11 answers.").format(title=title)
        return f"{UNWELL} {question}", "bold $warning"
    if notice is not None:
        return notice.words, "$quiet"
    return _alarm(view)


def _left_open(view: View) -> str:
    """Say that a drawer stands open for too long; empty if none does."""
    left_open = () if view.devices is None else view.devices.left_open
    if not left_open:
        return ""
    if view.settings.drawer_alarm_s < 60:
        return _("The drawer has been open for too long. Shut it.")
    after = duration(view.settings.drawer_alarm_s)
    if len(view.settings.drawers) == 1:
        return _("The drawer has been open for over {time}. Shut it.").format(time=after)
    words = _("Drawer {drawer} has been open for over {time}. Shut it.")
    return words.format(drawer=left_open[0], time=after)


def _clock_behind(view: View) -> str:
    """Say that the clock is before the last record: it was set back, or its battery is dead."""
    if view.state is None or not view.now:
        return ""
    from till.domain.clock import went_back  # Late: before the first paint there is no state to look at.

    if not went_back(view.state, view.now):
        return ""
    words = _("The clock says {now}, but the last record is of {last}. Check the date and the time.")
    return words.format(now=_minute(view.now), last=_minute(view.state.last_at))


def _clock_set(view: View) -> str:
    """Say for a while that the clock was set, or after a long time without a record may have been."""
    if view.state is None or view.state.clock_doubt is None or not view.now:
        return ""
    from till.domain.clock import warning_of

    doubt = warning_of(view.state, view.now)
    if doubt is None:
        return ""
    before, at = _minute(doubt.before), _minute(doubt.at)
    if doubt.certain:
        words = _("The clock was set from {before} to {at}. Check the date and the time.")
        return words.format(before=before, at=at)
    return _("No record since {before}. If the till was not off, the clock is wrong.").format(before=before)


def _minute(at: str) -> str:
    return f"{at[:10]} {time_of_day(at)}"


def _alarm(view: View) -> Piece:
    loud = next((office.words for office in view.offices if office.loud), "")
    if loud:
        return f"{UNWELL} {loud}", "bold $warning"
    if left_open := _left_open(view):
        return f"{UNWELL} {left_open}", "bold $warning"
    if behind := _clock_behind(view):
        return f"{UNWELL} {behind}", "bold $warning"
    if doubt := _clock_set(view):
        return f"{UNWELL} {doubt}", "bold $warning"
    if view.state is None or view.person is None:
        return "", ""
    if still_open := _forgotten(view):
        return f"{UNWELL} {still_open}", "bold $warning"
    if view.shift is None:
        return "", ""
    from till.domain.drop_prompt import drop_due
    from till.domain.figures import may_see_expected

    secret = None if may_see_expected(view.state, view.person) else view.secret
    if not view.counting and drop_due(view.state, view.drawer, secret):
        return f"{UNWELL} " + _(
            "There is much cash in the drawer. Drop some to the safe with F4."
        ), "$warning"
    if view.training:
        return _("Training: nothing counts. F7 ends it."), "bold $practice"
    return "", ""


def _forgotten(view: View) -> str:
    """Name a shift that nobody closed: the one of this drawer first, then the oldest of the others."""
    from till.domain.forgotten import forgotten, open_s

    shifts = () if view.state is None else forgotten(view.state, view.now)
    if not shifts:
        return ""
    own = view.shift
    if own in shifts:
        words = _("This shift has been open for {time}. Count and close it with F9.")
        return words.format(time=duration(open_s(own, view.now)))
    words = _("Shift {shift} of {name} has been open for {time}. Count and close it.")
    oldest = shifts[0]
    time = duration(open_s(oldest, view.now))
    return words.format(shift=oldest.no, name=oldest.opened_by.name, time=time)


class StatusLine(Line):
    """How printer and drawer are, and which slips wait."""

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None

    def show(self, view: View) -> None:
        """Draw."""
        self.view = view
        self.set(status_line(view, self.room))

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.view is not None:
            self.show(self.view)


def status_line(view: View, width: int) -> Content:
    """Give the line; the printer's words give way where there is little room."""
    (first, style), *others = status_pieces(view)
    room = width - 1 - sum(cells.width(text) + 3 for text, _style in others)
    if cells.width(first) > room:
        first = cells.fit(first, max(room, 12))
    pieces: list[Piece | str] = [" ", (first, style)]
    for piece in others:
        pieces += ["   ", piece]
    return Content.assemble(*pieces)


def status_pieces(view: View) -> list[Piece]:
    """Give mark and words for each device and for what waits; the mark alone says well or not."""
    if view.state is None:
        return [(f"{UNKNOWN} " + _("Opening the journal…"), "")]
    devices = view.devices
    if devices is None:
        return [(f"{UNKNOWN} " + _("Printer: asking…"), ""), (f"{UNKNOWN} " + _("Drawer: asking…"), "")]
    pieces = [_mark(devices.printer_well, _(devices.printer_words).rstrip("."))]
    pieces += [_drawer(no, position, len(devices.drawers)) for no, position in devices.drawers.items()]
    if view.slips_waiting:
        pieces.append((f"{UNWELL} {_waiting(view)}", "bold $warning"))
    if view.slips_in_doubt:
        words = _("In doubt: {count}").format(count=len(view.slips_in_doubt))
        pieces.append((f"{UNWELL} {words}", "bold $warning"))
    pieces += [_office(office, view.now) for office in view.offices]
    return pieces


def _office(office: OfficeNews, now: str) -> Piece:
    """Say what waits for a back office; it is worth a mark when it waits for longer than sending takes."""
    from till.domain.clock import milliseconds_between

    name = _("Office") if office.peer == "office" else office.peer
    if office.loud:
        return f"{UNWELL} {name}: " + _("another journal"), "bold $error"
    age_s = 0 if office.since is None else max(0, milliseconds_between(office.since, now)) // 1000
    if not office.waiting or (age_s < OFFICE_LATE_S and not office.words):
        return f"{WELL} {name}", "$success"
    words = _("{count} waiting, oldest {age}").format(count=office.waiting, age=duration(age_s))
    return f"{UNWELL} {name}: {words}", "bold $warning"


def _mark(well: bool | None, words: str) -> Piece:
    if well is None:
        return f"{UNKNOWN} {words}", ""
    return (f"{WELL} {words}", "$success") if well else (f"{UNWELL} {words}", "bold $warning")


def _drawer(drawer_no: int, position: str, drawers: int) -> Piece:
    name = _("Drawer") if drawers == 1 else _("Drawer {drawer}").format(drawer=drawer_no)
    if position == "shut":
        return f"{WELL} {name} " + _("shut"), "$success"
    if position == "open":
        return f"{UNWELL} {name} " + _("OPEN"), "bold $warning"
    return f"{UNKNOWN} {name} " + _("not known"), ""


def _waiting(view: View) -> str:
    from till.domain.clock import milliseconds_between

    oldest = view.slips_waiting[0]
    if milliseconds_between(oldest.created_at, view.now) < 60_000:
        return _("Slips waiting: {count}").format(count=len(view.slips_waiting))
    age = duration(milliseconds_between(oldest.created_at, view.now) // 1000)
    return _("Slips waiting: {count}, oldest {age}").format(count=len(view.slips_waiting), age=age)
