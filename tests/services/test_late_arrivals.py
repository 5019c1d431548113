"""A provider that acts long after its client has given up: one file and one job are left."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.providers.attempts import Patience
from emoji_labeler.services.made_once import Settling
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.sending import send_waiting
from emoji_labeler.services.submitting import submit
from emoji_labeler.services.watching import WatchingService
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer
from tests.fakes.serving import Trouble, refusal
from tests.services.tuning import prepared

_JOBS = "POST /v1/fine_tuning/jobs"
_FILES = "POST /v1/files"
_HASTY = Settling(settle_s=0.0, look_every_s=0.01, patience=Patience(tries=4, first_wait_s=0.001))
"""Sends again at once, so that whatever comes late comes too late."""

Submit = Callable[..., tuple[TuningIntent, ...]]
Go = Callable[[], None]


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
            uses_validation=False,
        )
        return submit(sample, replace(one, **more), confirmation=UNKNOWN)

    return submitted


@pytest.fixture
def send(sample: ProjectStore, providing: ProvidingService) -> Go:
    """Send what waits, in haste."""
    return lambda: (send_waiting(sample, providing, settling=_HASTY), None)[1]


@pytest.fixture
def start_again(sample: ProjectStore, providing: ProvidingService) -> Go:
    """Start the program and let it have its first look."""

    def start_again() -> None:
        watching = WatchingService(providing)
        watching.step(sample)
        watching.close()

    return start_again


def living(server: ModelServer) -> list[str]:
    return [one for one, job in server.jobs.items() if job["status"] != "cancelled"]


def test_a_file_that_is_stored_after_it_was_sent_again_is_deleted_by_the_next_look(
    submitted: Submit, send: Go, start_again: Go, model_server: ModelServer
) -> None:
    submitted()
    model_server.troubles.append(Trouble(on=_FILES, drops=True, acts_late=True))
    send()
    (used,) = (job["training_file"] for job in model_server.jobs.values())
    model_server.act_late()
    assert len(model_server.files) == 2

    start_again()

    assert list(model_server.files) == [used]
    assert len(model_server.jobs) == 1


def test_a_file_that_came_between_is_deleted_by_the_sender_itself(
    submitted: Submit, send: Go, model_server: ModelServer
) -> None:
    submitted()
    model_server.troubles += [
        Trouble(on=_FILES, drops=True, acts_late=True),
        Trouble(on=_FILES, drops=True, acts=True),
    ]
    # The first request is carried out while the job is being made.
    create_job = model_server.create_job

    def late(asked: Any) -> Any:
        model_server.act_late()
        return create_job(asked)

    model_server.create_job = late  # type: ignore[method-assign]  # The server itself is late.

    send()

    (used,) = (job["training_file"] for job in model_server.jobs.values())
    assert list(model_server.files) == [used]


def test_a_file_that_a_job_refers_to_is_never_deleted(
    submitted: Submit, send: Go, start_again: Go, model_server: ModelServer
) -> None:
    submitted()
    model_server.troubles.append(Trouble(on=_FILES, drops=True, acts_late=True))
    send()
    model_server.act_late()
    model_server.jobs["theirs"] = {
        "id": "theirs",
        "status": "succeeded",
        "created_at": 1,
        "training_file": "file-2",
    }

    start_again()

    assert sorted(model_server.files) == ["file-1", "file-2"]


def test_files_are_not_even_listed_where_nothing_was_sent_twice(
    submitted: Submit, send: Go, start_again: Go, model_server: ModelServer
) -> None:
    submitted()
    send()
    model_server.asked.clear()

    start_again()

    assert not [one for one in model_server.asked if one.path == "/v1/files"]


def test_the_oldest_whole_one_of_several_files_is_the_one_that_is_used(
    sample: ProjectStore, submitted: Submit, send: Go, model_server: ModelServer
) -> None:
    submitted(1)
    send()
    content, name = model_server.files.pop("file-1"), model_server.names["file-1"]
    sample._connection.execute("delete from uploaded_files")
    model_server.names |= {"file-2": name, "file-3": name}
    model_server.files |= {"file-3": content, "file-2": content, "file-1": content[:9]}

    submitted(9)
    send()

    assert model_server.jobs["ftjob-2"]["training_file"] == "file-2"


@pytest.mark.parametrize("keeps_metadata", [True, False], ids=["by its key", "by its mark"])
def test_a_job_that_is_made_after_it_was_sent_again_is_cancelled_and_told_of(
    sample: ProjectStore,
    submitted: Submit,
    send: Go,
    start_again: Go,
    model_server: ModelServer,
    keeps_metadata: bool,
) -> None:
    (intent, _) = submitted(3, 9, keeps_metadata=keeps_metadata)
    model_server.troubles.append(Trouble(on=_JOBS, drops=True, acts_late=True))
    send()
    assert len(model_server.jobs) == 2
    model_server.act_late()

    start_again()
    start_again()

    assert living(model_server) == ["ftjob-1", "ftjob-2"]
    assert model_server.jobs["ftjob-3"]["status"] == "cancelled"
    kept = sample.jobs.get(intent.id)
    assert kept is not None
    assert kept.job is not None
    assert kept.job.id == "ftjob-1"
    assert kept.intent.trouble is not None
    assert "ftjob-3" in kept.intent.trouble.why
    assert "cancelled" in kept.intent.trouble.remedy


def test_a_second_job_is_known_where_the_server_forgets_every_mark(
    submitted: Submit, send: Go, start_again: Go, model_server: ModelServer
) -> None:
    submitted(3, 9)
    model_server.troubles.append(Trouble(on=_JOBS, drops=True, acts_late=True))
    send()
    model_server.act_late()
    for job in model_server.jobs.values():
        del job["metadata"]
        job["created_at"] = 4_000_000_000

    start_again()

    assert living(model_server) == ["ftjob-1", "ftjob-2"]


def test_a_job_for_an_intent_that_was_withdrawn_is_cancelled(
    sample: ProjectStore, submitted: Submit, send: Go, start_again: Go, model_server: ModelServer
) -> None:
    (intent,) = submitted()
    model_server.troubles += [
        Trouble(on=_JOBS, drops=True, acts_late=True),
        refusal(_JOBS, 429, code="insufficient_quota"),
    ]
    send()
    assert sample.intents.withdraw(intent.id)
    model_server.act_late()

    start_again()

    assert len(model_server.jobs) == 1
    assert living(model_server) == []


def test_a_job_that_ended_before_it_was_seen_is_told_of_once(
    sample: ProjectStore,
    submitted: Submit,
    send: Go,
    providing: ProvidingService,
    model_server: ModelServer,
) -> None:
    (intent,) = submitted()
    model_server.troubles.append(Trouble(on=_JOBS, drops=True, acts_late=True))
    send()
    model_server.act_late()
    model_server.jobs["ftjob-2"]["status"] = "succeeded"
    watching = WatchingService(providing)

    first = watching.step(sample)
    watching.hurry()
    second = watching.step(sample)

    assert [one.id for one in first.changed] == [intent.id]
    assert second.changed == ()
    assert not model_server.posts("/v1/fine_tuning/jobs/ftjob-2/cancel")
    watching.close()


def test_looking_goes_on_for_a_while_after_the_last_job_has_ended(
    sample: ProjectStore,
    submitted: Submit,
    send: Go,
    providing: ProvidingService,
    model_server: ModelServer,
) -> None:
    (intent,) = submitted()
    model_server.troubles.append(Trouble(on=_FILES, drops=True, acts_late=True))
    send()
    sample.jobs.complete(intent.id)
    watching = WatchingService(providing)
    assert watching.step(sample).next_in_s is not None
    model_server.act_late()
    watching.hurry()

    watching.step(sample)

    assert list(model_server.files) == ["file-1"]
    sample._connection.execute("update uploaded_files set doubted_at = '2026-01-01T00:00:00.000Z'")
    assert watching.step(sample).next_in_s is None
    watching.close()
