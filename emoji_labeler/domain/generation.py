"""Memos written by a chat model: what is wanted, and what has come of it."""

from enum import StrEnum

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.provider import Price
from emoji_labeler.domain.record import record

LANGUAGES = ("ja", "en")
"""The languages that there are prompts for."""

SHORTEST_SHARE = 0.5
LONGEST_SHARE = 1.75
"""How far from the wanted length a memo may be and count as right."""

MOST_TRIES = 3
"""How often a memo is asked for before it is given up, or the best of a wrong length is taken."""

_TOKENS_A_PRICE = 1_000_000
_UNKNOWN = Price()
_NOTHING = TokenUsage()


class Stage(StrEnum):
    """How far a generation run is; in all but the last it can be taken up again."""

    THEMES = "themes"
    MEMOS = "memos"
    FINISHED = "finished"


class Purpose(StrEnum):
    """What a request to the model is to bring."""

    THEMES = "themes"
    MEMO = "memo"


class Outcome(StrEnum):
    """What became of a request.

    ``asked`` waits for its answer, ``answered`` is on disk and not read yet; ``lost`` was asked by
    a program that ended before the answer came, and may have been paid for; ``failed`` and
    ``stopped`` brought no answer.
    """

    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN = "taken"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    REFUSED = "refused"
    CUT_OFF = "cut-off"
    UNREADABLE = "unreadable"
    FAILED = "failed"
    STOPPED = "stopped"
    LOST = "lost"


class MemoState(StrEnum):
    """What became of one memo of a run: ``added`` is in the project, ``dropped`` is not to be."""

    OPEN = "open"
    MADE = "made"
    FAILED = "failed"
    ADDED = "added"
    DROPPED = "dropped"


@record
class PromptTemplates:
    """What the model is told in one language, with ``{names}`` in braces that are filled in."""

    themes: str
    memo: str


@record
class GenerationPlan:
    """What a run is to bring, from whom, and how it is asked for.

    With several languages the themes are shared among them. ``characters`` is about how long a
    memo is; ``prompts`` pairs languages with templates; ``price`` is what the run reckons with, and
    ``cost_limit`` how much it may cost, in the currency of the price; None is no limit.
    """

    provider_id: str
    provider_name: str
    base_model: str
    languages: tuple[str, ...]
    prompts: tuple[tuple[str, PromptTemplates], ...]
    theme_count: int = 100
    memos_a_theme: int = 1
    characters: int = 200
    temperature: float | None = 1.0
    price: Price = _UNKNOWN
    cost_limit: float | None = None

    @property
    def shortest(self) -> int:
        """The fewest characters of a memo that is not too short."""
        return round(self.characters * SHORTEST_SHARE)

    @property
    def longest(self) -> int:
        """The most characters of a memo that is not too long."""
        return round(self.characters * LONGEST_SHARE)

    def templates(self, language: str) -> PromptTemplates:
        """Return what the model is told in that language."""
        return dict(self.prompts)[language]

    def share_of(self, language: str) -> int:
        """Return how many of the themes are in that language."""
        whole, rest = divmod(self.theme_count, len(self.languages))
        return whole + (self.languages.index(language) < rest)


@record
class GenerationRun:
    """A plan that is being carried out, or has been."""

    id: str
    plan: GenerationPlan
    stage: Stage = Stage.THEMES
    made_at: str = ""
    finished_at: str = ""


@record
class Theme:
    """What some memos are to be about; ``id`` is 0 until it is kept."""

    id: int = 0
    text: str
    language: str


@record
class GeneratedMemo:
    """One memo of a run, whether it is written yet or not.

    ``outcome`` is that of the request whose text it holds; ``why`` is the reason of the last one
    that brought nothing. ``near_text`` is the memo that this one is nearly the same as, or empty.
    ``memo_id`` is its number in the project, 0 before that.
    """

    id: int
    theme: str
    language: str
    state: MemoState
    text: str = ""
    outcome: Outcome | None = None
    why: str = ""
    near_text: str = ""
    similarity: float = 0.0
    is_kept: bool = True
    memo_id: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether somebody should look at it: nearly there already, too short or too long."""
        return self.state is MemoState.MADE and (bool(self.near_text) or self.has_wrong_length)

    @property
    def has_wrong_length(self) -> bool:
        """Whether it stayed too short or too long to the last try."""
        return self.outcome in {Outcome.TOO_SHORT, Outcome.TOO_LONG}


@record
class Question:
    """A request to the model: its messages as role and content, and what it is to bring.

    ``memo`` is the number of the generated memo, 0 for themes; ``wanted`` is how many of them.
    """

    purpose: Purpose
    language: str
    messages: tuple[tuple[str, str], ...]
    memo: int = 0
    wanted: int = 1


@record
class KeptAnswer:
    """An answer that was paid for, as it is on disk."""

    request_id: str
    question: Question
    text: str
    refusal: str
    finish_reason: str


@record
class RunSpending:
    """What a run has used so far; ``cost`` is None where the price is not known.

    ``lost`` counts requests whose answer never reached the disk and that may have been paid for.
    """

    requests: int = 0
    usage: TokenUsage = _NOTHING
    cost: float | None = None
    lost: int = 0


@record
class MemoOrigin:
    """Where a generated memo comes from, word for word.

    ``left_out`` names parameters that the model did not take, such as its temperature.
    """

    run_id: str
    provider_name: str
    base_model: str
    answering_model: str
    temperature: float | None
    left_out: tuple[str, ...]
    messages: tuple[tuple[str, str], ...]
    raw_answer: str
    usage: TokenUsage
    cost: float | None
    answered_at: str


def cost_of(usage: TokenUsage, *, price: Price) -> float | None:
    """Return what tokens cost, or None where a price is not known.

    Cached tokens are reckoned in full, so that the true sum is never higher.
    """
    if price.input is None or price.output is None:
        return None
    return (usage.input * price.input + usage.output * price.output) / _TOKENS_A_PRICE
