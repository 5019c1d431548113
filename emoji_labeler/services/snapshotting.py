"""Making dataset snapshots, looking through them, comparing them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from emoji_labeler import __version__
from emoji_labeler.datasets.content_hash import content_hash
from emoji_labeler.datasets.difference import difference
from emoji_labeler.datasets.prompts import RowPrompts
from emoji_labeler.datasets.splitting import split_rows
from emoji_labeler.datasets.token_count import token_counter
from emoji_labeler.datasets.validation import snapshot_report
from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.gold import GoldRule
from emoji_labeler.domain.identifier import new_identifier
from emoji_labeler.domain.labelled_memo import LeftOut, by_memo, counting
from emoji_labeler.domain.snapshot import (
    LabelSource,
    Snapshot,
    SnapshotFilter,
    SnapshotPlan,
    SnapshotPreview,
    SnapshotRow,
    Split,
)
from emoji_labeler.domain.snapshot_answer import SnapshotAnswer
from emoji_labeler.domain.snapshot_difference import SnapshotDifference
from emoji_labeler.domain.snapshot_report import DEFAULT_TOKEN_LIMIT, SnapshotReport
from emoji_labeler.domain.text import check_text
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.export_files import by_use, sha256_of
from emoji_labeler.services.retiring import meet_pack
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


def create_snapshot(project: ProjectStore, plan: SnapshotPlan, *, pack: EmojiPack) -> Snapshot:
    """Make a snapshot of what the project holds now.

    Raises WrongUseError where the name is taken or blank, the parent or an annotator is not known,
    or the filter lets nothing through.
    """
    _check_plan(project, plan)
    meet_pack(project, pack)
    current = project.label_names.current()
    prompts = RowPrompts(plan.prompt, labels=pack.labels)
    rows = tuple(_rows(project, plan, prompts=prompts))
    if not rows:
        raise WrongUseError(
            _not_made(plan),
            why=tr("No memo with a label that counts passes the filter."),
            remedy=tr("Label some memos first, or let more through."),
        )
    snapshot = Snapshot(
        id=new_identifier(),
        plan=plan,
        content_hash=content_hash(prompts.texts, rows),
        row_count=len(rows),
        prompts=prompts.texts,
        system_prompt_hash=sha256_of(plan.prompt.system_prompt),
        labels=by_use(Counter(current[row.label] for row in rows)),
        sources=by_use(Counter(row.label_source.value for row in rows)),
        splits=tuple((split.value, sum(row.split == split for row in rows)) for split in Split),
        pack_id=pack.id,
        pack_version=pack.version,
        program_version=__version__,
        made_at=utc_now(),
    )
    project.snapshots.keep(snapshot, rows)
    return snapshot


def preview_snapshot(project: ProjectStore, wanted: SnapshotFilter) -> SnapshotPreview:
    """Return what a snapshot through a filter would hold; nothing is made."""
    rows = list(_chosen(project, wanted))
    current = project.label_names.current()
    return SnapshotPreview(
        rows=len(rows),
        labels=len({current[row.label] for row in rows}),
        suggested=sum(row.label_source is LabelSource.SUGGESTED for row in rows),
    )


def snapshot_named(project: ProjectStore, name: str) -> Snapshot:
    """Return the snapshot of that name, or raise WrongUseError naming those there are."""
    found = project.snapshots.named(name)
    if found:
        return found
    names = ", ".join(one.name for one in project.snapshots.all())
    raise WrongUseError(
        tr("The snapshot was not found."),
        why=tr("The project has no snapshot “{name}”.", name=name),
        remedy=tr("Choose one of: {names}.", names=names) if names else tr("Make one first."),
    )


def check_snapshot(
    project: ProjectStore,
    snapshot: Snapshot,
    *,
    pack: EmojiPack,
    token_limit: int = DEFAULT_TOKEN_LIMIT,
) -> SnapshotReport:
    """Return what is wrong or odd about a snapshot; nothing is written."""
    rows = tuple(project.snapshots.rows(snapshot))
    return snapshot_report(
        rows,
        prompts=snapshot.prompts,
        pack_labels=pack,
        former=dict(pack.renamed({row.label for row in rows})),
        counter=token_counter(),
        token_limit=token_limit,
    )


def compare_snapshots(project: ProjectStore, before: str, after: str) -> SnapshotDifference:
    """Return what is different between the snapshots of two names."""
    former, latter = snapshot_named(project, before), snapshot_named(project, after)
    return difference(
        former,
        latter,
        rows_before=project.snapshots.rows(former),
        rows_after=project.snapshots.rows(latter),
        current=project.label_names.current(),
    )


def _check_plan(project: ProjectStore, plan: SnapshotPlan) -> None:
    what = _not_made(plan)
    for text in (plan.name, plan.note, plan.prompt.system_prompt):
        check_text(text, what=what)
    if not plan.name.strip():
        raise WrongUseError(what, why=tr("The name is empty."), remedy=tr("Give a name."))
    if project.snapshots.named(plan.name):
        raise WrongUseError(
            what,
            why=tr("There is a snapshot of that name, and snapshots cannot be changed."),
            remedy=tr("Choose another name."),
        )
    if plan.parent:
        snapshot_named(project, plan.parent)
    known = {annotator.name for annotator in project.annotators.all()}
    for name in plan.filter.annotators:
        if name not in known:
            raise WrongUseError(
                what,
                why=tr("The project knows no annotator “{name}”.", name=name),
                remedy=tr("Choose one of: {names}.", names=", ".join(sorted(known))),
            )


def _not_made(plan: SnapshotPlan) -> str:
    return tr("The snapshot {name} was not made.", name=plan.name)


def _rows(
    project: ProjectStore, plan: SnapshotPlan, *, prompts: RowPrompts
) -> Iterator[SnapshotRow]:
    """Yield the rows by memo, shared out over the splits."""
    chosen = list(_chosen(project, plan.filter))
    linked = list(project.memo_pairs.linked())
    # Few memos are linked; while texts are compared there is little room for the others.
    wanted = {memo_id for pair in linked for memo_id in pair}
    places = {row.memo_id: place for place, row in enumerate(chosen) if row.memo_id in wanted}
    links = (
        (places[first], places[second])
        for first, second in linked
        if first in places and second in places
    )
    splits = split_rows([(row.text, row.label) for row in chosen], plan=plan.split, links=links)
    for row, split in zip(chosen, splits, strict=True):
        yield row._replace(split=split.value, prompt=prompts.place_of(row.label))


def _chosen(project: ProjectStore, wanted: SnapshotFilter) -> Iterator[SnapshotRow]:
    """Yield the rows that pass the filter, all of them for training yet."""
    golds = project.snapshots.golds()
    rows: Iterator[SnapshotRow]
    if wanted.hears_everybody:
        rows = (row for row, rule in golds if _is_reviewed(rule) or not wanted.reviewed_only)
    else:
        rows = _heard_rows(project, wanted, golds={row.memo_id: (row, rule) for row, rule in golds})
    return (row for row in rows if _is_wanted(row, wanted))


def _heard_rows(
    project: ProjectStore,
    wanted: SnapshotFilter,
    *,
    golds: Mapping[int, tuple[SnapshotRow, str]],
) -> Iterator[SnapshotRow]:
    """Yield the rows that come out when not all answers are heard."""
    current = project.label_names.current()
    for answers in by_memo(project.snapshots.answers()):
        heard = [one for one in answers if _is_heard(one, wanted)]
        agreeing = counting(heard, current=current) if heard else LeftOut.SKIPPED
        if isinstance(agreeing, LeftOut):
            continue
        row = _row(agreeing, current=current)
        gold, rule = golds.get(row.memo_id, (None, ""))
        if wanted.gold_only and (gold is None or current[gold.label] != current[row.label]):
            continue
        if wanted.reviewed_only and not _is_reviewed(rule):
            continue
        yield row


def _is_reviewed(rule: str) -> bool:
    return rule == GoldRule.REVIEWED


def _is_heard(one: SnapshotAnswer, wanted: SnapshotFilter) -> bool:
    if wanted.annotators and one.answer.annotator not in wanted.annotators:
        return False
    is_before_end = not wanted.until or one.submitted_at < wanted.until
    return is_before_end and one.submitted_at >= wanted.since


def _is_wanted(row: SnapshotRow, wanted: SnapshotFilter) -> bool:
    return (
        (not wanted.themes or row.theme in wanted.themes)
        and (not wanted.languages or row.language in wanted.languages)
        and wanted.label_source in (None, row.label_source)
    )


def _row(agreeing: Sequence[SnapshotAnswer], *, current: CurrentLabels) -> SnapshotRow:
    """Return the row of a memo whose answers agree; the present label if they named several.

    What one annotator finds acceptable as well stays so whatever the others say. A label that one
    of them found alone was found by a person, and a suggestion that one of them saw and did not
    take tells more than one that was taken.
    """
    memo = agreeing[0].answer
    label = memo.label if len({one.label for one in agreeing}) == 1 else current[memo.label]
    also = dict.fromkeys(label for one in agreeing for label in one.answer.also_acceptable)
    paths = [one.picked_by for one in agreeing]
    suggested = [one.suggested_label for one in agreeing if one.suggested_label]
    refused = [one for one in suggested if current[one] != current[label]]
    taken = [label for one in suggested if current[one] == current[label]]
    return SnapshotRow(
        memo_id=memo.memo_id,
        text=memo.text,
        theme=memo.theme,
        language=memo.language,
        source=memo.source,
        label=label,
        also_acceptable=tuple(also),
        split=Split.TRAIN.value,
        prompt=0,
        picked_by=next((path for path in paths if path != PickPath.SUGGESTION), paths[0]),
        suggested_label=next(iter(refused or taken), ""),
    )
