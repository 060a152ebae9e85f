"""`till backoffice …`: the receiving journal server, and what it holds."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import click

from till.cli.backoffice_grants import grant, grants, ungrant
from till.cli.export_forms import FORMS, FROM, REST, TO, Form
from till.cli.office_database import DATABASE as _DATABASE
from till.cli.office_database import office_at as _office
from till.cli.options import Group

if TYPE_CHECKING:
    from till.backoffice.files import KnownRegister
    from till.backoffice.office import Office


@click.group(cls=Group)
def backoffice() -> None:
    """Receive the journals of registers, prove them, and show what is in them."""


for _command in (grant, grants, ungrant):
    backoffice.add_command(_command)


@backoffice.command("init")
@_DATABASE
def init(database: str) -> int:
    """Make the database, or bring an older one up to date."""
    from till.cli.answers import Exit, answer

    with _office(database) as office:
        where = office.engine.url.render_as_string(hide_password=True)
        answer({"database": where}, f"{where} is ready. Next: till backoffice enrol NAME")
        return Exit.DONE


@backoffice.command("serve")
@_DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8443, show_default=True)
@click.option("--cert", type=click.Path(exists=True, dir_okay=False), help="TLS certificate chain, PEM.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="Its private key, PEM.")
@click.option("--realm", default="till", show_default=True, help="The office's name in Onslip's paths.")
@click.option("--port-file", type=click.Path(path_type=Path), help="A file to write the port into.")
def serve(
    *,
    database: str,
    host: str,
    port: int,
    cert: str | None,
    key: str | None,
    realm: str,
    port_file: Path | None,
) -> int:
    """Serve until stopped. Several servers may share one PostgreSQL database."""
    import socket

    import uvicorn

    from till.backoffice.server import application
    from till.cli.answers import Exit, warn
    from till.cli.proving import proving_beside

    if (cert is None) != (key is None):
        raise click.UsageError("Give both --cert and --key, or neither.")
    with _office(database) as office:
        try:
            listener = socket.create_server((host, port), backlog=128)
        except OSError as error:
            raise click.UsageError(f"{host}:{port} cannot be listened at: {error.strerror}.") from error
        # An answer goes in two pieces; without this the second waits 40 ms for a word that the first arrived.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        settings = uvicorn.Config(
            application(office, realm),
            log_level="warning",
            access_log=False,
            ssl_certfile=cert,
            ssl_keyfile=key,
            timeout_graceful_shutdown=5,
            server_header=False,
        )
        bound = listener.getsockname()[1]
        if port_file is not None:
            unfinished = port_file.with_suffix(".part")
            unfinished.write_text(str(bound), encoding="utf-8")
            unfinished.rename(port_file)
        warn(f"The back office listens at {'http' if cert is None else 'https'}://{host}:{bound}/")
        with proving_beside(database):
            uvicorn.Server(settings).run([listener])
        return Exit.DONE


@backoffice.command("prove")
@click.option("--follow", is_flag=True, help="Go on until standard input ends, as the server lets it.")
@_DATABASE
def prove(*, follow: bool, database: str) -> int:
    """Check every signature of what has arrived; a server does it by itself, beside it."""
    from till.cli.answers import Exit, answer
    from till.cli.proving import follow_arrivals

    with _office(database) as office:
        if follow:
            follow_arrivals(office)
            return Exit.DONE
        from till.backoffice.database import reading
        from till.backoffice.listing import list_registers
        from till.backoffice.proving import prove_all

        prove_all(office, random.Random())  # noqa: S311 -- it spreads work, it guards nothing
        with reading(office.engine).begin() as connection:
            held = sum(each["held"]["seq"] for each in list_registers(connection, office.clock()))
        answer({"records": held}, f"All {held} records that are held are proven.")
        return Exit.DONE


@backoffice.command("enrol")
@click.argument("name")
@_DATABASE
def enrol(name: str, database: str) -> int:
    """Make a one-time code for the register NAME, good for a day; type it there: till sync enrol CODE."""
    from till.backoffice.enrolling import make_code
    from till.cli.answers import Exit, answer

    with _office(database) as office:
        code = make_code(office, name)
        answer({"code": code, "name": name}, f"{code}\nOn the register: till sync enrol {code}")
        return Exit.DONE


@backoffice.command("revoke")
@click.argument("register")
@_DATABASE
def revoke(register: str, database: str) -> int:
    """Take back the token of REGISTER, by id or name; it can be enrolled again."""
    from till.backoffice.enrolling import revoke as take_back
    from till.cli.answers import Exit, answer

    with _office(database) as office:
        row = _named(office, register)
        with office.engine.begin() as connection:
            number = take_back(connection, row.no, office.clock())
        answer({"register": row.id, "revoked": number}, f"{number} tokens of {row.name} were taken back.")
        return Exit.DONE


@backoffice.command("person")
@click.argument("name")
@click.option("--role", type=click.Choice(["owner", "accountant"]), default="owner", show_default=True)
@_DATABASE
def person(name: str, role: str, database: str) -> int:
    """Let NAME look at what the office holds; the password is in $TILL_OFFICE_PASSWORD, or asked for."""
    from till.backoffice.signing_in import BadPassword, OfficeRole, set_person
    from till.cli.answers import Exit, answer

    password = os.environ.get("TILL_OFFICE_PASSWORD") or click.prompt(
        "Password", hide_input=True, confirmation_prompt=True, err=True
    )
    with _office(database) as office:
        try:
            set_person(office, name, password, OfficeRole(role))
        except BadPassword as bad:
            raise click.UsageError(str(bad)) from bad
        answer({"person": name, "role": role}, f"{name} may sign in ({role}).")
        return Exit.DONE


@backoffice.command("registers")
@_DATABASE
def registers(database: str) -> int:
    """List the registers, how far behind each is and when it was heard of last."""
    from till.backoffice.database import reading
    from till.backoffice.listing import list_registers
    from till.cli.answers import Exit, answer, table

    with _office(database) as office:
        with reading(office.engine).begin() as connection:
            listed = list_registers(connection, office.clock())
        rows = [
            (
                each["name"],
                f"{each['held']['seq']} held",
                f"{each['behind']} behind",
                f"heard of {each['contact_at'] or 'never'}",
            )
            for each in listed
        ]
        answer({"registers": listed}, table(rows) or "No register is enrolled.")
        return Exit.DONE


@backoffice.command("alarms")
@_DATABASE
def alarms(database: str) -> int:
    """List alarms, the newest first."""
    from till.backoffice.database import reading
    from till.backoffice.listing import list_alarms
    from till.cli.answers import Exit, answer, table

    with _office(database) as office:
        with reading(office.engine).begin() as connection:
            listed = list_alarms(connection, office.clock())
        rows = [
            (each["last_at"][:16], each["name"] or "-", each["kind"], f"{each['times']}×", each["words"])
            for each in listed
        ]
        answer({"alarms": listed}, table(rows) or "There is no alarm.")
        return Exit.DONE


@backoffice.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--enrol", "known", is_flag=True, help="Make the register known by the file's first record.")
@_DATABASE
def take_file(file: Path, known: bool, database: str) -> int:
    """Take in FILE, an export of a register's journal, with the same proof as over the network."""
    from till.backoffice.files import Refusal, take_in
    from till.cli.answers import Exit, answer, say_json, warn
    from till.cli.wishes import wishes_of
    from till.wire.lines import NotARecord, records_in

    with _office(database) as office:
        try:
            with file.open("rb") as opened:
                taken = take_in(office, records_in(opened), enrol=known)
        except OSError as error:
            raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from error
        except (Refusal, NotARecord) as refused:
            warn(f"{file} was not taken: {refused}")
            if wishes_of().json:
                trouble = refused.answer.trouble if isinstance(refused, Refusal) else None
                kind = "invalid-payload" if trouble is None else trouble.value
                say_json({"error": {"kind": kind, "message": str(refused)}})
            return Exit.OFFICE
        held = {"seq": taken.held.records, "seal": taken.held.seal}
        plain = {"register": taken.register, "name": taken.name, "records": taken.fresh, "held": held}
        words = f"{taken.fresh} records of {taken.name} are new; the office holds {taken.held.records}."
        answer(plain, words)
        return Exit.DONE


@backoffice.command("export")
@click.argument("register")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--form", type=click.Choice(FORMS), help="As till export does; else the journal itself.")
@FROM
@TO
@REST
@_DATABASE
def export(
    *,
    register: str,
    file: Path,
    form: Form | None,
    first: str | None,
    last: str | None,
    rest: int | None,
    database: str,
) -> int:
    """Write what is held of REGISTER, by id or name, to FILE; till journal verify checks the journal."""
    from till.backoffice.proving import prove_all
    from till.cli.backoffice_export import export_form, export_journal

    if form is None and (first or last or rest):
        raise click.UsageError(
            "The journal is exported whole; --from, --to and --rest-account go with --form."
        )
    with _office(database) as office:
        row = _named(office, register)
        # Nobody is given what only arrived.
        prove_all(office, random.Random())  # noqa: S311 -- it spreads work, it guards nothing
        if form is None:
            return export_journal(office, row, file)
        return export_form(office, row, file, form, (first, last, rest))


def _named(office: Office, register: str) -> KnownRegister:
    from till.backoffice.files import register_named

    row = register_named(office, register)
    if row is None:
        raise click.UsageError(f"No register, or more than one, is called “{register}”. See: registers.")
    return row
