"""Refusals about people: who they are, what they may do, PINs and badges; see `errors.py`."""

from __future__ import annotations

from till.domain.refused import Refused


class NotAManager(Refused):
    """Who gets the first PIN after a backup was restored must be able to give the others theirs."""

    sentence = "{name} may not manage the people. Name somebody who may."


class NoSuchEmployee(Refused):
    """Nobody active has this number or name."""

    sentence = "There is no such employee."


class WrongPin(Refused):
    """The PIN did not match. The try itself is recorded."""

    sentence = "That PIN is not right. Try again."


class LockedOut(Refused):
    """Too many wrong PINs."""

    sentence = "Too many wrong PINs. Try again in {wait}."


class NoPin(Refused):
    """The employee has no PIN yet."""

    sentence = "{name} has no PIN yet. A manager can set one."


class BadPin(Refused):
    """The new PIN cannot be used."""

    sentence = "A PIN is 4 to 12 digits."


class WrongBadge(Refused):
    """The badge is nobody's who works here. The try itself is recorded."""

    sentence = "This badge is not known. Type your number and your PIN."


class OthersBadge(Refused):
    """The badge is not that of the person who was named."""

    sentence = "This is not the badge of {name}."


class BadBadge(Refused):
    """The code cannot be a badge's."""

    sentence = "A badge code is 6 to 64 letters, digits or signs, without blanks."


class BadgeTaken(Refused):
    """One badge cannot be two people's."""

    sentence = "This badge is already {name}'s."


class NotSignedIn(Refused):
    """Nobody is signed in."""

    sentence = "Nobody is signed in."


class NeedsApproval(Refused):
    """The person may not do it alone; a second one can allow it."""

    sentence = "You may not do this alone. Another person who may approve it must."


class AboveLimit(NeedsApproval):
    """The amount is above the person's limit."""

    sentence = "{amount} is above your limit of {limit}. Another person who may approve it must."


class OwnApproval(Refused):
    """Nobody approves their own act."""

    sentence = "Nobody approves their own act. Ask somebody else."


class CannotApprove(Refused):
    """The second person may not approve this."""

    sentence = "{name} may not approve this."


class NotAllowed(Refused):
    """The person may not do this, and nobody can lend the right."""

    sentence = "You may not do this."


class NameTaken(Refused):
    """Two active employees cannot share a name."""

    sentence = "There is already somebody called {name}."


class NoSuchRole(Refused):
    """The role is not configured."""

    sentence = "There is no role “{role}”. Roles: {roles}."


class LastManager(Refused):
    """Somebody must stay who may manage the people."""

    sentence = "{name} is the only one who may manage the people of this register."
