"""What a predictor is, and what it is made from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from emoji_labeler.domain.chat import ChatReply, ChatRequest, TokenUsage
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.label_embedding import LabelEmbeddings
from emoji_labeler.domain.prediction import Options, RankedLabel
from emoji_labeler.domain.predictor import PredictorDescription
from emoji_labeler.domain.record import record
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.providers.attempts import Cancel
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.emoji.search_index import SearchIndex
    from emoji_labeler.emoji.theme_table import ThemeTable
    from emoji_labeler.local_model.model import LocalModel
    from emoji_labeler.providers.provider import Provider

Prompts = Mapping[str, str]
"""The fixed texts that a predictor sends, by what they are for."""

SYSTEM = "system"
"""What the prompt before every memo is for, where there is only one."""


class Spent(NamedTuple):
    """Tokens that a model was paid for."""

    model: str
    usage: TokenUsage


@record
class RawAnswer:
    """What came of one memo, before anybody looks whether it is a label.

    ``text`` is what the model said, letter for letter, or the label that a ranking begins with.
    ``how`` says in words how a predictor came to a label that it found itself.
    """

    text: str
    ranking: tuple[RankedLabel, ...] = ()
    how: str = ""
    latency_ms: int = 0
    spent: tuple[Spent, ...] = ()


class Predictor(Protocol):
    """One way of choosing an emoji, ready to be asked from several threads at once.

    ``at_once`` memos are best given to it in one call.
    """

    at_once: int

    def prepare(self, *, cancel: Cancel = ...) -> None:
        """Do the slow part that comes before the first memo; called once, by one thread."""
        ...

    def answer(self, texts: Sequence[str], *, cancel: Cancel = ...) -> list[RawAnswer]:
        """Return an answer for each text; raise a ProviderError where there is none."""
        ...


class ChatPredictor(Predictor, Protocol):
    """A predictor that asks one question a memo, so that many can be asked as a batch."""

    def check_batch(self) -> None:
        """Raise WrongUseError where its options make it ask more than one question after all."""
        ...

    def request(self, text: str) -> ChatRequest:
        """Return the question."""
        ...

    def read(self, text: str, reply: ChatReply) -> RawAnswer:
        """Return what a reply to that question says."""
        ...


# Without slots: the cached properties need a place to stay.
@dataclass(frozen=True, kw_only=True, eq=False)
class Bench:
    """What predictors are made from.

    ``options`` has a value for every option. ``training`` returns texts and labels to learn from,
    ``answers`` those that count in the project now. ``trained_prompts`` are the prompts that a
    model was trained with, where that is known. ``theme_paths`` and ``cache_folder`` are those of
    the local model.
    """

    pack: EmojiPack
    options: Options
    vectors: LabelEmbeddings
    model: str = ""
    provider: "Provider | None" = None
    training: Callable[[], Sequence[tuple[str, str]]] = tuple
    answers: Callable[[], Sequence[tuple[str, str]]] = tuple
    trained_prompts: tuple[str, ...] = ()
    theme_paths: tuple[Path, ...] = ()
    cache_folder: Path | None = None

    def text(self, name: str) -> str:
        """Return an option that is a text."""
        return str(self.options[name])

    def number(self, name: str) -> float:
        """Return an option that is a number."""
        return float(self.options[name])

    def whole(self, name: str) -> int:
        """Return an option that is a whole number."""
        return int(self.options[name])

    def is_set(self, name: str) -> bool:
        """Return an option that is a yes or a no."""
        return bool(self.options[name])

    @property
    def asked(self) -> "Provider":
        """The provider; raises WrongUseError where there is none."""
        if self.provider is None:
            raise refusal(
                tr("This way of predicting asks a provider."), tr("Choose a provider and a model.")
            )
        return self.provider

    @cached_property
    def themes(self) -> "ThemeTable":
        """The theme tables."""
        from emoji_labeler.emoji.theme_table import load_theme_table

        return load_theme_table(self.theme_paths, known_labels=self.pack.places)

    @cached_property
    def local_model(self) -> "LocalModel":
        """The model of this machine, taught what there is to learn from."""
        from emoji_labeler.local_model.cold_model import cold_model

        model = cold_model(self.pack.emoji, themes=self.themes.rows, kept_in=self.cache_folder)
        for text, label in self.training():
            if label in self.pack:
                model.learn(text, label=label)
        return model

    @cached_property
    def search_index(self) -> "SearchIndex":
        """The search over the pack and the theme tables."""
        from emoji_labeler.emoji.search_index import SearchIndex

        return SearchIndex.build(self.pack, themes=self.themes)


def nothing_to_check(_bench: Bench) -> None:
    """Find nothing that could be refused."""


def no_prompts(_bench: Bench) -> Prompts:
    """Send no fixed text."""
    return {}


def no_version(_bench: Bench) -> str:
    """Have no state of one's own."""
    return ""


def local_version(bench: Bench) -> str:
    """Return the state of the local model."""
    return f"local-{bench.local_model.version}"


@record
class PredictorKind:
    """A row of the registry.

    ``check`` raises WrongUseError for what the provider's limits forbid, before anything is asked.
    ``prompts`` composes the fixed texts; a run keeps them, and ``make`` uses those that were kept.
    ``version`` names the state of what this machine knows by itself.
    """

    description: PredictorDescription
    make: Callable[[Bench, Prompts], Predictor]
    prompts: Callable[[Bench], Prompts] = no_prompts
    check: Callable[[Bench], None] = nothing_to_check
    version: Callable[[Bench], str] = no_version

    @property
    def name(self) -> str:
        """The name by which runs and the command line ask for it."""
        return self.description.name


def refusal(why: str, remedy: str) -> WrongUseError:
    """Return the error for a run that cannot be made."""
    return WrongUseError(tr("The prediction run was not made."), why=why, remedy=remedy)
