"""The owner's page: registers, shifts with charts, alarms. Rendered here; the browser runs no script."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool

from till.backoffice.charts import bars
from till.backoffice.database import reading, words_for
from till.backoffice.listing import find_register, list_alarms, list_registers, list_shifts, z_report
from till.backoffice.office import Office
from till.backoffice.signing_in import SESSION_LASTS_H, OfficeRole, role_of, sign_in, sign_out
from till.domain.money import EXPONENTS

COOKIE: Final = "office"
FORM_BYTES_MAX: Final = 4096
Z_NO_MAX: Final = 2**31 - 1
_HEADERS: Final = {
    # Nothing is loaded from elsewhere, nothing runs, and nobody frames it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def add_pages(app: FastAPI) -> None:
    """Add the pages to the server of an office."""
    app.state.pages = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, trim_blocks=True
    )
    app.state.pages.filters["money"] = major
    app.state.pages.filters["moment"] = moment
    for path, function, ways in (
        ("/", home, ["GET"]),
        ("/sign-in", enter, ["POST"]),
        ("/sign-out", leave, ["POST"]),
        ("/registers/{register}", register_page, ["GET"]),
        ("/registers/{register}/z/{z_no}", z_page, ["GET"]),
        ("/alarms", alarms_page, ["GET"]),
    ):
        app.add_api_route(path, function, methods=ways, include_in_schema=False)


def major(amount: int | None, currency: str | None) -> str:
    """Write an amount in the major unit with a plain point; nothing for none."""
    if amount is None:
        return ""
    exponent = EXPONENTS.get(currency or "", 2)
    sign, digits = ("-" if amount < 0 else ""), f"{abs(amount):0{exponent + 1}d}"
    whole, part = (digits[:-exponent], "." + digits[-exponent:]) if exponent else (digits, "")
    return f"{sign}{int(whole):,}".replace(",", " ") + part


def moment(at: str | None) -> Markup:
    """Write a time to the minute, as it was where it was written; “never” for none."""
    if at is None:
        return Markup("never")
    return Markup("<time>{} {}</time>").format(at[:10], at[11:16])


async def home(request: Request) -> Response:
    """Show the registers, and how cash and differences went."""
    office: Office = request.app.state.office

    def look(connection: Connection) -> dict[str, Any]:
        return {
            "registers": list_registers(connection, office.clock()),
            "alarms": list_alarms(connection, office.clock(), 5),
        }

    return await _page(request, "home.html", look)


async def register_page(request: Request, register: str) -> Response:
    """Show one register: its shifts, over and short, and cash by day."""
    office: Office = request.app.state.office

    def look(connection: Connection) -> dict[str, Any] | None:
        found = find_register(connection, register, office.clock())
        if found is None:
            return None
        shifts = list_shifts(connection, register)
        closed = [shift for shift in reversed(shifts) if shift["closed_at"]][-30:]
        taken: dict[str, int] = {}
        for shift in closed:
            date = str(shift["business_date"])
            taken[date] = taken.get(date, 0) + (shift["taken"] or 0)
        over = [(f"Z {shift['z_no']}", int(shift["difference"] or 0)) for shift in closed]
        return {
            "register": found,
            "shifts": shifts,
            "over_short": bars(over, lambda amount: major(amount, found["currency"])),
            "cash_by_day": bars(list(taken.items()), lambda amount: major(amount, found["currency"])),
        }

    return await _page(request, "register.html", look)


async def z_page(request: Request, register: str, z_no: int) -> Response:
    """Show a Z report as the register stored it."""
    office: Office = request.app.state.office

    def look(connection: Connection) -> dict[str, Any] | None:
        found = find_register(connection, register, office.clock())
        if found is None or not 0 <= z_no <= Z_NO_MAX:
            return None
        report = z_report(connection, register, z_no)
        return None if report is None else {"register": found, "report": report}

    return await _page(request, "z.html", look)


async def alarms_page(request: Request) -> Response:
    """Show the alarms; for an owner."""
    office: Office = request.app.state.office
    return await _page(
        request,
        "alarms.html",
        lambda connection: {"alarms": list_alarms(connection, office.clock())},
        roles=(OfficeRole.OWNER,),
    )


async def enter(request: Request) -> Response:
    """Sign in with a form, and go to the registers."""
    office: Office = request.app.state.office
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > FORM_BYTES_MAX:
        return Response("The form is too long.", 413)
    fields = parse_qs((await request.body()).decode(errors="replace"), max_num_fields=10)
    name, password = ("".join(fields.get(each, ()))[:300] for each in ("name", "password"))
    token = await run_in_threadpool(sign_in, office, name.replace("\0", ""), password)
    if token is None:
        return _rendered(request, "sign-in.html", {"wrong": True}, 401)
    answer = Response(status_code=303, headers={"Location": "./"})
    answer.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_LASTS_H * 3600,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def leave(request: Request) -> Response:
    """Sign out."""
    office: Office = request.app.state.office
    await run_in_threadpool(sign_out, office, request.cookies.get(COOKIE, ""))
    answer = Response(status_code=303, headers={"Location": "./"})
    answer.delete_cookie(COOKIE)
    return answer


async def _page(
    request: Request, template: str, question: Any, roles: tuple[OfficeRole, ...] = tuple(OfficeRole)
) -> Response:
    office: Office = request.app.state.office

    def looked() -> Response:
        role = role_of(office, request.cookies.get(COOKIE, ""))
        if role is None:
            status = 200 if request.url.path == "/" else 401
            return _rendered(request, "sign-in.html", {"wrong": False}, status)
        if role not in roles:
            refused = {"words": "This is not for your role.", "role": role}
            return _rendered(request, "words.html", refused, 403)
        with reading(office.engine).begin() as connection:
            found = question(connection)
        if found is None:
            return _rendered(request, "words.html", {"words": "There is none.", "role": role}, 404)
        return _rendered(request, template, {**found, "role": role})

    try:
        return await run_in_threadpool(looked)
    except DBAPIError as error:
        return _rendered(request, "words.html", {"words": words_for(error)}, 503)


def _rendered(request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
    pages: Environment = request.app.state.pages
    text = pages.get_template(template).render(**values)
    return Response(text, status, _HEADERS, "text/html; charset=utf-8")
