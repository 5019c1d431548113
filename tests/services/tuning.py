"""A project with labelled memos and a snapshot, and what is needed to have models trained."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.pick import Pick
from emoji_labeler.domain.snapshot import PromptPlan, Snapshot, SnapshotPlan
from emoji_labeler.domain.submission import PreparedSubmission, SubmissionPlan
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.providers.key_store import KeyStore
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.services.opening import open_sample
from emoji_labeler.services.preparing import prepare_submission
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.services.serving import LocalServerProcess
from emoji_labeler.services.snapshotting import create_snapshot
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore

LABELS = ("cat", "castle", "umbrella", "bread", "volcano", "guitar")
PACK = EmojiPack.of([Emoji(label=label) for label in LABELS], folder=Path("p"), id="small")
BASE = "local-text-classifier"
SNAPSHOT = "first"


def label_memo(project: ProjectStore, memo_id: int, label: str, *, by: str = "Aiko") -> None:
    """Answer a memo as somebody would."""
    _answer(LabelingSession(project, annotator=project.annotators.named(by)), memo_id, label)


def labelled_project(folder: Path, *, memos: int = 30, labels: Sequence[str] = ()) -> ProjectStore:
    """Return the sample with its first memos labelled, by their numbers or as told."""
    project = open_sample(folder)
    session = LabelingSession(project, annotator=project.annotators.named("Aiko"))
    for memo_id in range(1, memos + 1):
        _answer(session, memo_id, labels[memo_id - 1] if labels else LABELS[memo_id % 6])
    return project


def _answer(session: LabelingSession, memo_id: int, label: str) -> None:
    session.go_to(memo_id)
    session.draft_changed(Draft(label=label))
    session.submit(Pick())


def snapshot_of(project: ProjectStore, *, pack: EmojiPack = PACK, name: str = SNAPSHOT) -> Snapshot:
    """Make a snapshot of what the project holds now."""
    plan = SnapshotPlan(name=name, prompt=PromptPlan(system_prompt="Choose the emoji."))
    return create_snapshot(project, plan, pack=pack)


def prepared(
    project: ProjectStore,
    providing: ProvidingService,
    *,
    provider_id: str = "local",
    base_model: str = BASE,
    epochs: tuple[int | None, ...] = (2,),
    pack: EmojiPack = PACK,
    **more: Any,
) -> PreparedSubmission:
    """Prepare a submission of the snapshot."""
    plan = SubmissionPlan(
        snapshot=SNAPSHOT,
        provider_id=provider_id,
        base_model=base_model,
        epochs=epochs,
        **more,
    )
    profile = providing.profile(provider_id)
    return prepare_submission(project, plan, profile=profile, pack=pack)


def providing_in(folder: Path, *, local: LocalServerProcess | None = None) -> ProvidingService:
    """Return providers whose settings lie in a folder and whose keys are kept nowhere."""
    return ProvidingService(
        settings=SettingsFile(folder / "settings.json"),
        keys=KeyStore(environment={}),
        local_server=local,
    )
