"""What an export would write, what it would leave out, and what is odd about it."""

from enum import StrEnum

from emoji_labeler.domain.record import record


class Severity(StrEnum):
    """How much a finding matters: an error means that nothing can be written."""

    ERROR = "error"
    WARNING = "warning"


@record
class ExportFinding:
    """One thing a person should know before the file is used."""

    severity: Severity
    sentence: str


@record
class DifferingLabels:
    """Memos and labels that do not go together: each pair is a memo's number and a label."""

    pairs: tuple[tuple[int, str], ...]

    @property
    def memo_ids(self) -> tuple[int, ...]:
        """The memos, each once."""
        return tuple(dict.fromkeys(memo_id for memo_id, _ in self.pairs))


@record
class ExportReport:
    """Counts of memos by what an export makes of them, and findings.

    ``rejected`` were thrown out by a reviewer, ``waiting`` were sent back or need more than the
    answers they have. ``contradictory`` are memos for which annotators chose different labels,
    left out; ``same_words`` are memos that differ in nothing but punctuation and blanks and yet
    have different labels, written all the same. ``labels`` and ``outside_pack`` pair labels with
    the number of their rows, most used first; ``renamed`` pairs labels of older packs with those
    of this one.
    """

    rows: int
    unlabelled: int
    skipped: int
    flagged: int
    rejected: int
    waiting: int
    contradictory: tuple[DifferingLabels, ...]
    same_words: tuple[DifferingLabels, ...]
    labels: tuple[tuple[str, int], ...]
    outside_pack: tuple[tuple[str, int], ...]
    renamed: tuple[tuple[str, str], ...] = ()
    findings: tuple[ExportFinding, ...] = ()

    @property
    def can_be_written(self) -> bool:
        """Whether there is anything to write."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)
