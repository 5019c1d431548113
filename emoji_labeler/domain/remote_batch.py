"""Many questions that were handed to a provider together, to be answered within a day."""

from collections.abc import Mapping
from dataclasses import field

from emoji_labeler.domain.chat import ChatReply
from emoji_labeler.domain.record import record

_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})


@record
class RemoteBatch:
    """A batch as its provider describes it, in the API's words; files are named by identifiers.

    ``output_file`` holds the answers, ``error_file`` the refusals, each once there are any.
    """

    id: str
    status: str
    input_file: str
    output_file: str = ""
    error_file: str = ""
    completed: int = 0
    failed: int = 0
    total: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)
    error_message: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it may still change; a status that nobody has heard of counts as live."""
        return self.status not in _ENDED


@record
class BatchReply:
    """The answer to one question of a batch, or the reason why there is none.

    ``key`` is the name that the question was given.
    """

    key: str
    reply: ChatReply | None = None
    error: str = ""
