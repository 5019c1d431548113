"""What the window calls the parts of a snapshot."""

from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptVariant,
    Snapshot,
    SnapshotFilter,
    Split,
)
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.wording import BETWEEN, later, tr, tr_count

SPLITS = {
    Split.TRAIN: later("Training"),
    Split.VALIDATION: later("Validation"),
    Split.TEST: later("Test"),
}
VARIANTS = {
    PromptVariant.NO_LABELS: later("names no labels"),
    PromptVariant.ALL_LABELS: later("names every label"),
    PromptVariant.GROUPS: later("names the group that holds the row's label"),
}
_SPLIT_COUNTS = {
    Split.TRAIN: later("{count} for training"),
    Split.VALIDATION: later("{count} for validation"),
    Split.TEST: later("{count} for test"),
}
_SOURCE_COUNTS = {
    LabelSource.HUMAN: later("{count} found by people"),
    LabelSource.SUGGESTED: later("{count} accepted suggestions"),
}


def rows_words(snapshot: Snapshot) -> str:
    """Return how many rows a snapshot has."""
    return tr_count("{count} row", "{count} rows", count=snapshot.row_count)


def splits_words(snapshot: Snapshot) -> str:
    """Return how many rows are for what."""
    counts = ((_SPLIT_COUNTS[Split(name)], count) for name, count in snapshot.splits if count)
    return BETWEEN.join(tr(words, count=f"{count:,}") for words, count in counts)


def sources_words(snapshot: Snapshot) -> str:
    """Return how many labels came from whom."""
    counts = ((_SOURCE_COUNTS[LabelSource(name)], count) for name, count in snapshot.sources)
    return BETWEEN.join(tr(words, count=f"{count:,}") for words, count in counts)


def filter_words(wanted: SnapshotFilter) -> str:
    """Return which answers and memos were let through, or that all were."""
    parts = [
        tr("answers by {names}", names=", ".join(wanted.annotators)) if wanted.annotators else "",
        tr("only labels that nobody speaks against") if wanted.gold_only else "",
        tr("themes {names}", names=", ".join(wanted.themes)) if wanted.themes else "",
        ", ".join(language_name(code) for code in wanted.languages),
        _source_filter(wanted.label_source),
        tr("from {day} on", day=wanted.since) if wanted.since else "",
        tr("before {day}", day=wanted.until) if wanted.until else "",
    ]
    return BETWEEN.join(filter(None, parts)) or tr("everything that has a label")


def tokens_words(report: SnapshotReport) -> str:
    """Return what an epoch costs in tokens, and how that is known."""
    tokens = report.tokens
    how = tr("estimated") if tokens.is_estimate else tokens.counted_with
    return tr(
        "{total} an epoch ({how}), {prompt} of them system prompts; longest row {longest}",
        total=f"{tokens.total:,}",
        how=how,
        prompt=f"{tokens.prompt_total:,}",
        longest=f"{tokens.longest:,}",
    )


def _source_filter(source: LabelSource | None) -> str:
    if source is None:
        return ""
    if source is LabelSource.HUMAN:
        return tr("only labels found by people")
    return tr("only accepted suggestions")
