"""`till cash adjust|adjustments`: what another system took, or what was recorded wrong, by tender."""

from __future__ import annotations

from typing import Any

import click

from till.cli.cash import NOTE
from till.cli.drawers import DRAWER
from till.cli.options import Command

_TYPES = ("external-import", "correction")


@click.command("adjust", cls=Command)
@click.argument("adjustment", metavar="[ID]", required=False)
@click.option("--type", "kind", type=click.Choice(_TYPES), help="What it is; needed for a new draft.")
@click.option("--tender", "tenders", multiple=True, metavar="TENDER=AMOUNT", help="cash=-12.50; repeatable.")
@click.option("--reason", help="Why.")
@click.option("--post", is_flag=True, help="Let it count; needs --approved-by.")
@click.option("--cancel", is_flag=True, help="Give the draft up.")
@NOTE
@DRAWER
def adjust(
    *,
    adjustment: str | None,
    kind: str | None,
    tenders: tuple[str, ...],
    reason: str | None,
    post: bool,
    cancel: bool,
    note: str | None,
    drawer: int,
) -> int:
    """Draft an adjustment; with ID change that draft, post it or give it up.

    Nothing moves until it is posted, and a draft holds up the close. ID is its id, or the reference that
    “till cash adjustments” lists.
    """
    from till.cli.counter import at_counter
    from till.cli.references import meant
    from till.domain.commands import CancelAdjustment, ChangeAdjustment, DraftAdjustment, PostAdjustment
    from till.domain.vocabulary import MovementType

    if (post and cancel) or (tenders and (post or cancel)):
        raise click.UsageError("A draft is either changed, posted or given up.")
    if adjustment is None and (kind is None or post or cancel):
        raise click.UsageError("Name the draft by its ID, or say --type for a new one.")
    if adjustment is not None and kind is not None:
        raise click.UsageError("A draft keeps its type; give it up and draft another one.")
    with at_counter() as counter:
        act = counter.begin()
        lines = tuple(counter.tender_line(each) for each in tenders)
        draft = "" if adjustment is None else meant(adjustment, counter.state.adjustments)
        if kind is not None:
            type_ = MovementType[kind.replace("-", "_").upper()]
            counter.do(DraftAdjustment(act, type_, lines, reason or "", drawer, note))
        elif post:
            counter.do(PostAdjustment(act, draft))
        elif cancel:
            counter.do(CancelAdjustment(act, draft, reason or ""))
        else:
            counter.do(ChangeAdjustment(act, draft, lines or None, reason, note))
        return counter.finish()


@click.command("adjustments", cls=Command)
def adjustments() -> int:
    """List the drafts that wait to be posted; the amounts only for who may see what is expected."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.domain.plain import to_plain
    from till.wording.dates import moment
    from till.wording.messages import movement_name, tender_name
    from till.wording.money import money

    with at_counter() as counter:
        full, rules = counter.onlooker(), counter.rules
        plain: list[dict[str, Any]] = []
        rows = []
        for each in counter.state.adjustments.values():
            fields = to_plain(each)
            plain.append({name: fields[name] for name in fields if full or name != "lines"})
            amounts = [
                f"{tender_name(line.code, line.name)} {money(line.amount, rules.currency, rules.locale)}"
                for line in each.lines
            ]
            words = (movement_name(each.type), each.reason, ", ".join(amounts) if full else "")
            rows.append((*words, moment(each.at, rules.locale), each.by.name, f"[{each.id[-8:]}]"))
        answer({"adjustments": plain, "currency": rules.currency}, table(rows) or "No adjustment is open.")
        return Exit.DONE
