"""What can be said of the package without building it: where its files go, and what it asks for."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.source import ROOT
from tests.test_installation import locked

SYSTEMD = ROOT / "systemd"


@pytest.fixture(scope="module")
def deb() -> ModuleType:
    """The program that builds the package, which is none of the till's own modules."""
    spec = importlib.util.spec_from_file_location("deb", ROOT / ".ci" / "deb.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclass looks for its own module by name.
    import sys

    sys.modules["deb"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(deb: ModuleType, tmp_path: Path) -> Path:
    deb.lay_out(tmp_path)
    return tmp_path


def test_every_unit_and_rule_is_where_debian_looks_for_it(tree: Path) -> None:
    units = {each.name for each in SYSTEMD.glob("*.service")} | {
        each.name for each in SYSTEMD.glob("*.timer")
    }
    assert {each.name for each in (tree / "usr/lib/systemd/system").iterdir()} == units
    for name in (
        "usr/lib/udev/rules.d/60-till.rules",
        "usr/lib/sysusers.d/till.conf",
        "usr/lib/tmpfiles.d/till.conf",
        "usr/share/doc/till/README.md",
        "usr/share/doc/till/copyright",
        "usr/share/doc/till/changelog.gz",
        "usr/share/doc/till/examples/config.toml",
    ):
        assert (tree / name).is_file(), name


def test_every_program_that_a_unit_starts_is_in_the_package_or_suggested(deb: ModuleType, tree: Path) -> None:
    others = {"/usr/sbin/sshd": "openssh-server", "/usr/bin/cage": "cage", "/bin/sh": "libpython3-stdlib"}
    for unit in sorted((tree / "usr/lib/systemd/system").glob("*.service")):
        for program in re.findall(r"^ExecStart(?:Pre)?=(\S+)", unit.read_text(), re.MULTILINE):
            place = tree / program.removeprefix("/")
            assert place.exists() or others[program] in deb.CONTROL, (unit.name, program)
            assert not place.exists() or place.stat().st_mode & 0o111


def test_the_package_asks_for_exactly_the_python_that_its_wheels_are_for(
    deb: ModuleType, tmp_path: Path
) -> None:
    for release, python, after in (("12", "3.11", "3.12"), ("13", "3.13", "3.14")):
        tree = tmp_path / release
        tree.mkdir()
        deb._control(deb.Target(release, "arm64"), tree, f"0.1.0~deb{release}")
        control = (tree / "DEBIAN/control").read_text()
        assert f"python3 (>= {python}), python3 (<< {after})" in control
        assert "Architecture: arm64\n" in control
        assert re.fullmatch(r"(?:[A-Z][A-Za-z-]+: .*\n|  ?\S.*\n)+", control)
        for name in ("postinst", "prerm", "postrm"):
            assert (tree / "DEBIAN" / name).stat().st_mode & 0o111


@pytest.mark.parametrize("name", ["postinst", "prerm", "postrm"])
def test_its_scripts_can_be_read_by_a_shell_and_never_remove_the_journal(name: str) -> None:
    script = SYSTEMD / "deb" / name
    subprocess.run(["sh", "-n", script], check=True, timeout=120)
    assert not re.search(r"rm\b.*(?:/var/lib/till|/etc/till)", script.read_text())


def test_what_only_builds_is_not_in_the_package_and_what_runs_is(deb: ModuleType) -> None:
    lock = (ROOT / "requirements/run.lock").read_text()
    left = set(re.findall(r"^([A-Za-z0-9._-]+)==", deb.without_builders(lock), re.MULTILINE))
    gone = {name.replace("_", "-") for name in locked("run")} - {each.lower() for each in left}
    assert {"pip", "hatchling", "pathspec", "trove-classifiers"} <= gone
    assert not gone & {"textual", "sqlalchemy", "cryptography", "click", "fastapi", "packaging-of-ours"}
    assert {"textual", "sqlalchemy", "cryptography", "pyserial", "pyrage"} <= left


def test_the_program_of_the_package_starts_with_nothing_but_its_own_folder_before_python() -> None:
    first, *rest = (SYSTEMD / "till").read_text().splitlines()
    assert first == "#!/usr/bin/python3 -I"
    assert 'sys.path.insert(0, "/usr/lib/till/python")' in rest


def test_a_wrong_target_is_refused_in_words(deb: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert deb.main(["11:amd64"]) == 2
    assert "usage" in capsys.readouterr().out
