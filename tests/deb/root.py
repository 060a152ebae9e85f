"""A clean Debian in a folder, as debootstrap makes it, and programs that run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.debian import Trouble, run
from tests.source import ROOT

CODENAMES = {"12": "bookworm", "13": "trixie"}
MIRROR = "http://deb.debian.org/debian"
ROOTS = ROOT / "build" / "roots"
# What a machine has that boots; nothing of what the package itself asks for.
INCLUDED = "systemd,systemd-sysv,udev,ca-certificates"
PROGRAM_TIMEOUT_S = 600.0


@contextmanager
def clean_root(release: str) -> Iterator[Path]:
    """Have a fresh root of this release of Debian; it is gone afterwards."""
    kept = ROOTS / f"{CODENAMES[release]}.tar"
    ROOTS.mkdir(parents=True, exist_ok=True)
    if not kept.exists():
        made = ROOTS / f"{CODENAMES[release]}.new"
        shutil.rmtree(made, ignore_errors=True)
        include = f"--include={INCLUDED}"
        run("debootstrap", "--variant=minbase", include, CODENAMES[release], made, MIRROR, timeout_s=1800)
        run("tar", "-C", made, "-cf", kept.with_suffix(".part"), ".")
        kept.with_suffix(".part").replace(kept)
        shutil.rmtree(made)
    root = Path(tempfile.mkdtemp(prefix=f"{CODENAMES[release]}-", dir=ROOTS))
    root.chmod(0o755)
    try:
        run("tar", "-C", root, "-xf", kept)
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        # As an installation writes it; without it sudo complains about every command.
        (root / "etc/hosts").write_text(f"127.0.0.1 localhost {os.uname().nodename}\n")
        # Nothing is started in a folder: there is no systemd in it.
        (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def within(root: Path, *command: str, environment: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run a program in the root with a new proc and nothing of our environment; return what it wrote.

    Raises:
        Trouble: It ended otherwise than with `code`.
    """
    script = 'mount -t proc proc "$0/proc"; mount -t tmpfs dev "$0/dev"; cd "$0/dev"; '
    script += "mknod -m 666 null c 1 3; mknod -m 666 zero c 1 5; mknod -m 666 random c 1 8; "
    script += "mknod -m 666 urandom c 1 9; mknod -m 666 tty c 5 0; ln -s /proc/self/fd fd; mkdir shm; "
    script += 'root=$0; shift 0; cd /; exec chroot "$root" "$@"'
    settings = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root"}
    settings |= {"DEBIAN_FRONTEND": "noninteractive", **(environment or {})}
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "sh", "-c", script, str(root), *command],
        check=False,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PROGRAM_TIMEOUT_S,
        text=True,
    )
    if done.returncode != code:
        raise Trouble(f"`{' '.join(command)}` ended with {done.returncode}, not {code}:\n{done.stdout}")
    return done.stdout


def package_for(release: str) -> Path:
    """Return the package for this release, built if it is not there or older than the source."""
    processor = run("dpkg", "--print-architecture").strip()
    newest = max(
        each.stat().st_mtime
        for folder in ("till", "hardware", "systemd", "requirements", ".ci")
        for each in (ROOT / folder).rglob("*")
        if each.is_file() and each.suffix != ".pyc"
    )
    found = sorted((ROOT / "dist").glob(f"till_*~deb{release}_{processor}.deb"))
    if not found or found[-1].stat().st_mtime < newest:
        run("python3", ROOT / ".ci/deb.py", f"{release}:{processor}", timeout_s=1800)
        found = sorted((ROOT / "dist").glob(f"till_*~deb{release}_{processor}.deb"))
    return found[-1]


def install(root: Path, package: Path) -> str:
    """Install the package in the root with what it depends on, as `apt install ./till.deb` does."""
    shutil.copy(package, root / "root/till.deb")
    within(root, "apt-get", "update", "--quiet")
    installed = within(
        root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "/root/till.deb"
    )
    (root / "root/till.deb").unlink()
    return installed
