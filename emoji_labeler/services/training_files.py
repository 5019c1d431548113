"""The files that a job learns from, made from a snapshot whenever they are needed."""

import hashlib
import io
from collections.abc import Iterator

from emoji_labeler.datasets.token_count import TokenCounter
from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.record import record
from emoji_labeler.domain.snapshot import Snapshot, SnapshotRow, Split
from emoji_labeler.domain.submission import TrainingFile
from emoji_labeler.exporters.exporter import ExportContext
from emoji_labeler.exporters.registry import exporter_named
from emoji_labeler.services.snapshot_exporting import check_hash
from emoji_labeler.storage.project import ProjectStore

_FORMATS = {Method.SUPERVISED: "openai_chat", Method.DPO: "preference_pairs"}


@record
class WrittenFile:
    """A training file with its bytes."""

    file: TrainingFile
    content: bytes


def write_training_files(
    project: ProjectStore, snapshot: Snapshot, *, method: Method, validation: bool
) -> tuple[WrittenFile, ...]:
    """Return the training file and, if asked for, the validation file; none without rows.

    They are byte for byte those that an export of the snapshot writes. Raises ProjectError where
    the rows are not those that were hashed.
    """
    check_hash(project, snapshot)
    splits = (Split.TRAIN, Split.VALIDATION) if validation else (Split.TRAIN,)
    files = (_written(project, snapshot, split, method=method) for split in splits)
    return tuple(one for one in files if one.file.rows)


def tokens_per_epoch(
    project: ProjectStore, snapshot: Snapshot, *, method: Method, counter: TokenCounter
) -> int:
    """Return the tokens of the rows for training, each pair of preferences as two rows."""
    prompts = [counter.count(prompt) for prompt in snapshot.prompts]
    total = 0
    for row in _rows(project, snapshot, Split.TRAIN, method=method):
        before = (prompts[row.prompt],) if snapshot.prompts[row.prompt] else ()
        text = counter.count(row.text)
        total += counter.of_chat(*before, text, counter.count(row.label))
        if method is Method.DPO:
            total += counter.of_chat(*before, text, counter.count(row.suggested_label))
    return total


def _written(
    project: ProjectStore, snapshot: Snapshot, split: Split, *, method: Method
) -> WrittenFile:
    rows = list(_rows(project, snapshot, split, method=method))
    file = io.BytesIO()
    exporter_named(_FORMATS[method]).write(rows, file, ExportContext(prompts=snapshot.prompts))
    content = file.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    return WrittenFile(
        file=TrainingFile(
            split=split,
            # The name tells the bytes: a file of this name is the one that is looked for.
            name=f"emoji-labeler-{sha256[:40]}.jsonl",
            rows=len(rows),
            size=len(content),
            sha256=sha256,
        ),
        content=content,
    )


def _rows(
    project: ProjectStore, snapshot: Snapshot, split: Split, *, method: Method
) -> Iterator[SnapshotRow]:
    takes = exporter_named(_FORMATS[method]).takes
    return filter(takes, project.snapshots.rows(snapshot, split=split))
