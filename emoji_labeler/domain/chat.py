"""What is said to a chat model and what it says back."""

import math
from collections.abc import Mapping
from dataclasses import field

from emoji_labeler.domain.record import record


@record
class ChatMessage:
    """One message; ``role`` is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


@record
class Tool:
    """A function that the model may call; ``parameters`` is a JSON schema.

    With ``strict`` the arguments must obey it; None leaves that to the provider.
    """

    name: str
    description: str
    parameters: Mapping[str, object]
    strict: bool | None = None


@record
class ChatRequest:
    """One question to a chat model; None and empty leave a choice to the provider.

    ``response_format`` is sent as the API has it, such as a strict JSON schema. ``must_call`` names
    the tool that has to be called. With ``logprobs`` the answer says how likely each token was,
    beside up to ``top_logprobs`` others.
    """

    model: str
    messages: tuple[ChatMessage, ...]
    temperature: float | None = None
    seed: int | None = None
    most_tokens: int | None = None
    tools: tuple[Tool, ...] = ()
    must_call: str = ""
    response_format: Mapping[str, object] | None = None
    logprobs: bool = False
    top_logprobs: int = 0


@record
class ToolCall:
    """A function that the model wants called; ``arguments`` is JSON as the model wrote it."""

    name: str
    arguments: str


@record
class TokenUsage:
    """How many tokens were paid for; ``cached`` of the input ones at a lower price."""

    input: int = 0
    output: int = 0
    cached: int = 0

    def __add__(self, other: "TokenUsage") -> "TokenUsage":
        """Return both together."""
        return TokenUsage(
            input=self.input + other.input,
            output=self.output + other.output,
            cached=self.cached + other.cached,
        )

    def share(self, place: int, *, of: int) -> "TokenUsage":
        """Return one of ``of`` whole parts that add up to this; parts differ by one at most."""
        return TokenUsage(
            input=_part(self.input, place, of),
            output=_part(self.output, place, of),
            cached=_part(self.cached, place, of),
        )


def _part(number: int, place: int, count: int) -> int:
    return number // count + (place < number % count)


@record
class Token:
    """A piece of the answer, the natural logarithm of its probability, and of those it beat."""

    text: str
    logprob: float
    others: Mapping[str, float] = field(default_factory=dict)


@record
class ChatReply:
    """What a chat model said.

    ``dropped`` names the parameters that the model does not take and that were left out.
    """

    model: str
    text: str
    tool_calls: tuple[ToolCall, ...] = ()
    refusal: str = ""
    finish_reason: str = ""
    usage: TokenUsage = TokenUsage()
    latency_ms: int = 0
    tokens: tuple[Token, ...] = ()
    dropped: tuple[str, ...] = ()

    def probability_of(self, label: str) -> float | None:
        """Return how likely the label was, from all of its tokens.

        A token that holds only a part of the label, such as its first letters behind a quotation
        mark, counts whole. None without logprobs, or where the answer does not hold the label.
        """
        said = "".join(token.text for token in self.tokens)
        start = said.rfind(label) if label else -1
        if start < 0:
            return None
        total, reached = 0.0, 0
        for token in self.tokens:
            before, reached = reached, reached + len(token.text)
            if before < start + len(label) and reached > start:
                total += token.logprob
        return math.exp(total)


@record
class Embeddings:
    """One vector for each text, in the order of the texts, all of one length."""

    model: str
    vectors: tuple[tuple[float, ...], ...]
    usage: TokenUsage = TokenUsage()
    latency_ms: int = 0


@record
class Choice:
    """A label that may be chosen, and what it means."""

    value: str
    description: str = ""


@record
class ChoiceQuestion:
    """A question with 2 to 255 choices."""

    instructions: str
    choices: tuple[Choice, ...]


@record
class ChoiceAnswer:
    """What was chosen, empty where the model declined, and how likely each choice was."""

    choice: str
    probabilities: Mapping[str, float]


@record
class Decision:
    """The answers to some questions about one text, in the order of the questions."""

    model: str
    answers: tuple[ChoiceAnswer, ...]
    usage: TokenUsage = TokenUsage()
    latency_ms: int = 0
