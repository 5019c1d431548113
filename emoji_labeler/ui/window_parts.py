"""Everything that a window is made from, built once by the program and handed over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.memo import Memo
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.assistant import Assistant
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.job_watch import JobWatch
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService
    from emoji_labeler.services.reviewing import ReviewSession


class WindowParts(NamedTuple):
    """What the window shows and whom it asks.

    The first to call ``providing`` waits until its modules are imported: call from a worker.
    ``local_jobs`` counts the jobs that train on this machine and would stop with the program.
    """

    project_path: Path
    session: LabelingSession
    people: Callable[[], Sequence[Annotator]]
    reviewing: Callable[[], "ReviewSession"]
    find_memos: Callable[[str], Sequence[Memo]]
    assistant: Assistant
    pack: EmojiPack
    pictures: Pictures
    settings: SettingsFile
    theme: Theme
    icons: Icons
    background: Background
    changes: Changes
    providing: Callable[[], "ProvidingService"]
    job_watch: JobWatch
    local_jobs: Callable[[], int]
