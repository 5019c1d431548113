"""Writing the training file of a project, and telling beforehand what it would hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from emoji_labeler import __version__
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.export_report import DifferingLabels, ExportReport
from emoji_labeler.domain.gold import GoldRule
from emoji_labeler.domain.labelled_memo import GivenLabel
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import check_text, normalise, words_alone
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.exporters.exporter import ExportContext, Exporter
from emoji_labeler.exporters.registry import EXPORTERS, exporter_named
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.services.export_files import (
    HashedFile,
    by_use,
    check_not_the_project,
    manifest_bytes,
    manifest_path_of,
    sha256_of,
)
from emoji_labeler.services.export_findings import findings
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr

FORMAT_NAMES = tuple(exporter.name for exporter in EXPORTERS if exporter.write_answers)
"""The formats that what a project holds now can be written in, without a snapshot."""
DEFAULT_SYSTEM_PROMPT = (
    "You choose the one emoji that fits a voice memo best. The memo is in Japanese or in English"
    " and may touch several themes: go by what it is mainly about and how the speaker feels."
    " Answer with the name of that emoji in English and with nothing else."
)
_PROMPT = "system_prompt"


@record
class ExportResult:
    """What was written; ``sha256`` is that of the file at ``path``, in hexadecimal digits."""

    path: Path
    manifest_path: Path
    rows: int
    sha256: str


def system_prompt(project: ProjectStore) -> str:
    """Return the prompt that stands before every row, and that the trained model must get."""
    return project.values.get(_PROMPT, default=DEFAULT_SYSTEM_PROMPT)


def keep_system_prompt(project: ProjectStore, prompt: str) -> None:
    """Make ``prompt`` the project's own; an empty one leaves the system message out."""
    check_text(prompt, what=tr("The system prompt was not saved."))
    project.values.put(_PROMPT, prompt)


def check_export(project: ProjectStore, *, pack: EmojiPack) -> ExportReport:
    """Return what an export of the project would hold; nothing is written."""
    meet_pack(project, pack)
    current = project.label_names.current()
    labels: Counter[str] = Counter()
    by_words: dict[int, list[tuple[int, str]]] = {}
    for memo in project.golds.labelled():
        labels[memo.label] += 1
        by_words.setdefault(_words_key(memo.text), []).append((memo.memo_id, memo.label))
    rules = project.golds.rule_counts()
    rows = labels.total()
    report = ExportReport(
        rows=rows,
        unlabelled=project.memos.count() - sum(rules.values()),
        skipped=rules.get(GoldRule.SKIPPED, 0),
        flagged=rules.get(GoldRule.FLAGGED, 0),
        rejected=rules.get(GoldRule.REJECTED, 0),
        waiting=rules.get(GoldRule.WAITING, 0) + rules.get(GoldRule.SENT_BACK, 0),
        contradictory=tuple(map(_differing_answers, project.golds.disagreements())),
        same_words=tuple(_differing(by_words.values(), current=current)),
        labels=by_use(labels),
        outside_pack=tuple((label, n) for label, n in by_use(labels) if pack.find(label) is None),
        renamed=pack.renamed(labels),
    )
    return replace(report, findings=findings(report))


def export_training_file(
    project: ProjectStore,
    output: Path,
    *,
    system_prompt: str,
    format_name: str = FORMAT_NAMES[0],
) -> ExportResult:
    """Write the training file and, beside it, ``<name>.manifest.json``.

    Both appear whole or not at all, and the same answers and prompt give the same bytes. Raises
    OutputError where the file cannot be written, WrongUseError where there is nothing to write.
    """
    what = tr("{name} was not written.", name=output.name)
    check_text(system_prompt, what=what)
    exporter = exporter_named(format_name)
    if exporter.write_answers is None:
        raise WrongUseError(
            what,
            why=tr("{format} is written from a snapshot.", format=exporter.title),
            remedy=tr("Make a snapshot first, then export that."),
        )
    manifest_path = manifest_path_of(output)
    check_not_the_project(project, (output, manifest_path), what=what)
    memos = _Counted(project.golds.labelled())
    with replacing([output, manifest_path]) as (data, manifest):
        digest = HashedFile(data)
        exporter.write_answers(memos, digest, ExportContext(prompts=(system_prompt,)))
        if not memos.labels:
            raise WrongUseError(
                what,
                why=tr("No memo has a label that counts."),
                remedy=tr("Label some memos first."),
            )
        manifest.write(
            _manifest(
                project,
                exporter=exporter,
                sha256=digest.hexdigest,
                labels=memos.labels,
                system_prompt=system_prompt,
            )
        )
    return ExportResult(
        path=output,
        manifest_path=manifest_path,
        rows=memos.labels.total(),
        sha256=digest.hexdigest,
    )


class _Counted:
    """Labelled memos that are counted by label as they go by."""

    def __init__(self, memos: Iterable[GivenLabel]) -> None:
        self._memos = memos
        self.labels: Counter[str] = Counter()

    def __iter__(self) -> Iterator[GivenLabel]:
        for memo in self._memos:
            self.labels[memo.label] += 1
            yield memo


def _differing_answers(answers: Sequence[tuple[int, str]]) -> DifferingLabels:
    return DifferingLabels(pairs=tuple(answers))


def _words_key(text: str) -> int:
    """Return a number that texts of the same words share; text without words stands for itself."""
    return hash(words_alone(text) or normalise(text))


def _differing(
    groups: Iterable[list[tuple[int, str]]], *, current: CurrentLabels
) -> Iterator[DifferingLabels]:
    for pairs in groups:
        if len(pairs) > 1 and len({current[label] for _, label in pairs}) > 1:
            yield DifferingLabels(pairs=tuple(pairs))


def _manifest(
    project: ProjectStore,
    *,
    exporter: Exporter,
    sha256: str,
    labels: Counter[str],
    system_prompt: str,
) -> bytes:
    """Return the description of a training file, without any date: see docs/formats.md."""
    return manifest_bytes(
        {
            "format": exporter.name,
            "sha256": sha256,
            "rows": labels.total(),
            "labels": dict(by_use(labels)),
            "system_prompt": system_prompt,
            "system_prompt_sha256": sha256_of(system_prompt),
            "project": project.path.stem,
            "program_version": __version__,
        }
    )
