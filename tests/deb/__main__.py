"""Installs the Debian package in clean roots of Debian 12 and 13, uses it, and takes it out again.

    python -m tests.deb [12|13]

Needs Debian, root and its mirrors. Every word is in build/deb/log.txt; the exit code says if all is well.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.deb.root import CODENAMES, clean_root, install, package_for, within
from tests.debian import Trouble, require_packages
from tests.readme import follow, sessions
from tests.source import ROOT

TRANSCRIPT = ROOT / "build" / "deb" / "log.txt"
PACKAGES = ("debootstrap", "dpkg")
NOT_RUN = 70
AS_TILL = ("runuser", "-u", "till", "--")
TILL = (*AS_TILL, "till", "--config", "/etc/till/config.toml", "--json")
PIN = {"TILL_PIN": "1111"}
Say = Callable[[str], None]


def main(releases: Sequence[str]) -> int:
    """Try the package on each release and return the exit code."""
    TRANSCRIPT.parent.mkdir(parents=True, exist_ok=True)
    with TRANSCRIPT.open("w", encoding="utf-8") as transcript:

        def say(words: str) -> None:
            transcript.write(words.rstrip() + "\n")
            transcript.flush()
            print(words.splitlines()[0] if words.strip() else "", flush=True)

        try:
            if os.geteuid() != 0:
                raise Trouble("This needs root: it makes a Debian of its own and changes into it.")
            require_packages(PACKAGES)
            for release in releases or CODENAMES:
                start_s = time.monotonic()
                _try(release, say)
                say(f"Debian {release}: all is well, {time.monotonic() - start_s:.0f} s")
        except Trouble as trouble:
            say(str(trouble))
            print(trouble, file=sys.stderr)
            return NOT_RUN if "needs" in str(trouble)[:20] else 1
    return 0


def _try(release: str, say: Say) -> None:
    package = package_for(release)
    with clean_root(release) as root:
        say(f"Debian {release}: {package.name} in a clean root\n{install(root, package)}")
        _has_its_places(root)
        _works(root, say)
        _is_as_the_readme_says(release, package, say)
        _stays(root, package, say)


def _has_its_places(root: Path) -> None:
    """See that the user, the folders, the rules and the units are where Debian looks for them."""
    passwd = (root / "etc/passwd").read_text()
    if "\ntill:" not in passwd:
        raise Trouble("There is no user till.")
    for name, mode in (("var/lib/till", 0o700), ("etc/till", 0o750)):
        found = (root / name).stat().st_mode & 0o777
        if found != mode:
            raise Trouble(f"/{name} has the mode {found:o}, not {mode:o}.")
    for name in ("udev/rules.d/60-till.rules", "sysusers.d/till.conf", "systemd/system/till.service"):
        if not (root / "usr/lib" / name).exists():
            raise Trouble(f"There is no /usr/lib/{name}.")
    wrong = within(root, "sh", "-c", "systemd-analyze verify --man=no till.service till-sync.service 2>&1")
    if "till" in wrong:
        raise Trouble(f"systemd does not understand the units:\n{wrong}")


def _works(root: Path, say: Say) -> None:
    """Set a register up as the package says, sell, count and close, back up and verify."""
    words = ("--register-code", "REG-001", "--currency", "SEK", "--manager", "Ana")
    places = ("--data", "/var/lib/till", "--printer", "sim:")
    say(within(root, *TILL, "init", *words, *places, environment=PIN))
    for line in (
        "--as Ana shift open --float 200.00",
        "--as Ana cash in --amount 50 --reason change",
        "--as Ana shift count --amount 250",
        "--as Ana shift close --left 100 --bag 7732",
        "backup /var/lib/till/copy.sqlite",
        "journal verify",
        "status",
    ):
        say(f"till {line}\n{within(root, *TILL, *line.split(), environment=PIN)}")
    verdict = json.loads(within(root, *TILL, "journal", "verify"))
    if not verdict["intact"]:
        raise Trouble(f"The journal is not intact: {verdict}")


def _is_as_the_readme_says(release: str, package: Path, say: Say) -> None:
    """Type what the README says a newcomer types, on a machine that has nothing yet but sudo."""
    (session,) = sessions()
    with clean_root(release) as root:
        within(root, "apt-get", "update", "--quiet")
        within(root, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "sudo")
        shutil.copy(package, root / "till.deb")

        def do(command: str) -> str:
            said = within(root, "sh", "-c", command)
            say(f"$ {command}\n{said}")
            return said

        wrong = follow(session, do)
    if wrong:
        raise Trouble("The README is not true any more:\n" + "\n".join(wrong))


def _stays(root: Path, package: Path, say: Say) -> None:
    """Install over itself, remove and purge; the journal must be there after each."""
    say(install(root, package))
    say(within(root, *TILL, "journal", "verify"))
    for act in ("remove", "purge"):
        say(within(root, "apt-get", act, "--yes", "--quiet", "till"))
        if not (root / "var/lib/till/journal.sqlite").exists():
            raise Trouble(f"The journal is gone after {act}.")
    left = [str(each) for each in (root / "usr/lib/till").rglob("*") if each.is_file()]
    if left:
        raise Trouble(f"Left behind in /usr/lib/till: {left[:5]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
