"""PostgreSQL from Debian's packages, in a folder of the test's own, started and stopped by it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.debian import require_packages, run

USER = "postgres"


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server; give the URL of an empty database in it."""
    require_packages(["postgresql", "libpq5"])
    programs = max(Path("/usr/lib/postgresql").iterdir(), key=lambda each: int(each.name)) / "bin"
    folder = Path(tempfile.mkdtemp(prefix="till-postgresql-"))
    owner = pwd.getpwnam(USER) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    as_owner = ("runuser", "-u", USER, "--") if os.geteuid() == 0 else ()
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    cluster = folder / "cluster"
    control = (*as_owner, str(programs / "pg_ctl"), "-D", str(cluster), "-w")
    trust = ("-A", "trust", "-U", USER, "-E", "UTF8")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    try:
        run(*as_owner, programs / "initdb", "-D", cluster, *trust, cwd=folder)
        run(*control, "-l", str(folder / "errors"), "-o", settings, "start", cwd=folder)
        try:
            run(*as_owner, programs / "createdb", "-h", folder, "-p", str(port), "office", cwd=folder)
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/office"
        finally:
            run(*control, "-m", "immediate", "stop", cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
