"""`till shift close --suggest` and `till shift why`: help with a count, before the shift is closed."""

from __future__ import annotations

import click

from till.cli.drawers import DRAWER
from till.cli.options import Command


def say_suggestion(drawer: int) -> int:
    """Say what of the last count could stay as float; nothing is recorded."""
    from till.cli.answers import Exit, answer, table
    from till.cli.counter import at_counter
    from till.domain.checks import require_shift
    from till.domain.float_lines import suggestion
    from till.domain.plain import to_plain
    from till.domain.shift_errors import NothingCounted
    from till.wording.money import money

    with at_counter() as counter:
        act, rules = counter.begin(), counter.rules
        shift = require_shift(counter.state, counter.drawer(drawer, act))
        if shift.last_count is None:
            raise NothingCounted()
        found = suggestion(rules, shift.last_count.count, shift.float_counted)
        plain = None if found is None else to_plain(found)
        if found is None:
            answer({"suggestion": None, "currency": rules.currency}, "It was counted as one amount.")
            return Exit.DONE
        rows: list[tuple[str, ...]] = [("", "stays", "goes")]
        there = {(line.value, line.pieces) for line in (*found.stays, *found.goes)}
        for value, pieces in sorted(there, key=lambda each: (-each[0], -(each[1] or 0))):
            packed = f" x {pieces}" if pieces else ""
            numbers = [
                str(sum(line.number for line in lines if (line.value, line.pieces) == (value, pieces)))
                for lines in (found.stays, found.goes)
            ]
            rows.append((f"{money(value, rules.currency, rules.locale)}{packed}", *numbers))
        words = [table(rows), f"Stays as float: {money(found.left, rules.currency, rules.locale)}"]
        if found.low:
            values = ", ".join(money(value, rules.currency, rules.locale) for value in found.low)
            words.append(f"Low on: {values}")
        answer({"suggestion": plain, "currency": rules.currency}, "\n".join(words))
        return Exit.DONE


@click.command("why", cls=Command)
@DRAWER
def why(drawer: int) -> int:
    """Say what may explain that the last count is over or short, for who may see it."""
    from till.cli.answers import Exit, answer
    from till.cli.counter import at_counter
    from till.domain.checks import require_shift
    from till.domain.errors import NotAllowed
    from till.domain.plain import to_plain
    from till.domain.why_short import candidates
    from till.wording.messages import difference_name
    from till.wording.money import money
    from till.wording.why import candidate_words

    with at_counter() as counter:
        act = counter.begin()
        if not counter.sees(act):
            raise NotAllowed()
        state, rules, drawer = counter.state, counter.rules, counter.drawer(drawer, act)
        shift = require_shift(state, drawer)
        found = candidates(state, shift)
        assert shift.last_count is not None
        gap = shift.last_count.count.amount - state.expected(drawer)
        words = [candidate_words(each, shift, rules) for each in found]
        lines = [f"{difference_name(gap)}: {money(gap, rules.currency, rules.locale, sign=True)}"]
        lines += words or (["Nothing that was recorded explains it."] if gap else [])
        plain = [{**to_plain(each), "words": said} for each, said in zip(found, words, strict=True)]
        answer({"difference": gap, "currency": rules.currency, "candidates": plain}, "\n".join(lines))
        return Exit.DONE
