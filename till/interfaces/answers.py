"""Answers in the words of each interface: JSON whose numbers are exact, whole or as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from till.faults import JournalBroken, NotRecorded
from till.formats import numbers
from till.interfaces.books import Unavailable
from till.interfaces.door import Denied

CHUNK_CHARACTERS: Final = 32 * 1024
"""A long answer is sent in pieces of about this length."""
NUMBER_MAX: Final = 2**53
"""The largest number that every reader of JSON reads exactly."""
JSON: Final = "application/json"


class Words(NamedTuple):
    """How an interface says that something is wrong: from HTTP's status and a sentence to a body."""

    body: Callable[[int, str], Any]


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Answer with plain values."""
    return Response(numbers.write(value), status, headers, JSON)


def streamed(value: Any) -> Response:
    """Answer with plain values that are made while they are sent; the first piece is made before.

    Raises:
        Unavailable: The books cannot be read.
    """
    chunks = _chunks(numbers.pieces(value))
    first = next(chunks, b"")

    def all_chunks() -> Iterator[bytes]:
        yield first
        yield from chunks

    return StreamingResponse(all_chunks(), media_type=JSON)


def _chunks(pieces: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= CHUNK_CHARACTERS:
            yield "".join(held).encode()
            held, length = [], 0
    yield "".join(held).encode()


def guarded(words: Words, act: Callable[[], Response]) -> Response:
    """Answer, or say in the interface's own words why not."""
    try:
        return act()
    except Denied as denied:
        headers = {"WWW-Authenticate": "Bearer"} if denied.status == 401 else None
        return answer(words.body(denied.status, str(denied)), denied.status, headers)
    except (Unavailable, NotRecorded, JournalBroken) as trouble:
        return answer(words.body(503, str(trouble)), 503, {"Retry-After": "5"})


async def with_body(
    request: Request, words: Words, bytes_max: int, act: Callable[[bytes], Response]
) -> Response:
    """Answer a request with its body, of which no more is read than may be there."""
    parts, length = [], 0
    try:
        async for part in request.stream():
            length += len(part)
            if length > bytes_max:
                too_long = f"A body has at most {bytes_max} bytes."
                return answer(words.body(413, too_long), 413)
            parts.append(part)
    except ClientDisconnect:
        return Response(status_code=400)
    return await run_in_threadpool(guarded, words, lambda: act(b"".join(parts)))


def body_described(schema: dict[str, Any]) -> dict[str, Any]:
    """Describe a body for the server's own description of itself."""
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def whole_number(text: str, what: str, *, least: int = 0, most: int = NUMBER_MAX, status: int = 422) -> int:
    """Read a whole number out of an address.

    Raises:
        Denied: It is none, or is out of bounds.
    """
    if not text.isascii() or not text.isdigit() or len(text) > 16 or not least <= int(text) <= most:
        raise Denied(status, f"The {what} must be a whole number from {least} to {most}.")
    return int(text)
