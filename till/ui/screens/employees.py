"""Who works here: listed for everybody, changed by who manages the people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from till.domain.commands import ChangeEmployee
from till.domain.people import Right
from till.ui.screens.base import FullScreen
from till.ui.widgets.lines import Heading
from till.ui.widgets.rows import Row, Rows
from till.wording.translation import _, marked

if TYPE_CHECKING:
    from textual.widget import Widget

    from till.domain.people import Employee
    from till.ui.view import View


class EmployeesScreen(FullScreen[None]):
    """Number, name, role, and whether there is a PIN."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "show_keys", marked("Help"), id="employees.help"),
        Binding("f2", "add", marked("Add"), id="employees.add"),
        Binding("f3", "set_pin", marked("New PIN"), id="employees.set_pin"),
        Binding("f4", "change_role", marked("Role"), id="employees.change_role"),
        Binding("f5", "change_activity", marked("Has left / is back"), id="employees.change_activity"),
        Binding("f6", "set_badge", marked("Badge"), id="employees.set_badge"),
        Binding("escape", "go_back", marked("Back"), id="employees.go_back"),
    ]

    def contents(self) -> Iterable[Widget]:
        yield Heading(_("Employees"))
        yield Rows(id="employees")

    def first_field(self) -> Widget | None:
        return self.query_one(Rows)

    def draw(self, view: View) -> None:
        super().draw(view)
        people = () if view.state is None else view.state.employees.values()
        self.query_one(Rows).fill([employee_row(each) for each in people])

    @property
    def employee(self) -> Employee | None:
        """The chosen employee; says so where none is chosen."""
        chosen, state = self.query_one(Rows).chosen, self.now.state
        if chosen is None or state is None:
            self.refuse(_("Choose an employee: type the number."))
            return None
        return state.employees.get(int(chosen.key))

    def action_add(self) -> None:
        """Take somebody on."""
        from till.ui.screens.employee import AddEmployeeScreen

        self.till.push_screen(AddEmployeeScreen())

    def action_set_pin(self) -> None:
        """Give somebody a PIN."""
        from till.ui.screens.employee import NewPinScreen

        if (employee := self.employee) is not None:
            self.till.push_screen(NewPinScreen(employee))

    def action_set_badge(self) -> None:
        """Give somebody a badge, or take it away."""
        from till.ui.screens.employee import NewBadgeScreen

        if (employee := self.employee) is not None:
            self.till.push_screen(NewBadgeScreen(employee))

    def action_change_role(self) -> None:
        """Give somebody another role."""
        from till.ui.screens.question import QuestionScreen

        if (employee := self.employee) is None:
            return
        roles = [(role.name, role.name) for role in self.now.settings.roles]
        question = _("Which role has {name}?").format(name=employee.name)

        def answered(role: str | None) -> None:
            if role is not None:
                self.do(
                    lambda act: ChangeEmployee(act, employee.no, role=role), self.changed, Right.EMPLOYEES
                )

        self.till.push_screen(QuestionScreen(question, "", roles, employee.role), answered)

    def action_change_activity(self) -> None:
        """Somebody has left, or is back."""
        if (employee := self.employee) is not None:
            active = not employee.active
            self.do(
                lambda act: ChangeEmployee(act, employee.no, active=active), self.changed, Right.EMPLOYEES
            )

    def changed(self) -> None:
        """Say so."""
        self.answer(_("Recorded."))


def employee_row(employee: Employee) -> Row:
    """Lay out one employee."""
    states = [employee.role]
    if not employee.has_pin:
        states.append(_("no PIN yet"))
    if employee.has_badge:
        states.append(_("badge"))
    if not employee.active:
        states.append(_("has left"))
    style = "" if employee.active else "$quiet"
    return Row(str(employee.no), employee.name, ", ".join(states), str(employee.no), style)
