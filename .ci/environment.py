"""Makes .venv as a lock file says, asking nothing; returns at once where that was done before.

    python3 .ci/environment.py run    what the till needs
    python3 .ci/environment.py dev    that, and what tests and checks it

A fresh Debian has python3, but neither pip nor what `python3 -m venv` takes pip from, and not everybody is
root. So pip comes from Python itself where it can; else from PyPI, as the wheel whose hash the lock names;
else from Debian's python3-venv where we may install it. The rest then comes through pip, by hash, as wheels.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

PYTHON_MIN = (3, 11)
DOWNLOAD_TIMEOUT_S = 60
APT_TIMEOUT_S = 600

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "made-from.txt"


class Trouble(Exception):
    """The environment cannot be made; the message says why and what to do."""


def main(name: str) -> int:
    """Make the environment `name` and return the exit code."""
    take_a_python_new_enough()
    if is_made(name):
        return 0
    say(f"Installing requirements/{name}.lock into .venv (once) …")
    try:
        make_venv()
        install(name)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    STAMP.write_text(f"{name} {digest(name)}\n")
    return 0


def say(sentence: str) -> None:
    """Tell the person at the terminal, without getting between a program and its output."""
    print(sentence, file=sys.stderr, flush=True)


def take_a_python_new_enough() -> None:
    """Go on in the newest Python on the path, if the one we were started with is too old."""
    if sys.version_info >= PYTHON_MIN:
        return
    for minor in range(14, PYTHON_MIN[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, *sys.argv])
    say(
        f"The till needs Python 3.{PYTHON_MIN[1]} or newer and this is {sys.version.split()[0]}: install one."
    )
    sys.exit(1)


def digest(name: str) -> str:
    """Hash all that decides what is in the environment: the lock, our own metadata, Python and the place."""
    import tomllib  # Only now: an older Python must get as far as being told that it is too old.

    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    parts = (
        (ROOT / "requirements" / f"{name}.lock").read_text(),
        json.dumps([pyproject["project"], pyproject["build-system"], pyproject["tool"]["hatch"]]),
        Path(__file__).read_text(),
        sys.version,
        str(ROOT),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_made(name: str) -> bool:
    """Say whether the environment is there and holds at least what `name` asks for: dev holds run."""
    try:
        made, made_from = STAMP.read_text().split()
    except (OSError, ValueError):
        return False
    return made in (name, "dev") and made_from == digest(made) and VENV_PYTHON.exists()


def make_venv() -> None:
    """Make .venv with a pip in it; keep one that works."""
    if has_pip():
        return
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV))
    for way in (pip_from_python, pip_from_pypi, pip_from_debian):
        if way():
            return
    raise Trouble(
        "There is no pip on this machine and it could not be fetched from PyPI: "
        "go online, or install python3-venv (apt install python3-venv), and try again."
    )


def has_pip() -> bool:
    """Say whether .venv is there, runs this version of Python and has a pip that can be imported."""
    if not VENV_PYTHON.exists():
        return False
    asked = "import pip, sys; print(*sys.version_info)"
    answer = subprocess.run(
        [VENV_PYTHON, "-c", asked], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return answer.stdout.split() == [str(part) for part in sys.version_info]


def pip_from_python() -> bool:
    """Install the pip that comes with Python. Debian leaves it out unless python3-venv is installed."""
    if importlib.util.find_spec("ensurepip") is None:
        return False
    return subprocess.run([VENV_PYTHON, "-m", "ensurepip"], stdout=subprocess.DEVNULL).returncode == 0


def pip_from_pypi() -> bool:
    """Fetch the pip that the lock names and install it with itself."""
    lock = (ROOT / "requirements" / "run.lock").read_text()
    locked = re.search(r"^pip==(\S+).*\n((?: +--hash=.*\n)+)", lock, re.MULTILINE)
    if locked is None:
        raise Trouble("requirements/run.lock does not name pip: run `make lock`.")
    wheel_name = f"pip-{locked[1]}-py3-none-any.whl"
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    try:
        page = fetch(index).decode()
        link = re.search(rf'href="([^"#]*/{re.escape(wheel_name)})', page)
        if link is None:
            say(f"{index} does not offer {wheel_name}.")
            return False
        wheel = fetch(urljoin(index, link[1]))
    except (urllib.error.URLError, TimeoutError) as error:
        say(f"{wheel_name} could not be fetched: {error}.")
        return False
    if hashlib.sha256(wheel).hexdigest() not in re.findall(r"sha256:([0-9a-f]{64})", locked[2]):
        raise Trouble(
            f"{wheel_name} from {index} is not the file that the lock names. Nothing was installed."
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / wheel_name
        path.write_bytes(wheel)
        # A wheel is a zip file, and Python runs what is in it.
        run(VENV_PYTHON, path / "pip", "install", "--quiet", "--no-index", "--no-deps", path)
    return True


def fetch(url: str) -> bytes:
    """Return what is at `url`, an https address."""
    if not url.startswith("https://"):
        raise urllib.error.URLError("only https is trusted")
    with urllib.request.urlopen(url, timeout=DOWNLOAD_TIMEOUT_S) as answer:
        content: bytes = answer.read()
        return content


def pip_from_debian() -> bool:
    """Install python3-venv where we are allowed to without being asked for a password."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not all(map(shutil.which, ["apt-get", *root[:1]])):
        return False
    say("Trying Debian's python3-venv …")
    quiet_apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install_it = [*quiet_apt, "install", "-y", "--no-install-recommends", "python3-venv"]
    for command in ([*quiet_apt, "update"], install_it):
        try:
            if subprocess.run(command, timeout=APT_TIMEOUT_S, stdin=subprocess.DEVNULL).returncode:
                return False
        except subprocess.TimeoutExpired:
            return False
    importlib.invalidate_caches()
    return pip_from_python()


def install(name: str) -> None:
    """Install what the lock names, then the project itself, for which nothing more is fetched."""
    pip = (
        VENV_PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
    )
    run(*pip, "--require-hashes", "--only-binary=:all:", "-r", ROOT / "requirements" / f"{name}.lock")
    run(*pip, "--no-index", "--no-build-isolation", "--editable", ROOT)


def run(*command: str | Path) -> None:
    """Run `command` to its end.

    Raises:
        Trouble: It failed; what it said stands above.
    """
    if subprocess.run(command, cwd=ROOT).returncode:
        raise Trouble(
            f"`{' '.join(map(str, command[:4]))} …` failed, as said above. Nothing can be started yet."
        )


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["dev"]):
        sys.exit("usage: python3 .ci/environment.py run|dev")
    sys.exit(main(sys.argv[1]))
