"""Watching fine-tuning jobs: one call is one look at those whose turn it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from emoji_labeler.domain.errors import (
    EmojiLabelerError,
    FailedServerError,
    ProviderError,
    RateLimitError,
    WrongUseError,
)
from emoji_labeler.domain.intent import IntentState, Trouble
from emoji_labeler.domain.provider import LOCAL
from emoji_labeler.domain.tracked_job import TrackedJob, WatchStep
from emoji_labeler.providers.attempts import Cancel, Patience, never, stop_if
from emoji_labeler.services.connections import Connections
from emoji_labeler.services.job_look import look_at, look_for
from emoji_labeler.services.late_arrivals import FRESH_S, clear_late_arrivals, doubts
from emoji_labeler.services.poll_schedule import PollSchedule

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService
    from emoji_labeler.storage.project import ProjectStore

_FIRST_S, _FIRST_HERE_S = 3.0, 0.5


class WatchingService:
    """Looks after the living jobs of one project.

    Jobs about which nothing is new are looked at less and less often; a provider that fails is left
    alone for longer each time. The service remembers only when to look next: what it learns is on
    the disk when the call returns.
    """

    def __init__(
        self,
        providing: ProvidingService,
        *,
        clock: Callable[[], float] = time.monotonic,
        schedule: PollSchedule | None = None,
    ) -> None:
        # The schedule repeats what fails, with better manners than a connection could.
        self._connections = Connections(providing, patience=Patience(tries=1))
        self._clock = clock
        self._schedule = schedule or PollSchedule()
        self._late = PollSchedule()
        self._cleared: set[str] = set()

    def step(self, project: ProjectStore, *, cancel: Cancel = never) -> WatchStep:
        """Look at every job whose turn it is, and return what is new and when to call again.

        Whatever a provider refuses is kept with the job as its trouble and told, never raised.
        Intents whose job may exist are looked for; nothing is ever sent. What a provider made twice
        is put right. Raises StoppedError when ``cancel`` turns true; what was learned till then is
        kept.
        """
        followed = {one.id: one for one in _followed(project)}
        self._schedule.follow(followed)
        changed: list[TrackedJob] = []
        troubles: dict[str, Trouble] = {}
        for intent_id in self._schedule.due(self._clock()):
            stop_if(cancel)
            before = followed[intent_id]
            if before.intent.provider_id in troubles:
                continue
            after = self._look(project, before, troubles=troubles)
            if after is not None:
                changed.append(after)
        ended = tuple(one for one in changed if _ended(followed[one.id], one))
        living = _followed(project)
        self._schedule.follow(one.id for one in living)
        self._late.follow(self._doubted(project, living))
        for provider_id in self._late.due(self._clock()):
            stop_if(cancel)
            if provider_id not in troubles:
                changed += self._clear(project, provider_id, troubles=troubles)
        self._late.follow(self._doubted(project, living))
        return WatchStep(
            changed=tuple(changed),
            ended=ended,
            troubles=tuple(troubles.items()),
            next_in_s=self._next_in_s(),
        )

    def hurry(self) -> None:
        """Look at everything with the next call, after a job was submitted or cancelled, say."""
        self._schedule.hurry()
        self._late.hurry()

    def close(self) -> None:
        """Close the connections to providers."""
        self._connections.close()

    def _next_in_s(self) -> float | None:
        waits = (one.next_in_s(self._clock()) for one in (self._schedule, self._late))
        return min((wait for wait in waits if wait is not None), default=None)

    def _doubted(self, project: ProjectStore, living: tuple[TrackedJob, ...]) -> set[str]:
        """Return the providers at which to look for what came late.

        Once when the program has started, then as long as the doubt is fresh or a job lives there.
        """
        busy = {one.intent.provider_id for one in living}
        return {
            provider_id
            for provider_id, age_s in doubts(project).items()
            if age_s < FRESH_S or provider_id in busy or provider_id not in self._cleared
        }

    def _clear(
        self, project: ProjectStore, provider_id: str, *, troubles: dict[str, Trouble]
    ) -> list[TrackedJob]:
        """Put right what came late to a provider; return the jobs of which there is news."""
        try:
            with self._connections.asking(provider_id) as provider:
                told = clear_late_arrivals(project, provider)
        except (ProviderError, WrongUseError) as error:
            troubles[provider_id] = Trouble.of(error)
            self._late.failed(
                provider_id, now=self._clock(), first_s=_FIRST_S, asked_s=_asked_s(error)
            )
            return []
        self._cleared.add(provider_id)
        self._late.looked(provider_id, now=self._clock(), first_s=_FIRST_S, is_new=bool(told))
        return [job for job in map(project.jobs.get, told) if job is not None]

    def _look(
        self, project: ProjectStore, before: TrackedJob, *, troubles: dict[str, Trouble]
    ) -> TrackedJob | None:
        """Return the job if anything about it is new."""
        intent = before.intent
        first_s = _FIRST_HERE_S if intent.provider_id == LOCAL else _FIRST_S
        try:
            with self._connections.asking(intent.provider_id) as provider:
                look = look_at if before.job is not None else look_for
                is_new = look(project, before, provider=provider)
        except (ProviderError, WrongUseError) as error:
            troubles[intent.provider_id] = trouble = Trouble.of(error)
            if before.job is not None:
                project.jobs.troubled(intent.id, trouble)
            self._schedule.failed(
                before.id, now=self._clock(), first_s=first_s, asked_s=_asked_s(error)
            )
            return None
        self._schedule.looked(before.id, now=self._clock(), first_s=first_s, is_new=is_new)
        return project.jobs.get(before.id) if is_new else None


def _followed(project: ProjectStore) -> tuple[TrackedJob, ...]:
    """Return the jobs about which not everything is known, and those that may exist."""
    uncertain = (
        TrackedJob(intent=intent)
        for intent in project.intents.waiting()
        if intent.state is IntentState.SENDING
    )
    return (*project.jobs.unfinished(), *uncertain)


def _ended(before: TrackedJob, after: TrackedJob) -> bool:
    return after.job is not None and not after.is_live and (before.job is None or before.is_live)


def _asked_s(error: EmojiLabelerError) -> float | None:
    return error.retry_after_s if isinstance(error, RateLimitError | FailedServerError) else None
