"""What becomes of labels when the emoji pack changes: renamed, merged, retired.

Answers keep the label they were given. Where the pack has another label for it (an alias), that
one's picture is shown, and wherever labels are compared, both are one; where it has none, the label
is retired and its memos wait for a reviewer. The pack that a project met last is the one in use.
"""

from collections.abc import Iterable
from pathlib import Path

from emoji_labeler.domain.record import record
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.storage.project import ProjectStore

_PACK = "pack"


@record
class PackUpdate:
    """What a pack means for the labels in use: those renamed (old, new), and those retired."""

    renamed: tuple[tuple[str, str], ...]
    retired: tuple[str, ...]


def meet_pack(project: ProjectStore, pack: EmojiPack) -> PackUpdate:
    """Tell a project which labels are one in a pack, and which of those in use it lacks.

    Everybody who has a project and a pack at hand calls this before labels are compared. Reading
    the aliases takes some 10 ms, so it is not for the way to the first paint; where a large project
    meets another pack, what changes is worked out in seconds.
    """
    project.label_names.keep(pack.renamed_labels)
    update = _update(project.reviews.labels_in_use(), pack)
    # A label that nobody uses any more is forgotten; it comes back with the first memo that has it.
    project.reviews.retire(frozenset(update.retired))
    kept = f"{pack.id} {pack.version}".strip()
    if kept and project.values.get(_PACK) != kept:
        project.values.put(_PACK, kept)
    return update


def meet_pack_at(project_path: Path, pack: EmojiPack) -> PackUpdate:
    """Do it for the project file at ``project_path``; made for a worker thread."""
    with ProjectStore.open(project_path) as project:
        return meet_pack(project, pack)


def _update(labels: Iterable[str], pack: EmojiPack) -> PackUpdate:
    unknown = {label for label in labels if label not in pack}
    renamed = pack.renamed(unknown)
    return PackUpdate(
        renamed=renamed, retired=tuple(sorted(unknown - {label for label, _ in renamed}))
    )
