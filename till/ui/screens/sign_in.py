"""Who is there? The first screen, and the one that covers the others while the register is locked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from till.ui.screens.base import FullScreen
from till.ui.view import View
from till.ui.widgets.lines import Line, Sentence
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.rows import Row, Rows
from till.wording.dates import moment
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widget import Widget

    from till.domain.people import Employee


class SignInScreen(FullScreen[None]):
    """Choose an employee by number, type the PIN, Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Go on"), id="sign_in.go_on"),
        Binding("escape", "choose_again", marked("Somebody else"), id="sign_in.choose_again"),
        Binding("f1", "show_keys", marked("Help"), id="sign_in.help"),
    ]

    def contents(self) -> Iterable[Widget]:
        people = Vertical(Rows(id="people", empty=_("Opening the journal…")), id="who")
        people.border_title = _("Who is there?")
        pin = Vertical(Line(id="whose"), PinField(id="pin"), Line(id="locked-out", may_grow=True), id="asked")
        pin.border_title = _("PIN")
        yield Line(id="store")
        yield Line(id="running")
        yield Horizontal(people, pin, id="signing")
        yield Line(id="hint")

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def opened(self) -> None:
        """Ask the person who left for their PIN; anybody else says so with Esc first."""
        if self.now.person is not None:
            self.query_one(Rows).choose(str(self.now.person))
            self.query_one(PinField).focus()
            self.draw(self.now)

    @property
    def employee(self) -> Employee | None:
        """Who is about to type a PIN."""
        chosen, state = self.query_one(Rows).chosen, self.now.state
        return None if chosen is None or state is None else state.employees.get(int(chosen.key))

    def draw(self, view: View) -> None:
        super().draw(view)
        from textual.content import Content

        self.query_one("#store", Line).set(Content.assemble((f"  {view.settings.store.name}", "bold")))
        self.query_one("#running", Line).set(Content(f"  {self.running(view)}"))
        self.query_one("#hint", Line).set(Content.assemble((f"  {self.till.hint}", "$secondary")))
        if view.state is not None:
            people = [each for each in view.state.employees.values() if each.active]
            self.query_one(Rows).fill([Row(str(each.no), each.name, "", str(each.no)) for each in people])
        self.query_one("#whose", Line).set(self.whose())
        self.query_one("#locked-out", Line).set(Content.assemble((self.locked_out(view), "bold $warning")))

    def running(self, view: View) -> str:
        """Say which shift runs, and whose it is."""
        if view.state is None:
            return ""
        if view.person is not None and view.employee is not None:
            return _("Locked by {name}. Everything stays as it is.").format(name=view.employee.name)
        if view.shift is None:
            return _("No shift is open.")
        return _("Shift {shift}, opened by {name}, {time}").format(
            shift=view.shift.no,
            name=view.shift.opened_by.name,
            time=moment(view.shift.opened_at, view.settings.locale),
        )

    def whose(self) -> Content:
        """Say whose PIN is asked for."""
        from textual.content import Content

        employee = self.employee
        if employee is None:
            people = () if self.now.state is None else self.now.state.employees.values()
            scanned = any(each.active and each.has_badge for each in people)
            words = _("Choose, or scan a badge.") if scanned else _("First choose who you are.")
            return Content.assemble((words, "$quiet"))
        return Content.assemble((_("{name}, your PIN:").format(name=employee.name), "bold"))

    def locked_out(self, view: View) -> str:
        """Say how long no PIN is taken, if so; the time counts down."""
        employee = self.employee
        if view.state is None or employee is None or not view.now:
            return ""
        from till.domain.errors import LockedOut
        from till.domain.pins import require_not_locked_out
        from till.wording.messages import sentence

        try:
            require_not_locked_out(view.state, employee.no, view.now)
        except LockedOut as refused:
            return sentence(refused, view.settings.locale)
        return ""

    # -- keys ------------------------------------------------------------------------------------------------

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Go on to the PIN as soon as it is clear whose."""
        self.query_one(Sentence).show("")
        self.draw(self.now)
        if message.at_once:
            self.query_one(PinField).focus()

    async def action_go_on(self) -> None:
        """Take the choice, or the PIN."""
        if self.employee is None:
            self.refuse(_("Choose who you are: type your number."))
        elif not self.query_one(PinField).has_focus:
            self.query_one(PinField).focus()
        elif self.query_one(PinField).pin:
            self.sign_in(self.employee.no, self.query_one(PinField).take())

    def action_choose_again(self) -> None:
        """Let somebody else say who they are."""
        self.query_one(PinField).take()
        self.query_one(Rows).choose(None)
        self.query_one(Rows).focus()
        self.query_one(Sentence).show("")
        self.draw(self.now)

    def sign_in(self, employee: int, pin: str) -> None:
        """Show the PIN to the register."""
        from till.domain.vocabulary import PinPurpose

        unlocking = employee == self.now.person
        purpose = PinPurpose.UNLOCK if unlocking else PinPurpose.SIGN_IN
        self.attempt(
            lambda _act: self.cash.present_pin(employee, pin, purpose),
            lambda _entries: self.welcome(employee),
        )
        self.till.look()

    def badge_scanned(self, code: str) -> bool:
        """Let in whose badge it is; where it needs a PIN too, ask for theirs."""
        from till import badges
        from till.domain.vocabulary import PinPurpose

        field = self.query_one(PinField)
        if badges.may_be_typed(code, field.pin) and badges.owner_of(self.cash, code) is None:
            return False
        field.take()
        unlocking = self.now.person is not None and badges.owner_of(self.cash, code) == self.now.person
        purpose = PinPurpose.UNLOCK if unlocking else PinPurpose.SIGN_IN
        self.query_one(Rows).choose(None)
        self.attempt(lambda _act: badges.present_badge(self.cash, code, purpose), self.known)
        self.till.look()
        return True

    def known(self, employee: int) -> None:
        """Let them in, or ask for the PIN as well."""
        if not self.now.settings.pin.badge_needs_pin:
            self.welcome(employee)
            return
        self.query_one(Rows).choose(str(employee))
        self.query_one(PinField).focus()
        self.query_one(Sentence).show("")
        self.draw(self.now)

    def welcome(self, employee: int) -> None:
        """Let them in; the next one begins afresh."""
        self.query_one(Rows).choose(None)
        self.query_one(Rows).focus()
        self.query_one(Sentence).show("")
        self.till.signed_in(employee)

    def refuse(self, words: str) -> None:
        """Say why not; how long no PIN is taken stands beside the PIN already, and counts down there."""
        self.till.look()
        super().refuse("" if self.locked_out(self.now) else words)

    def action_lock(self) -> None:
        """Do nothing: it is locked."""
