"""Which keys can be given another: every binding of the screens has an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

from till import ui
from till.faults import BadConfiguration

_NAMES: Final = frozenset(key.value for key in Keys)


def binding_ids() -> frozenset[str]:
    """Give the id of every binding there is; all screens are imported for it."""
    for module in walk_packages(ui.__path__, "till.ui."):
        import_module(module.name)
    return frozenset(
        id_ for kind in _kinds(DOMNode) for id_ in _ids(kind) if kind.__module__[:7] == "till.ui"
    )


def _kinds(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def _ids(kind: type[DOMNode]) -> Iterator[str]:
    for binding in vars(kind).get("BINDINGS", ()):
        if isinstance(binding, Binding) and binding.id:
            yield binding.id


def checked_keys(keys: Mapping[str, str], file: str) -> dict[str, str]:
    """Give the keys of the configuration as the screens take them.

    Raises:
        BadConfiguration: There is no such binding, or no such key.
    """
    known = binding_ids() if keys else frozenset()
    for id_, key in keys.items():
        if id_ not in known:
            words = (
                f"{file}: keys.{id_}: expected the id of a key, such as home.pay_out; there is no such one."
            )
            raise BadConfiguration(words)
        if not all(_is_key(each) for each in key.split(",")):
            raise BadConfiguration(f'{file}: keys.{id_}: expected a key, such as "f5" or "ctrl+p".')
    return dict(keys)


def _is_key(key: str) -> bool:
    """Say whether a key is called so: a name that the terminal gives, or one character."""
    bare = re.sub(r"^((ctrl|shift|alt)\+)+", "", key)
    return key in _NAMES or bare in _NAMES or (len(bare) == 1 and bare.isprintable() and not bare.isspace())
