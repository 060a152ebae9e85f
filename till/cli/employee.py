"""`till employee …`: who works here."""

from __future__ import annotations

import click

from till.cli.options import Group


@click.group(cls=Group)
def employee() -> None:
    """Add, list and change the people who work here."""


@employee.command("add")
@click.option("--name", required=True, help="As it stands on slips.")
@click.option("--role", required=True, help="A configured role: cashier, supervisor, manager.")
def add(name: str, role: str) -> int:
    """Take somebody on. Their PIN is in $TILL_NEW_PIN, or asked for; without one they cannot sign in yet."""
    from till.cli.counter import at_counter
    from till.cli.pins import new_pin
    from till.domain.commands import AddEmployee
    from till.domain.entries import EmployeeAdded
    from till.pins import hash_pin

    with at_counter() as counter:
        act = counter.begin()
        pin = new_pin(name, optional=True)
        if pin is not None:
            hash_pin(pin)  # A PIN that cannot be used is refused before anybody is added.
        added = counter.do(AddEmployee(act, name, role))[-1]
        if pin is not None:
            assert isinstance(added, EmployeeAdded)
            register = counter.register
            register.set_pin(register.act(act.by), added.employee.no, pin)
        return counter.finish({"has_pin": pin is not None})


@employee.command("list")
@click.option("--all", "everybody", is_flag=True, help="Also who has left.")
def list_employees(everybody: bool) -> int:
    """List who works here."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.domain.plain import to_plain

    with at_counter() as counter:
        people = [each for each in counter.state.employees.values() if each.active or everybody]
        rows = [
            (
                str(each.no),
                each.name,
                each.role,
                ("" if each.has_pin else "no PIN") if each.active else "has left",
            )
            for each in people
        ]
        answer({"employees": [to_plain(each) for each in people]}, table(rows))
        return Exit.DONE


@employee.command("change")
@click.argument("who", metavar="EMPLOYEE")
@click.option("--name", help="Another name.")
@click.option("--role", help="Another role.")
@click.option("--active", is_flag=True, help="Let somebody who had left work here again.")
def change(who: str, name: str | None, role: str | None, active: bool) -> int:
    """Give somebody another name or role."""
    from till.cli.counter import at_counter, employee_named
    from till.domain.commands import ChangeEmployee

    if name is None and role is None and not active:
        raise click.UsageError("Say what changes: --name, --role or --active.")
    with at_counter() as counter:
        act = counter.begin()
        found = employee_named(counter.state, who, active_only=False)
        counter.do(ChangeEmployee(act, found.no, name, role, True if active else None))
        return counter.finish()


@employee.command("set-pin")
@click.argument("who", metavar="EMPLOYEE")
def set_pin(who: str) -> int:
    """Give somebody a new PIN, from $TILL_NEW_PIN or asked for: your own, or as who manages the people."""
    from till.cli.counter import at_counter, employee_named
    from till.cli.pins import new_pin

    with at_counter() as counter:
        act = counter.begin()
        found = employee_named(counter.state, who)
        pin = new_pin(found.name)
        assert pin is not None
        counter.register.set_pin(act, found.no, pin)
        counter.note(act)
        plain = {"pin_set": {"no": found.no, "name": found.name}}
        return counter.finish(plain, f"{found.name} has a new PIN.")


@employee.command("set-badge")
@click.argument("who", metavar="EMPLOYEE")
@click.option("--remove", is_flag=True, help="Take the badge away: lost, or given back.")
def set_badge(who: str, *, remove: bool) -> int:
    """Give somebody a badge; its code is in $TILL_BADGE, or scanned at the terminal."""
    from till import badges
    from till.cli.counter import at_counter, employee_named
    from till.cli.pins import badge_code

    with at_counter() as counter:
        act = counter.begin()
        found = employee_named(counter.state, who)
        code = None if remove else badge_code(found.name)
        entries = badges.set_badge(counter.register, act, found.no, code)
        counter.note(act, entries)
        words = f"{found.name} has no badge any more." if remove else f"{found.name} has a new badge."
        return counter.finish({"badge_set": {"no": found.no, "name": found.name, "removed": remove}}, words)


@employee.command("deactivate")
@click.argument("who", metavar="EMPLOYEE")
def deactivate(who: str) -> int:
    """Let somebody leave: they cannot sign in any more; what they did stays."""
    from till.cli.counter import at_counter, employee_named
    from till.domain.commands import ChangeEmployee

    with at_counter() as counter:
        act = counter.begin()
        found = employee_named(counter.state, who)
        counter.do(ChangeEmployee(act, found.no, active=False))
        return counter.finish()
