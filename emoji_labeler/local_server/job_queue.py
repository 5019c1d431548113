"""Takes fine-tuning jobs to their end, one after the other, whatever stops the server meanwhile.

Everything here runs on the event loop; a job's status in the database says at every moment what is
true, and each step begins by looking at it.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from emoji_labeler.local_server.job_records import JobRecords
from emoji_labeler.local_server.records import FineTuningJob, JobStatus, NewEvent
from emoji_labeler.local_server.registry import Materials
from emoji_labeler.local_server.trainer import Trainer
from emoji_labeler.local_server.worker_messages import WorkOrder
from emoji_labeler.local_server.worker_process import WorkerEndedError, WorkerProcess

_log = logging.getLogger(__name__)
_SECOND_TRY_S = 2.0
_DoNext = Callable[[], Coroutine[Any, Any, bool]]


class JobQueue:
    """The jobs that wait and the one that trains.

    Files are validated while another job trains: nobody should wait hours for a misspelt line.
    """

    def __init__(
        self, records: JobRecords, *, trainers: Mapping[str, Trainer], materials: Materials
    ) -> None:
        self._records = records
        self._trainers = trainers
        self._materials = materials
        self._work_came: dict[_DoNext, asyncio.Event] = {
            self._validate_next: asyncio.Event(),
            self._train_next: asyncio.Event(),
        }
        self._worker: WorkerProcess | None = None
        self._training_id = ""
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Take up what the last server left, then wait for more."""
        self._records.take_up_interrupted()
        self._tasks = [asyncio.create_task(self._work(do_next)) for do_next in self._work_came]

    async def stop(self) -> None:
        """End at once; the job that trains goes on when the server is started again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def is_idle(self) -> bool:
        """Whether nothing trains and nothing waits."""
        waiting = self._records.next_to_validate() or self._records.next_to_train()
        return not self._training_id and waiting is None

    def wake(self) -> None:
        """Look for work: a job was added or resumed."""
        for work_came in self._work_came.values():
            work_came.set()

    def change(self, job_id: str, *, to: JobStatus, event: NewEvent) -> bool:
        """Cancel, pause or resume a job; return whether its status allowed it."""
        changed = self._records.change(job_id, to=to, event=event)
        self.wake()
        return changed

    async def interrupt(self, job_id: str) -> None:
        """End the training of a job whose status was changed; nothing for any other job."""
        if job_id == self._training_id and self._worker is not None:
            await self._worker.end()

    async def _work(self, do_next: _DoNext) -> None:
        """Do one thing after the other, and wait for more where there is none."""
        work_came = self._work_came[do_next]
        while True:
            work_came.clear()
            try:
                if not await do_next():
                    await work_came.wait()
            except Exception:  # noqa: BLE001 - The queue outlives every fault.
                # A full disk, say: nothing can be written down now, but perhaps later.
                _log.exception("The queue of jobs stumbled.")
                await asyncio.sleep(_SECOND_TRY_S)

    async def _validate_next(self) -> bool:
        job = self._records.next_to_validate()
        if job is not None:
            await self._validate(job)
            self.wake()
        return job is not None

    async def _train_next(self) -> bool:
        job = self._records.next_to_train()
        if job is not None:
            await self._train(job)
        return job is not None

    async def _validate(self, job: FineTuningJob) -> None:
        try:
            read = await asyncio.to_thread(self._records.read_files, job)
        except Exception:  # noqa: BLE001 - It fails the job, not the server.
            _log.exception("The files of job %s could not be read.", job.id)
            self._records.fail(job.id, code="server_error", message="The files cannot be read.")
            return
        trainer = self._trainers[job.order.base_model]
        self._records.validated(job.id, read, settle=trainer.settle)

    async def _train(self, job: FineTuningJob) -> None:
        self._training_id = job.id
        try:
            self._worker = worker = await WorkerProcess.start(self._order(job))
            if not self._records.training_started(job.id):
                return
            async for batch in worker.news():
                if not self._records.keep_news(job.id, batch):
                    return
            if not worker.was_ended:
                self._records.succeeded(job.id)
        except WorkerEndedError as error:
            self._records.fail(job.id, code="training_crashed", message=str(error))
        except Exception:  # noqa: BLE001 - It fails the job, not the server.
            _log.exception("The training of job %s failed.", job.id)
            self._records.fail(job.id, code="server_error", message="The training failed.")
        finally:
            self._training_id = ""
            if self._worker is not None:
                await self._worker.end()
                self._worker = None

    def _order(self, job: FineTuningJob) -> WorkOrder:
        used, last = job.hyperparameters, self._records.last_checkpoint(job.id)
        if used.n_epochs is None or used.batch_size is None:
            raise ValueError("The hyperparameters are not settled.")
        validation = job.order.validation_file
        state = self._records.state
        return WorkOrder(
            materials=self._materials,
            base_model=job.order.base_model,
            training_file=state.files.path(job.order.training_file),
            validation_file=state.files.path(validation) if validation else None,
            epochs=used.n_epochs,
            batch_size=used.batch_size,
            learning_rate_multiplier=used.learning_rate_multiplier or 1.0,
            seed=job.order.seed,
            folder=state.models.path(job.id),
            epochs_done=last.epoch if last else 0,
            resume_from=state.models.path(last.path) if last else None,
        )
