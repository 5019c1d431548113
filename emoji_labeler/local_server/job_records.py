"""Writes down what happens to fine-tuning jobs, so that a job's row, events and models agree."""

import io
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from emoji_labeler.local_server import job_wording as wording
from emoji_labeler.local_server.errors import TrainingFileError
from emoji_labeler.local_server.records import (
    RESULTS_PURPOSE,
    Checkpoint,
    FineTuningJob,
    Hyperparameters,
    JobFault,
    JobStatus,
    NewEvent,
    TrainedModel,
)
from emoji_labeler.local_server.state import ServerState
from emoji_labeler.local_server.tokens import count_tokens
from emoji_labeler.local_server.trainer import EpochDone, News, Remark
from emoji_labeler.local_server.training_file import TrainingRow, check_size, read_training_file

_ALLOWED_BEFORE = {
    JobStatus.CANCELLED: (
        JobStatus.VALIDATING_FILES,
        JobStatus.QUEUED,
        JobStatus.RUNNING,
        JobStatus.PAUSED,
    ),
    JobStatus.PAUSED: (JobStatus.QUEUED, JobStatus.RUNNING),
    JobStatus.QUEUED: (JobStatus.PAUSED,),
}


class ReadFiles(NamedTuple):
    """What the files of a job hold, or why they cannot be used."""

    rows: int = 0
    tokens: int = 0
    fault: JobFault | None = None


class JobRecords:
    """What the queue knows about jobs."""

    def __init__(self, state: ServerState) -> None:
        self.state = state

    def take_up_interrupted(self) -> None:
        """Put the job that trained when the last server ended back into the queue."""
        for job in self.state.jobs.with_status(JobStatus.RUNNING):
            with self.state.transaction():
                self.state.jobs.move(job.id, before=(JobStatus.RUNNING,), to=JobStatus.QUEUED)
                event = wording.taken_up(self.last_checkpoint(job.id))
                self.state.events.add(job.id, event)

    def next_to_validate(self) -> FineTuningJob | None:
        """Return the job whose files are to be read next, or None."""
        return next(iter(self.state.jobs.with_status(JobStatus.VALIDATING_FILES)), None)

    def next_to_train(self) -> FineTuningJob | None:
        """Return the job that is to be trained next, or None."""
        return next(iter(self.state.jobs.with_status(JobStatus.QUEUED)), None)

    def last_checkpoint(self, job_id: str) -> Checkpoint | None:
        """Return the newest checkpoint whose model still lies on the disk, or None."""
        found = self.state.models.checkpoints(job_id)
        return next((one for one in found if self.state.models.path(one.path).is_file()), None)

    def read_files(self, job: FineTuningJob) -> ReadFiles:
        """Return what the files hold; touches no row, so that a thread can do it."""
        order = job.order
        param = "training_file"
        try:
            rows = read_training_file(self.state.files.path(order.training_file))
            check_size(rows)
            if order.validation_file is not None:
                param = "validation_file"
                read_training_file(self.state.files.path(order.validation_file))
        except TrainingFileError as error:
            return ReadFiles(fault=JobFault(code=error.code, message=str(error), param=param))
        return ReadFiles(rows=len(rows), tokens=_tokens(rows))

    def validated(
        self, job_id: str, read: ReadFiles, *, settle: Callable[..., Hyperparameters]
    ) -> None:
        """Queue a job whose files were read, or fail it."""
        if read.fault is not None:
            self.fail(
                job_id, code=read.fault.code, message=read.fault.message, param=read.fault.param
            )
            return
        jobs = self.state.jobs
        with self.state.transaction():
            if jobs.move(job_id, before=(JobStatus.VALIDATING_FILES,), to=JobStatus.QUEUED):
                used = settle(jobs[job_id].order.hyperparameters, rows=read.rows)
                jobs.settle(job_id, using=used, tokens_per_epoch=read.tokens)
                self.state.events.add(job_id, wording.QUEUED)

    def training_started(self, job_id: str) -> bool:
        """Tell that a job trains now; return False where it does not wait any more."""
        with self.state.transaction():
            moved = self.state.jobs.move(job_id, before=(JobStatus.QUEUED,), to=JobStatus.RUNNING)
            if moved:
                self.state.events.add(job_id, wording.started(self.last_checkpoint(job_id)))
        return moved

    def keep_news(self, job_id: str, batch: Sequence[News]) -> bool:
        """Keep what a training told; return False where the job does not train any more."""
        with self.state.transaction():
            if self.state.jobs[job_id].status is not JobStatus.RUNNING:
                return False
            known = self.state.events.last_step(job_id)
            for news in batch:
                if isinstance(news, EpochDone):
                    self._keep_epoch(job_id, news)
                elif isinstance(news, Remark):
                    self.state.events.add(job_id, NewEvent(message=news.message, level="warn"))
                # An interrupted epoch is learned again, step by step the same.
                elif news.step > known:
                    self.state.events.add(job_id, wording.step_event(news))
        return True

    def succeeded(self, job_id: str) -> None:
        """Give a finished job its model and its results."""
        job, last = self.state.jobs[job_id], self.last_checkpoint(job_id)
        if job.status is not JobStatus.RUNNING or last is None:
            return
        results = wording.results_file(self.state.events.measurements(job_id))
        file_id, size = self.state.files.write(io.BytesIO(results))
        name = wording.model_name(job)
        with self.state.transaction():
            self.state.files.add(
                file_id, filename="step_metrics.csv", purpose=RESULTS_PURPOSE, size=size
            )
            self.state.models.add(name, base_model=job.order.base_model, path=last.path)
            self.state.jobs.give_results(
                job_id,
                model=name,
                result_file=file_id,
                trained_tokens=last.epoch * (job.tokens_per_epoch or 0),
            )
            self.state.jobs.move(job_id, before=(JobStatus.RUNNING,), to=JobStatus.SUCCEEDED)
            self.state.events.add(job_id, wording.created(name), wording.SUCCEEDED)

    def fail(self, job_id: str, *, code: str, message: str, param: str | None = None) -> None:
        """Fail a job, unless it was cancelled or paused before."""
        live = (JobStatus.VALIDATING_FILES, JobStatus.QUEUED, JobStatus.RUNNING)
        with self.state.transaction():
            if self.state.jobs.move(job_id, before=live, to=JobStatus.FAILED):
                fault = JobFault(code=code, message=message, param=param)
                self.state.jobs.give_fault(job_id, fault)
                self.state.events.add(job_id, NewEvent(message=message, level="error"))

    def change(self, job_id: str, *, to: JobStatus, event: NewEvent) -> bool:
        """Cancel, pause or resume a job; return whether its status allowed it."""
        with self.state.transaction():
            moved = self.state.jobs.move(job_id, before=_ALLOWED_BEFORE[to], to=to)
            if moved:
                self.state.events.add(job_id, event)
        return moved

    def _keep_epoch(self, job_id: str, news: EpochDone) -> None:
        job = self.state.jobs[job_id]
        model = TrainedModel(
            name=wording.model_name(job, step=news.step),
            created_at=int(time.time()),
            base_model=job.order.base_model,
            path=f"{job_id}/{news.path}",
        )
        self.state.models.add_checkpoint(
            job_id,
            epoch=news.epoch,
            step=news.step,
            model=model,
            metrics={"step": news.step, **wording.epoch_metrics(news.measured)},
        )
        self.state.events.add(job_id, wording.checkpoint_event(news))


def _tokens(rows: Sequence[TrainingRow]) -> int:
    return sum(count_tokens(row.memo) + 1 for row in rows)
