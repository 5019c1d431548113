"""One project file, open for one thread."""

import sqlite3
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from emoji_labeler.storage.annotation_store import AnnotationStore
from emoji_labeler.storage.annotator_store import AnnotatorStore
from emoji_labeler.storage.connection import begin_work, connect, outside_errors
from emoji_labeler.storage.desk_store import DeskStore
from emoji_labeler.storage.memo_store import MemoStore
from emoji_labeler.storage.migrations import SCHEMA_VERSION, migrate, schema_version
from emoji_labeler.storage.pick_store import PickStore
from emoji_labeler.storage.project_file import check_is_free, check_is_project, check_is_there
from emoji_labeler.storage.staleness import renew_stale_golds
from emoji_labeler.storage.value_store import ValueStore
from emoji_labeler.storage.work_store import WorkStore
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.storage.comparison_store import ComparisonStore
    from emoji_labeler.storage.generated_memo_store import GeneratedMemoStore
    from emoji_labeler.storage.generation_answer_store import GenerationAnswerStore
    from emoji_labeler.storage.generation_store import GenerationStore
    from emoji_labeler.storage.gold_store import GoldStore
    from emoji_labeler.storage.insight_store import InsightStore
    from emoji_labeler.storage.intent_store import IntentStore
    from emoji_labeler.storage.job_event_store import JobEventStore
    from emoji_labeler.storage.job_store import JobStore
    from emoji_labeler.storage.judgement_store import JudgementStore
    from emoji_labeler.storage.label_embedding_store import LabelEmbeddingStore
    from emoji_labeler.storage.label_mapping_store import LabelMappingStore
    from emoji_labeler.storage.label_name_store import LabelNameStore
    from emoji_labeler.storage.memo_answer_store import MemoAnswerStore
    from emoji_labeler.storage.memo_drop_store import MemoDropStore
    from emoji_labeler.storage.memo_listing_store import MemoListingStore
    from emoji_labeler.storage.memo_pair_store import MemoPairStore
    from emoji_labeler.storage.prediction_batch_store import PredictionBatchStore
    from emoji_labeler.storage.prediction_run_store import PredictionRunStore
    from emoji_labeler.storage.prediction_store import PredictionStore
    from emoji_labeler.storage.review_store import ReviewStore
    from emoji_labeler.storage.snapshot_store import SnapshotStore
    from emoji_labeler.storage.upload_store import UploadStore
    from emoji_labeler.storage.verdict_store import VerdictStore


class ProjectStore:
    """The tables of one project file, each through its own store.

    A connection belongs to the thread that opened it: a worker opens its own.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self.memos = MemoStore(connection)
        self.annotators = AnnotatorStore(connection)
        self.annotations = AnnotationStore(connection)
        self.desks = DeskStore(connection)
        self.picks = PickStore(connection)
        self.values = ValueStore(connection)
        self.work = WorkStore(connection)

    @cached_property
    def memo_answers(self) -> "MemoAnswerStore":
        """The answers beside their memos, for exports and lists."""
        from emoji_labeler.storage.memo_answer_store import MemoAnswerStore

        return MemoAnswerStore(self._connection)

    @cached_property
    def insights(self) -> "InsightStore":
        """The answers as they are measured."""
        from emoji_labeler.storage.insight_store import InsightStore

        return InsightStore(self._connection)

    @cached_property
    def golds(self) -> "GoldStore":
        """The labels that count."""
        from emoji_labeler.storage.gold_store import GoldStore

        return GoldStore(self._connection)

    @cached_property
    def snapshots(self) -> "SnapshotStore":
        """The dataset snapshots."""
        from emoji_labeler.storage.snapshot_store import SnapshotStore

        return SnapshotStore(self._connection)

    @cached_property
    def intents(self) -> "IntentStore":
        """What was decided about fine-tuning jobs."""
        from emoji_labeler.storage.intent_store import IntentStore

        return IntentStore(self._connection)

    @cached_property
    def uploads(self) -> "UploadStore":
        """Which training files lie with which provider."""
        from emoji_labeler.storage.upload_store import UploadStore

        return UploadStore(self._connection)

    @cached_property
    def jobs(self) -> "JobStore":
        """The fine-tuning jobs as they were seen last, and their models."""
        from emoji_labeler.storage.job_store import JobStore

        return JobStore(self._connection)

    @cached_property
    def job_events(self) -> "JobEventStore":
        """What happened in fine-tuning jobs."""
        from emoji_labeler.storage.job_event_store import JobEventStore

        return JobEventStore(self._connection)

    @cached_property
    def prediction_runs(self) -> "PredictionRunStore":
        """The passes of predictors over memos."""
        from emoji_labeler.storage.prediction_run_store import PredictionRunStore

        return PredictionRunStore(self._connection)

    @cached_property
    def predictions(self) -> "PredictionStore":
        """What the runs predicted."""
        from emoji_labeler.storage.prediction_store import PredictionStore

        return PredictionStore(self._connection)

    @cached_property
    def prediction_batches(self) -> "PredictionBatchStore":
        """Requests of runs that were handed over together."""
        from emoji_labeler.storage.prediction_batch_store import PredictionBatchStore

        return PredictionBatchStore(self._connection)

    @cached_property
    def label_embeddings(self) -> "LabelEmbeddingStore":
        """The vectors of all labels, by model and pack."""
        from emoji_labeler.storage.label_embedding_store import LabelEmbeddingStore

        return LabelEmbeddingStore(self._connection)

    @cached_property
    def comparisons(self) -> "ComparisonStore":
        """Runs side by side."""
        from emoji_labeler.storage.comparison_store import ComparisonStore

        return ComparisonStore(self._connection)

    @cached_property
    def judgements(self) -> "JudgementStore":
        """Blind choices between runs."""
        from emoji_labeler.storage.judgement_store import JudgementStore

        return JudgementStore(self._connection)

    @cached_property
    def label_mappings(self) -> "LabelMappingStore":
        """What labels of other programs mean here."""
        from emoji_labeler.storage.label_mapping_store import LabelMappingStore

        return LabelMappingStore(self._connection)

    @cached_property
    def label_names(self) -> "LabelNameStore":
        """Which labels stand for one emoji."""
        from emoji_labeler.storage.label_name_store import LabelNameStore

        return LabelNameStore(self._connection)

    @cached_property
    def memo_pairs(self) -> "MemoPairStore":
        """What people decided about memos that are nearly the same."""
        from emoji_labeler.storage.memo_pair_store import MemoPairStore

        return MemoPairStore(self._connection)

    @cached_property
    def memo_drops(self) -> "MemoDropStore":
        """Memos that were dropped."""
        from emoji_labeler.storage.memo_drop_store import MemoDropStore

        return MemoDropStore(self._connection)

    @cached_property
    def memo_listings(self) -> "MemoListingStore":
        """Lists of memos, for the screen that shows all of them."""
        from emoji_labeler.storage.memo_listing_store import MemoListingStore

        return MemoListingStore(self._connection)

    @cached_property
    def verdicts(self) -> "VerdictStore":
        """What reviewers decided."""
        from emoji_labeler.storage.verdict_store import VerdictStore

        return VerdictStore(self._connection)

    @cached_property
    def reviews(self) -> "ReviewStore":
        """The queue of memos that wait for a reviewer."""
        from emoji_labeler.storage.review_store import ReviewStore

        return ReviewStore(self._connection)

    @cached_property
    def generations(self) -> "GenerationStore":
        """Runs in which a chat model writes memos."""
        from emoji_labeler.storage.generation_store import GenerationStore

        return GenerationStore(self._connection)

    @cached_property
    def generation_answers(self) -> "GenerationAnswerStore":
        """What chat models were asked for memos, and what they answered."""
        from emoji_labeler.storage.generation_answer_store import GenerationAnswerStore

        return GenerationAnswerStore(self._connection)

    @cached_property
    def generated_memos(self) -> "GeneratedMemoStore":
        """The memos that chat models wrote, before they are memos of the project."""
        from emoji_labeler.storage.generated_memo_store import GeneratedMemoStore

        return GeneratedMemoStore(self._connection)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new project file; raise ProjectError where a file says anything already."""
        what = tr("The project {name} was not made.", name=path.name)
        check_is_free(path, what=what)
        with outside_errors(what):
            return cls._opened(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project file and bring it up to date; raise ProjectError if it is none."""
        what = tr("The project {name} was not opened.", name=path.name)
        check_is_there(path, what=what)
        with outside_errors(what):
            return cls._opened(path)

    @classmethod
    def _opened(cls, path: Path) -> Self:
        connection = connect(path)
        try:
            check_is_project(connection, path=path)
            begin_work(connection)
            if schema_version(connection) < SCHEMA_VERSION:
                migrate(connection)
            renew_stale_golds(connection)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
