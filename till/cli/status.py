"""`till status`: how the register stands, in one look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from till.cli.options import Command

if TYPE_CHECKING:
    from till.cli.counter import Counter
    from till.domain.state import Shift
    from till.jobs import Job
    from till.store.peers import PeerState, Waiting


@click.command("status", cls=Command)
def status() -> int:
    """Say how register, shift, devices, jobs and journal are; what is expected only for who may see it."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.cli.devices import look

    with at_counter() as counter:
        full = counter.onlooker()
        looked = look(counter.hands)
        slips = [job for job in counter.register.read.open_jobs() if job.document is not None]
        answer(_plain(counter, looked, slips, full=full), _text(counter, looked, slips, full=full))
        return Exit.DONE


def _plain(counter: Counter, looked: dict[str, Any], slips: list[Job], *, full: bool) -> dict[str, Any]:
    from till.cli.condition import condition_plain
    from till.cli.facts import head_plain, open_shift_plain
    from till.cli.queue import office_plain
    from till.domain.plain import to_plain

    state, rules = counter.state, counter.rules
    in_doubt = sum(job.status == "unknown" for job in slips)
    signed_in = state.employees.get(state.signed_in or 0)
    return {
        "register": to_plain(rules.register),
        "organisation": rules.organisation.name,
        "store": rules.store.name,
        "currency": rules.currency,
        "signed_in": None if signed_in is None else to_plain(signed_in.person),
        "locked": state.locked,
        "training": state.training,
        "shifts": [
            {
                **open_shift_plain(state, each, full=full),
                "drop_due": _drop_due(counter, each.drawer, full=full),
                "open_too_long": each in _forgotten(counter),
            }
            for each in state.shifts.values()
        ],
        **({"low_on": {str(no): list(low) for no, low in _low(counter).items()}} if full else {}),
        "z_no": state.z_no,
        "devices": looked,
        "jobs": {"waiting": len(slips) - in_doubt, "in_doubt": in_doubt},
        "queue": [office_plain(office, waits) for office, waits in _offices(counter)],
        "head": head_plain(state.head, full=full),
        **condition_plain(counter.config, counter.register.clock()),
    }


def _offices(counter: Counter) -> list[tuple[PeerState, Waiting]]:
    from till.cli.queue import offices

    return offices(counter.register, [peer.name for peer in counter.config.peers])


def _low(counter: Counter) -> dict[int, tuple[int, ...]]:
    """Say of which notes and coins each drawer has few; what others counted is for who may see it."""
    from till.domain.stock import low_in

    found = {no: low_in(counter.state, no) for no in counter.rules.drawers}
    return {no: low for no, low in found.items() if low}


def _text(counter: Counter, looked: dict[str, Any], slips: list[Job], *, full: bool) -> str:
    from till.cli.facts import open_shift_text
    from till.cli.queue import office_text
    from till.wording.money import money

    state, rules = counter.state, counter.rules
    in_doubt = sum(job.status == "unknown" for job in slips)
    signed_in = state.employees.get(state.signed_in or 0)
    who = "nobody is signed in at the screens" if signed_in is None else f"{signed_in.name} is signed in"
    lines = [f"{rules.organisation.name}, {rules.store.name}, {rules.register.code}: {who}"]
    if state.training:
        lines.append("TRAINING: what is done counts in nothing real, until “till training off”.")
    lines += [open_shift_text(state, each, full=full) for each in state.shifts.values()] or [
        "No shift is open."
    ]
    if full:
        for no, low in _low(counter).items():
            values = ", ".join(money(value, rules.currency, rules.locale) for value in low)
            lines.append(f"Low on {values} in drawer {no}")
    lines += [
        f"Shift {each.no} of {each.opened_by.name} has been open for too long. Count it: till shift count."
        for each in _forgotten(counter)
    ]
    lines += [
        f"There is much cash in drawer {each}. Drop some to the safe: till cash drop."
        for each in state.shifts
        if _drop_due(counter, each, full=full)
    ]
    lines.append(looked["printer"]["words"] if "printer" in looked else looked["words"])
    lines += [f"Drawer {each['drawer']}: {each['position']}" for each in looked["drawers"]]
    lines.append(f"Slips: {len(slips) - in_doubt} waiting, {in_doubt} in doubt")
    now = counter.register.clock()
    lines += [office_text(office, waits, now) for office, waits in _offices(counter)]
    seal = f", head {state.head.seal}" if full else ""
    lines.append(f"Journal: {state.head.records} records{seal}, last Z {state.z_no}")
    return "\n".join(lines)


def _forgotten(counter: Counter) -> tuple[Shift, ...]:
    from till.domain.forgotten import forgotten

    return forgotten(counter.state, counter.register.clock())


def _drop_due(counter: Counter, drawer: int, *, full: bool) -> bool:
    from till.domain.drop_prompt import DROP_PROMPT, drop_due
    from till.signing import secret_for

    secret = None if full else secret_for(counter.register.sign, DROP_PROMPT)
    return drop_due(counter.state, drawer, secret)
