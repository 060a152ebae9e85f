"""The rules of the house that a program can check. Each failure names the file and the line."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOT, comments, functions, here, imported, modules, names_given, tree, words

pytestmark = pytest.mark.house

OURS = ("till", "hardware")

MODULE_LINES_MAX = 330  # “Up to about 300.”
FACTS_LINES_MAX = 500  # A module of declarations alone is a list, read an item at a time.
TEST_MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 45  # “Up to about 40”, the docstring not counted.

WORDS_THAT_SAY_NOTHING = frozenset(
    "manager managers helper helpers util utils utility utilities handler handlers service services data info"
    " process processes event events log logs mock mocks fake fakes dummy dummies".split()
)
# Where such a word belongs to somebody else: the file or folder, the name, whose word it is.
WORDS_OF_OTHERS = (
    ("till/ui", "event", "Textual passes its events by this name"),
    ("tests/sync/systems.py", "log", "the method by which http.server says what it was asked"),
    ("till/config.py", "data", "the key `data` of the published configuration"),
    ("till/cli", "data", "the key `data` of the published configuration"),
    ("till/domain", "service", "the laws on VAT and on cash registers: goods or service"),
    ("till/domain", "services", "the same laws, which want both counted"),
    ("till/slips", "services", "the same"),
    ("tests", "services", "the same"),
    ("tests", "service", "the same"),
    ("till/domain", "manager", "a person: who holds the role that may do everything"),
    ("till/cash_register.py", "manager", "the same person"),
    ("till/cli", "manager", "the same person"),
    ("till/ui", "manager", "the same person"),
    ("tests", "manager", "the same person"),
    ("tests/bench", "log", "http.server calls its method so"),
    ("hardware", "process", "ESC/POS: the process id of GS ( H"),
)

# The part of the standard library that has no clock, no dice and reaches nothing outside the program.
PURE_MODULES = frozenset(
    "__future__ abc base64 binascii bisect collections copy dataclasses datetime decimal enum fractions"
    " functools hashlib heapq itertools json math operator re string struct textwrap types typing unicodedata"
    " uuid".split()
)
IMPURE_CALLS = frozenset("now today utcnow uuid1 uuid4 open print input".split())


def refuse(found: list[str]) -> None:
    """Fail with all that was found, a line each."""
    assert not found, "\n" + "\n".join(found)


def is_others_word(path: Path, word: str) -> bool:
    place = path.relative_to(ROOT).as_posix()
    return any(
        word == other and (place == at or place.startswith(at + "/")) for at, other, _ in WORDS_OF_OTHERS
    )


def test_names_say_what_a_thing_is() -> None:
    refuse(
        [
            f"{here(path, node)}: “{name}” says nothing with “{word}”; see the glossary"
            for path in modules(*OURS, "tests")
            for node, name in names_given(path)
            if not name.startswith("test_")
            for word in words(name)
            if word in WORDS_THAT_SAY_NOTHING and not is_others_word(path, word)
        ]
    )


def test_the_words_are_found_in_every_spelling() -> None:
    assert words("EventLog2_ofTheUSBHandlers") == ["event", "log", "of", "the", "usb", "handlers"]


def test_a_wait_has_its_unit_in_its_name() -> None:
    refuse(
        [
            f"{here(path, node)}: {name}: in which unit?"
            for path in modules(*OURS)
            for node, name in names_given(path)
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | int)
            if {"timeout", "delay", "interval"} & set(words(name))
            and words(name)[-1] not in ("s", "ms", "us", "max", "min")
        ]
    )


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring and its signature."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def ends_closed(match: ast.Match) -> bool:
    """Say whether what no case took is a mistake that the type checker sees."""
    last = match.cases[-1]
    is_any = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None
    return is_any and ast.unparse(last.body[-1]).startswith("assert_never(")


def test_functions_can_be_held_in_the_head() -> None:
    refuse(
        [
            f"{here(path, function)}: {function.name} has {lines_of(function)} lines"
            for path in modules(*OURS, "tests")
            for function in functions(path)
            if lines_of(function) > FUNCTION_LINES_MAX
            # A closed match is as long as the union; each of its cases is short.
            if not (isinstance(function.body[-1], ast.Match) and ends_closed(function.body[-1]))
        ]
    )


def module_lines_max(path: Path) -> int:
    if path.is_relative_to(ROOT / "tests"):
        return TEST_MODULE_LINES_MAX
    return MODULE_LINES_MAX if sum(1 for _ in functions(path)) > 2 else FACTS_LINES_MAX


def test_modules_can_be_read_in_one_go() -> None:
    refuse(
        [
            f"{here(path, 1)}: {count} lines, {module_lines_max(path)} are enough"
            for path in modules(*OURS, "tests")
            if (count := len(path.read_text().splitlines())) > module_lines_max(path)
        ]
    )


def test_the_rules_import_themselves_and_what_is_pure() -> None:
    assert sys.stdlib_module_names >= PURE_MODULES
    refuse(
        [
            f"{here(path, node)}: {name} is not for the rules"
            for path in modules("till/domain")
            for node, name in imported(path)
            if not (name == "till.domain" or name.startswith("till.domain."))
            and name.split(".")[0] not in PURE_MODULES
        ]
    )


def test_the_rules_have_neither_clock_nor_dice_nor_files() -> None:
    refuse(
        [
            f"{here(path, node)}: {ast.unparse(node)}"
            for path in modules("till/domain")
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in IMPURE_CALLS
        ]
    )


def is_float(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float()) | ast.Name(id="float", ctx=ast.Load()):
            return True
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return True
        case ast.Call(func=ast.Attribute(attr="total_seconds")):
            return True
    return False


def test_the_rules_never_meet_a_float() -> None:
    refuse(
        [
            f"{here(path, node)}: {ast.unparse(node)} is or makes a float"
            for path in modules("till/domain")
            for node in ast.walk(tree(path))
            if is_float(node)
        ]
    )


def union(path: Path, name: str) -> set[str]:
    """Name the members of the union `name` that the module at `path` declares."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
    raise AssertionError(f"{path.relative_to(ROOT)} declares no {name}")


def classes_matched(match: ast.Match) -> set[str]:
    patterns = [node for case in match.cases for node in ast.walk(case.pattern)]
    return {ast.unparse(node.cls).split(".")[-1] for node in patterns if isinstance(node, ast.MatchClass)}


def test_a_match_on_commands_or_entries_forgets_none() -> None:
    domain = ROOT / "till" / "domain"
    closed = union(domain / "commands.py", "Command") | union(domain / "entries.py", "Entry")
    refuse(
        [
            f"{here(path, node)}: this match must end in `case _: assert_never(…)`"
            for path in modules(*OURS)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Match) and classes_matched(node) & closed and not ends_closed(node)
        ]
    )


def decorator(of: ast.ClassDef, name: str) -> ast.expr | None:
    for node in of.decorator_list:
        called = node.func if isinstance(node, ast.Call) else node
        if ast.unparse(called).split(".")[-1] == name:
            return node
    return None


def test_facts_and_figures_cannot_be_changed() -> None:
    refuse(
        [
            f"{here(path, node)}: {node.name} must be frozen and have slots"
            for path in modules(*OURS)
            for node in ast.walk(tree(path))
            # Textual writes into its messages; a simulator is the changing world itself.
            if isinstance(node, ast.ClassDef) and not node.bases and "simulators" not in path.parts
            if (found := decorator(node, "dataclass")) is not None
            if not re.search(r"frozen=True.*slots=True|slots=True.*frozen=True", ast.unparse(found))
        ]
    )


def promised() -> set[str]:
    """Name the methods of our protocols: their sentences stand there, not at every class that keeps them."""
    return {
        method.name
        for path in modules(*OURS)
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and ast.get_docstring(method)
    }


def public(path: Path) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]]:
    """Yield a module, its classes and functions, and the methods that a class does not inherit."""
    yield "the module", tree(path)
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_":
            yield node.name, node
            if isinstance(node, ast.ClassDef) and not node.bases:
                for method in node.body:
                    if isinstance(method, ast.FunctionDef) and method.name[0] != "_":
                        yield f"{node.name}.{method.name}", method


def test_public_names_say_in_a_sentence_what_they_do() -> None:
    said_elsewhere = promised()
    refuse(
        [
            f"{here(path, node)}: {name} has no sentence that says what it does"
            for path in modules(*OURS)
            for name, node in public(path)
            if not (ast.get_docstring(node) or "").split("\n\n")[0].rstrip().endswith((".", ":", "?", "!"))
            if not ("." in name and name.split(".")[1] in said_elsewhere)
        ]
    )


def has_reason(path: Path, caught: ast.ExceptHandler) -> bool:
    first = caught.body[0].lineno
    return any(line in comments(path) for line in range(caught.lineno - 1, first + 1))


def test_who_catches_everything_says_why() -> None:
    refuse(
        [
            f"{here(path, node)}: why is everything caught here?"
            for path in modules(*OURS, "tests")
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ExceptHandler)
            if node.type is None
            or {"Exception", "BaseException"} & set(re.findall(r"\w+", ast.unparse(node.type)))
            if not has_reason(path, node)
        ]
    )


def test_an_exemption_from_a_check_has_its_reason_beside_it() -> None:
    exemption = re.compile(r"#\s*(?:noqa|type:\s*ignore|mypy:|ruff:|pragma:)\S*(?:[ ,]+[A-Z]+\d+)*\W*(.*)")
    refuse(
        [
            f"{here(path, line)}: {comment}: why?"
            for path in modules(*OURS, "tests")
            for line, comment in comments(path).items()
            if (found := exemption.search(comment)) and not found[1]
            if line - 1 not in comments(path)
        ]
    )


def test_importing_does_nothing_but_define() -> None:
    refuse(
        [
            f"{here(path, node)}: {ast.unparse(node)} runs at import"
            for path in modules(*OURS)
            for node in tree(path).body
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await)
        ]
    )


def unfinished(path: Path) -> Iterator[ast.AST]:
    """Yield what is promised and not there: functions without a body, tests that do not run."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Name(id="NotImplementedError" | "NotImplemented"):
                yield node
            case ast.Attribute(attr="skip" | "skipif" | "xfail" | "importorskip", value=value):
                if ast.unparse(value) in ("pytest", "pytest.mark", "mark"):
                    yield node
            case ast.ClassDef(bases=bases) if "Protocol" not in map(ast.unparse, bases):
                yield from (each for each in node.body if is_empty_function(each))
            case ast.Module(body=body):
                yield from (each for each in body if is_empty_function(each))
            case _:
                pass


def is_empty_function(node: ast.stmt) -> bool:
    """Say whether it is a function that ends in `pass` or `...`; what does nothing says so in a docstring."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.decorator_list:
        return False
    last = node.body[-1]
    return isinstance(last, ast.Pass) or ast.unparse(last) == "..."


def test_nothing_is_left_unfinished() -> None:
    refuse(
        [
            f"{here(path, node)}: {ast.unparse(node).splitlines()[0]}"
            for path in modules(*OURS, "tests")
            for node in unfinished(path)
        ]
    )


def test_nobody_leaves_a_note_to_do_it_later() -> None:
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    written = [path for path in ROOT.iterdir() if path.suffix in (".toml", ".md") or path.name == "Makefile"]
    written += [
        path for part in (*OURS, "tests", ".ci") for path in (ROOT / part).rglob("*") if path.is_file()
    ]
    refuse(
        [
            f"{here(path, line)}: {text.strip()}"
            for path in sorted(written)
            if path.suffix not in (".pyc", ".png")
            for line, text in enumerate(path.read_text(errors="replace").splitlines(), start=1)
            if later.search(text)
        ]
    )
