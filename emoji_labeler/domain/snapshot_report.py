"""What is wrong or odd about a snapshot, found before it is exported or uploaded."""

from emoji_labeler.domain.export_report import DifferingLabels, ExportFinding, Severity
from emoji_labeler.domain.record import record

DEFAULT_TOKEN_LIMIT = 4_096
"""What the smallest base models take in one example; the list of all labels is over it."""


@record
class RowTokens:
    """Tokens of rows in the chat format; ``counted_with`` names the counter or says estimated.

    ``prompt`` is the longest system prompt, ``longest`` the longest row with its prompt; ``total``
    and ``prompt_total`` are over all rows.
    """

    counted_with: str
    is_estimate: bool
    prompt: int
    longest: int
    total: int
    prompt_total: int


@record
class SnapshotReport:
    """Counts and findings; where one of the findings is an error, nothing may be exported.

    ``empty`` and ``too_long`` are numbers of memos; ``contradictory`` have the same text,
    ``same_words`` differ in punctuation and blanks alone; ``leaking`` are memos whose
    near-duplicate is in another split, paired with its number.
    """

    rows: int
    train_rows: int
    token_limit: int
    tokens: RowTokens
    empty: tuple[int, ...] = ()
    too_long: tuple[int, ...] = ()
    outside_pack: tuple[tuple[str, int], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    contradictory: tuple[DifferingLabels, ...] = ()
    same_words: tuple[DifferingLabels, ...] = ()
    leaking: tuple[tuple[int, int], ...] = ()
    near_duplicates: int = 0
    largest_label: tuple[str, int] = ("", 0)
    labels: int = 0
    labels_not_trained: tuple[str, ...] = ()
    suggested: int = 0
    findings: tuple[ExportFinding, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """The sentences of the findings that forbid an export."""
        return tuple(one.sentence for one in self.findings if one.severity is Severity.ERROR)
