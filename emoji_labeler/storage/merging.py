"""Putting what people did in other copies of a project into this one: a union of events.

Memos are told by their normalised text, people by their id and then by their name, events by ids
that are unique everywhere. Of the events for one memo and one person the latest counts, so the same
files in any order, any number of times, come to the same. What two files know of the same memo is
taken as the file has it that imported it first.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from emoji_labeler.domain.errors import ProjectError
from emoji_labeler.domain.merge_report import MergeReport
from emoji_labeler.storage.connection import large_cache, outside_errors, transaction
from emoji_labeler.storage.current_copy import copy_current
from emoji_labeler.storage.event_history import ANSWERS, VERDICTS
from emoji_labeler.storage.merge_events import EventMerging
from emoji_labeler.storage.merge_memos import MemoMerging
from emoji_labeler.storage.merge_source import MergeSource, attached
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.storage.turns import in_turns
from emoji_labeler.wording import tr

_BYTES_TOGETHER = 1_000_000_000
"""Files are merged together up to this size: their copies need as much disk."""

_EVENTS_A_STEP = 200_000
"""So many at most, where each person has answered each memo once, are written while others wait."""

_COPIED_AT_ONCE = 4
_SHARE_OF_MEMOS = 0.2
_SHARE_OF_EVENTS = 0.6


def merge_files(
    project: ProjectStore,
    paths: Sequence[Path],
    *,
    progress: Callable[[float], None] = lambda _share: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[MergeReport, ...]:
    """Take over all that the files at ``paths`` know and the project does not.

    The files themselves are only read. One that is no project or is damaged is refused alone, as
    its report says. A memo gets all that is new about it or nothing, should the program end midway;
    merging again brings the rest. No other file is begun once ``is_cancelled`` says so. Raises
    ProjectError where the project cannot be written.
    """
    reports: list[MergeReport] = []
    with _gold_labels_afterwards(project, progress=progress):
        for group in _groups(project, paths):
            done = len(reports)

            def reached(share: float, *, done: int = done, files: int = len(group)) -> None:
                merged = (done + share * files) / len(paths)
                progress(merged * (_SHARE_OF_MEMOS + _SHARE_OF_EVENTS))

            merging = _Merging(project, progress=reached, is_cancelled=is_cancelled)
            reports += merging.run(group)
            if is_cancelled():
                break
    return tuple(reports)


def _groups(project: ProjectStore, paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield the files that are merged together: as many as SQLite attaches and the disk takes."""
    most = project._connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED)
    group: list[Path] = []
    size = 0
    for path in paths:
        own = path.stat().st_size if path.is_file() else 0
        if group and (len(group) == most or size + own > _BYTES_TOGETHER):
            yield group
            group, size = [], 0
        group.append(path)
        size += own
    if group:
        yield group


@contextmanager
def _gold_labels_afterwards(
    project: ProjectStore, *, progress: Callable[[float], None]
) -> Iterator[None]:
    """Work out the gold labels once for all files: a fraction of doing it for each."""
    connection = project._connection  # A module of the same room.
    connection.execute("drop table if exists temp.changed_memos")
    connection.execute("create temporary table changed_memos (memo_id integer primary key)")
    behind = _SHARE_OF_MEMOS + _SHARE_OF_EVENTS
    with large_cache(connection):
        try:
            yield
        finally:
            changed = connection.execute("select memo_id from changed_memos").fetchall()
            project.golds.catch_up(
                [row[0] for row in changed],
                progress=lambda share: progress(behind + (1 - behind) * share),
            )


class _Merging:
    """Files that are merged together: first each one's memos and people, then all their events."""

    def __init__(
        self,
        project: ProjectStore,
        *,
        progress: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._project = project
        self._connection = project._connection
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._sources: list[MergeSource] = []
        self._refused: dict[int, MergeReport] = {}

    def run(self, paths: Sequence[Path]) -> list[MergeReport]:
        """Merge them; return what came of each that was begun."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as attached_ones:
            with ThreadPoolExecutor(_COPIED_AT_ONCE) as pool:
                copies = [
                    pool.submit(_copied, path, Path(folder) / str(number))
                    for number, path in enumerate(paths)
                ]
                for number, (path, copy) in enumerate(zip(paths, copies, strict=True)):
                    if self._is_cancelled():
                        pool.shutdown(cancel_futures=True)
                        break
                    self._progress(_SHARE_OF_MEMOS * number / len(paths))
                    source = MergeSource(path=path, number=number)
                    self._begin(source, copy, attached_ones)
            with outside_errors(tr("The files were merged only in part.")):
                self._merge_events()
        reports = {one.number: one.report for one in self._sources} | self._refused
        return [reports[number] for number in sorted(reports)]

    def _begin(self, source: MergeSource, copy: Future[Path], attached_ones: ExitStack) -> None:
        """Take over memos and people of a file, or refuse it."""
        try:
            with outside_errors(_what(source.path)), ExitStack() as tried:
                tried.enter_context(attached(self._connection, copy.result(), source=source))
                with transaction(self._connection):
                    self._project.golds.mark_stale()
                    MemoMerging(self._connection, source).run()
                attached_ones.push(tried.pop_all())
        except ProjectError as error:
            self._refused[source.number] = MergeReport(path=source.path, refused=error)
        else:
            self._sources.append(source)

    def _merge_events(self) -> None:
        """Take over answers and verdicts, in steps between which others can write."""
        memos = self._memos()
        for history in (ANSWERS, VERDICTS):
            merging = EventMerging(self._connection, history, self._sources)
            most = max(1, _EVENTS_A_STEP // max(1, len(self._sources)))
            for step in in_turns(memos if merging.has_events else range(0), most=most):
                merging.take(step)
                if history is ANSWERS:
                    done = (step.stop - memos.start) / len(memos)
                    self._progress(_SHARE_OF_MEMOS + (1 - _SHARE_OF_MEMOS) * done)

    def _memos(self) -> range:
        """Return the numbers from the first memo to the last one that any of the files know."""
        ends = [
            self._connection.execute(f"select min(ours), max(ours) from {one.memo_map}").fetchone()
            for one in self._sources
        ]
        known = [end for pair in ends for end in pair if end is not None]
        return range(min(known), max(known) + 1) if known else range(0)


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    return copy_current(path, folder=folder, what=_what(path))


def _what(path: Path) -> str:
    return tr("{name} was not merged.", name=path.name)
