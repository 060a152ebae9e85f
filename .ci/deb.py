"""Builds the Debian packages of the till into dist/, one for each release of Debian and processor.

    python3 .ci/deb.py                     for Debian 12 and 13 on this machine's processor
    python3 .ci/deb.py 13:arm64            for Debian 13 on a Raspberry Pi, say

Debian's own Python runs it. What it needs besides comes from requirements/run.lock, by hash, as wheels for
that Python and processor, and lies in /usr/lib/till/python, where nothing else sees it. The same source gives
the same bytes. Needs dpkg-deb, and pip in .venv (`make dev-environment`).
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SYSTEMD = ROOT / "systemd"
PYTHONS = {"12": "3.11", "13": "3.13"}
"""Debian's releases, and the Python of each."""
PLATFORMS = {"amd64": "x86_64", "arm64": "aarch64"}
"""Debian's names of processors, and those in the names of wheels."""
MANYLINUX = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""What wheels are built for; Debian 12 has a C library of 2.36."""
EPOCH = 1_767_225_600
"""The time that every file in the package bears, where the source does not say it (2026-01-01)."""
CONTROL = """\
Package: till
Version: {version}
Architecture: {processor}
Maintainer: the till project <till@localhost.invalid>
Installed-Size: {size_kib}
Depends: python3 (>= {python}), python3 (<< {next_python}), libpython3-stdlib, libusb-1.0-0, systemd, udev
Recommends: ca-certificates
Suggests: libpq5, openssh-server, cage, foot, smartmontools
Section: misc
Priority: optional
Description: offline-first cash register for the terminal
 Sales, shifts, cash in and out, drawer, receipts, X and Z on a receipt printer and a cash drawer, at the
 keyboard alone. Every act is in an append-only journal, sealed and signed, before anything follows from it.
 .
 Built for Debian {release}, with its dependencies.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A release of Debian and a processor that a package is for."""

    release: str
    processor: str

    @property
    def python(self) -> str:
        """The Python of that release."""
        return PYTHONS[self.release]


def main(words: list[str]) -> int:
    """Build what is named, or all for this machine; give the exit code."""
    try:
        targets = [_target(word) for word in words or [f"{each}:{_here()}" for each in PYTHONS]]
    except (KeyError, ValueError):
        print(f"usage: deb.py [RELEASE:PROCESSOR …], of {', '.join(PYTHONS)} and {', '.join(PLATFORMS)}")
        return 2
    for target in targets:
        print(build(target, DIST))
    return 0


def _target(word: str) -> Target:
    release, _, processor = word.partition(":")
    if release not in PYTHONS or processor not in PLATFORMS:
        raise ValueError(word)
    return Target(release, processor)


def _here() -> str:
    machine = os.uname().machine
    return next(name for name, wheel in PLATFORMS.items() if wheel == machine)


def build(target: Target, to: Path) -> Path:
    """Build one package in the folder `to` and return its path."""
    version = f"{_version()}~deb{target.release}"
    with tempfile.TemporaryDirectory(prefix="till-deb-") as name:
        tree = Path(name) / "tree"
        tree.mkdir(mode=0o755)
        lay_out(tree)
        install(target, tree / "usr/lib/till/python")
        _control(target, tree, version)
        _same_every_time(tree)
        to.mkdir(parents=True, exist_ok=True)
        package = to / f"till_{version}_{target.processor}.deb"
        run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z7", "--build", str(tree), str(package))
    return package


def lay_out(tree: Path) -> None:
    """Put our own files where Debian has them, but for the program."""
    plan = {
        "60-till.rules": "usr/lib/udev/rules.d/60-till.rules",
        "till.sysusers": "usr/lib/sysusers.d/till.conf",
        "till.tmpfiles": "usr/lib/tmpfiles.d/till.conf",
        "sshd_config": "usr/lib/till/sshd_config",
        "trouble": "usr/lib/till/trouble",
        "till": "usr/bin/till",
        "deb/copyright": "usr/share/doc/till/copyright",
    }
    plan |= {each.name: f"usr/lib/systemd/system/{each.name}" for each in SYSTEMD.glob("*.service")}
    plan |= {each.name: f"usr/lib/systemd/system/{each.name}" for each in SYSTEMD.glob("*.timer")}
    for name, place in plan.items():
        _copy(SYSTEMD / name, tree / place, executable=name in ("till", "trouble"))
    documents = tree / "usr/share/doc/till"
    _copy(ROOT / "README.md", documents / "README.md")
    _copy(ROOT / "config.example.toml", documents / "examples/config.toml")
    for guide in sorted((ROOT / "docs").rglob("*.md")):
        _copy(guide, documents / "guides" / guide.relative_to(ROOT / "docs"))
    changes = gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=EPOCH)
    (documents / "changelog.gz").write_bytes(changes)


def install(target: Target, to: Path) -> None:
    """Install what the lock names and the till itself for another Python and processor than ours."""
    wheel = PLATFORMS[target.processor]
    abi = "cp" + target.python.replace(".", "")
    pip = [str(ROOT / ".venv/bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    pip += ["--no-deps", "--no-compile", "--only-binary=:all:", "--target", str(to)]
    pip += ["--python-version", target.python, "--implementation", "cp"]
    pip += [word for each in (abi, "abi3", "none") for word in ("--abi", each)]
    pip += [word for each in MANYLINUX for word in ("--platform", f"{each}_{wheel}")]
    with tempfile.TemporaryDirectory(prefix="till-wheel-") as name:
        lock = Path(name) / "run.lock"
        lock.write_text(without_builders((ROOT / "requirements/run.lock").read_text()))
        run(*pip, "--require-hashes", "-r", str(lock))
        ours = build_wheel(Path(name))
        run(*pip, "--no-index", "--upgrade", str(ours))
    # Programs of the packages; the till is started by a file of ours.
    shutil.rmtree(to / "bin", ignore_errors=True)


def build_wheel(to: Path) -> Path:
    """Build the wheel of the till itself in the folder `to` and return its path."""
    hatchling = [str(ROOT / ".venv/bin/python"), "-m", "hatchling", "build", "--target", "wheel"]
    run(*hatchling, "--directory", str(to))
    (wheel,) = to.glob("till-*.whl")
    return wheel


def without_builders(lock: str) -> str:
    """Leave out of the lock what only builds and installs: what nothing that runs asks for."""
    blocks = re.findall(r"^([A-Za-z0-9._-]+)==.*\n((?: .*\n)*)", lock, re.MULTILINE)
    asked_by = {name: set(re.findall(r"# (?:via )?\s*([^\s#].*)", block)) - {"via"} for name, block in blocks}
    builders: set[str] = set()
    while found := {
        name
        for name, by in asked_by.items()
        if name not in builders and by and by <= builders | {"till (pyproject.toml:build)"}
    }:
        builders |= found
    return re.sub(
        r"^([A-Za-z0-9._-]+)==.*\n(?: .*\n)*",
        lambda block: "" if block[1] in builders else block[0],
        lock,
        flags=re.MULTILINE,
    )


def _control(target: Target, tree: Path, version: str) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir(mode=0o755)
    major, minor = target.python.split(".")
    size = sum(each.stat().st_size for each in tree.rglob("*") if each.is_file())
    text = CONTROL.format(
        version=version,
        processor=target.processor,
        size_kib=size // 1024,
        python=target.python,
        next_python=f"{major}.{int(minor) + 1}",
        release=target.release,
    )
    (folder / "control").write_text(text)
    for name in ("postinst", "prerm", "postrm"):
        _copy(SYSTEMD / "deb" / name, folder / name, executable=True)


def _copy(path: Path, to: Path, *, executable: bool = False) -> None:
    to.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    shutil.copyfile(path, to)
    to.chmod(0o755 if executable else 0o644)


def _same_every_time(tree: Path) -> None:
    """Give every file one time and one of two modes, so that the same source gives the same package."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH))
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    for path in (*tree.rglob("*"), tree):
        runs = path.is_dir() or os.access(path, os.X_OK)
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch))


def _version() -> str:
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "till/__init__.py").read_text())
    assert found is not None
    return found[1]


def run(*command: str) -> None:
    """Run a program to its end, with its words where ours go; end with it where it fails."""
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr).returncode:
        sys.exit(f"`{' '.join(command[:4])} …` failed, as said above. There is no package.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
