"""Our own source, as the rules of the house read it."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def modules(*parts: str) -> list[Path]:
    """List our Python files below these folders, in a stable order."""
    return sorted(path for part in parts for path in (ROOT / part).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def comments(path: Path) -> dict[int, str]:
    """Give the comments of a file by line, without what stands before them."""
    with path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def here(path: Path, node: ast.AST | int) -> str:
    """Write a place as editors and terminals link it."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"


def names_given(path: Path) -> Iterator[tuple[ast.AST | int, str]]:
    """Yield every name a file gives: to itself, classes, functions, arguments, variables and fields."""
    yield 1, path.parent.name if path.stem == "__init__" else path.stem
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield node, name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                yield node, name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield node, name


def words(name: str) -> list[str]:
    """Split a name into its words in lower case: `CashRegister2` and `cash_register` are both two."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Yield what a file imports, by the names of the modules."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
