"""From models to labels and back, without any server."""

import pytest

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.fine_tuning import FineTuningJob
from emoji_labeler.domain.lineage import Correction
from emoji_labeler.domain.model_origin import ModelOrigin
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.domain.submission import UNKNOWN
from emoji_labeler.services.browsing import memo_details
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.snapshotting import snapshot_named
from emoji_labeler.services.submitting import submit
from emoji_labeler.services.tracing import (
    corrections_since,
    lineage_of,
    models_taught_by,
    origin_of,
    stale_snapshots,
)
from emoji_labeler.storage.project import ProjectStore
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.services.tuning import SNAPSHOT, label_memo, prepared

MODEL = "ft:base:x"


@pytest.fixture
def trained(sample: ProjectStore, providing: ProvidingService) -> ProjectStore:
    """A project with a job that has left a model."""
    one = prepared(sample, providing, provider_id="openai", base_model="b", epochs=(1,))
    (intent,) = submit(sample, one, confirmation=UNKNOWN)
    job = FineTuningJob(id="j", status="succeeded", base_model="b", fine_tuned_model=MODEL)
    at = "2026-11-22T00:00:00.000Z"
    sample.jobs.adopt(intent.id, job, provider_id="openai", at=at)
    sample.jobs.put_models(intent.id, {MODEL: None}, provider_id="openai", at=at)
    return sample


def test_a_model_that_is_asked_is_known_by_its_provider_and_name(trained: ProjectStore) -> None:
    assert origin_of(trained, "openai", MODEL) == ModelOrigin(snapshot=SNAPSHOT, job_id="j")
    assert origin_of(trained, "azure", MODEL) == ModelOrigin()
    assert origin_of(trained, "openai", "ft:base:y") == ModelOrigin()


def memo_in(project: ProjectStore, split: Split) -> tuple[int, str]:
    """Return a memo of a split with its label."""
    row = next(iter(project.snapshots.rows(snapshot_named(project, SNAPSHOT), split=split)))
    return row.memo_id, row.label


def other_than(label: str) -> str:
    return "cat" if label != "cat" else "guitar"


def test_a_model_leads_to_its_job_files_snapshot_and_rows(trained: ProjectStore) -> None:
    lineage = lineage_of(trained, MODEL, provider_id="openai")

    assert lineage.job.job is not None
    assert lineage.job.job.id == "j"
    assert lineage.snapshot.name == SNAPSHOT
    assert lineage.job.intent.prompt_sha256 == lineage.snapshot.system_prompt_hash
    assert {row.split for row in lineage.rows} == {Split.TRAIN}
    assert len(lineage.rows) == dict(lineage.snapshot.splits)["train"]
    assert not lineage.is_stale


def test_a_model_that_nobody_knows_is_refused(trained: ProjectStore) -> None:
    with pytest.raises(WrongUseError, match="no fine-tuned model"):
        lineage_of(trained, MODEL, provider_id="local")


def test_a_memo_leads_to_the_models_that_learned_from_it_and_to_no_other(
    trained: ProjectStore,
) -> None:
    memo_id, label = memo_in(trained, Split.TRAIN)

    (use,) = models_taught_by(trained, memo_id)

    assert (use.model.name, use.label) == (MODEL, label)
    assert models_taught_by(trained, memo_in(trained, Split.VALIDATION)[0]) == ()
    assert models_taught_by(trained, 150) == ()
    details = memo_details(trained.path, memo_id)
    assert details is not None
    assert details.taught == (use,)


def test_a_corrected_label_makes_the_model_stale_until_the_correction_is_undone(
    trained: ProjectStore,
) -> None:
    memo_id, label = memo_in(trained, Split.TRAIN)
    session = LabelingSession(trained, annotator=trained.annotators.named("Aiko"))
    session.go_to(memo_id)
    session.draft_changed(Draft(label=other_than(label)))
    session.submit(Pick())

    assert stale_snapshots(trained) == {SNAPSHOT: 1}
    assert lineage_of(trained, MODEL).corrections == (
        Correction(memo_id=memo_id, was=label, now=other_than(label)),
    )
    assert session.undo()
    assert stale_snapshots(trained) == {}


def test_the_same_answer_again_corrects_nothing(trained: ProjectStore) -> None:
    memo_id, label = memo_in(trained, Split.TRAIN)
    label_memo(trained, memo_id, label)

    assert stale_snapshots(trained) == {}


def test_another_annotator_who_disagrees_takes_the_label_away(trained: ProjectStore) -> None:
    memo_id, label = memo_in(trained, Split.TRAIN)
    session = LabelingSession(trained, annotator=trained.annotators.named("Ben"))
    session.go_to(memo_id)
    session.draft_changed(Draft(label=other_than(label)))
    session.submit(Pick())

    (correction,) = corrections_since(trained, snapshot_named(trained, SNAPSHOT))
    assert (correction.was, correction.now) == (label, "")


def test_labels_for_testing_make_no_model_stale(trained: ProjectStore) -> None:
    memo_id, label = memo_in(trained, Split.TEST)
    label_memo(trained, memo_id, other_than(label))

    assert stale_snapshots(trained) == {}


def test_a_model_is_not_stale_because_the_pack_has_another_name_for_its_label(
    trained: ProjectStore,
) -> None:
    memo_id, label = memo_in(trained, Split.TRAIN)
    label_memo(trained, memo_id, "new-name")
    assert stale_snapshots(trained) == {SNAPSHOT: 1}

    trained.label_names.keep({label: "new-name"})

    assert stale_snapshots(trained) == {}
