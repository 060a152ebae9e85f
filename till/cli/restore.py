"""`till restore`: a register goes on from a backup, with the proof that nothing is missing after it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from till.cli.options import Command
from till.cli.wishes import wishes_of
from till.domain.vocabulary import RestoreProof
from till.faults import BadConfiguration, JournalBroken

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.cli.restoring import Choose, Prove, Restored, Wanted
    from till.cli.verify import Finding
    from till.config import Config
    from till.office_tables import Peer
    from till.wire.answers import Answer

_BEHIND: Final = (
    "The {peer} holds {held} records of this register, and the backup has {head}. Ask there for the rest "
    "(till backoffice export {code} rest.jsonl) and restore with --then rest.jsonl. Nothing was restored."
)
_FORKED: Final = "{peer} holds another journal of this register: {words} Nothing was restored."
_UNPROVEN: Final = (
    "Nothing shows that this backup is the newest: {why}. Give the seal of the newest Z report with --head, "
    "or say --unproven; the journal will say so. Nothing was restored."
)


@click.command("restore", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--manager", required=True, metavar="EMPLOYEE", help="Who gets a PIN; it is in $TILL_PIN.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="Opens an encrypted backup.")
@click.option("--head", metavar="SEAL", help="A seal that must be in it, as on the newest Z report.")
@click.option(
    "--then",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="EXPORT",
    help="Records after the backup, as the office exports them.",
)
@click.option("--unproven", is_flag=True, help="Go on though nothing shows that no record is missing.")
def restore(
    *, file: Path, manager: str, key: Path | None, head: str | None, then: Path | None, unproven: bool
) -> int:
    """Go on from a backup: FILE becomes this register's journal.

    What a damaged journal still has after the backup is taken over, and the damaged one is kept aside; a
    sound one with as many records or more is never replaced. PINs and badges are not in a backup: the manager
    gets a PIN and gives the others theirs. Slips that had waited are asked about, not printed again.
    """
    from till.cli.answers import Exit, answer
    from till.cli.restoring import Wanted, unpack
    from till.cli.restoring import restore as restore_from
    from till.cli.verify import seal_given

    wanted = Wanted(file, key, None if head is None else seal_given(head), then)
    config = _configuration(wanted)
    with unpack(config.data, wanted) as staged:
        restored = restore_from(config, wanted, staged, _prover(config, unproven=unproven), _chooser(manager))
    answer(_plain(restored), _words(config, restored))
    return Exit.DONE


def _configuration(wanted: Wanted) -> Config:
    """Read the configuration; a machine that has none gets the one that is in the backup."""
    from till.cli.configured import configuration
    from till.cli.restoring import unpacked
    from till.config import find_config

    named = wishes_of().config
    try:
        path = find_config(named)
    except BadConfiguration:
        path = None
    if path is None:
        raise click.UsageError("Say where the configuration is, or shall be: --config FILE.")
    if not path.exists():
        try:
            with tempfile.TemporaryDirectory(prefix=".till-", dir=path.parent) as folder:
                text = unpacked(wanted, Path(folder)).get("config")
            if text is None:
                raise BadConfiguration(f"{path}: is not there, and the backup has no configuration.")
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise BadConfiguration(f"{path}: cannot be written: {error.strerror}.") from error
    return configuration()


def _chooser(named: str) -> Choose:
    from till.cli.counter import employee_named
    from till.cli.pins import PIN, new_pin

    def choose(register: CashRegister) -> tuple[int, str]:
        person = employee_named(register.state, named)
        return person.no, new_pin(person.name, PIN) or ""

    return choose


def _prover(config: Config, *, unproven: bool) -> Prove:
    """Give what asks the offices, and takes a seal for proof where none can be asked."""

    def prove(register: CashRegister, finding: Finding) -> RestoreProof:
        why = "no back office is configured"
        for peer in config.peers:
            words = _asked(peer, register)
            if words is None:
                return RestoreProof.OFFICE
            why = words
        if finding.anchor is not None:
            return RestoreProof.SLIP
        if not unproven:
            raise click.UsageError(_UNPROVEN.format(why=why.rstrip(".")))
        return RestoreProof.NONE

    return prove


def _asked(peer: Peer, register: CashRegister) -> str | None:
    """Ask an office what it holds; None if the journal has all of it, else why it could not be asked.

    Raises:
        JournalBroken: The office holds more, or another journal.
    """
    from till.wire.answers import Trouble
    from till.wire.batches import FORMAT, BatchHeader, pack
    from till.workers.office_line import LineTrouble, OfficeLine

    identity, head = register.state.identity, register.state.head
    assert identity is not None
    header = BatchHeader(FORMAT, identity.register_id, head, head, register.clock(), 0)
    line = OfficeLine(peer, identity.register_id)
    try:
        answer: Answer = line.send(pack(header, []))
    except LineTrouble as trouble:
        return str(trouble)
    finally:
        line.close()
    held = answer.held
    if held is None:
        return answer.words
    if held.records > head.records:
        code = register.state.rules.register.code
        raise JournalBroken(_BEHIND.format(peer=peer.name, held=held.records, head=head.records, code=code))
    known = register.read.record(held.records)
    if answer.trouble is Trouble.FORK or (held.records and (known is None or known.seal != held.seal)):
        raise JournalBroken(_FORKED.format(peer=peer.name, words=answer.words))
    return None


def _plain(restored: Restored) -> dict[str, object]:
    return {
        "head": {"records": restored.head.records, "seal": restored.head.seal},
        "taken_at": restored.taken_at,
        "proof": restored.proof.value,
        "records_after_backup": restored.salvaged,
        "aside": None if restored.aside is None else str(restored.aside),
    }


def _words(config: Config, restored: Restored) -> str:
    lines = [f"The journal goes on from the backup of {restored.taken_at}: {restored.head.records} records."]
    if restored.salvaged:
        lines.append(f"{restored.salvaged} records after it came from the office or the damaged journal.")
    if restored.aside is not None:
        lines.append(f"What was there is kept as {restored.aside}.")
    if restored.proof is RestoreProof.NONE:
        lines.append("Nothing proves that no record is missing: the journal says so.")
    lines.append("The manager has the new PIN. Give the others theirs: till employee set-pin.")
    if config.peers:
        lines.append("If the office does not know this machine any more: till sync enrol CODE.")
    return "\n".join(lines)
