"""Runs and predictions in the project file."""

import pytest

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.label_embedding import LabelEmbeddingKey
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.prediction import (
    BatchState,
    Prediction,
    PredictionBatch,
    PredictionState,
    RunFilter,
)
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.storage.project import ProjectStore
from tests.datasets.rows import row
from tests.storage.runs import answered, run
from tests.storage.test_snapshot_store import snapshot


@pytest.fixture
def kept(project: ProjectStore) -> ProjectStore:
    project.prediction_runs.keep(run(), memo_ids=(1, 2, 3))
    return project


def test_a_run_comes_back_as_it_was_kept(kept: ProjectStore) -> None:
    with ProjectStore.open(kept.path) as again:
        assert again.prediction_runs.named("first") == run()
        assert again.prediction_runs.get("id of first") == run()
        assert again.prediction_runs.all() == (run(),)
        assert again.prediction_runs.named("other") is None


def test_a_second_run_of_the_same_name_is_refused(kept: ProjectStore) -> None:
    with pytest.raises(ProjectError):
        kept.prediction_runs.keep(run(id="other"), memo_ids=(1,))

    assert kept.prediction_runs.get("other") is None


def test_all_memos_of_a_new_run_wait(kept: ProjectStore) -> None:
    assert [memo.id for memo in kept.predictions.waiting("id of first")] == [1, 2, 3]
    assert kept.prediction_runs.counts("id of first").waiting == 3


def test_a_prediction_comes_back_as_it_was_kept(kept: ProjectStore) -> None:
    prediction = answered(2, usage=TokenUsage(input=5, output=2, cached=1))
    failure = Prediction(memo_id=3, state=PredictionState.FAILED, error="No answer in time.")
    kept.predictions.exchange("id of first", answers=(prediction, failure), asked=(1,))

    with ProjectStore.open(kept.path) as again:
        assert tuple(again.predictions.of_run("id of first")) == (
            Prediction(memo_id=1, state=PredictionState.ASKED),
            prediction,
            failure,
        )
        assert again.predictions.get("id of first", memo_id=2) == prediction
        assert again.predictions.of_memo(2) == {"id of first": prediction}


def test_a_run_counts_what_became_of_its_memos(kept: ProjectStore) -> None:
    alias = answered(2, raw_output="Cat", resolution="alias", cost=None)
    kept.predictions.exchange("id of first", answers=(answered(1), alias), asked=(3,))

    counts = kept.prediction_runs.counts("id of first")

    assert (counts.waiting, counts.asked, counts.answered, counts.failed) == (0, 1, 2, 0)
    assert (counts.existing, counts.resolved, counts.labelled) == (1, 2, 2)
    assert (counts.cost, counts.uncosted, counts.latency_ms) == (0.25, 1, 24)


def test_a_prediction_that_contradicts_itself_is_refused_with_all_others(
    kept: ProjectStore,
) -> None:
    with pytest.raises(ProjectError):
        kept.predictions.exchange("id of first", answers=(answered(1), answered(2, label="")))

    assert kept.prediction_runs.counts("id of first").answered == 0


def test_what_failed_can_wait_again(kept: ProjectStore) -> None:
    kept.predictions.exchange("id of first", asked=(1, 2))
    assert kept.predictions.fail_asked("id of first", error="The program ended.") == 2
    assert kept.predictions.let_wait("id of first", PredictionState.FAILED) == 2

    assert [memo.id for memo in kept.predictions.waiting("id of first", after=1)] == [2, 3]


def test_a_run_is_removed_with_its_predictions(kept: ProjectStore) -> None:
    kept.prediction_runs.delete("id of first")

    assert kept.prediction_runs.all() == ()
    assert list(kept.predictions.of_run("id of first")) == []


def test_a_batch_is_known_before_it_is_sent(kept: ProjectStore) -> None:
    batch = PredictionBatch(
        key="k", run_id="id of first", state=BatchState.SENDING, memo_count=2, made_at="now"
    )
    kept.prediction_batches.intend(batch, memo_ids=(1, 2))
    assert kept.prediction_batches.of_run("id of first") == (batch,)

    kept.prediction_batches.advance("k", BatchState.SENT, file_id="file-1", batch_id="batch-1")
    kept.predictions.exchange("id of first", answers=[answered(1)])

    (sent,) = kept.prediction_batches.of_run("id of first")
    assert (sent.state, sent.file_id, sent.batch_id) == (BatchState.SENT, "file-1", "batch-1")
    assert kept.prediction_batches.asked_memos("k") == (2,)
    assert kept.predictions.fail_asked("id of first", error="It is with a batch.") == 0


def test_vectors_are_kept_by_model_and_pack(project: ProjectStore) -> None:
    key = LabelEmbeddingKey(
        provider="local", model="m", pack_id="p", pack_version="1", texts_hash="0" * 64
    )
    project.label_embeddings.keep(key, bytes(4 * 3 * 2), labels=3)

    assert project.label_embeddings.get(key) == bytes(24)
    other = LabelEmbeddingKey(
        provider="local", model="m", pack_id="p", pack_version="2", texts_hash="0" * 64
    )
    assert project.label_embeddings.get(other) is None


@pytest.fixture
def various(project: ProjectStore) -> ProjectStore:
    """Seven memos: five plain ones, then one about rain in Japanese, one from a diary."""
    project.memos.add(
        [
            MemoDraft(text="雨だ", theme="rain", language="ja"),
            MemoDraft(text="wet", theme="rain", language="en", source="diary"),
        ]
    )
    annotator = project.annotators.named("Aiko")
    project.annotations.save(
        Answer(status=AnnotationStatus.SUBMITTED, label="cat"),
        memo_id=1,
        annotator_id=annotator.id,
        lead_time_ms=1,
        pick=Pick(),
    )
    project.snapshots.keep(snapshot(), (row(1, "cat"), row(2, "rain", split="test")))
    return project


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (RunFilter(), (1, 2, 3, 4, 5, 6, 7)),
        (RunFilter(memo_ids=(2, 7, 99)), (2, 7)),
        (RunFilter(labelled=True), (1,)),
        (RunFilter(labelled=False, themes=("rain",)), (6, 7)),
        (RunFilter(languages=("ja",)), (6,)),
        (RunFilter(sources=("diary", "letters")), (7,)),
        (RunFilter(snapshot="first"), (1, 2)),
        (RunFilter(snapshot="first", splits=(Split.TEST,)), (2,)),
    ],
)
def test_a_filter_chooses_memos(
    various: ProjectStore, wanted: RunFilter, numbers: tuple[int, ...]
) -> None:
    snapshot_id = "id of first" if wanted.snapshot else ""

    assert various.prediction_runs.chosen_memos(wanted, snapshot_id=snapshot_id) == numbers


def test_a_limit_chooses_the_same_memos_every_time(various: ProjectStore) -> None:
    some = various.prediction_runs.chosen_memos(RunFilter(limit=3))

    assert len(some) == 3
    assert some == various.prediction_runs.chosen_memos(RunFilter(limit=3))
    assert set(some) <= set(various.prediction_runs.chosen_memos(RunFilter(limit=4)))
