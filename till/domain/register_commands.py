"""What is asked of the register itself and of its journal; part of the commands in `commands.py`."""

from __future__ import annotations

from dataclasses import dataclass

from till.domain.act import Act
from till.domain.settings import Settings
from till.domain.ticks import Ticks
from till.domain.vocabulary import RestoreProof


@dataclass(frozen=True, slots=True)
class CreateRegister:
    """Begin a journal: the register, its settings, its first manager."""

    act: Act
    register_id: str
    public_key: str
    settings: Settings
    manager: str


@dataclass(frozen=True, slots=True)
class StartProgram:
    """Note that the till came up, and what changed in the configuration meanwhile."""

    act: Act
    version: str
    settings: Settings
    ticks: Ticks | None = None


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Change the rules of the shop from the register; `settings` are the new ones, whole."""

    act: Act
    settings: Settings


@dataclass(frozen=True, slots=True)
class TryDrawer:
    """Open a drawer to see whether it opens, also without a shift."""

    act: Act
    drawer: int = 1


@dataclass(frozen=True, slots=True)
class NoticeClock:
    """Note it if the clock was set since the last act; asked before every other command."""

    act: Act
    ticks: Ticks | None = None


@dataclass(frozen=True, slots=True)
class StopProgram:
    """Note that the till goes down."""

    act: Act


@dataclass(frozen=True, slots=True)
class RestoreJournal:
    """Go on from a backup that was taken at `taken_at`; `manager` gets a PIN, and nobody else has one."""

    act: Act
    taken_at: str
    proof: RestoreProof
    manager: int


@dataclass(frozen=True, slots=True)
class ExportJournal:
    """Note that the journal is written to a file."""

    act: Act
