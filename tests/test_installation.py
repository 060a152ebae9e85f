"""What is installed is what was locked, and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run", "dev", "parquet")


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Read a lock: for each package its exact version, and its block of hashes."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    blocks = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)[^\n]*\n((?: +--hash=[^\n]*\n)*)", text, re.MULTILINE)
    return {canonical(package): (version, hashes) for package, version, hashes in blocks}


def canonical(package: str) -> str:
    """Write a package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def asked_for(*requirements: str) -> set[str]:
    return {canonical(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    packages = locked(name)
    assert len(packages) > 20
    assert [package for package, (_, hashes) in packages.items() if "sha256:" not in hashes] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    assert re.findall(r"\S*(?:://|--index|--find-links|--extra)\S*", text) == []


def test_all_that_pyproject_asks_for_is_locked() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = pyproject["dependency-groups"]
    run = asked_for(
        *pyproject["project"]["dependencies"], *groups["build"], *pyproject["build-system"]["requires"]
    )
    assert run - locked("run").keys() == set()
    assert asked_for(*groups["dev"]) - locked("dev").keys() == set()
    extra = asked_for(*pyproject["project"]["optional-dependencies"]["parquet"])
    assert extra - locked("parquet").keys() == set()


def test_what_is_tested_is_what_runs() -> None:
    tested = {package: version for package, (version, _) in locked("dev").items()}
    for name in ("run", "parquet"):
        found = {package: version for package, (version, _) in locked(name).items()}
        assert {package: tested.get(package) for package in found} == found
