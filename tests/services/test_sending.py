"""Jobs reach their provider once, whatever breaks on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from emoji_labeler.domain.errors import StoppedError
from emoji_labeler.domain.intent import IntentState, TroubleKind, TuningIntent
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.services.made_once import Settling
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.submitting import submit
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import Trouble, refusal
from tests.services.tuning import prepared

_JOBS = "POST /v1/fine_tuning/jobs"
_QUICK = Settling(settle_s=0.2, look_every_s=0.02, patience=Patience(tries=4, first_wait_s=0.001))
Submit = Callable[..., tuple[TuningIntent, ...]]


@pytest.fixture
def submitted(sample: ProjectStore, providing: ProvidingService, added: ProviderProfile) -> Submit:
    """Submit jobs to the server without sending them."""

    def submitted(*epochs: int, **more: Any) -> tuple[TuningIntent, ...]:
        one = prepared(
            sample,
            providing,
            provider_id=added.id,
            base_model="base",
            epochs=epochs or (3,),
            run_again=True,
        )
        return submit(sample, replace(one, **more), confirmation=UNKNOWN)

    return submitted


@pytest.fixture
def send(sample: ProjectStore, providing: ProvidingService) -> Callable[..., list[TrackedJob]]:
    """Send what waits, with little patience."""

    def send(**more: Any) -> list[TrackedJob]:
        return list(send_waiting(sample, providing, settling=_QUICK, **more))

    return send


Send = Callable[..., list[TrackedJob]]


def test_a_sweep_is_two_files_and_a_job_for_each_intent(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    intents = submitted(1, 3, 9)

    sent = send()

    assert [one.id for one in sent] == [one.id for one in intents]
    assert len(model_server.files) == 2
    made = list(model_server.jobs.values())
    assert [job["metadata"]["submit_key"] for job in made] == [one.submit_key for one in intents]
    assert [one.status for one in sent] == ["queued"] * 3
    assert not send()


def test_the_files_are_those_of_an_export(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    import hashlib

    (intent,) = submitted()
    send()

    hashes = {hashlib.sha256(content).hexdigest() for content in model_server.files.values()}
    assert hashes == {intent.training_sha256, intent.validation_sha256}
    assert all(name.startswith("emoji-labeler-") for name in model_server.names.values())


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(on=_JOBS, drops=True, acts=True),
        Trouble(on=_JOBS, status=502, acts=True),
        Trouble(on=_JOBS, status=200, body=b"<html>", acts=True),
        Trouble(on=_JOBS, drops=True),
        refusal(_JOBS, 503),
        refusal(_JOBS, 429, retry_after="0.001"),
        Trouble(on="POST /v1/files", drops=True, acts=True),
        Trouble(on="POST /v1/files", status=500, acts=True),
        Trouble(on="POST /v1/files", drops=True),
        refusal("GET /v1/files", 500),
        refusal("GET /v1/fine_tuning/jobs", 500),
    ],
)
def test_whatever_breaks_there_is_one_file_of_each_and_one_job(
    submitted: Submit, send: Send, model_server: ModelServer, trouble: Trouble
) -> None:
    submitted()
    model_server.troubles.append(trouble)

    (sent,) = send()

    assert (len(model_server.files), len(model_server.jobs)) == (2, 1)
    assert sent.job is not None
    assert sent.intent.trouble is None
    assert trouble.times == 0


def test_a_job_that_was_made_without_an_answer_is_adopted_by_the_next_start(
    sample: ProjectStore, submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    (intent,) = submitted()
    send()
    (job_id,) = model_server.jobs
    # As it is when the program is killed before the answer is on the disk.
    sample._connection.execute("delete from tuning_jobs")
    sample.intents.sending(intent.id, at=intent.written_at)

    (sent,) = send()

    assert sent.job is not None
    assert sent.job.id == job_id
    assert len(model_server.jobs) == 1


def test_without_metadata_a_job_is_known_by_the_end_of_its_suffix(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    submitted(1, 3, keeps_metadata=False)
    model_server.troubles.append(Trouble(on=_JOBS, drops=True, acts=True))

    sent = send()

    assert len(model_server.jobs) == 2
    assert all("metadata" not in job for job in model_server.jobs.values())
    suffixes = {job["id"]: job["suffix"] for job in model_server.jobs.values()}
    assert {one.job.id: one.intent.suffix for one in sent if one.job} == suffixes


def test_training_that_has_ended_is_told_with_its_intent_and_the_others_go_on(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    submitted(1, 3)
    model_server.troubles.append(refusal(_JOBS, 403, code="training_not_available"))

    refused, sent = send()

    assert refused.intent.state is IntentState.REFUSED
    assert refused.intent.trouble is not None
    assert refused.intent.trouble.kind is TroubleKind.TRAINING_ENDED
    assert "delete the uploaded file" in refused.intent.trouble.remedy
    assert sent.job is not None


def test_what_can_be_mended_leaves_the_intent_waiting(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    submitted()
    model_server.troubles.append(refusal(_JOBS, 429, code="insufficient_quota"))

    (waiting,) = send()
    assert waiting.intent.state is IntentState.WRITTEN
    assert waiting.intent.trouble is not None
    assert waiting.intent.trouble.kind is TroubleKind.NO_CREDIT

    (sent,) = send()
    assert sent.job is not None
    assert sent.intent.trouble is None


def test_a_file_that_was_deleted_there_is_uploaded_again(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    submitted(1)
    send()
    model_server.files.clear()
    submitted(3)
    model_server.troubles.append(refusal(_JOBS, 400, param="training_file"))

    (sent,) = send()

    assert sent.job is not None
    assert sent.job.training_file in model_server.files


def test_only_what_is_named_is_sent(
    sample: ProjectStore, submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    first, second = submitted(1, 3)

    send(only=(second.id,))

    assert len(model_server.jobs) == 1
    assert [one.id for one in sample.intents.waiting()] == [first.id]


def test_it_can_be_stopped_between_two_jobs_and_goes_on_later(
    submitted: Submit, send: Send, model_server: ModelServer
) -> None:
    submitted(1, 3)
    told: list[TrackedJob] = []

    with pytest.raises(StoppedError):
        send(told=told.append, cancel=lambda: bool(told))
    assert len(model_server.jobs) == 1

    send()
    assert len(model_server.jobs) == 2
