"""Runs that go as batches: sent once, found again, fetched when they are done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emoji_labeler.domain.errors import UnreachableError, WrongUseError
from emoji_labeler.domain.prediction import BatchState, RunPlan
from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.storage.project import ProjectStore
from tests.conftest import add_memos
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import Trouble, refusal
from tests.providers.conftest import closed_providers  # noqa: F401 - a fixture for all tests here.
from tests.services.predicting_setup import ASKING, asking

BATCH = replace(ASKING, is_batch=True, model="ft:gpt-4o-mini:us:s:1")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


@pytest.fixture
def service(server: ModelServer, tmp_path: Path) -> PredictingService:
    return asking(server, cache_folder=tmp_path / "cache")


def test_a_batch_is_sent_waited_for_and_fetched(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)

    sent = service.carry_out(project.path, run.id)
    assert (sent.asked, sent.waiting, sent.answered) == (5, 0, 0)
    still = service.carry_out(project.path, run.id)
    assert (still.asked, len(server.batches)) == (5, 1)
    server.finish_batches()
    counts = service.carry_out(project.path, run.id)

    assert (counts.answered, counts.existing, counts.asked) == (5, 5, 0)
    assert counts.cost == pytest.approx(5 * (7 * 0.3 + 2 * 1.2) / 1_000_000 / 2)
    (batch,) = project.prediction_batches.of_run(run.id)
    assert batch.state is BatchState.FETCHED
    kept = project.prediction_runs.get(run.id)
    assert kept is not None
    assert kept.finished_at
    assert server.posts("/v1/chat/completions") == []


def test_whoever_waits_comes_back_until_it_is_done(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)
    looks: list[int] = []

    def finish_later(_: object) -> None:
        looks.append(1)
        if len(looks) == 3:
            server.finish_batches()

    counts = service.carry_out(project.path, run.id, poll_s=0.01, progress=finish_later)

    assert counts.answered == 5
    assert len(looks) == 5, "after each look, and at the end"


def test_who_is_stopped_while_waiting_loses_nothing(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)

    counts = service.carry_out(
        project.path, run.id, poll_s=60, cancel=lambda: len(server.batches) == 1
    )

    assert counts.asked == 5
    server.finish_batches()
    assert service.carry_out(project.path, run.id).answered == 5


def test_a_refused_question_becomes_an_error_of_its_memo(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)
    service.carry_out(project.path, run.id)
    server.finish_batches(failing="rain")

    counts = service.carry_out(project.path, run.id)

    assert (counts.answered, counts.failed) == (4, 1)
    failed = project.predictions.get(run.id, memo_id=2)
    assert failed is not None
    assert failed.error == "refused"

    service.carry_out(project.path, run.id, ask_failed_again=True)
    server.finish_batches()
    assert service.carry_out(project.path, run.id).answered == 5
    assert len(server.batches) == 2


@pytest.mark.parametrize("status", ["expired", "failed", "cancelled"])
def test_a_batch_that_ends_without_answers_leaves_errors(
    service: PredictingService, project: ProjectStore, server: ModelServer, status: str
) -> None:
    run = service.make(project, BATCH)
    service.carry_out(project.path, run.id)
    server.batches["batch-1"]["status"] = status

    counts = service.carry_out(project.path, run.id)

    assert (counts.answered, counts.failed) == (0, 5)
    assert status in next(project.predictions.of_run(run.id)).error


def test_a_batch_whose_number_was_lost_is_found_by_its_file(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)
    server.troubles.append(Trouble(on="/v1/batches", acts=True, drops=True))
    with pytest.raises(UnreachableError):
        service.carry_out(project.path, run.id)
    (lost,) = project.prediction_batches.of_run(run.id)
    assert (lost.state, lost.batch_id) == (BatchState.SENDING, "")

    service.carry_out(project.path, run.id)

    assert len(server.batches) == 1
    server.finish_batches()
    assert service.carry_out(project.path, run.id).answered == 5


@pytest.mark.parametrize("path", ["/v1/files", "/v1/batches"])
def test_a_batch_that_was_refused_can_be_sent_again(
    service: PredictingService, project: ProjectStore, server: ModelServer, path: str
) -> None:
    run = service.make(project, BATCH)
    server.troubles.append(refusal(f"POST {path}", 400))
    with pytest.raises(Exception, match="batch"):
        service.carry_out(project.path, run.id)
    assert project.prediction_runs.counts(run.id).waiting == 5

    assert service.carry_out(project.path, run.id).asked == 5
    assert len(server.batches) == 1


def test_a_lost_upload_is_sent_again_because_it_cost_nothing(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)
    server.troubles.append(Trouble(on="POST /v1/files", acts=True, drops=True))
    with pytest.raises(UnreachableError):
        service.carry_out(project.path, run.id)

    assert service.carry_out(project.path, run.id).asked == 5
    assert len(server.batches) == 1


def test_many_memos_are_parted_into_batches_that_the_provider_takes(
    project: ProjectStore, server: ModelServer, tmp_path: Path
) -> None:
    add_memos(project, *(f"memo {number}" for number in range(20)))
    service = asking(server, cache_folder=tmp_path / "cache", most_batch_requests=10)
    run = service.make(project, BATCH)

    service.carry_out(project.path, run.id)

    lines = [content.count(b"\n") for content in server.files.values()]
    assert lines == [10, 10, 5]
    assert sum(one.memo_count for one in project.prediction_batches.of_run(run.id)) == 25


def test_a_batch_can_be_cancelled(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, BATCH)
    service.carry_out(project.path, run.id)

    service.cancel_batches(project, run)

    assert server.batches["batch-1"]["status"] == "cancelling"


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (RunPlan(name="", predictor="decisions", provider="openai", model="m"), "more than one"),
        (RunPlan(name="", predictor="grouped-prompt", provider="openai", model="m"), "Groups"),
    ],
)
def test_a_predictor_that_asks_twice_goes_as_no_batch(
    service: PredictingService, project: ProjectStore, plan: RunPlan, why: str
) -> None:
    with pytest.raises(WrongUseError, match=why):
        service.make(project, replace(plan, is_batch=True))
