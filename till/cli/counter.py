"""The register with its devices, and the people before it, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from till import __version__
from till.cli.answers import Exit, answer, warn
from till.cli.configured import configuration, open_configured
from till.cli.devices_at_hand import DevicesAtHand
from till.cli.drawers import OWN, drawer_meant
from till.cli.facts import entry_plain, entry_text, head_plain
from till.cli.outcomes import WELL, Outcome, job_plain, outcomes, trouble
from till.cli.pins import APPROVER_PIN, PIN
from till.cli.recognised import employee_named as employee_named  # noqa: PLC0414 -- also found here
from till.cli.recognised import recognised
from till.cli.wishes import Wishes, wishes_of
from till.domain.clock import milliseconds_between
from till.domain.commands import StartProgram
from till.domain.figures import may_see_expected
from till.domain.vocabulary import PinPurpose
from till.faults import JournalBroken, NotRecorded
from till.wording.dates import duration
from till.wording.money import parse_count, parse_money

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.config import Config
    from till.domain.commands import Act, Command
    from till.domain.entries import Entry
    from till.domain.people import Employee
    from till.domain.settings import Settings
    from till.domain.state import Count, Head, State
    from till.domain.tenders import TenderLine
    from till.jobs import Job


class Counter:
    """Where one command is carried out."""

    def __init__(self, config: Config, register: CashRegister, hands: DevicesAtHand, wishes: Wishes) -> None:
        self.config = config
        self.register = register
        self.hands = hands
        self._wishes = wishes
        self._acts: list[str] = []
        self._done: tuple[Entry, int, Head] | None = None
        self._full = False
        self.onlookers: tuple[int | None, ...] = ()

    @property
    def state(self) -> State:
        """What the register knows."""
        return self.register.state

    @property
    def rules(self) -> Settings:
        """The shop's settings."""
        return self.register.state.rules

    # -- people ---------------------------------------------------------------------------------------------

    def begin(self) -> Act:
        """Begin an act of who is named by --as, approved by who is named by --approved-by; both show
        their PIN or their badge.

        Raises:
            click.UsageError: Nobody is named, or a PIN is missing.
            Refused: A person or a PIN is not right.
        """
        self._note_settings()
        act = self.register.act(self._person().no)
        if self._wishes.approver is None:
            return act
        approver = recognised(self.register, self._wishes.approver, APPROVER_PIN, PinPurpose.APPROVE)
        return replace(act, at=self.register.clock(), approved_by=approver.no)

    def onlooker(self) -> bool:
        """Say whether who asks may see what is expected: nobody named may not, whoever is shows their PIN."""
        if self._wishes.person is None and self._wishes.approver is None:
            return False
        act = self.begin()
        self.onlookers = (act.by, act.approved_by)
        return self.sees(act)

    def sees(self, act: Act) -> bool:
        """Say whether the people of `act` may see what is expected in a drawer."""
        return may_see_expected(self.state, act.by, act.approved_by)

    def _person(self) -> Employee:
        if self._wishes.person is None:
            raise click.UsageError("Say who does it: --as EMPLOYEE, by number or name.")
        return recognised(self.register, self._wishes.person, PIN, PinPurpose.COMMAND)

    def _note_settings(self) -> None:
        """Let the journal know the configuration if it differs from what the journal has."""
        register = self.register
        if register.state.rules != self.config.settings:
            register.handle(
                StartProgram(register.act(), __version__, self.config.settings, register.watch.ticks())
            )

    # -- what is typed --------------------------------------------------------------------------------------

    def amount(self, text: str) -> int:
        """Read a typed amount in minor units."""
        return parse_money(text, self.rules.currency, self.rules.locale)

    def count(self, counted: str | None, amount: str | None, tenders: tuple[str, ...] = ()) -> Count:
        """Read what was counted, by denomination or as one amount; `tenders` as `card=120.00`.

        Raises:
            click.UsageError: Neither or both are given.
        """
        from till.domain.state import Count

        if (counted is None) == (amount is None):
            raise click.UsageError("Say what was counted: either --count 100x1,50x2,… or an amount.")
        rules = self.rules
        if counted is not None:
            found = parse_count(counted, rules.currency, rules.locale, rules.packs)
        else:
            found = Count(self.amount(amount or ""))
        return replace(found, tenders=tuple(self.tender_line(each) for each in tenders)) if tenders else found

    def tender_line(self, typed: str) -> TenderLine:
        """Read a tender and its amount, `card=12.50` or `cash=-5`.

        Raises:
            click.UsageError: It is not tender=amount.
        """
        from till.domain.tenders import TenderLine

        code, sign, amount = (part.strip() for part in typed.partition("="))
        if not sign:
            raise click.UsageError("Say the tender and its amount: --tender card=12.50.")
        minus = amount.startswith("-")
        found = self.amount(amount[1:] if minus else amount)
        return TenderLine(code, -found if minus else found)

    def drawer(self, named: int, act: Act) -> int:
        """Give the drawer that is meant: the one named, else that of the person's own shift, else 1."""
        return drawer_meant(self.state, named, act.by)

    def age(self, at: str) -> tuple[int, str]:
        """Say how long ago something was: in seconds, and in words."""
        seconds = max(0, milliseconds_between(at, self.register.clock()) // 1000)
        return seconds, duration(seconds)

    # -- acts -----------------------------------------------------------------------------------------------

    def do(self, command: Command, *, told: int = -1) -> tuple[Entry, ...]:
        """Carry out a command and remember what it answered; of several entries, `told` is what is said."""
        if getattr(command, "drawer", None) == OWN:
            own: dict[str, Any] = {"drawer": self.drawer(OWN, command.act)}
            command = replace(command, **own)
        return self.note(command.act, self.register.handle(command), told=told)

    def note(self, act: Act, entries: tuple[Entry, ...] = (), *, told: int = -1) -> tuple[Entry, ...]:
        """Remember that `act` was done, so that its jobs are waited for and its entry is told."""
        # Of an act with several entries, each may have jobs of its own.
        self._acts += dict.fromkeys((act.id, *(entry.id for entry in entries)))
        self._full = self.sees(act)
        if entries:
            behind = len(entries) - 1 - entries.index(entries[told])
            self._done = (entries[told], self.state.head.records - behind, self.state.head)
        return entries

    def finish(
        self, more: dict[str, Any] | None = None, text: str | None = None, *, silent: bool = False
    ) -> int:
        """Let the devices work, say what was done, and give the exit code.

        `more` goes into the JSON answer; `text` is said instead of the entry; `silent` says neither.
        """
        jobs, ended, fault = self._worked_off()
        plain: dict[str, Any] = {**self._done_plain(), **(more or {})}
        plain["jobs"] = [job_plain(job, ended.get(job.id)) for job in jobs]
        plain["head"] = head_plain(self._head, full=self._full)
        if fault is not None:
            plain["trouble"] = fault
        if not silent:
            answer(plain, text if text is not None else self._done_text())
        troubles = [trouble(job, ended.get(job.id)) for job in jobs if job.status not in WELL]
        for sentence in (*troubles, *([fault] if fault else [])):
            warn(sentence)
        return Exit.DEVICE if troubles or fault else Exit.DONE

    def _worked_off(self) -> tuple[list[Job], dict[str, Outcome], str | None]:
        """Let the devices work; give the jobs, how they ended, and what could not be written down of them."""
        read, fault = self.register.read, None
        try:
            try:
                jobs = self.hands.work_off(self.register, self._acts)
            except (NotRecorded, JournalBroken) as wrong:
                # The act itself is safe on the disk.
                fault = f"It is recorded, but not what became of drawer and slip. {wrong}"
                jobs = [job for act in self._acts for job in read.jobs_of(act)]
            return jobs, outcomes(read.all_records(self._head.records)), fault
        except (NotRecorded, JournalBroken) as wrong:
            return [], {}, f"It is recorded, but what became of drawer and slip is not known. {wrong}"

    @property
    def _head(self) -> Head:
        return self._done[2] if self._done else self.state.head

    def _done_plain(self) -> dict[str, Any]:
        if self._done is None:
            return {}
        entry, seq, _head = self._done
        return {"done": {"seq": seq, **entry_plain(entry, self.rules.currency, full=self._full)}}

    def _done_text(self) -> str:
        if self._done is None:
            return "Done."
        entry, seq, _head = self._done
        # Who did it knows the amount, whatever else they may not see.
        return f"{entry_text(entry, self.rules.currency, self.rules.locale, full=True)} (record {seq})"


@contextmanager
def at_counter(wishes: Wishes | None = None) -> Iterator[Counter]:
    """Open the register and, if nobody else has them, its devices; close them after the block."""
    chosen = wishes or wishes_of()
    config = configuration(chosen)
    hands = DevicesAtHand(config)
    try:
        register = open_configured(config)
        try:
            hands.take_over(register)
            yield Counter(config, register, hands, chosen)
        finally:
            register.close()
    finally:
        hands.close()
