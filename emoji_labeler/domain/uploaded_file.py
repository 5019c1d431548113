"""A training file that was sent to a provider."""

from emoji_labeler.domain.record import record


@record
class UploadedFile:
    """A file as the project knows it; ``file_id`` is the provider's name for it.

    ``sent_at`` is when it was sent last, and ``uploaded_at`` when the provider's answer came; in
    between it may lie there although nobody knows. ``doubted_at`` is when it was sent again without
    knowing what had become of the sending before: since then it may come to lie there twice.
    ``deleted_at`` is when it was deleted there.
    Times are UTC in ISO 8601, empty for what has not happened.
    """

    provider_id: str
    sha256: str
    name: str
    size: int
    file_id: str = ""
    sent_at: str = ""
    uploaded_at: str = ""
    deleted_at: str = ""
    doubted_at: str = ""

    @property
    def lies_there(self) -> bool:
        """Whether it is known to lie with the provider."""
        return bool(self.file_id) and not self.deleted_at
