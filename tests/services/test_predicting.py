"""Prediction runs from the plan to the last memo, whatever comes in between."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.errors import (
    FailedServerError,
    NotOfferedError,
    ProjectError,
    WrongKeyError,
    WrongUseError,
)
from emoji_labeler.domain.model_origin import ModelOrigin
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.prediction import (
    Prediction,
    PredictionRun,
    PredictionState,
    RunCounts,
    RunFilter,
    RunPlan,
)
from emoji_labeler.domain.snapshot import PromptPlan, SnapshotPlan, SplitPlan
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.predictors.predictor import PredictorKind
from emoji_labeler.predictors.registry import PREDICTORS
from emoji_labeler.providers.provider import Provider
from emoji_labeler.services.predicting import PredictingService
from emoji_labeler.services.prediction_plans import repeated
from emoji_labeler.services.snapshotting import create_snapshot
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.storage.run_lock import sole_worker
from tests.conftest import add_memos
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import Asked, Trouble, refusal
from tests.predictors.conftest import (  # noqa: F401 - fixtures.
    BASE,
    NEEDED_OPTIONS,
    cache_folder,
    local_provider,
    local_server,
    pack,
)
from tests.providers.conftest import closed_providers, provider_at  # noqa: F401 - a fixture for all tests here.
from tests.services.predicting_setup import ASKING, asking, memos_asked, service_at


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


@pytest.fixture
def service(server: ModelServer, cache_folder: Path) -> PredictingService:  # noqa: F811 - a fixture.
    return asking(server, cache_folder=cache_folder)


def give_labels(project: ProjectStore, **labels: str) -> None:
    """Answer memos as Aiko, by their text."""
    annotator = project.annotators.named("Aiko")
    for text, label in labels.items():
        memo = project.memos.with_text(text)
        assert memo is not None
        project.annotations.save(
            Answer(status=AnnotationStatus.SUBMITTED, label=label),
            memo_id=memo.id,
            annotator_id=annotator.id,
            lead_time_ms=1,
            pick=Pick(),
        )


def done(
    service: PredictingService, project: ProjectStore, plan: RunPlan, **more: object
) -> tuple[PredictionRun, RunCounts]:
    """Make a run and carry it out."""
    run = service.make(project, plan)
    counts = service.carry_out(project.path, run.id, **more)  # type: ignore[arg-type]  # Whatever it takes.
    return run, counts


@pytest.mark.parametrize("kind", PREDICTORS, ids=lambda kind: kind.name)
def test_every_predictor_carries_a_run_to_its_end_and_repeats_it_exactly(
    kind: PredictorKind,
    project: ProjectStore,
    cache_folder: Path,  # noqa: F811 - a fixture.
    local_provider: Provider,  # noqa: F811 - a fixture.
    pack: EmojiPack,  # noqa: F811 - a fixture.
) -> None:
    give_labels(project, cat="cat", rain="umbrella")
    service = service_at(_lending(local_provider), cache_folder=cache_folder)
    options = dict(NEEDED_OPTIONS.get(kind.name, {}))
    if kind.name == "fine-tuned":
        options["prompt"] = "Choose."
    plan = RunPlan(name="", predictor=kind.name, provider="local", model=BASE, options=options)

    run, counts = done(service, project, plan)
    again, _ = done(service, project, repeated(project, run))

    assert (run.name, again.name) == (f"{kind.name} 1", f"{kind.name} 2")
    assert (counts.memos, counts.answered, counts.waiting, counts.failed) == (5, 5, 0, 0)
    assert (counts.cost, counts.uncosted) == (0.0, 0)
    first = list(project.predictions.of_run(run.id))
    second = list(project.predictions.of_run(again.id))
    assert [said(one) for one in first] == [said(one) for one in second]
    assert all(one.label in pack for one in first if one.label)
    kept = project.prediction_runs.get(run.id)
    assert kept is not None
    assert kept.finished_at


def said(one: Prediction) -> tuple[object, ...]:
    """Return what was predicted, without how long it took and what it cost."""
    return one.memo_id, one.raw_output, one.resolution, [ranked.label for ranked in one.ranking]


class _Lent:
    """A provider that stays open when a run closes it."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def __getattr__(self, name: str) -> object:
        return getattr(self._provider, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Leave it open."""


def _lending(provider: Provider) -> Callable[[str], Provider]:
    return lambda _: cast("Provider", _Lent(provider))


def test_a_run_keeps_all_that_is_needed_to_repeat_it(
    service: PredictingService, project: ProjectStore
) -> None:
    plan = replace(ASKING, name="mine", memos=RunFilter(memo_ids=(1, 3)), note="why")

    run = service.make(project, plan)

    kept = project.prediction_runs.named("mine")
    assert kept == run
    assert kept.plan.options["temperature"] == 0.0
    assert kept.prompts == {"system": "Choose."}
    assert (kept.provider_name, kept.memo_count) == ("OpenAI", 2)
    assert repeated(project, run, name="again").memos.memo_ids == (1, 3)


def test_nobody_is_asked_before_a_run_is_carried_out(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    service.make(project, ASKING)

    assert server.asked == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"predictor": "crystal-ball"}, "no predictor"),
        ({"options": {"colour": "red"}}, "no option colour"),
        ({"options": {"temperature": 3.0}}, "temperature cannot be set to 3.0"),
        ({"options": {"snapshot": "gone"}}, "no snapshot “gone”"),
        ({"memos": RunFilter(themes=("gone",))}, "No memo passes"),
        ({"memos": RunFilter(snapshot="gone")}, "no snapshot “gone”"),
        ({"model": ""}, "No model is named"),
        ({"provider": ""}, "asks a provider"),
        ({"name": "taken"}, "a run “taken” already"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_and_leaves_no_run(
    service: PredictingService, project: ProjectStore, change: dict[str, object], why: str
) -> None:
    service.make(project, replace(ASKING, name="taken"))

    with pytest.raises(WrongUseError, match=why):
        service.make(project, replace(ASKING, **change))  # type: ignore[arg-type]  # Any field.

    assert len(project.prediction_runs.all()) == 1


def test_every_memo_is_asked_about_once_and_its_answer_resolved(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    server.reply = {"role": "assistant", "content": "Label: Cat"}

    run, counts = done(service, project, ASKING)

    assert set(memos_asked(server).values()) == {1}
    assert (counts.answered, counts.existing, counts.resolved) == (5, 0, 5)
    prediction = next(project.predictions.of_run(run.id))
    assert (prediction.raw_output, prediction.label) == ("Label: Cat", "cat")
    assert (prediction.resolution, prediction.usage.input) == ("alias", 7)


def test_what_it_costs_is_told_as_it_goes_where_the_prices_are_known(
    service: PredictingService, project: ProjectStore
) -> None:
    told: list[RunCounts] = []

    run, counts = done(
        service, project, replace(ASKING, model="ft:gpt-4o-mini:us:s:1"), progress=told.append
    )

    each = (7 * 0.3 + 2 * 1.2) / 1_000_000
    assert counts.cost == pytest.approx(5 * each)
    assert counts.uncosted == 0
    assert told[-1] == counts
    stored = project.prediction_runs.counts(run.id)
    assert replace(stored, cost=0.0) == replace(counts, cost=0.0)
    assert stored.cost == pytest.approx(counts.cost)


def test_an_unknown_price_is_not_taken_for_nothing(
    service: PredictingService, project: ProjectStore
) -> None:
    run, counts = done(service, project, ASKING)

    assert counts.uncosted == 5
    assert {one.cost for one in project.predictions.of_run(run.id)} == {None}


def test_an_error_stays_with_its_memo_and_can_be_asked_about_again(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    server.troubles.append(refusal("/chat/completions", 400, message="content policy"))

    run, counts = done(service, project, ASKING, parallel=1)

    assert (counts.answered, counts.failed) == (4, 1)
    failed = [one for one in project.predictions.of_run(run.id) if one.error]
    assert "content policy" in failed[0].error
    assert service.carry_out(project.path, run.id).failed == 1
    assert len(server.posts("/v1/chat/completions")) == 5

    again = service.carry_out(project.path, run.id, ask_failed_again=True)

    assert (again.answered, again.failed) == (5, 0)
    assert len(server.posts("/v1/chat/completions")) == 6


def test_a_run_ends_where_every_memo_would_meet_the_same_error(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    server.troubles.append(refusal("/chat/completions", 401, times=99, code="invalid_api_key"))
    run = service.make(project, ASKING)

    with pytest.raises(WrongKeyError):
        service.carry_out(project.path, run.id, parallel=1)

    counts = project.prediction_runs.counts(run.id)
    assert (counts.waiting, counts.asked, counts.failed) == (5, 0, 0)
    assert len(server.asked) <= 2
    server.troubles.clear()
    assert service.carry_out(project.path, run.id).answered == 5


def test_a_run_ends_after_a_dozen_failures_in_a_row(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    add_memos(project, *(f"memo {number}" for number in range(60)))
    server.troubles.append(Trouble(on="/chat/completions", status=500, times=9999))
    run = service.make(project, ASKING)

    with pytest.raises(FailedServerError):
        service.carry_out(project.path, run.id, parallel=2)

    counts = project.prediction_runs.counts(run.id)
    assert 12 <= counts.failed <= 15
    assert counts.asked == 0
    assert counts.waiting == 65 - counts.failed


def test_a_limit_of_the_rate_is_waited_for(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    server.troubles.append(refusal("/chat/completions", 429, times=3, retry_after="0.01"))

    _, counts = done(service, project, ASKING)

    assert (counts.answered, counts.failed) == (5, 0)


def test_a_stopped_run_goes_on_where_it_stopped(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    add_memos(project, *(f"memo {number}" for number in range(200)))
    run = service.make(project, ASKING)

    stopped = service.carry_out(
        project.path, run.id, parallel=4, cancel=lambda: len(server.asked) >= 20
    )

    assert 20 <= stopped.answered < 60
    assert (stopped.asked, stopped.failed) == (0, 0)
    assert stopped.answered + stopped.waiting == 205
    kept = project.prediction_runs.get(run.id)
    assert kept is not None
    assert not kept.finished_at
    assert service.carry_out(project.path, run.id).answered == 205
    assert set(memos_asked(server).values()) == {1}


def test_only_so_many_questions_are_under_way_as_the_provider_allows(
    project: ProjectStore,
    server: ModelServer,
    cache_folder: Path,  # noqa: F811 - a fixture.
) -> None:
    add_memos(project, *(f"memo {number}" for number in range(40)))
    service = asking(server, cache_folder=cache_folder, most_parallel=3)
    at_once: list[int] = []
    under_way: list[int] = []
    answer = server.answer

    def counting(asked: Asked) -> tuple[int, Any]:
        under_way.append(1)
        at_once.append(len(under_way))
        time.sleep(0.005)
        under_way.pop()
        return answer(asked)

    server.answer = counting  # type: ignore[method-assign]  # Seen from the other end of the line.
    done(service, project, ASKING, parallel=64)

    assert max(at_once) == 3


def test_nobody_works_at_a_run_that_somebody_works_at(
    service: PredictingService,
    project: ProjectStore,
    server: ModelServer,
    cache_folder: Path,  # noqa: F811 - a fixture.
) -> None:
    run = service.make(project, ASKING)

    with (
        sole_worker(cache_folder / "runs", run.id),
        pytest.raises(ProjectError, match="at work on it"),
    ):
        service.carry_out(project.path, run.id)

    assert server.asked == []
    assert service.carry_out(project.path, run.id).answered == 5


def test_memos_that_may_have_been_paid_for_are_asked_about_only_on_request(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    run = service.make(project, ASKING)
    project.predictions.exchange(run.id, asked=(2, 4))

    counts = service.carry_out(project.path, run.id)

    assert (counts.answered, counts.failed) == (3, 2)
    assert memos_asked(server)["rain"] == 0
    lost = project.predictions.get(run.id, memo_id=2)
    assert lost is not None
    assert "may have been paid for" in lost.error
    assert service.carry_out(project.path, run.id, ask_failed_again=True).answered == 5


def test_where_asking_is_free_it_is_simply_asked_again(
    service: PredictingService, project: ProjectStore
) -> None:
    run = service.make(project, RunPlan(name="", predictor="keyword"))
    project.predictions.exchange(run.id, asked=(2, 4))

    counts = service.carry_out(project.path, run.id)

    assert (counts.answered, counts.failed) == (5, 0)


def test_a_run_is_not_continued_with_another_pack(
    service: PredictingService, project: ProjectStore
) -> None:
    run = service.make(project, RunPlan(name="", predictor="keyword"))
    strange = replace(run, id="other", plan=replace(run.plan, name="other"), pack_version="0")
    project.prediction_runs.keep(strange, memo_ids=(1,))

    with pytest.raises(WrongUseError, match="another emoji pack"):
        service.carry_out(project.path, "other")
    assert project.predictions.get("other", memo_id=1)[1] == PredictionState.WAITING  # type: ignore[index]  # It is there.


def test_a_model_is_asked_with_the_prompt_of_the_snapshot_that_taught_it(
    project: ProjectStore,
    server: ModelServer,
    cache_folder: Path,  # noqa: F811 - a fixture.
    pack: EmojiPack,  # noqa: F811 - a fixture.
) -> None:
    give_labels(project, cat="cat", rain="umbrella")
    plan = SnapshotPlan(
        name="taught",
        prompt=PromptPlan(system_prompt="Trained so."),
        split=SplitPlan(validation_share=0, test_share=0),
    )
    snapshot = create_snapshot(project, plan, pack=pack)
    service = service_at(
        lambda _: provider_at(server.base_url),
        cache_folder=cache_folder,
        origin=lambda _project, _provider, model: ModelOrigin(
            snapshot="taught" if model == "ft:mine" else "", job_id="ftjob-7"
        ),
    )

    run, _ = done(service, project, replace(ASKING, model="ft:mine", options={}))

    assert (run.snapshot_id, run.job_id) == (snapshot.id, "ftjob-7")
    assert run.plan.options["snapshot"] == "taught"
    assert run.prompts_hash == snapshot.system_prompt_hash
    assert server.asked[-1].json["messages"][0]["content"] == "Trained so."
    with pytest.raises(WrongUseError, match="not the one that the model was trained with"):
        service.make(project, replace(ASKING, model="ft:mine"))


def test_the_most_frequent_label_is_counted_in_the_project_or_in_a_snapshot(
    service: PredictingService,
    project: ProjectStore,
    pack: EmojiPack,  # noqa: F811 - a fixture.
) -> None:
    give_labels(project, cat="cat")
    plan = SnapshotPlan(name="one", prompt=PromptPlan(system_prompt=""))
    create_snapshot(project, plan, pack=pack)
    give_labels(project, rain="umbrella", tax="umbrella")

    now, _ = done(service, project, RunPlan(name="", predictor="most-frequent"))
    then, _ = done(
        service,
        project,
        RunPlan(name="", predictor="most-frequent", options={"snapshot": "one"}),
    )

    assert {one.label for one in project.predictions.of_run(now.id)} == {"umbrella"}
    assert {one.label for one in project.predictions.of_run(then.id)} == {"cat"}
    assert (now.snapshot_id, bool(then.snapshot_id)) == ("", True)


def test_half_a_character_in_an_answer_does_not_end_the_run(
    service: PredictingService, project: ProjectStore, server: ModelServer
) -> None:
    server.reply = {"role": "assistant", "content": "cat \ud83d"}

    run, counts = done(service, project, ASKING)

    assert counts.answered == 5
    assert next(project.predictions.of_run(run.id)).raw_output == "cat ?"


def test_a_provider_without_batches_is_told_at_once(
    project: ProjectStore,
    server: ModelServer,
    cache_folder: Path,  # noqa: F811 - a fixture.
) -> None:
    service = asking(server, cache_folder=cache_folder, batches=False)

    with pytest.raises(NotOfferedError, match="takes no batches"):
        service.make(project, replace(ASKING, is_batch=True))
