"""Looking through a snapshot before it is exported or uploaded."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from emoji_labeler.datasets.near_duplicates import near_duplicate_clusters
from emoji_labeler.datasets.snapshot_findings import findings
from emoji_labeler.datasets.token_count import TokenCounter
from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.export_report import DifferingLabels
from emoji_labeler.domain.snapshot import LabelSource, SnapshotRow, Split
from emoji_labeler.domain.snapshot_report import DEFAULT_TOKEN_LIMIT, RowTokens, SnapshotReport
from emoji_labeler.domain.text import normalise, words_alone


def snapshot_report(
    rows: Sequence[SnapshotRow],
    *,
    prompts: Sequence[str],
    pack_labels: Container[str],
    former: Mapping[str, str],
    counter: TokenCounter,
    token_limit: int = DEFAULT_TOKEN_LIMIT,
) -> SnapshotReport:
    """Return counts and findings; ``token_limit`` is for one row with its system prompt.

    ``former`` says what the pack calls labels of these rows that older packs had; they count as
    what they are called now.
    """
    current = CurrentLabels(former)
    said = Counter(row.label for row in rows)
    labels = Counter(current[row.label] for row in rows)
    trained = {current[row.label] for row in rows if row.split == Split.TRAIN}
    tokens, sizes = _tokens(rows, prompts=prompts, counter=counter)
    contradictory = _differing(rows, key=normalise, current=current)
    in_both = {one.pairs for one in contradictory}
    clusters = near_duplicate_clusters([row.text for row in rows])
    report = SnapshotReport(
        rows=len(rows),
        train_rows=sum(row.split == Split.TRAIN for row in rows),
        token_limit=token_limit,
        tokens=tokens,
        empty=tuple(row.memo_id for row in rows if not (row.text.strip() and row.label.strip())),
        too_long=tuple(
            row.memo_id for row, size in zip(rows, sizes, strict=True) if size > token_limit
        ),
        outside_pack=tuple(
            (label, uses)
            for label, uses in _by_use(said)
            if label not in pack_labels and label not in former
        ),
        renamed=tuple((label, now) for label, now in former.items() if label in said),
        contradictory=contradictory,
        same_words=tuple(
            one
            for one in _differing(rows, key=words_alone, current=current)
            if one.pairs not in in_both
        ),
        leaking=tuple(_leaking(rows, clusters)),
        near_duplicates=sum(place != cluster for place, cluster in enumerate(clusters)),
        largest_label=_by_use(labels)[0] if labels else ("", 0),
        labels=len(labels),
        labels_not_trained=tuple(sorted(labels.keys() - trained)),
        suggested=sum(row.label_source is LabelSource.SUGGESTED for row in rows),
    )
    return replace(report, findings=findings(report))


def _tokens(
    rows: Sequence[SnapshotRow], *, prompts: Sequence[str], counter: TokenCounter
) -> tuple[RowTokens, list[int]]:
    """Return the sums, and the tokens of each row with its prompt."""
    prompt_sizes = [counter.count(prompt) for prompt in prompts]
    label_sizes = {label: counter.count(label) for label in {row.label for row in rows}}
    sizes: list[int] = []
    for row in rows:
        before = (prompt_sizes[row.prompt],) if prompts[row.prompt] else ()
        sizes.append(counter.of_chat(*before, counter.count(row.text), label_sizes[row.label]))
    tokens = RowTokens(
        counted_with=counter.name,
        is_estimate=counter.is_estimate,
        prompt=max(prompt_sizes),
        longest=max(sizes, default=0),
        total=sum(sizes),
        prompt_total=sum(prompt_sizes[row.prompt] for row in rows),
    )
    return tokens, sizes


def _differing(
    rows: Sequence[SnapshotRow], *, key: Callable[[str], str], current: CurrentLabels
) -> tuple[DifferingLabels, ...]:
    """Return rows whose texts have the same key and whose labels stand for several emoji."""
    # Most keys have one label, so that only the others are looked at a second time.
    labels: dict[str, str] = {}
    differing: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        own = key(row.text) or row.text
        label = current[row.label]
        if labels.setdefault(own, label) != label:
            differing[own] = []
    for row in rows if differing else ():
        own = key(row.text) or row.text
        if own in differing:
            differing[own].append((row.memo_id, row.label))
    return tuple(DifferingLabels(pairs=tuple(pairs)) for pairs in differing.values())


def _leaking(rows: Sequence[SnapshotRow], clusters: Sequence[int]) -> Iterable[tuple[int, int]]:
    for row, cluster in zip(rows, clusters, strict=True):
        if row.split != rows[cluster].split:
            yield rows[cluster].memo_id, row.memo_id


def _by_use(labels: Counter[str]) -> list[tuple[str, int]]:
    return sorted(labels.items(), key=lambda pair: (-pair[1], pair[0]))
