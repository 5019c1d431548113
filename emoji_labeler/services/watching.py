"""Watching fine-tuning jobs: one call is one look at those whose turn it is."""

from emoji_labeler.domain.tracked_job import WatchStep
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore


class WatchingService:
    """Looks after the living jobs of one project.

    Jobs about which nothing is new are looked at less and less often; a provider that fails is left
    alone for longer each time. The service remembers only when to look next: what it learns is on
    the disk when the call returns.
    """

    def __init__(self, providing: ProvidingService) -> None:
        self._providing = providing

    def step(self, project: ProjectStore, *, cancel: Cancel = never) -> WatchStep:
        """Look at every job whose turn it is, and return what is new and when to call again.

        Whatever a provider refuses is kept with the job as its trouble and told, never raised.
        Intents whose job may exist are looked for; nothing is ever sent. Raises StoppedError when
        ``cancel`` turns true; what was learned till then is kept.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections to providers."""
        raise NotImplementedError

    def hurry(self) -> None:
        """Look at everything with the next call, after a job was submitted or cancelled, say."""
        raise NotImplementedError
