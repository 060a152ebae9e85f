"""Which keys can be given another: every binding of the screens has an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

from till import ui
from till.faults import BadConfiguration

_NAMES: Final = frozenset(key.value for key in Keys)
_TAKEN: Final = frozenset(
    {"enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "up", "down", "left", "right"}
) | {"minus", "plus", "asterisk", "slash", "full_stop", "comma", "home", "end", "pageup", "pagedown"}
"""What types, moves, goes on or goes back on every screen, besides whatever is one character."""


def binding_ids() -> frozenset[str]:
    """Give the id of every binding there is; all screens are imported for it."""
    return frozenset(binding.id for _kind, binding in _bindings() if binding.id)


@cache
def _bindings() -> tuple[tuple[type[DOMNode], Binding], ...]:
    """Give every binding with an id, and what it is on."""
    for module in walk_packages(ui.__path__, "till.ui."):
        import_module(module.name)
    kinds = dict.fromkeys(kind for kind in _kinds(DOMNode) if kind.__module__[:7] == "till.ui")
    return tuple(
        (kind, binding)
        for kind in kinds
        for binding in vars(kind).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    )


def _kinds(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def checked_keys(keys: Mapping[str, str], file: str) -> dict[str, str]:
    """Give the keys of the configuration as the screens take them.

    Raises:
        BadConfiguration: There is no such binding or key, it is one that types or goes on or back on every
            screen, or another act of the same screen has it.
    """
    known = {binding.id: binding for _kind, binding in _bindings()} if keys else {}
    for id_, key in keys.items():
        where = f"{file}: keys.{id_}"
        if id_ not in known:
            raise BadConfiguration(
                f"{where}: expected the id of a key, such as home.pay_out; there is no such one."
            )
        names = key.split(",")
        if not all(_is_key(each) for each in names):
            raise BadConfiguration(f'{where}: expected a key, such as "f5" or "ctrl+p".')
        before = known[id_].key.split(",")
        for each in names:
            if each not in before and (each in _TAKEN or len(each) == 1):
                raise BadConfiguration(
                    f'{where}: expected a key that does nothing else; "{each}" types, goes on or goes back.'
                )
    _refuse_two_acts(keys, file)
    return dict(keys)


def _refuse_two_acts(keys: Mapping[str, str], file: str) -> None:
    """See that no key of the configuration does what another key on the same screen does already.

    Keys with the same act are one act, and those that were shared before the configuration stay so: only
    one of them can be done at a time, as Open shift and Sale on F2.
    """
    for kind, mine in _bindings():
        if mine.id is None or mine.id not in keys:
            continue
        now = set(keys[mine.id].split(","))
        for other in _beside(kind):
            theirs = set(keys.get(other.id or "", other.key).split(","))
            same = other.id == mine.id or other.action.rpartition(".")[2] == mine.action.rpartition(".")[2]
            # What shared a key before is never there at once.
            one_at_a_time = set(other.key.split(",")) & set(mine.key.split(","))
            both = sorted(now & theirs)
            if both and not same and not one_at_a_time:
                words = f'expected a key of its own; "{both[0]}" is that of {other.id} too'
                raise BadConfiguration(f"{file}: keys.{mine.id}: {words}.")


def _beside(kind: type[DOMNode]) -> Iterator[Binding]:
    """Give the bindings that work while those of `kind` do: on the same screen, and everywhere."""
    for other, binding in _bindings():
        if issubclass(kind, other) or issubclass(other, kind) or issubclass(other, App):
            yield binding


def _is_key(key: str) -> bool:
    """Say whether a key is called so: a name that the terminal gives, or one character."""
    bare = re.sub(r"^((ctrl|shift|alt)\+)+", "", key)
    return key in _NAMES or bare in _NAMES or (len(bare) == 1 and bare.isprintable() and not bare.isspace())
