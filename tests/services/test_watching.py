"""Looking after jobs: nothing that a provider tells is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from emoji_labeler.domain.errors import NotOfferedError, WrongUseError
from emoji_labeler.domain.intent import IntentState, TroubleKind
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.poll_schedule import PollSchedule
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.spending import spending
from emoji_labeler.services.steering import (
    cancel_job,
    delete_uploaded_files,
    pause_job,
    put_note,
    resume_job,
)
from emoji_labeler.services.submitting import submit
from emoji_labeler.services.watching import WatchingService
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import Trouble, refusal
from tests.services.tuning import prepared


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watching(providing: ProvidingService, clock: Clock) -> Iterator[WatchingService]:
    service = WatchingService(providing, clock=clock, schedule=PollSchedule(chance=lambda: 0.0))
    yield service
    service.close()


@pytest.fixture
def job(sample: ProjectStore, providing: ProvidingService, added: ProviderProfile) -> TrackedJob:
    """One job of three epochs at the server."""
    one = prepared(
        sample, providing, provider_id=added.id, base_model="base", epochs=(3,), note="first"
    )
    submit(sample, one, confirmation=UNKNOWN)
    (sent,) = send_waiting(sample, providing)
    return sent


@pytest.fixture
def remote(model_server: ModelServer, job: TrackedJob) -> dict[str, Any]:
    """The job as the server has it."""
    assert job.job is not None
    return model_server.jobs[job.job.id]


def finish(remote: dict[str, Any], **more: object) -> None:
    remote |= {"status": "succeeded", "fine_tuned_model": "ft:base:x", "finished_at": 9, **more}


def test_no_event_is_lost_however_many_come_between_two_looks(
    sample: ProjectStore,
    watching: WatchingService,
    job: TrackedJob,
    model_server: ModelServer,
) -> None:
    for count in (3, 57, 1, 45):
        model_server.add_steps(count)
        watching.step(sample)
        watching.hurry()

    kept = [event.id for event in sample.job_events.events(job.id)]
    assert kept == [f"ftevent-{step}" for step in range(1, 107)]
    points = sample.job_events.points(job.id)
    assert [point.step for point in points] == list(range(1, 107))
    assert points[3].train_loss == 0.25


def test_a_job_is_told_as_changed_only_when_something_is_new(
    sample: ProjectStore, watching: WatchingService, job: TrackedJob, remote: dict[str, Any]
) -> None:
    assert watching.step(sample).changed == ()
    watching.hurry()
    remote["status"] = "running"

    (changed,) = watching.step(sample).changed

    assert changed.status == "running"
    assert changed.id == job.id


@pytest.mark.usefixtures("job")
def test_waits_grow_while_nothing_is_new_and_nothing_is_asked_meanwhile(
    sample: ProjectStore,
    watching: WatchingService,
    model_server: ModelServer,
    clock: Clock,
) -> None:
    waits = []
    for _ in range(3):
        wait = watching.step(sample).next_in_s
        assert wait is not None
        asked = len(model_server.asked)
        clock.now += wait / 2
        watching.step(sample)
        assert len(model_server.asked) == asked
        clock.now += wait / 2
        waits.append(wait)

    assert waits == [3.0, 4.5, 6.75]


def test_nothing_is_asked_when_nothing_lives(
    sample: ProjectStore, watching: WatchingService, model_server: ModelServer
) -> None:
    assert watching.step(sample).next_in_s is None
    assert not model_server.asked


def test_the_end_is_told_once_and_what_came_of_it_is_kept(
    sample: ProjectStore,
    watching: WatchingService,
    job: TrackedJob,
    remote: dict[str, Any],
    model_server: ModelServer,
) -> None:
    model_server.files["file-9"] = b"c3RlcCx0cmFpbl9sb3NzLHZhbGlkX2xvc3MKNyxOYU4sMC41Cg=="
    model_server.checkpoints = [
        {"id": "c1", "fine_tuned_model_checkpoint": "ft:base:x:1", "step_number": 7, "metrics": {}}
    ]
    model_server.add_steps(7)
    finish(remote, result_files=["file-9"], trained_tokens=1000)

    first = watching.step(sample)
    watching.hurry()
    # Some servers tell their last event after the end.
    model_server.add_steps(1)
    second = watching.step(sample)
    watching.hurry()
    third = watching.step(sample)

    assert [one.id for one in first.ended] == [job.id]
    assert second.ended == third.ended == ()
    assert len(sample.job_events.events(job.id)) == 8
    assert third.next_in_s is None
    (done,) = third.changed
    assert done.is_complete
    assert done.job is not None
    assert done.job.trained_tokens == 1000
    assert [(model.name, model.step) for model in sample.jobs.models()] == [
        ("ft:base:x:1", 7),
        ("ft:base:x", None),
    ]
    point = sample.job_events.points(job.id)[6]
    assert (point.train_loss, point.valid_loss) == (1 / 7, 0.5)
    assert '"finished_at": 9' in done.job.raw


def test_a_failed_job_says_why(
    sample: ProjectStore, watching: WatchingService, remote: dict[str, Any]
) -> None:
    remote |= {"status": "failed", "error": {"code": "bad_file", "message": "Line 3."}}

    (ended,) = watching.step(sample).ended

    assert ended.job is not None
    assert ended.job.error_message == "Line 3."


def test_faults_are_kept_with_the_job_and_told_and_the_next_look_mends_them(
    sample: ProjectStore,
    watching: WatchingService,
    job: TrackedJob,
    model_server: ModelServer,
    added: ProviderProfile,
) -> None:
    model_server.troubles.append(Trouble(on="GET /v1/fine_tuning/jobs/ftjob-1", drops=True))

    step = watching.step(sample)

    assert [(provider, one.kind) for provider, one in step.troubles] == [
        (added.id, TroubleKind.UNREACHABLE)
    ]
    assert step.next_in_s is not None
    kept = sample.jobs.get(job.id)
    assert kept is not None
    assert kept.trouble is not None
    watching.hurry()
    watching.step(sample)
    mended = sample.jobs.get(job.id)
    assert mended is not None
    assert mended.trouble is None


@pytest.mark.usefixtures("job")
def test_a_provider_is_asked_again_no_sooner_than_it_wants(
    sample: ProjectStore, watching: WatchingService, model_server: ModelServer
) -> None:
    model_server.troubles.append(refusal("GET /v1/fine_tuning/jobs/ftjob-1", 429, retry_after="90"))

    assert watching.step(sample).next_in_s == 90.0


def test_a_job_that_may_exist_is_found_but_never_sent(
    sample: ProjectStore,
    watching: WatchingService,
    job: TrackedJob,
    model_server: ModelServer,
) -> None:
    sample._connection.execute("delete from tuning_jobs")
    sample.intents.sending(job.id, at=job.intent.written_at)

    (found,) = watching.step(sample).changed
    assert found.job == replace(job.job, metadata={}) if job.job else None
    assert found.intent.state is IntentState.MADE

    sample._connection.execute("delete from tuning_jobs")
    sample.intents.sending(job.id, at=job.intent.written_at)
    model_server.jobs.clear()
    watching.hurry()
    assert watching.step(sample).changed == ()
    assert not model_server.jobs


Steer = Callable[[ProjectStore, ProvidingService, str], TrackedJob]


def test_a_job_is_cancelled_and_has_a_note(
    sample: ProjectStore, providing: ProvidingService, job: TrackedJob, remote: dict[str, Any]
) -> None:
    put_note(sample, job.id, " better ")

    assert cancel_job(sample, providing, job.id).status == "cancelled"
    assert remote["status"] == "cancelled"
    kept = sample.jobs.get(job.id)
    assert kept is not None
    assert (kept.status, kept.intent.note) == ("cancelled", "better")


@pytest.mark.parametrize("steer", [pause_job, resume_job])
def test_what_a_provider_does_not_offer_is_not_asked_of_it(
    sample: ProjectStore,
    providing: ProvidingService,
    job: TrackedJob,
    model_server: ModelServer,
    steer: Steer,
) -> None:
    with pytest.raises(NotOfferedError):
        steer(sample, providing, job.id)
    assert not [one for one in model_server.asked if "pause" in one.path or "resume" in one.path]


def test_a_job_that_ended_before_it_could_be_cancelled_is_returned_as_it_ended(
    sample: ProjectStore,
    providing: ProvidingService,
    job: TrackedJob,
    remote: dict[str, Any],
    model_server: ModelServer,
) -> None:
    finish(remote)
    model_server.troubles.append(refusal("/cancel", 400))

    assert cancel_job(sample, providing, job.id).status == "succeeded"


def test_an_intent_that_was_not_sent_is_withdrawn(
    sample: ProjectStore, providing: ProvidingService, added: ProviderProfile
) -> None:
    one = prepared(sample, providing, provider_id=added.id, base_model="base", epochs=(1,))
    (intent,) = submit(sample, one, confirmation=UNKNOWN)

    assert cancel_job(sample, providing, intent.id).status == "withdrawn"
    assert spending(sample).of_unknown_price == 0


def test_files_are_deleted_when_no_job_needs_them_any_more(
    sample: ProjectStore,
    providing: ProvidingService,
    watching: WatchingService,
    job: TrackedJob,
    remote: dict[str, Any],
    model_server: ModelServer,
) -> None:
    with pytest.raises(WrongUseError, match="has not ended"):
        delete_uploaded_files(sample, providing, job.id)
    finish(remote)
    watching.step(sample)

    assert delete_uploaded_files(sample, providing, job.id) == 2
    assert not model_server.files
    assert delete_uploaded_files(sample, providing, job.id) == 0
