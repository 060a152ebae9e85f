"""Brings the catalogues up to the source: `make messages`.

Every message of the source is in each `.po`, sorted, those without a translation yet empty, and nothing else.
Then each `.po` becomes the `.mo` that the till reads. What is missing is named.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from till.wording.translation import CATALOGUES, CONTEXT_END, DOMAIN

LANGUAGES: Final = ("de", "es", "fr", "sv")
SOURCE: Final = CATALOGUES.parent.parent
# A date in the head of a catalogue would make two of the same words differ.
NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)


def messages_of_the_source() -> dict[str, list[str]]:
    """Give each message of the source with where it stands: in `_()`, in `marked()`, or as a `sentence`."""
    found: dict[str, list[str]] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *(SOURCE.parent / "hardware").glob("*.py")]):
        for message, line in _messages(ast.parse(path.read_bytes())):
            found.setdefault(message, []).append(f"{path.relative_to(SOURCE.parent)}:{line}")
    return found


def _messages(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_" | "marked"), args=[ast.Constant(value=str(message)), *rest]):
                context = [f"{each.value!s}{CONTEXT_END}" for each in rest if isinstance(each, ast.Constant)]
                yield "".join(context) + message, node.lineno
            case ast.Assign(targets=[ast.Name(id="sentence")], value=ast.Constant(value=str(message))):
                yield message, node.lineno
            case ast.AnnAssign(target=ast.Name(id="sentence"), value=ast.Constant(value=str(message))):
                yield message, node.lineno
            case ast.Call(
                func=ast.Name(id="NotDone" | "OutcomeUnknown"), args=[ast.Constant(value=str(message))]
            ):
                yield message, node.lineno
            case ast.FunctionDef(name="sentence"):
                # How the printer is, in words: what each branch returns.
                for each in ast.walk(node):
                    if isinstance(each, ast.Return) and each.value is not None:
                        yield from (
                            (part.value, part.lineno)
                            for part in ast.walk(each.value)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
                        )
            case _:
                pass


def po_path(language: str) -> Path:
    """Give where the translations into `language` are written."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def translations(language: str) -> dict[str, str]:
    """Give what `language` says for each message, empty where it has no words yet."""
    with po_path(language).open("rb") as file:
        catalogue = read_po(file, language)
    return {
        _key(each.id, each.context): "" if each.fuzzy else str(each.string) for each in catalogue if each.id
    }


def _key(message: object, context: str | None) -> str:
    return f"{context}{CONTEXT_END}{message}" if context else str(message)


def compiled(language: str) -> bytes:
    """Give the `.mo` of `language`."""
    with po_path(language).open("rb") as file, BytesIO() as written:
        write_mo(written, read_po(file, language))
        return written.getvalue()


def write(language: str, words: dict[str, str]) -> None:
    """Write the `.po` of `language` and the `.mo` made of it."""
    catalogue = Catalog(
        language,
        DOMAIN,
        header_comment=f"# What the till says, {language}. “make messages” keeps it up to the source.",
        project="till",
        version="1",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
    )
    catalogue.fuzzy = False
    for key in sorted(words, key=lambda key: key.rpartition(CONTEXT_END)[::-1]):
        context, _end, message = key.rpartition(CONTEXT_END)
        catalogue.add(message, words[key], context=context or None)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0)
    path.with_suffix(".mo").write_bytes(compiled(language))


def main() -> None:
    """Bring each catalogue up to the source and name what has no translation yet."""
    source = messages_of_the_source()
    for language in LANGUAGES:
        known = translations(language) if po_path(language).exists() else {}
        write(language, {message: known.get(message, "") for message in source})
        missing = [message for message in source if not known.get(message)]
        print(f"{language}: {len(source)} messages, {len(missing)} without a translation")
        for message in missing:
            print(f"    {source[message][0]}: {message.replace(CONTEXT_END, ' | ')!r}")


if __name__ == "__main__":
    main()
