"""The owner of printer and drawers: does the jobs of the outbox and writes down what became of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hardware.document import Document
from hardware.errors import DeviceError, NotConfigured, NotDone, OutcomeUnknown
from hardware.protocols import Devices, Kick
from till.domain.clock import milliseconds_between
from till.domain.entries import DrawerKicked, Entry, SlipInDoubt, SlipPrinted, SlipWaiting
from till.domain.ids import derived
from till.domain.state import State
from till.domain.vocabulary import Confirmation, KickOutcome
from till.ids import new_id
from till.jobs import KICK_EXPIRES_S, Job, JobKind, JobStatus, sale_unprinted
from till.news import DeviceNews, JobNews, News
from till.store import outbox
from till.store.engine import reading
from till.wording.messages import kick_sentence
from till.wording.translation import _
from till.workers.device_look import DeviceLook
from till.workers.writer import Writer

STATUS_EVERY_S: Final = 0.5
"""A pulled network cable is silent for a second, and tried again for a third of one: told within two."""
RETRY_FIRST_S: Final = 0.5
RETRY_MAX_S: Final = 5.0
_KICKED: Final = {
    Kick.CONFIRMED: KickOutcome.CONFIRMED,
    Kick.NO_MOTION: KickOutcome.NO_MOTION,
    Kick.UNVERIFIED: KickOutcome.UNVERIFIED,
}


class DeviceWorker:
    """Does jobs one at a time. `step()` is one job or one look at the devices; a thread calls it in a loop.

    Slips are printed at most once without a person; a kick is sent once or never.
    """

    def __init__(
        self,
        writer: Writer,
        devices: Devices,
        tell: Callable[[News], None],
        current: Callable[[], State] = State,
    ) -> None:
        self._writer = writer
        self._devices = devices
        self._tell = tell
        self._look = DeviceLook(writer, devices, current)
        self._retry_s = RETRY_FIRST_S
        self._retry_at = 0.0
        self._status_at = 0.0
        self._last_news: DeviceNews | None = None

    def recover(self) -> None:
        """Settle what an earlier process left: kicks are never sent, started slips are asked about."""
        for job in self._open_jobs():
            if job.status is JobStatus.STARTED:
                self._settle_unfinished(job, _("The till was stopped in the middle of it."))
            elif job.kind is JobKind.KICK:
                self._finish_kick(job, KickOutcome.EXPIRED, _("The till was restarted."))

    def _settle_unfinished(self, job: Job, cause: str) -> None:
        """Settle a job that was started and whose end nobody wrote down; half of it may be in the printer."""
        self._devices.doubt()
        if job.kind is JobKind.KICK:
            self._finish_kick(job, KickOutcome.UNKNOWN, cause)
        else:
            self._doubt(job, cause)

    def step(self) -> bool:
        """Do the next thing there is to do; say whether there may be more."""
        open_jobs = self._open_jobs()
        unfinished = next((job for job in open_jobs if job.status is JobStatus.STARTED), None)
        if unfinished is not None:
            # A step ends what it starts: the one before failed in a way nobody foresaw, as on a full disk.
            self._settle_unfinished(unfinished, _("What became of it could not be recorded."))
            return True
        jobs = [job for job in open_jobs if job.status is JobStatus.PENDING]
        kick = next((job for job in jobs if job.kind is JobKind.KICK), None)
        if kick is not None:
            self._kick(kick)
            return True
        slip = next((job for job in jobs if job.kind is JobKind.PRINT), None)
        if slip is not None and time.monotonic() >= self._retry_at:
            return self._print(slip)
        if time.monotonic() >= self._status_at or self._devices.noticed():
            self.look()
        return False

    def _open_jobs(self) -> list[Job]:
        with reading(self._writer.engine).begin() as connection:
            return outbox.open_jobs(connection)

    # -- the drawer -----------------------------------------------------------------------------------------

    def _kick(self, job: Job) -> None:
        # A clock that was set either way makes a kick as doubtful as an old one.
        age_ms = abs(milliseconds_between(job.created_at, self._writer.clock()))
        drawer = self._devices.drawers.get(job.drawer)
        if drawer is None:
            self._finish_kick(job, KickOutcome.NOT_SENT, _("There is no such drawer."))
            return
        if age_ms > KICK_EXPIRES_S * 1000:
            self._finish_kick(job, KickOutcome.EXPIRED, _("It was too old to be sent."))
            return
        self._started(job)
        self._look.kicked(job.drawer)
        try:
            outcome, cause = _KICKED[drawer.kick()], None
        except NotConfigured as nothing:
            self._settle(job, JobStatus.CANCELLED, str(nothing))
            return
        except NotDone as not_done:
            outcome, cause = KickOutcome.NOT_SENT, str(not_done)
        except OutcomeUnknown as unknown:
            outcome, cause = KickOutcome.UNKNOWN, str(unknown)
        self._finish_kick(job, outcome, cause)

    def _finish_kick(self, job: Job, outcome: KickOutcome, cause: str | None) -> None:
        statuses = {
            KickOutcome.CONFIRMED: JobStatus.DONE,
            KickOutcome.UNVERIFIED: JobStatus.DONE,
            KickOutcome.EXPIRED: JobStatus.EXPIRED,
        }
        status = statuses.get(outcome, JobStatus.FAILED)
        entry = DrawerKicked(
            id=derived(job.act, f"{job.id} kicked"),
            at=self._writer.clock(),
            job=job.id,
            act=job.act,
            drawer=job.drawer,
            outcome=outcome,
            no_sale=job.no_sale,
            employee=job.employee,
            shift=job.shift,
            cause=cause,
        )
        self._settle(job, status, cause, entry)
        well = outcome in (KickOutcome.CONFIRMED, KickOutcome.UNVERIFIED)
        words = cause if cause and outcome is KickOutcome.NOT_SENT else kick_sentence(outcome)
        self._tell(JobNews(replace(job, status=status, cause=cause), words, well))
        self._status_at = 0.0

    # -- slips ----------------------------------------------------------------------------------------------

    def _print(self, job: Job) -> bool:
        try:
            document = Document.from_json(job.document or "")
        except ValueError as damaged:
            # It must not stand in the way of those behind it; its record still has all that was on it.
            self._settle(job, JobStatus.FAILED, str(damaged), *self._unprinted(job, str(damaged)))
            return True
        self._started(job)
        try:
            printed = self._devices.printer.print(document)
        except NotConfigured as nothing:
            self._settle(job, JobStatus.CANCELLED, str(nothing), *self._unprinted(job, str(nothing)))
            return True
        except NotDone as not_done:
            self._wait(job, not_done)
            return False
        except OutcomeUnknown as unknown:
            self._doubt(job, str(unknown))
            return True
        self._retry_s = RETRY_FIRST_S
        entry = SlipPrinted(
            id=derived(job.act, f"{job.id} printed"),
            at=self._writer.clock(),
            job=job.id,
            act=job.act,
            confirmation=Confirmation(printed.confirmation.value),
            shift=job.shift,
        )
        self._settle(job, JobStatus.DONE, None, entry)
        self._tell(JobNews(replace(job, status=JobStatus.DONE), _("Slip printed."), well=True))
        return True

    def _unprinted(self, job: Job, cause: str) -> tuple[Entry, ...]:
        """Say that a sale has no printed receipt, where the slip that will not be printed is one."""
        unprinted = sale_unprinted(job, self._writer.clock(), cause)
        return () if unprinted is None else (unprinted,)

    def _wait(self, job: Job, cause: DeviceError) -> None:
        """Leave the slip in the outbox and try again later, less and less often."""
        self._retry_at = time.monotonic() + self._retry_s
        self._retry_s = min(self._retry_s * 2, RETRY_MAX_S)
        first = job.attempts == 0
        entry = SlipWaiting(
            id=derived(job.act, f"{job.id} waiting"),
            at=self._writer.clock(),
            job=job.id,
            act=job.act,
            cause=str(cause),
            shift=job.shift,
        )
        self._settle(job, JobStatus.PENDING, str(cause), *((entry,) if first else ()))
        if first:
            self._tell(JobNews(replace(job, cause=str(cause)), str(cause), well=False))
        self._status_at = 0.0

    def _doubt(self, job: Job, cause: str) -> None:
        entry = SlipInDoubt(
            id=derived(job.act, f"{job.id} in-doubt"),
            at=self._writer.clock(),
            job=job.id,
            act=job.act,
            cause=cause,
            shift=job.shift,
        )
        self._settle(job, JobStatus.UNKNOWN, cause, entry)
        self._tell(JobNews(replace(job, status=JobStatus.UNKNOWN, cause=cause), cause, well=False))
        self._status_at = 0.0

    # -- the disk -------------------------------------------------------------------------------------------

    def _started(self, job: Job) -> None:
        """Say on the disk that the device is about to be asked; only then ask it."""
        with self._writer.engine.begin() as connection:
            outbox.set_status(connection, job.id, JobStatus.STARTED, attempt=True)

    def _settle(self, job: Job, status: JobStatus, cause: str | None, *entries: Entry) -> None:
        self._writer.write(
            *entries, alongside=lambda connection: outbox.set_status(connection, job.id, status, cause)
        )

    # -- how the devices are --------------------------------------------------------------------------------

    def look(self) -> DeviceNews:
        """Ask the devices how they are, and tell it when it has changed."""
        news = self._look.look(self._open_jobs())
        if news.printer_well:
            self._retry_at, self._retry_s = 0.0, RETRY_FIRST_S
        if news != self._last_news:
            self._last_news = news
            self._tell(news)
        self._status_at = time.monotonic() + STATUS_EVERY_S
        return news

    def test_slip(self, document: Document) -> None:
        """Put a slip into the outbox that follows from nothing, to try the printer."""
        from till.jobs import print_job

        job_id = new_id()
        job = print_job(
            job_id, job_id, self._writer.clock(), title=document.title, document=document.to_json()
        )
        with self._writer.engine.begin() as connection:
            outbox.put(connection, (job,))
