"""The README's terminal sessions, as somebody would type them, and what it says they answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.source import ROOT

README = ROOT / "README.md"
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and the lines that stand below it."""

    command: str
    answer: tuple[str, ...]

    def is_answered_by(self, said: str) -> bool:
        """Say whether this is what the README promises; … stands for anything on its line, or for lines."""
        lines = [re.escape(line).replace(re.escape(ANYTHING), ".*") for line in self.answer]
        wanted = "\n".join("(?s:.*)" if line == ".*" else line for line in lines)
        return re.fullmatch(wanted, said.strip("\n")) is not None


def sessions(path: Path = README) -> list[list[Step]]:
    """Read every block of the kind `console`: `$ ` before a command, a backslash where it goes on."""
    blocks = re.findall(r"^```console\n(.*?)^```$", path.read_text(), re.MULTILINE | re.DOTALL)
    return [_steps(block) for block in blocks]


def _steps(block: str) -> list[Step]:
    found: list[Step] = []
    for command, answer in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        words = re.sub(r"\\\n\s*", "", command)
        found.append(Step(words, tuple(answer.rstrip("\n").split("\n")) if answer.strip() else ()))
    return found


def follow(steps: list[Step], do: Callable[[str], str], places: Mapping[str, str] | None = None) -> list[str]:
    """Do each command and return what came out otherwise than the README says, as text to read."""
    wrong = []
    for step in steps:
        said = do(step.command)
        for place, here in (places or {}).items():
            said = said.replace(here, place)
        if step.answer and not step.is_answered_by(said):
            wrong.append(f"$ {step.command}\n{said}\n--- the README says:\n" + "\n".join(step.answer))
    return wrong
