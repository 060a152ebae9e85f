"""Refusals: the rules say no, nothing was recorded, and a sentence says why."""

from __future__ import annotations

from till.domain.refused import Refused as Refused  # noqa: PLC0414 -- also found here


class NotSetUp(Refused):
    """There is no register yet."""

    sentence = "This register is not set up yet. Run “till init” or “till setup”."


class AlreadySetUp(Refused):
    """The journal has its first record already."""

    sentence = "This register is already set up."


class OtherCurrency(Refused):
    """A journal has one currency from its first record to its last."""

    sentence = "This register's journal is in {known}, but the configuration says {given}. Change it back."


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


class BadBadge(Refused):
    """The code cannot be a badge's."""

    sentence = "A badge code is 6 to 64 letters, digits or signs, without blanks."


class BadgeTaken(Refused):
    """One badge cannot be two people's."""

    sentence = "This badge is already {name}'s."


class NotSignedIn(Refused):
    """Nobody is signed in."""

    sentence = "Nobody is signed in."


class NoOpenShift(Refused):
    """The act needs an open shift."""

    sentence = "No shift is open. Open a shift first."


class ShiftAlreadyOpen(Refused):
    """The drawer has a shift."""

    sentence = "Shift {shift} is already open on this drawer. Close it first."


class SessionExists(Refused):
    """One session per register and date (policy “day”), in SushiGo's words."""

    sentence = "A session already exists for this register on this date."


class BeingCounted(Refused):
    """The shift is closed to movements while it is counted."""

    sentence = "The drawer is being counted. Finish the count, or go back to the open shift."


class NotBeingCounted(Refused):
    """There is no count to go on with."""

    sentence = "The drawer is not being counted. Start the count first."


class NotCounted(Refused):
    """A shift cannot be closed before it was counted."""

    sentence = "Count the drawer before closing the shift."


class NoSuchDrawer(Refused):
    """The drawer is not configured."""

    sentence = "This register has no drawer {drawer}."


class NoSuchShift(Refused):
    """No shift, or no Z, has this number."""

    sentence = "There is no shift {shift}."


class NoSuchReport(Refused):
    """No Z report has this number."""

    sentence = "There is no Z report {no}."


class BadAmount(Refused):
    """The amount cannot be used."""

    sentence = "“{text}” is not an amount that can be used here."


class AmountTooLarge(Refused):
    """The amount is above what the register takes."""

    sentence = "That is more than the register can take. Check the amount."


class NothingToMove(Refused):
    """Zero is not a movement."""

    sentence = "The amount is zero. Type an amount."


class BadCount(Refused):
    """The count cannot be used."""

    sentence = "{text} is not a note or coin of this register."


class NotEnoughCash(Refused):
    """A drawer cannot go below zero. The balance is not told: the person may not know it."""

    sentence = "There is not that much in the drawer."


class NotEnoughInSafe(Refused):
    """The safe cannot go below zero either."""

    sentence = "There is not that much in the safe."


class MoreThanCounted(Refused):
    """What stays cannot be more than what was counted."""

    sentence = "More cannot stay in the drawer than was counted."


class NeedsReason(Refused):
    """A reason is missing."""

    sentence = "This needs a reason."


class UnknownReason(Refused):
    """The reason is not a configured one."""

    sentence = "“{reason}” is not one of the reasons: {reasons}."


class NeedsBag(Refused):
    """A bag or seal number is missing."""

    sentence = "Cash that leaves the drawer for the safe needs a bag number."


class BagInUse(Refused):
    """The bag number belongs to a bag that is still under way."""

    sentence = "Bag {bag} is already under way with other money. Use another bag."


class BadText(Refused):
    """A text is empty, too long or has characters that are not text."""

    sentence = "That text cannot be used: at most {length_max} characters, on one line."


class NeedsApproval(Refused):
    """The person may not do it alone; a second one can allow it."""

    sentence = "You may not do this alone. Another person who may approve it must."


class AboveLimit(NeedsApproval):
    """The amount is above the person's limit."""

    sentence = "{amount} is above your limit of {limit}. Another person who may approve it must."


class DifferenceAboveLimit(NeedsApproval):
    """Over or short above the limit; the figure is not told: the person may not know it."""

    sentence = "The difference is above the limit. It needs a reason and somebody who approves it."


class AttemptsUsedUp(NeedsApproval):
    """The drawer was counted too often."""

    sentence = "The drawer was counted {attempts} times. Somebody must allow one more count."


class NotYourDrawer(NeedsApproval):
    """The drawer is in the charge of who opened its shift."""

    sentence = "This drawer is in the charge of {name}. Another person who may approve it must."


class TooManyNoSales(NeedsApproval):
    """The drawer was opened without a sale too often in an hour."""

    sentence = (
        "You have opened the drawer without a sale {times} times within an hour. "
        "Somebody must approve it, or say that it is an emergency."
    )


class OwnApproval(Refused):
    """Nobody approves their own act."""

    sentence = "Nobody approves their own act. Ask somebody else."


class CannotApprove(Refused):
    """The second person may not approve this."""

    sentence = "{name} may not approve this."


class NotAllowed(Refused):
    """The person may not do this, and nobody can lend the right."""

    sentence = "You may not do this."


class NoSuchMovement(Refused):
    """The movement to undo is not in the open shift."""

    sentence = "There is no such movement in this shift."


class AlreadyUndone(Refused):
    """A movement can be undone only once."""

    sentence = "This was already undone."


class CannotUndo(Refused):
    """Some movements have nothing to undo."""

    sentence = "This cannot be undone."


class AlreadyDone(Refused):
    """The same act came a second time."""

    sentence = "This was already done."


class OwnHandover(Refused):
    """A drawer is handed to somebody else."""

    sentence = "Hand the drawer over to somebody else."


class NoSuchAdvance(Refused):
    """The advance to settle is not there."""

    sentence = "There is no such advance."


class AdvanceSettled(Refused):
    """An advance can be settled only once."""

    sentence = "This advance is settled already."


class DrawerNotEmpty(Refused):
    """The insert of one shift does not go on top of the cash of another."""

    sentence = "There is cash of another shift in drawer {drawer}. Choose an empty drawer."


class ShiftIsOver(Refused):
    """A parked shift is only counted, never gone on with."""

    sentence = "Shift {shift} is over and waits to be counted."


class NoSuchAdjustment(Refused):
    """The adjustment is not a draft any more, or never was."""

    sentence = "There is no such adjustment to go on with."


class TenderNotCounted(Refused):
    """A tender is configured to be counted at the close, and was not."""

    sentence = "Count this too, 0 where there is none: {names}."


class NoSuchTender(Refused):
    """The tender is not configured, or named twice."""

    sentence = "“{tender}” is not a tender to name here, each once: {tenders}."


class OpenThings(NeedsApproval):
    """What is open must be settled before the shift is posted, or somebody answers for leaving it open."""

    sentence = (
        "This must be settled before posting: {things}. Or somebody who may close others' shifts answers "
        "for it with a reason: an advance stays owed, an adjustment is given up."
    )


class SameDrawer(Refused):
    """A transfer needs two drawers."""

    sentence = "Choose another drawer to carry the cash to."


class UnequalSwap(Refused):
    """A swap gains and loses nothing."""

    sentence = "What goes out and what comes in must be worth the same."


class NoSuchBag(Refused):
    """The bag is not under way."""

    sentence = "Bag {bag} is not under way."


class OwnBag(Refused):
    """Somebody else receives a bag than the one who dropped it."""

    sentence = "Somebody else must receive bag {bag}: you dropped it."


class NoSuchDeposit(Refused):
    """The deposit is not there, or too long ago to be undone."""

    sentence = "There is no such deposit."


class DepositNumberTwice(Refused):
    """Several deposits that can be undone have the number that was typed."""

    sentence = "Several deposits have the number {number}. Type the reference on its slip."


class NoSlip(Refused):
    """The record never had a slip."""

    sentence = "Record {seq} has no slip to print."


class NoSuchRecord(Refused):
    """The journal has no record of this number."""

    sentence = "There is no record {seq}."


class NoSuchJob(Refused):
    """The job is not there, or nobody asks about it."""

    sentence = "There is no such job to answer."


class NameTaken(Refused):
    """Two active employees cannot share a name."""

    sentence = "There is already somebody called {name}."


class NoSuchRole(Refused):
    """The role is not configured."""

    sentence = "There is no role “{role}”. Roles: {roles}."


class LastManager(Refused):
    """Somebody must stay who may manage the people."""

    sentence = "{name} is the only one who may manage the people of this register."


class TrainingAlready(Refused):
    """Training mode is on."""

    sentence = "Training mode is on already."


class NotTraining(Refused):
    """Training mode is not on."""

    sentence = "Training mode is not on."


class ForRealOnly(Refused):
    """Some things cannot be practised: what is numbered without gaps, and what the office is told."""

    sentence = "This is done for real only. End training mode first."
