"""What the programmes for a whole machine need from Debian: packages, and the means to install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

APT_TIMEOUT_S = 600.0
_ASKING_NOTHING = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}


class Trouble(Exception):
    """The programme cannot run on this machine; the message says why and what to do."""


def run(*command: str | Path, cwd: Path | None = None, timeout_s: float = APT_TIMEOUT_S) -> str:
    """Run `command` to its end and return what it wrote.

    Raises:
        Trouble: It failed, or took too long.
    """
    try:
        done = subprocess.run(
            command,
            check=False,  # What it wrote belongs into the sentence.
            cwd=cwd,
            env=os.environ | _ASKING_NOTHING,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout_s,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Trouble(f"`{' '.join(map(str, command))}` did not work: {error}.") from error
    if done.returncode:
        raise Trouble(f"`{' '.join(map(str, command))}` failed:\n{done.stdout.strip()}")
    return done.stdout


def is_installed(package: str) -> bool:
    """Say whether a Debian package is installed."""
    try:
        return run("dpkg-query", "-W", "-f=${db:Status-Status}", package).strip() == "installed"
    except Trouble:
        return False


def require_packages(packages: Sequence[str]) -> None:
    """Install what is missing of `packages`, if we are root.

    Raises:
        Trouble: Something is missing and we may not install it, or could not.
    """
    if not all(map(shutil.which, ("apt-get", "dpkg-deb"))):
        raise Trouble(f"This needs Debian with the packages {' '.join(packages)}.")
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    if os.geteuid() != 0:
        raise Trouble(f"Some packages are missing: sudo apt-get install {' '.join(missing)}")
    install = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *missing)
    try:
        run(*install)
    except Trouble:
        run("apt-get", "update", "--quiet")
        run(*install)
