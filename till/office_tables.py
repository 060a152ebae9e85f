"""The tables of the configuration that say where the journal is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from till.formats.forms import FOREIGN, ForeignForm
from till.sale_tables import wrong

OFFICE: Final = "office"
"""The name of the peer in the table `[office]`."""
_URL: Final = 'an address like "https://office.example/", or "http://127.0.0.1:8080/" on this machine'
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """The table `[office]`; files are named from the configuration's folder.

    `orders_by` is the employee in whose name the register does what the office asks; 0 refuses it.
    """

    url: str
    token_file: str = "office.token"  # noqa: S105 -- a file's name, which is in the published contract
    ca_file: str = ""
    proxy: str = ""
    orders_by: int = 0


@dataclass(frozen=True, slots=True)
class PeerTable:
    """One table `[[peer]]`: another office that gets the journal, or a system that gets closed shifts."""

    name: str
    url: str
    token_file: str
    form: str = "journal"
    ca_file: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """Where the journal is sent, with whole paths; `ca_file` None trusts the machine's own authorities.

    With a `form` each closed shift is sent in that form, and nothing else.
    """

    name: str
    url: str
    token_file: Path
    ca_file: Path | None
    proxy: str | None
    form: ForeignForm | None = None
    orders_by: int = 0


def peers(path: Path, office: OfficeTable | None, others: tuple[PeerTable, ...]) -> tuple[Peer, ...]:
    """Check where the journal is sent.

    Raises:
        BadConfiguration: A key has a value that cannot be used.
    """
    found = [] if office is None else [_peer(path, OFFICE, "office", office)]
    for at, table in enumerate(others):
        where = f"peer[{at}]"
        taken = [peer.name for peer in found]
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,31}", table.name) or table.name in (OFFICE, *taken):
            raise wrong(
                path, f"{where}.name", 'a name of its own like "accountant": small letters and digits'
            )
        found.append(replace(_peer(path, table.name, where, table), form=_form(path, where, table.form)))
    return tuple(found)


def _peer(path: Path, name: str, where: str, table: OfficeTable | PeerTable) -> Peer:
    if not _is_safe(table.url):
        raise wrong(path, f"{where}.url", _URL)
    if table.proxy and urlsplit(table.proxy).scheme not in ("http", "https"):
        raise wrong(path, f"{where}.proxy", 'an address like "http://proxy.example:3128"')
    if not table.token_file.strip():
        raise wrong(path, f"{where}.token_file", 'a file like "office.token"')
    return Peer(
        name,
        table.url.rstrip("/"),
        path.parent / table.token_file,
        path.parent / table.ca_file if table.ca_file else None,
        table.proxy or None,
        orders_by=table.orders_by if isinstance(table, OfficeTable) else 0,
    )


def _form(path: Path, where: str, form: str) -> ForeignForm | None:
    if form == "journal":
        return None
    for known in FOREIGN:
        if form == known:
            return known
    raise wrong(path, f"{where}.form", f'"journal", or one of {", ".join(FOREIGN)}')


def _is_safe(url: str) -> bool:
    """Say whether what is sent there cannot be read on the way."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or port == 0 or parts.username or parts.query or parts.fragment or not url.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
