"""A register makes itself known at its back office, with a one-time code from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from till.cash_register import CashRegister
    from till.office_tables import Peer
    from till.wire.answers import Enrolled


def enrol_at(peer: Peer, register: CashRegister, designation: str, code: str) -> Enrolled:
    """Show the code at the office, and keep the token it gives.

    Raises:
        LineTrouble: The office could not be reached, or refused.
        NotRecorded: The token cannot be written.
    """
    from till.cli.token_file import write_token
    from till.wire.answers import EnrolmentWish, proof_text
    from till.workers.office_line import OfficeLine

    identity = register.state.identity
    assert identity is not None
    typed = code.strip().upper()
    proof = register.sign(proof_text(typed, identity.register_id))
    wish = EnrolmentWish(typed, identity.register_id, designation, identity.public_key, proof)
    line = OfficeLine(peer, identity.register_id)
    try:
        enrolled = line.enrol(wish)
    finally:
        line.close()
    write_token(peer.token_file, enrolled.token)
    return enrolled
