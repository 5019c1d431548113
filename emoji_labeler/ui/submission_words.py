"""What a prepared submission means, in words."""

from datetime import UTC, datetime

from emoji_labeler.domain.cost import CostEstimate, money
from emoji_labeler.domain.export_report import Severity
from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.snapshot import Snapshot, Split
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.wording import BETWEEN, later, tr, tr_count

_SPLITS = {
    "train": later("{count} for training"),
    "validation": later("{count} for validation"),
    "test": later("{count} for the test"),
}
_FINDINGS = 6


def snapshot_words(snapshot: Snapshot) -> str:
    """Return how many rows a snapshot has, and for what."""
    parts = [
        tr(_SPLITS[name], count=f"{count:,}")
        for name, count in snapshot.splits
        if count and name in _SPLITS
    ]
    return BETWEEN.join(parts)


def rows_words(prepared: PreparedSubmission) -> str:
    """Return what there is to learn from, and how many tokens it is in an epoch."""
    is_dpo = prepared.plan.method is Method.DPO
    said = [_pair_words(prepared) if is_dpo else snapshot_words(prepared.snapshot)]
    tokens = prepared.report.tokens
    count = f"{prepared.tokens_per_epoch:,}"
    if tokens.is_estimate:
        said.append(tr("about {count} tokens an epoch", count=count))
    else:
        said.append(tr("{count} tokens an epoch", count=count))
    return BETWEEN.join(filter(None, said))


def _pair_words(prepared: PreparedSubmission) -> str:
    """Return how many corrections of suggestions are sent: only those rows make a pair."""
    file = prepared.file(Split.TRAIN)
    return tr_count(
        "{count} pair of a correction and what was corrected",
        "{count} pairs of a correction and what was corrected",
        count=file.rows if file else 0,
    )


def job_lines(prepared: PreparedSubmission) -> str:
    """Return the jobs of the sweep, a line each: the suffix and what it costs."""
    return "\n".join(f"{job.suffix}  ·  {_cost(job.cost)}" for job in prepared.jobs)


def finding_lines(prepared: PreparedSubmission) -> tuple[tuple[str, str], ...]:
    """Return what forbids the submission and what is odd about it, each with its tone."""
    findings = prepared.report.findings
    errors = [one.sentence for one in findings if one.severity is Severity.ERROR]
    odd = [one.sentence for one in findings if one.severity is not Severity.ERROR]
    bad = [(text, "bad") for text in dict.fromkeys((*errors, *prepared.faults))]
    warnings = [(text, "warning") for text in dict.fromkeys((*prepared.warnings, *odd))]
    lines = [*bad, *warnings]
    rest = len(lines) - _FINDINGS
    if rest <= 0:
        return tuple(lines)
    more = tr_count("{count} more remark", "{count} more remarks", count=rest)
    return (*lines[:_FINDINGS], (more, "faint"))


def shutdown_words(model: RemoteModel) -> tuple[str, str]:
    """Return when a base model is shut down, with the tone; nothing where nobody said."""
    today = datetime.now(UTC).date()
    left = model.days_left(today)
    if left is None:
        return "", "faint"
    if left < 0:
        return tr("It was shut down on {date}.", date=model.shutdown_date), "bad"
    text = tr_count(
        "It will be shut down on {date}, in {count} day.",
        "It will be shut down on {date}, in {count} days.",
        count=left,
        date=model.shutdown_date,
    )
    return text, "warning" if model.dies_soon(today) else "faint"


def _cost(cost: CostEstimate) -> str:
    if cost.ceiling is None:
        return tr("price unknown")
    if cost.is_free:
        return tr("free")
    most = tr("at most {amount}", amount=money(cost.ceiling, currency=cost.currency))
    if cost.expected is None:
        return most
    return f"≈ {money(cost.expected, currency=cost.currency)}, {most}"
