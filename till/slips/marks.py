"""Marks that must be seen before anything else on a slip: letters twice as high as any amount."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from hardware.document import Align, Columns, Cut, Document, Part, Text
from till.wording.translation import _


def as_copy(document: Document) -> Document:
    """Give the same slip with COPY above each part of it; amounts are never higher than half of that.

    A slip that has the mark already is given back as it is: a copy that is printed again is still a copy.
    What comes out ends in a cut.
    """
    return _under(_("COPY"), document, _("{title} (copy)").format(title=document.title))


def as_training(document: Document) -> Document:
    """Give the same slip with TRAINING above each part of it, as high as COPY is."""
    return _under(_("TRAINING"), document, _("{title} (training)").format(title=document.title))


def _under(word: str, document: Document, title: str) -> Document:
    mark = Text(word, Align.CENTRE, bold=True, wide=True, tall=True)
    if document.parts[:1] == (mark,):
        return document
    *body, end = document.parts
    if not isinstance(end, Cut):
        body, end = [*body, end], Cut()
    return Document(title, (mark, *chain.from_iterable(_marked(part, mark) for part in body), end))


def _marked(part: Part, mark: Text) -> tuple[Part, ...]:
    if isinstance(part, Cut):
        return part, mark
    return (replace(part, tall=False) if isinstance(part, Columns) and part.tall else part,)
