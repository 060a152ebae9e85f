"""What a caller may believe about the world after a device could not do as asked.

There are two families. `NotDone`: nothing happened, it is safe to ask again. `OutcomeUnknown`: something
may have happened, and only a person who looks can tell. The text of each is a sentence for a cashier.
"""


class DeviceError(Exception):
    """Says in a sentence for a cashier why a device did not do as asked."""

    sentence = "The device could not do it."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class NotDone(DeviceError):
    """Nothing was printed and no drawer was pulsed; it is safe to ask again."""

    sentence = "The device did not do it. Nothing was printed."


class OutOfPaper(NotDone):
    """The printer has no paper."""

    sentence = "The printer is out of paper. Put in a new roll."


class CoverOpen(NotDone):
    """The printer's cover is open."""

    sentence = "The printer's cover is open. Close it."


class PrinterOffline(NotDone):
    """The printer answers, but takes no orders."""

    sentence = "The printer is off-line. Press its FEED button, or switch it off and on."


class PrinterFault(NotDone):
    """The printer reports an error of its own, such as a jammed cutter."""

    sentence = "The printer reports an error. Take out any jammed paper, and switch it off and on."


class PrinterSilent(NotDone):
    """A printer that has answered before answers no more."""

    sentence = "The printer does not answer. Switch it off and on, and check its cable."


class Unreachable(NotDone):
    """There is no way to the device at the moment."""

    sentence = "The printer cannot be reached. Check that it is switched on and its cable is plugged in."


class NotTaken(Unreachable):
    """The device is there and takes no bytes: its buffer is full, or it hangs."""

    sentence = (
        "The printer stopped taking what was sent to it."
        " Check that it is switched on and its cable is plugged in."
    )


class NoPermission(NotDone):
    """The operating system does not let this user open the device."""

    sentence = "This user may not open the printer. Ask for the user to be added to the group lp."


class Busy(NotDone):
    """Something else is using the device."""

    sentence = "The printer is busy with something else. Wait a moment and try again."


class NotConfigured(NotDone):
    """No such device is configured."""

    sentence = "No such device is configured. Choose one in the configuration file."


class OutcomeUnknown(DeviceError):
    """Some of it may have happened; only a person can tell."""

    sentence = "It is not known whether the slip was printed. Look at the printer."
