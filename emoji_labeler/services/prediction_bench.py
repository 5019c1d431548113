"""Puts together what predictors are made from."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler.domain.prediction import RunPlan
from emoji_labeler.domain.predictor import SNAPSHOT
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.predictors.predictor import Bench
from emoji_labeler.services.snapshotting import snapshot_named
from emoji_labeler.storage.project import ProjectStore

if TYPE_CHECKING:
    from emoji_labeler.providers.provider import Provider

Labelled = Sequence[tuple[str, str]]


def bench_for(
    project: ProjectStore,
    plan: RunPlan,
    *,
    pack: EmojiPack,
    provider: "Provider | None",
    theme_paths: Sequence[Path],
    cache_folder: Path,
) -> Bench:
    """Return the bench for a plan whose options are complete.

    Raises WrongUseError where the plan names a snapshot that the project does not have. It belongs
    to the thread of ``project``, except for what has been prepared.
    """
    name = str(plan.options.get(SNAPSHOT, ""))
    snapshot = snapshot_named(project, name) if name else None

    def training() -> Labelled:
        if snapshot is None:
            return ()
        current = project.label_names.current()
        rows = project.snapshots.rows(snapshot, split=Split.TRAIN)
        return [(row.text, current[row.label]) for row in rows]

    return Bench(
        pack=pack,
        options=plan.options,
        vectors=project.label_embeddings,
        model=plan.model,
        provider=provider,
        training=training,
        answers=_answers_of(project),
        trained_prompts=snapshot.prompts if snapshot else (),
        theme_paths=tuple(theme_paths),
        cache_folder=cache_folder,
    )


def _answers_of(project: ProjectStore) -> Callable[[], Labelled]:
    def answers() -> Labelled:
        current = project.label_names.current()
        return [(memo.text, current[memo.label]) for memo in project.golds.labelled()]

    return answers
