"""A dataset snapshot: an unchangeable, hashed list of memos with the labels that counted."""

from enum import StrEnum
from typing import NamedTuple

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.record import record


class Split(StrEnum):
    """What a row is for."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


class LabelSource(StrEnum):
    """Who found a label: a person, or a model that a person agreed with."""

    HUMAN = "human"
    SUGGESTED = "suggested"


class PromptVariant(StrEnum):
    """Which labels the system prompt names: none, all, or the group that holds the row's label."""

    NO_LABELS = "no-labels"
    ALL_LABELS = "all-labels"
    GROUPS = "groups"


class SnapshotRow(NamedTuple):
    """A memo with the label that counted when the snapshot was made.

    ``split`` is a value of Split; ``prompt`` is the place, from 0, of the row's system prompt in
    the snapshot; ``picked_by`` says how the label was found; ``suggested_label`` is what a model
    suggested first before the annotator picked, or empty. A tuple, and not a dataclass as
    elsewhere, because an export makes one for every row.
    """

    memo_id: int
    text: str
    theme: str
    language: str
    source: str
    label: str
    also_acceptable: tuple[str, ...]
    split: str
    prompt: int
    picked_by: str
    suggested_label: str

    @property
    def label_source(self) -> LabelSource:
        """Whether a model suggested the label that was taken."""
        return LabelSource.SUGGESTED if self.picked_by == PickPath.SUGGESTION else LabelSource.HUMAN


@record
class SnapshotFilter:
    """Which memos and answers a snapshot is made from; whatever is empty lets everything in.

    Only answers by ``annotators``, given from ``since`` on and before ``until`` (UTC, ISO 8601, or
    the beginning of it, such as 2026-11), are heard. With ``gold_only`` a label must also be
    the one that counts when everybody is heard; with ``reviewed_only`` a reviewer must have
    decided on it. ``themes``, ``languages`` and ``label_source``
    choose among the rows that come out.
    """

    annotators: tuple[str, ...] = ()
    gold_only: bool = False
    reviewed_only: bool = False
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    label_source: LabelSource | None = None
    since: str = ""
    until: str = ""

    @property
    def hears_everybody(self) -> bool:
        """Whether no answer is left unheard."""
        return not (self.annotators or self.since or self.until)


@record
class SplitPlan:
    """How rows are shared out; the shares are of all rows, what is left is for training."""

    seed: int = 1
    validation_share: float = 0.1
    test_share: float = 0.1

    def __post_init__(self) -> None:
        shares = (self.validation_share, self.test_share)
        if min(shares) < 0 or sum(shares) >= 1:
            raise ValueError(f"shares lie from 0 up to 1, and leave rows for training: {self!r}")


@record
class PromptPlan:
    """The system prompt before every row, and which labels it names."""

    system_prompt: str
    variant: PromptVariant = PromptVariant.NO_LABELS
    groups: int = 3

    def __post_init__(self) -> None:
        if self.groups < 1:
            raise ValueError("labels are parted into at least one group")


@record
class SnapshotPlan:
    """Everything a person decides about a snapshot; ``parent`` is a name, or empty."""

    name: str
    prompt: PromptPlan
    filter: SnapshotFilter = SnapshotFilter()
    split: SplitPlan = SplitPlan()
    parent: str = ""
    note: str = ""


@record
class SnapshotPreview:
    """What a snapshot through some filter would hold: rows, labels, rows that a model suggested."""

    rows: int
    labels: int
    suggested: int


@record
class Snapshot:
    """What is known about a snapshot without reading its rows.

    ``content_hash`` is SHA-256 in hexadecimal digits over the canonical form, see docs/formats.md.
    ``prompts`` are the system prompts as rows have them, at least one; ``system_prompt_hash`` is
    SHA-256 of ``plan.prompt.system_prompt``. ``labels``, ``sources`` and ``splits`` pair values
    with the number of their rows.
    """

    id: str
    plan: SnapshotPlan
    content_hash: str
    row_count: int
    prompts: tuple[str, ...]
    system_prompt_hash: str
    labels: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    splits: tuple[tuple[str, int], ...]
    pack_id: str
    pack_version: str
    program_version: str
    made_at: str

    @property
    def name(self) -> str:
        """The name, unique in the project."""
        return self.plan.name
