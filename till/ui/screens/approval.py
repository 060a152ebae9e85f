"""A second person allows what the first may not do alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from till.domain.approval import approvers
from till.domain.errors import TooManyRefusals
from till.domain.vocabulary import PinPurpose
from till.ui.screens.base import Dialog
from till.ui.widgets.lines import Line, Sentence
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.rows import Row, Rows
from till.wording.messages import sentence
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.errors import NeedsApproval
    from till.domain.people import Employee, Right


class ApprovalScreen(Dialog[int]):
    """Says what needs approval, who may give it, and takes their PIN. Answers with the employee's number."""

    heading = marked("Approval")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", marked("Approve"), id="approval.go_on"),
        Binding("escape", "go_back", marked("Not approved"), id="approval.go_back"),
    ]

    def __init__(self, needed: NeedsApproval, right: Right, amount: int) -> None:
        super().__init__()
        self.needed = needed
        self.right = right
        self.amount = amount

    @property
    def people(self) -> tuple[Employee, ...]:
        """Who may approve it."""
        state = self.now.state
        if state is None:
            return ()
        seeing = isinstance(self.needed, TooManyRefusals)
        return approvers(state, self.right, self.amount, self.now.person, seeing=seeing)

    def contents(self) -> Iterable[Widget]:
        yield Static(sentence(self.needed, self.now.settings.locale), id="needed", markup=False)
        rows = [Row(str(each.no), each.name, each.role, str(each.no)) for each in self.people]
        yield Rows(rows, id="people", lines_max=8, empty=_("Nobody here may approve this."))
        yield Line(id="whose")
        yield PinField(id="pin")

    def opened(self) -> None:
        """Where only one person may approve, their PIN is asked for at once."""
        if len(self.people) == 1:
            self.query_one(Rows).choose(str(self.people[0].no))
            self.query_one(PinField).focus()
        self.ask()

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def ask(self) -> None:
        """Say whose PIN is wanted."""
        chosen = self.query_one(Rows).chosen
        words = (
            _("Who approves? Type the number.")
            if chosen is None
            else _("{name}, your PIN:").format(name=chosen.words)
        )
        self.query_one("#whose", Line).set(Content.assemble((words, "bold")))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Go on to the PIN as soon as it is clear whose."""
        message.stop()
        self.query_one(Sentence).show("")
        self.ask()
        if message.at_once:
            self.query_one(PinField).focus()

    async def action_go_on(self) -> None:
        """Take the choice, or the PIN."""
        chosen, field = self.query_one(Rows).chosen, self.query_one(PinField)
        if chosen is None:
            self.refuse(_("Choose who approves: type the number."))
        elif not field.has_focus:
            field.focus()
        elif field.pin:
            self.approve(int(chosen.key), field.take())

    def approve(self, approver: int, pin: str) -> None:
        """Show the PIN to the register."""
        self.attempt(
            lambda _act: self.cash.present_pin(approver, pin, PinPurpose.APPROVE),
            lambda _entries: self.dismiss(approver),
        )

    def badge_scanned(self, code: str) -> bool:
        """Take the approval of whose badge it is; where it needs a PIN too, ask for theirs."""
        from till import badges

        field = self.query_one(PinField)
        if badges.may_be_typed(code, field.pin) and badges.owner_of(self.cash, code) is None:
            return False
        field.take()
        self.query_one(Rows).choose(None)
        self.attempt(lambda _act: badges.present_badge(self.cash, code, PinPurpose.APPROVE), self.known)
        self.ask()
        return True

    def known(self, approver: int) -> None:
        """Go on with their approval, or ask for the PIN as well; the rules say whether they may approve."""
        if not self.now.settings.pin.badge_needs_pin:
            self.dismiss(approver)
            return
        self.query_one(Rows).choose(str(approver))
        if self.query_one(Rows).chosen is None:
            self.refuse(_("Somebody who may approve this must do it."))
            return
        self.query_one(PinField).focus()
