"""Sending fine-tuning jobs: each ends with one file and one job, whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.errors import (
    EmojiLabelerError,
    NotOfferedError,
    ProviderError,
    RefusedRequestError,
    TrainingEndedError,
    WrongUseError,
)
from emoji_labeler.domain.intent import IntentState, Trouble, TuningIntent
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.providers.attempts import Cancel, Patience, never, stop_if
from emoji_labeler.services.connections import Connections
from emoji_labeler.services.late_arrivals import clear_late_arrivals, doubts
from emoji_labeler.services.made_once import Settling, made_once
from emoji_labeler.services.sole_sender import sole_sender
from emoji_labeler.services.things_to_send import FileToSend, JobToSend
from emoji_labeler.services.training_files import WrittenFile, write_training_files
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService
    from emoji_labeler.storage.project import ProjectStore

_FINAL = (NotOfferedError, RefusedRequestError, TrainingEndedError, WrongUseError)
_QUICK = Settling(settle_s=3.0, look_every_s=0.2, patience=Patience(tries=8, first_wait_s=0.2))
"""For this machine, whose server acts at once or not at all."""


def send_waiting(
    project: ProjectStore,
    providing: ProvidingService,
    *,
    only: tuple[str, ...] = (),
    told: Callable[[TrackedJob], object] = lambda _: None,
    cancel: Cancel = never,
    settling: Settling | None = None,
) -> tuple[TrackedJob, ...]:
    """Send what has not been sent, or only the intents named, and return them with their jobs.

    May be stopped, or killed, at any point and called again: every intent ends with one job. An
    error with one intent is kept with it as its trouble, and the others go on; ``told`` hears of
    each as soon as its job is made or refused. Raises StoppedError when ``cancel`` turns true.
    """
    # What fails is repeated in ``made_once``, which first looks whether it failed.
    connections = Connections(providing, patience=Patience(tries=1))
    try:
        with sole_sender(project.path, cancel=cancel):
            sender = _Sender(project, connections, settling=settling, cancel=cancel)
            return tuple(_sent(sender, project, only=only, told=told, cancel=cancel))
    finally:
        connections.close()


def _sent(
    sender: _Sender,
    project: ProjectStore,
    *,
    only: tuple[str, ...],
    told: Callable[[TrackedJob], object],
    cancel: Cancel,
) -> list[TrackedJob]:
    sent: list[TrackedJob] = []
    for intent in project.intents.waiting():
        if only and intent.id not in only:
            continue
        stop_if(cancel)
        sender.send(intent)
        tracked = project.jobs.get(intent.id)
        if tracked is not None:
            sent.append(tracked)
            told(tracked)
    return sent


class _Sender:
    """Sends one intent after the other; the files of a snapshot are made once for all of them."""

    def __init__(
        self,
        project: ProjectStore,
        connections: Connections,
        *,
        settling: Settling | None,
        cancel: Cancel,
    ) -> None:
        self._project = project
        self._connections = connections
        self._settling = settling
        self._cancel = cancel
        self._files: tuple[WrittenFile, ...] = ()

    def send(self, intent: TuningIntent) -> None:
        """Bring an intent to its job, or note why it has none."""
        try:
            self._send(intent)
        except (ProviderError, WrongUseError) as error:
            self._note(intent, error)

    def _send(self, intent: TuningIntent) -> None:
        try:
            self._make(intent)
        except RefusedRequestError:
            # Somebody may have deleted a file there that was known to lie there.
            if not self._forget_missing_files(intent):
                raise
            self._make(intent)

    def _make(self, intent: TuningIntent) -> None:
        settling = self._settling or (_QUICK if intent.provider_id == LOCAL else Settling())
        file_ids = {
            written.file.sha256: made_once(
                FileToSend(self._project, self._connections, intent.provider_id, written),
                settling=settling,
                cancel=self._cancel,
            )
            for written in self._files_of(intent)
        }
        current = self._project.intents.get(intent.id) or intent
        thing = JobToSend(self._project, self._connections, current, file_ids=file_ids)
        job = made_once(thing, settling=settling, cancel=self._cancel)
        self._project.jobs.adopt(intent.id, job, provider_id=intent.provider_id, at=utc_now())
        if intent.provider_id in doubts(self._project):
            self._clear(intent.provider_id)

    def _clear(self, provider_id: str) -> None:
        """Put right what the provider made twice; where that fails, the next look does it."""
        with (
            suppress(ProviderError),
            self._connections.asking(provider_id) as provider,
        ):
            clear_late_arrivals(self._project, provider)

    def _files_of(self, intent: TuningIntent) -> tuple[WrittenFile, ...]:
        wanted = {intent.training_sha256, intent.validation_sha256} - {""}
        if wanted != {one.file.sha256 for one in self._files}:
            snapshot = self._project.snapshots.named(intent.snapshot)
            self._files = (
                ()
                if snapshot is None
                else write_training_files(
                    self._project,
                    snapshot,
                    method=intent.method,
                    validation=bool(intent.validation_sha256),
                )
            )
        if wanted != {one.file.sha256 for one in self._files}:
            raise WrongUseError(
                tr("The fine-tuning job was not started."),
                why=tr("The snapshot gives other files than those that were decided on."),
                remedy=tr("Submit it anew: another version of the program made the first files."),
            )
        return self._files

    def _forget_missing_files(self, intent: TuningIntent) -> bool:
        """Note which of the intent's files are gone at the provider; return whether any is."""
        with self._connections.asking(intent.provider_id) as provider:
            there = {file.id for file in provider.list_files()}
        gone = False
        for written in self._files_of(intent):
            kept = self._project.uploads.get(intent.provider_id, written.file.sha256)
            if kept is not None and kept.lies_there and kept.file_id not in there:
                self._project.uploads.put(replace(kept, deleted_at=utc_now()))
                gone = True
        return gone

    def _note(self, intent: TuningIntent, error: EmojiLabelerError) -> None:
        """Keep an error with the intent; what can be mended leaves it waiting."""
        current = self._project.intents.get(intent.id) or intent
        trouble = Trouble.of(error)
        if isinstance(error, _FINAL) and current.state is IntentState.WRITTEN:
            self._project.intents.refused(intent.id, trouble)
        else:
            self._project.intents.troubled(intent.id, trouble)
