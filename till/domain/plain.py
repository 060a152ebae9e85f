"""Frozen dataclasses to plain values (dict, list, text, whole number, bool, None) and back, strictly.

Journal records and the configuration both go through here, so both refuse what they do not know.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any
"""A value as JSON or TOML have it, without fractions."""


class Unreadable(ValueError):
    """A plain value does not have the expected shape; `path` names where (`register.currency`)."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path or 'value'}: expected {expected}")
        self.path = path
        self.expected = expected


def to_plain(value: Plain) -> Plain:
    """Turn a dataclass and all within it into plain values; fields that are None are left out."""
    if value is None or type(value) in (str, int, bool):
        return value
    return _writer(cast(Hashable, type(value)))(value)


@cache
def _writer(kind: type) -> Callable[[Plain], Plain]:
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {
            name: to_plain(part) for name in names if (part := getattr(value, name)) is not None
        }
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, tuple):
        return lambda value: [to_plain(part) for part in value]
    if issubclass(kind, dict):
        return lambda value: {str(_key(key)): to_plain(part) for key, part in value.items()}
    raise TypeError(f"{kind.__name__} has no plain form")


def _key(key: object) -> object:
    return key.value if isinstance(key, Enum) else key


def from_plain(kind: type[T], value: Plain, path: str = "") -> T:
    """Turn plain values into a dataclass.

    Raises:
        Unreadable: A field is missing, unknown, or of another type.
    """
    reader: Reader = _reader(cast(Hashable, kind))
    return cast(T, reader(value, path))


Reader = Callable[[Plain, str], Plain]


@cache
def _reader(kind: Any) -> Reader:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _sequence(get_args(kind)[0])
    if origin in (dict, Mapping):
        return _mapping(*get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    if hasattr(kind, "__supertype__"):
        return _reader(kind.__supertype__)
    return _scalar(kind)


def _scalar(kind: Any) -> Reader:
    words = {str: "text", int: "a whole number", bool: "true or false"}

    def read(value: Plain, path: str) -> Plain:
        if type(value) is not kind:
            raise Unreadable(path, words[kind])
        return value

    return read


def _enum(kind: type[Enum]) -> Reader:
    members = {member.value: member for member in kind}

    def read(value: Plain, path: str) -> Plain:
        if not isinstance(value, str) or value not in members:
            raise Unreadable(path, "one of " + ", ".join(f'"{each}"' for each in members))
        return members[value]

    return read


def _optional(kind: Any) -> Reader:
    inner = _reader(next(each for each in get_args(kind) if each is not type(None)))
    return lambda value, path: None if value is None else inner(value, path)


def _sequence(kind: Any) -> Reader:
    def read(value: Plain, path: str) -> Plain:
        if not isinstance(value, list):
            raise Unreadable(path, "a list")
        inner = _reader(kind)
        return tuple(inner(part, f"{path}[{at}]") for at, part in enumerate(value))

    return read


def _mapping(key_kind: Any, kind: Any) -> Reader:
    def read_key(key: str, path: str) -> Plain:
        if key_kind is int:
            if not re.fullmatch("0|-?[1-9][0-9]{0,99}", key):
                raise Unreadable(path, "a number as key")
            return int(key)
        return _reader(key_kind)(key, path)

    def read(value: Plain, path: str) -> Plain:
        if not isinstance(value, dict):
            raise Unreadable(path, "a table")
        inner = _reader(kind)
        return {read_key(key, f"{path}.{key}"): inner(part, f"{path}.{key}") for key, part in value.items()}

    return read


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    required = [name for name, field in fields.items() if _is_required(field, hints[name])]
    readers: dict[str, Reader] = {}

    def read(value: Plain, path: str) -> Plain:
        if not isinstance(value, dict):
            raise Unreadable(path, "a table")
        if not readers:
            readers.update({name: _reader(hints[name]) for name in fields})
        dot = f"{path}." if path else ""
        for name in value:
            if name not in fields:
                raise Unreadable(f"{dot}{name}", "no such key; known are " + ", ".join(fields))
        for name in required:
            if name not in value:
                raise Unreadable(f"{dot}{name}", "this key to be there")
        parts = {name: readers[name](part, f"{dot}{name}") for name, part in value.items()}
        parts |= {name: None for name in fields if name not in value and _defaults_to_none(fields[name])}
        return kind(**parts)

    return read


def _defaults_to_none(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _is_required(field: dataclasses.Field[Any], hint: Any) -> bool:
    return _defaults_to_none(field) and type(None) not in get_args(hint)
