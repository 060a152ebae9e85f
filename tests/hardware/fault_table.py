"""`python -m tests.hardware.fault_table`: the table of the README, from what the tests hold to be true."""

from hardware.errors import OutcomeUnknown
from hardware.protocols import Kick
from tests.hardware.faults import FAULTS, ROADS, Fault, Outcome


def afterwards(fault: Fault, outcome: Outcome) -> str:
    """Say what is printed, or opened, afterwards."""
    if fault.pulses is not None:
        if isinstance(outcome.came, Kick):
            return "one pulse, no more"
        return "no pulse, not later either"
    if fault.paper == "the slip" and not isinstance(outcome.came, type):
        return "the slip, once"
    if isinstance(outcome.came, type) and issubclass(outcome.came, OutcomeUnknown):
        return f"{fault.paper}; more only if a person asks for a copy"
    return "nothing; the slip by itself when it is mended, once"


def rows() -> list[tuple[str, str, str, str, str]]:
    """Return fault, roads, what the cashier reads, what the journal says, what is there afterwards."""
    table = []
    for fault in FAULTS:
        by_outcome: dict[Outcome, list[str]] = {}
        for road in fault.roads:
            by_outcome.setdefault(fault.on(road), []).append(road)
        for outcome, roads in by_outcome.items():
            where = "all" if len(roads) == len(ROADS) else ", ".join(roads)
            table.append(
                (fault.name, where, fault.read(outcome), fault.journal(outcome), afterwards(fault, outcome))
            )
    return table


def main() -> None:
    """Print the table."""
    print("| fault | road | the cashier reads | the journal says | printed or opened afterwards |")
    print("|---|---|---|---|---|")
    for row in rows():
        print("| " + " | ".join(cell or "–" for cell in row) + " |")


if __name__ == "__main__":
    main()
