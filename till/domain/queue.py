"""What the back office does not have yet, as it stands on X and Z; who asks for a report says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Queue:
    """So many records wait for the office since `since` (RFC 3339), the oldest one's time.

    `amount` is what the sales, refunds and movements among them come to, each without its sign (minor units).
    """

    records: int
    amount: int | None
    since: str | None = None
