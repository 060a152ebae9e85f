"""The register as a whole: set up, started, stopped, exported."""

from __future__ import annotations

from till.domain.approval import allow
from till.domain.checks import require_drawer, require_name
from till.domain.clock import doubted
from till.domain.commands import (
    ChangeSettings,
    CreateRegister,
    ExportJournal,
    RestoreJournal,
    StartProgram,
    StopProgram,
    TryDrawer,
)
from till.domain.entries import (
    DrawerTried,
    EmployeeAdded,
    Entry,
    JournalExported,
    JournalRestored,
    PinSet,
    ProgramStarted,
    ProgramStopped,
    RegisterCreated,
    SettingsChanged,
)
from till.domain.errors import AlreadySetUp, NoSuchRole, NotAManager, OtherCurrency
from till.domain.ids import derived
from till.domain.people import Employee, Right
from till.domain.settings import Settings
from till.domain.state import State


def create_register(state: State, command: CreateRegister) -> tuple[Entry, ...]:
    """Begin the journal: who it belongs to, the rules, and the first manager."""
    if state.identity is not None:
        raise AlreadySetUp()
    act = command.act
    manager = Employee(1, require_name(command.manager), _managing_role(command.settings))
    return (
        RegisterCreated(
            id=act.id,
            at=act.at,
            register_id=command.register_id,
            public_key=command.public_key,
            code=command.settings.register.code,
        ),
        SettingsChanged(id=derived(act.id, "settings"), at=act.at, settings=command.settings),
        EmployeeAdded(id=derived(act.id, "manager"), at=act.at, employee=manager),
        PinSet(id=derived(act.id, "pin"), at=act.at, employee=manager.person),
    )


def _managing_role(settings: Settings) -> str:
    """Find the role of the first person: a shop with roles of its own may call it otherwise."""
    managing = [role.name for role in settings.roles if role.may(Right.EMPLOYEES)]
    if not managing:
        raise NoSuchRole(role="manager", roles=", ".join(role.name for role in settings.roles))
    return "manager" if "manager" in managing else managing[0]


def start_program(state: State, command: StartProgram) -> tuple[Entry, ...]:
    """Note the start, and the settings when they are not what the journal knows."""
    act, known = command.act, state.rules
    if command.settings.currency != known.currency:
        raise OtherCurrency(known=known.currency, given=command.settings.currency)
    started = ProgramStarted(id=act.id, at=act.at, version=command.version, ticks=command.ticks)
    doubts = doubted(state, act)
    if command.settings == known:
        return *doubts, started
    changed = SettingsChanged(id=derived(act.id, "settings"), at=act.at, settings=command.settings)
    return *doubts, changed, started


def change_settings(state: State, command: ChangeSettings) -> tuple[Entry, ...]:
    """Let somebody who may configure change the rules; what is as it was needs no record."""
    permission = allow(state, command.act, Right.CONFIGURE)
    if command.settings.currency != state.rules.currency:
        raise OtherCurrency(known=state.rules.currency, given=command.settings.currency)
    if command.settings == state.rules:
        return ()
    return (
        SettingsChanged(
            id=command.act.id,
            at=command.act.at,
            settings=command.settings,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )


def try_drawer(state: State, command: TryDrawer) -> tuple[Entry, ...]:
    """Let somebody who may configure open a drawer to see whether it opens; a shift knows of it."""
    permission = allow(state, command.act, Right.CONFIGURE)
    require_drawer(state, command.drawer)
    running = state.shifts.get(command.drawer)
    return (
        DrawerTried(
            id=command.act.id,
            at=command.act.at,
            drawer=command.drawer,
            employee1=permission.by,
            employee2=permission.approved_by,
            shift=None if running is None else running.no,
        ),
    )


def stop_program(state: State, command: StopProgram) -> tuple[Entry, ...]:
    """Note that the program stops in good order."""
    if state.identity is None:
        return ()
    return (ProgramStopped(id=command.act.id, at=command.act.at),)


def restore_journal(state: State, command: RestoreJournal) -> tuple[Entry, ...]:
    """Note from which backup the journal goes on; the manager who gets a PIN can give the others theirs."""
    act, manager = command.act, state.employee(command.manager)
    if not manager.active or not state.rules.role(manager.role).may(Right.EMPLOYEES):
        raise NotAManager(name=manager.name)
    restored = JournalRestored(
        id=act.id,
        at=act.at,
        records=state.head.records,
        seal=state.head.seal,
        taken_at=command.taken_at,
        proof=command.proof,
        employee1=manager.person,
    )
    return restored, PinSet(id=derived(act.id, "pin"), at=act.at, employee=manager.person)


def export_journal(state: State, command: ExportJournal) -> tuple[Entry, ...]:
    """Let somebody who may see every figure write the journal to a file, and note how far it goes."""
    permission = allow(state, command.act, Right.SEE_EXPECTED)
    return (
        JournalExported(
            id=command.act.id,
            at=command.act.at,
            records=state.head.records,
            seal=state.head.seal,
            employee1=permission.by,
            employee2=permission.approved_by,
        ),
    )
