"""Preparing a fine-tuning: what would be sent, what it would cost, what speaks against it."""

from emoji_labeler.domain.cost import Spending
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.submission import PreparedSubmission, SubmissionPlan
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.providing import ProvidingService
from emoji_labeler.storage.project import ProjectStore


def prepare_submission(
    project: ProjectStore,
    plan: SubmissionPlan,
    *,
    profile: ProviderProfile,
    pack: EmojiPack,
    models: tuple[RemoteModel, ...] = (),
) -> PreparedSubmission:
    """Return what would happen; nothing is written and nobody is asked.

    ``models`` are those that the provider lists, where it was asked: they tell when the base model
    is shut down. Raises WrongUseError where there is no such snapshot.
    """
    raise NotImplementedError


def base_models(providing: ProvidingService, provider_id: str) -> tuple[RemoteModel, ...]:
    """Ask a provider for its models and return those that are not fine-tuned ones themselves."""
    raise NotImplementedError


def epochs_in(text: str) -> tuple[int | None, ...]:
    """Read a list of epochs such as ``1,3,6`` or ``auto``; raise WrongUseError if it is none."""
    raise NotImplementedError


def spending(project: ProjectStore) -> Spending:
    """Return what the project has spent, and its limits."""
    raise NotImplementedError


def put_spending_limit(project: ProjectStore, limit: float | None) -> None:
    """Limit what the project may spend from now on, or lift the limit."""
    raise NotImplementedError


def put_confirm_above(project: ProjectStore, amount: float) -> None:
    """Have amounts typed from more than this on."""
    raise NotImplementedError
