"""Taking somebody on, and giving somebody a PIN."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from till.domain.commands import AddEmployee
from till.domain.people import Right
from till.ui.screens.form import FormDialog, labelled
from till.ui.widgets.badge_field import BadgeField
from till.ui.widgets.lines import Line
from till.ui.widgets.pin_field import PinField
from till.ui.widgets.rows import Row, Rows
from till.ui.widgets.text_field import TextField
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.people import Employee


class AddEmployeeScreen(FormDialog):
    """Name and role; the PIN is set afterwards."""

    heading = marked("Add an employee")

    def contents(self) -> Iterable[Widget]:
        yield labelled(_("Name"), TextField(id="name"))
        roles = self.now.settings.roles
        yield Rows(
            [Row(role.name, role.name, "", str(at)) for at, role in enumerate(roles, start=1)], lines_max=9
        )

    def missing(self) -> tuple[Widget, str] | None:
        name, roles = self.query_one("#name", TextField), self.query_one(Rows)
        if name.words is None:
            return name, _("Type the name.")
        return (roles, _("Choose the role: type the number.")) if roles.chosen is None else None

    def record(self) -> None:
        name, role = self.query_one("#name", TextField).words, self.query_one(Rows).chosen
        assert name is not None
        assert role is not None
        self.do(lambda act: AddEmployee(act, name, role.key), self.recorded, Right.EMPLOYEES)


class NewPinScreen(FormDialog):
    """A new PIN, typed twice."""

    heading = marked("New PIN")

    def __init__(self, employee: Employee) -> None:
        super().__init__()
        self.employee = employee

    def contents(self) -> Iterable[Widget]:
        whose = Line()
        whose.set(Content.assemble((_("{name}, your new PIN:").format(name=self.employee.name), "bold")))
        yield whose
        yield labelled(_("PIN"), PinField(id="pin"))
        yield labelled(_("Once more"), PinField(id="again"))

    def first_field(self) -> Widget | None:
        return self.query_one("#pin", PinField)

    def missing(self) -> tuple[Widget, str] | None:
        pin, again = self.query_one("#pin", PinField), self.query_one("#again", PinField)
        if not pin.pin:
            return pin, _("Type 4 to 12 digits.")
        if not again.pin:
            return again, _("Type the same digits once more.")
        return None

    def record(self) -> None:
        pin, again = self.query_one("#pin", PinField), self.query_one("#again", PinField)
        if pin.pin != again.pin:
            again.action_clear()
            self.refuse(_("These are not the same digits."))
            return
        digits, employee = pin.pin, self.employee.no
        self.attempt(
            lambda act: self.cash.set_pin(act, employee, digits),
            lambda _none: self.recorded(),
            Right.EMPLOYEES,
        )


class NewBadgeScreen(FormDialog):
    """A badge, scanned once; the scanner's Enter records it."""

    heading = marked("New badge")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "remove", marked("No badge any more"), id="badge.remove"),
    ]

    def __init__(self, employee: Employee) -> None:
        super().__init__()
        self.employee = employee

    def contents(self) -> Iterable[Widget]:
        words = _("{name}, hold your badge before the scanner.").format(name=self.employee.name)
        whose = Line(may_grow=True)
        whose.set(Content.assemble((words, "bold")))
        yield whose
        yield labelled(_("Badge"), BadgeField(id="badge"))

    def first_field(self) -> Widget | None:
        return self.query_one(BadgeField)

    def missing(self) -> tuple[Widget, str] | None:
        field = self.query_one(BadgeField)
        return None if field.pin else (field, _("Scan the badge."))

    def record(self) -> None:
        self.keep(self.query_one(BadgeField).take())

    def action_remove(self) -> None:
        """Take the badge away: it is lost, or was given back."""
        self.keep(None)

    def keep(self, code: str | None) -> None:
        """Hand the badge to the register."""
        from till import badges

        employee = self.employee.no
        self.attempt(
            lambda act: badges.set_badge(self.cash, act, employee, code),
            lambda _entries: self.recorded(),
            Right.EMPLOYEES,
        )
