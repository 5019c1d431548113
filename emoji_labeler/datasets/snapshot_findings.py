"""What to tell a person about a snapshot, in sentences; an error forbids its export."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from emoji_labeler.domain.export_report import (
    DifferingLabels,
    ExportFinding,
    ExportReport,
    Severity,
)
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.wording import tr, tr_count

FEWEST_ROWS = 10
"""Fine-tuning servers refuse training files with fewer rows."""
_NAMED_AT_MOST = 5
_LARGEST_SHARE = 0.2
_SUGGESTED_SHARE = 0.3
_PROMPT_SHARE = 0.5
"""From these shares on, a label (if it has twice the rows of the average one), suggested labels and
the prompt are worth a sentence."""


def findings(report: SnapshotReport) -> tuple[ExportFinding, ...]:
    """Return what is wrong and then what is odd about the rows that ``report`` counts."""
    return tuple(
        ExportFinding(severity=severity, sentence=sentence)
        for severity, look in _LOOKS
        for sentence in look(report)
    )


def _unusable_rows(report: SnapshotReport) -> Iterator[str]:
    if report.train_rows < FEWEST_ROWS:
        yield tr_count(
            "There is only {count} row for training; fine-tuning needs at least {fewest}.",
            "There are only {count} rows for training; fine-tuning needs at least {fewest}.",
            count=report.train_rows,
            fewest=FEWEST_ROWS,
        )
    if report.empty:
        yield tr_count(
            "{count} row has an empty text or label: memo {memos}.",
            "{count} rows have an empty text or label: memos {memos}.",
            count=len(report.empty),
            memos=first_few(map(str, report.empty)),
        )
    if report.too_long:
        yield tr_count(
            "{count} row is longer than {limit} tokens ({how}), {prompt} of them in its system"
            " prompt: memo {memos}.",
            "{count} rows are longer than {limit} tokens ({how}), up to {prompt} of them in"
            " the system prompt: memos {memos}.",
            count=len(report.too_long),
            limit=f"{report.token_limit:,}",
            how=tr(report.tokens.counted_with),
            prompt=f"{report.tokens.prompt:,}",
            memos=first_few(map(str, report.too_long)),
        )


def outside_pack(report: SnapshotReport | ExportReport) -> Iterator[str]:
    """Yield what to say about labels that the pack does not have."""
    if report.outside_pack:
        yield tr_count(
            "{count} label is not in the emoji pack: {labels}.",
            "{count} labels are not in the emoji pack: {labels}.",
            count=len(report.outside_pack),
            labels=first_few(label for label, _ in report.outside_pack),
        )


def renamed(report: SnapshotReport | ExportReport) -> Iterator[str]:
    """Yield what to say about labels that the pack calls by another name."""
    if report.renamed:
        yield tr_count(
            "{count} label has another name in the emoji pack: {labels}.",
            "{count} labels have other names in the emoji pack: {labels}.",
            count=len(report.renamed),
            labels=first_few(f"{old} → {new}" for old, new in report.renamed),
        )


def _wrong_labels(report: SnapshotReport) -> Iterator[str]:
    yield from outside_pack(report)
    if report.contradictory:
        yield tr_count(
            "The same text has different labels in {count} case: {memos}.",
            "The same text has different labels in {count} cases: {memos}.",
            count=len(report.contradictory),
            memos=first_few(map(spoken_pairs, report.contradictory)),
        )


def _leakage(report: SnapshotReport) -> Iterator[str]:
    if report.leaking:
        yield tr_count(
            "{count} memo stands in one split and nearly the same one in another: {memos}.",
            "{count} memos stand in one split and nearly the same ones in another: {memos}.",
            count=len(report.leaking),
            memos=first_few(f"{first}/{second}" for first, second in report.leaking),
        )


def same_words(report: SnapshotReport | ExportReport) -> Iterator[str]:
    """Yield what to say about texts that differ in punctuation alone and have other labels."""
    if report.same_words:
        yield tr_count(
            "The same words have different labels in {count} case: {memos}.",
            "The same words have different labels in {count} cases: {memos}.",
            count=len(report.same_words),
            memos=first_few(map(spoken_pairs, report.same_words)),
        )


def _imbalance(report: SnapshotReport) -> Iterator[str]:
    label, uses = report.largest_label
    usual = report.rows / report.labels if report.labels else 0.0
    if report.rows >= FEWEST_ROWS and uses > max(_LARGEST_SHARE * report.rows, 2 * usual):
        yield tr(
            "One label has {share} of the rows: {label}, {uses} of {rows}.",
            share=f"{uses / report.rows:.0%}",
            label=label,
            uses=f"{uses:,}",
            rows=f"{report.rows:,}",
        )
    if report.labels_not_trained:
        yield tr_count(
            "{count} label is in no row for training: {labels}.",
            "{count} labels are in no row for training: {labels}.",
            count=len(report.labels_not_trained),
            labels=first_few(report.labels_not_trained),
        )


def _model_labels(report: SnapshotReport) -> Iterator[str]:
    share = report.suggested / report.rows if report.rows else 0.0
    if share > _SUGGESTED_SHARE:
        yield tr(
            "A model suggested {share} of the labels ({suggested} of {rows}). Models trained on"
            " labels that models chose can fail without a sign: compare with a snapshot of"
            " labels that people found.",
            share=f"{share:.0%}",
            suggested=f"{report.suggested:,}",
            rows=f"{report.rows:,}",
        )


def _prompt_cost(report: SnapshotReport) -> Iterator[str]:
    tokens = report.tokens
    if tokens.total and tokens.prompt_total > _PROMPT_SHARE * tokens.total:
        yield tr(
            "The system prompt takes {share} of all tokens ({how}): {prompt} in every row,"
            " {prompts} of {total} in one epoch.",
            share=f"{tokens.prompt_total / tokens.total:.0%}",
            how=tr(tokens.counted_with),
            prompt=f"{tokens.prompt:,}",
            prompts=f"{tokens.prompt_total:,}",
            total=f"{tokens.total:,}",
        )


def spoken_pairs(differing: DifferingLabels) -> str:
    """Return the memos with their labels."""
    return " / ".join(f"{memo_id} {label}" for memo_id, label in differing.pairs[:_NAMED_AT_MOST])


def first_few(names: Iterable[str]) -> str:
    """Return the first names, and how many more there are."""
    known: Sequence[str] = tuple(names)
    first, left_out = ", ".join(known[:_NAMED_AT_MOST]), len(known) - _NAMED_AT_MOST
    if left_out <= 0:
        return first
    return tr_count(
        "{names} and {count} more", "{names} and {count} more", count=left_out, names=first
    )


_LOOKS: tuple[tuple[Severity, Callable[[SnapshotReport], Iterable[str]]], ...] = (
    (Severity.ERROR, _unusable_rows),
    (Severity.ERROR, _wrong_labels),
    (Severity.ERROR, _leakage),
    (Severity.WARNING, renamed),
    (Severity.WARNING, same_words),
    (Severity.WARNING, _imbalance),
    (Severity.WARNING, _model_labels),
    (Severity.WARNING, _prompt_cost),
)
