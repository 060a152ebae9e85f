"""`till backoffice grant`, `grants`, `ungrant`: who may ask through the interfaces of other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from till.cli.office_database import DATABASE, office_at
from till.cli.options import Command

if TYPE_CHECKING:
    from till.backoffice.office import Office


@click.command("grant", cls=Command)
@click.argument("name")
@click.option(
    "--right",
    "rights",
    multiple=True,
    required=True,
    metavar="RIGHT",
    help="toast:read, shopify:read_cash_tracking, sushigo:read, sushigo:write, onslip:show-records or "
    "onslip:add-external-records; as often as there are rights.",
)
@click.option("--register", "registers", multiple=True, type=click.IntRange(0), help="Only this number.")
@DATABASE
def grant(name: str, rights: tuple[str, ...], registers: tuple[int, ...], database: str) -> int:
    """Make a token for the system NAME; it is shown now and never again."""
    from till.backoffice.granting import make_grant
    from till.cli.answers import Exit, answer
    from till.interfaces.door import Right

    known = {right.value: right for right in Right}
    for right in rights:
        if right not in known:
            raise click.UsageError(f"There is no right “{right}”. Known are: {', '.join(known)}.")
    with office_at(database) as office:
        token = make_grant(office, name, [known[right] for right in rights], registers or None)
        restaurants = _restaurants(office) if Right.TOAST.value in rights else {}
        lines = [f"The token of {name}, shown this once: {token}"]
        lines += [f"Toast-Restaurant-External-ID of {store}: {guid}" for store, guid in restaurants.items()]
        answer({"name": name, "token": token, "restaurants": restaurants}, "\n".join(lines))
        return Exit.DONE


def _restaurants(office: Office) -> dict[str, str]:
    from till.backoffice.books import OfficeBooks
    from till.formats.toast import restaurant

    cards = OfficeBooks(office).registers()
    return {card.heading.store.name: restaurant(card.heading) for card in cards}


@click.command("grants", cls=Command)
@DATABASE
def grants(database: str) -> int:
    """List the tokens that were made for other systems, without the tokens."""
    from till.backoffice.granting import list_grants
    from till.cli.answers import Exit, answer, table

    with office_at(database) as office:
        listed = list_grants(office)
        rows = [
            (
                str(each["no"]),
                each["name"],
                each["rights"],
                f"registers {each['registers']}" if each["registers"] else "all registers",
                "taken back" if each["revoked_at"] else "",
            )
            for each in listed
        ]
        answer({"grants": listed}, table(rows) or "No token was made for another system.")
        return Exit.DONE


@click.command("ungrant", cls=Command)
@click.argument("no", type=click.IntRange(0, 2**31 - 1))
@DATABASE
def ungrant(no: int, database: str) -> int:
    """Take back the token number NO."""
    from till.backoffice.granting import revoke_grant
    from till.cli.answers import Exit, answer

    with office_at(database) as office:
        if not revoke_grant(office, no):
            raise click.UsageError(f"There is no token number {no}, or it was taken back. See: grants.")
        answer({"no": no, "revoked": True}, f"Token {no} was taken back.")
        return Exit.DONE
