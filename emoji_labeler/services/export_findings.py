"""What to tell a person about an export, in sentences."""

from collections.abc import Iterable

from emoji_labeler.datasets.snapshot_findings import (
    FEWEST_ROWS,
    first_few,
    outside_pack,
    renamed,
    same_words,
)
from emoji_labeler.domain.export_report import ExportFinding, ExportReport, Severity
from emoji_labeler.wording import tr, tr_count


def findings(report: ExportReport) -> tuple[ExportFinding, ...]:
    """Return what is wrong or odd about the rows that ``report`` counts."""
    if not report.rows:
        sentence = tr("No memo has a label that counts, so there is nothing to write.")
        return (ExportFinding(severity=Severity.ERROR, sentence=sentence),)
    warnings = (
        *_few_rows(report),
        *_contradictions(report),
        *outside_pack(report),
        *renamed(report),
        *same_words(report),
        *_one_sided(report),
    )
    return tuple(ExportFinding(severity=Severity.WARNING, sentence=one) for one in warnings)


def _few_rows(report: ExportReport) -> Iterable[str]:
    if report.rows < FEWEST_ROWS:
        yield tr_count(
            "There is only {count} row; fine-tuning needs at least {fewest}.",
            "There are only {count} rows; fine-tuning needs at least {fewest}.",
            count=report.rows,
            fewest=FEWEST_ROWS,
        )


def _contradictions(report: ExportReport) -> Iterable[str]:
    if report.contradictory:
        yield tr_count(
            "Annotators disagree about {count} memo, which is left out: {memos}.",
            "Annotators disagree about {count} memos, which are left out: {memos}.",
            count=len(report.contradictory),
            memos=first_few(str(one.memo_ids[0]) for one in report.contradictory),
        )


def _one_sided(report: ExportReport) -> Iterable[str]:
    label, uses = report.labels[0]
    if report.rows >= FEWEST_ROWS and uses * 2 > report.rows:
        yield tr(
            "More than half of the rows have one label: {label}, {uses} of {rows}.",
            label=label,
            uses=f"{uses:,}",
            rows=f"{report.rows:,}",
        )
