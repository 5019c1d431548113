"""An answer that came with a memo from a file."""

from emoji_labeler.domain.annotation import AnnotationStatus
from emoji_labeler.domain.record import record


@record
class GivenAnswer:
    """What somebody answered elsewhere; the labels are written as in the file.

    ``annotator`` is empty where the file names nobody; ``made_at`` is a point in time as the
    project keeps them, or empty.
    """

    annotator: str = ""
    status: AnnotationStatus = AnnotationStatus.SUBMITTED
    label: str = ""
    also_acceptable: tuple[str, ...] = ()
    note: str = ""
    lead_time_ms: int = 0
    made_at: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label in it, the chosen one first."""
        return tuple(filter(None, (self.label, *self.also_acceptable)))
