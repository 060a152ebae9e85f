"""What becomes of dropped cash: bags in transit, received into the safe, brought to the bank."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from till.domain.approval import allow
from till.domain.checks import optional_text, require_reason, within_bounds
from till.domain.clock import business_date
from till.domain.commands import Deposit, ReceiveBag, UndoDeposit
from till.domain.entries import BagReceived, CashDeposited
from till.domain.errors import (
    AlreadyDone,
    AlreadyUndone,
    BagInUse,
    NoSuchBag,
    NoSuchDeposit,
    NotEnoughInSafe,
    NothingToMove,
    OwnBag,
)
from till.domain.people import Right
from till.domain.places import BANK, SAFE, Place, difference, move, post, reverse, transit
from till.domain.state import Bag, DepositMade, State

IN_TRANSIT: Final = Place("transit")
"""The place that differences of bags are posted against; which bag stands in the entry."""
DEPOSITS_REMEMBERED: Final = 20


def receive_bag(state: State, command: ReceiveBag) -> tuple[BagReceived, ...]:
    """Receive a bag into the safe. Who dropped it does not receive it; what is missing in it stays said."""
    bag = _bag(state, command.bag)
    permission = allow(state, command.act, Right.DEPOSIT)
    if permission.by.no == bag.dropped_by.no:
        raise OwnBag(bag=bag.no)
    counted = within_bounds(state, command.counted)
    return (
        BagReceived(
            id=command.act.id,
            at=command.act.at,
            heading=state.rules.heading,
            bag=bag.no,
            amount=bag.amount,
            counted=counted,
            postings=(
                *move(counted - bag.amount, difference(IN_TRANSIT), transit(bag.no)),
                *move(counted, transit(bag.no), SAFE),
            ),
            business_date=business_date(command.act.at, state.rules.business_day_starts),
            dropped_by=bag.dropped_by,
            employee1=permission.by,
            employee2=permission.approved_by,
            note=optional_text(command.note),
        ),
    )


def _bag(state: State, number: str) -> Bag:
    bag = state.bags.get(number.strip())
    if bag is None:
        raise NoSuchBag(bag=number.strip()[:32])
    return bag


def deposit(state: State, command: Deposit) -> tuple[CashDeposited, ...]:
    """Bring bags unopened, or cash out of the safe, to the bank."""
    if any(made.id == command.act.id for made in state.deposits):
        raise AlreadyDone()
    bags = tuple({bag.no: bag for bag in (_bag(state, number) for number in command.bags)}.values())
    from_safe = within_bounds(state, command.from_safe)
    amount = from_safe + sum(bag.amount for bag in bags)
    if amount == 0:
        raise NothingToMove()
    permission = allow(state, command.act, Right.DEPOSIT, amount)
    if state.balances.get(SAFE, 0) < from_safe:
        raise NotEnoughInSafe()
    postings = [posting for bag in bags for posting in move(bag.amount, transit(bag.no), BANK)]
    return (
        CashDeposited(
            id=command.act.id,
            at=command.act.at,
            heading=state.rules.heading,
            deposit_no=require_reason(command.deposit_no),
            amount=amount,
            bags=tuple(bag.no for bag in bags),
            postings=(*postings, *move(from_safe, SAFE, BANK)),
            business_date=business_date(command.act.at, state.rules.business_day_starts),
            employee1=permission.by,
            employee2=permission.approved_by,
            note=optional_text(command.note),
        ),
    )


def undo_deposit(state: State, command: UndoDeposit) -> tuple[CashDeposited, ...]:
    """Take a deposit back, once, with a second person; its bags are under way again."""
    made = next((each for each in state.deposits if each.id == command.deposit), None)
    if made is None:
        raise NoSuchDeposit()
    if made.undone:
        raise AlreadyUndone()
    permission = allow(state, command.act, Right.DEPOSIT, made.amount, alone=False)
    for bag in made.bags:
        if bag.no in state.bags:
            raise BagInUse(bag=bag.no)
    return (
        CashDeposited(
            id=command.act.id,
            at=command.act.at,
            heading=state.rules.heading,
            deposit_no=made.deposit_no,
            amount=-made.amount,
            bags=tuple(bag.no for bag in made.bags),
            postings=reverse(made.postings),
            business_date=business_date(command.act.at, state.rules.business_day_starts),
            employee1=permission.by,
            employee2=permission.approved_by,
            reason=require_reason(command.reason),
            undoes=made.id,
        ),
    )


def received(state: State, entry: BagReceived) -> State:
    """Give the state after a bag came into the safe."""
    return replace(
        state,
        balances=post(state.balances, entry.postings),
        bags={no: bag for no, bag in state.bags.items() if no != entry.bag},
    )


def deposited(state: State, entry: CashDeposited) -> State:
    """Give the state after a deposit, or after one was undone."""
    state = replace(state, balances=post(state.balances, entry.postings))
    if entry.undoes is None:
        made = DepositMade(
            entry.id,
            entry.deposit_no,
            entry.amount,
            tuple(state.bags[no] for no in entry.bags if no in state.bags),
            entry.postings,
            entry.at,
        )
        bags = {no: bag for no, bag in state.bags.items() if no not in entry.bags}
        return replace(state, bags=bags, deposits=(*state.deposits, made)[-DEPOSITS_REMEMBERED:])
    undone = next((each for each in state.deposits if each.id == entry.undoes), None)
    back = {} if undone is None else {bag.no: bag for bag in undone.bags}
    deposits = tuple(
        replace(each, undone=True) if each.id == entry.undoes else each for each in state.deposits
    )
    return replace(state, bags={**state.bags, **back}, deposits=deposits)
