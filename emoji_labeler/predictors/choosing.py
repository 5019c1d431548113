"""Asking a chat model to choose among labels: the schema, the question, the answer."""

import json
from collections.abc import Sequence

from emoji_labeler.domain.chat import ChatMessage, ChatReply, ChatRequest, Tool
from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import PROMPT, PredictorOption
from emoji_labeler.predictors.predictor import Bench, RawAnswer, Spent
from emoji_labeler.wording import later

LABEL = "label"
_FUNCTION = "choose_emoji"
_MOST_OTHERS = 5

INSTRUCTIONS = "Choose the emoji picture that fits the memo best. Answer with its name alone."

PROMPT_OPTION = PredictorOption(name=PROMPT, title=later("Instructions"), default=INSTRUCTIONS)
TEMPERATURE_OPTION = PredictorOption(
    name="temperature", title=later("Temperature"), default=0.0, most=2
)


def messages(prompt: str, text: str) -> tuple[ChatMessage, ...]:
    """Return a memo behind its system prompt, which is left out where it is empty."""
    memo = ChatMessage(role="user", content=text)
    return (ChatMessage(role="system", content=prompt), memo) if prompt else (memo,)


def enum_schema(labels: Sequence[str]) -> dict[str, object]:
    """Return the schema of an object whose ``label`` is one of the labels."""
    return {
        "type": "object",
        "properties": {LABEL: {"type": "string", "enum": list(labels)}},
        "required": [LABEL],
        "additionalProperties": False,
    }


def text_schema(name: str) -> dict[str, object]:
    """Return the schema of an object that holds one text."""
    return {
        "type": "object",
        "properties": {name: {"type": "string"}},
        "required": [name],
        "additionalProperties": False,
    }


def call_request(
    bench: Bench,
    prompt: str,
    text: str,
    *,
    schema: dict[str, object],
    strict: bool,
    description: str = "Show this emoji picture beside the memo.",
) -> ChatRequest:
    """Return a question that has to be answered with a function call of that schema."""
    tool = Tool(
        name=_FUNCTION, description=description, parameters=schema, strict=True if strict else None
    )
    return ChatRequest(
        model=bench.model,
        messages=messages(prompt, text),
        temperature=bench.number("temperature"),
        tools=(tool,),
        must_call=_FUNCTION,
    )


def format_request(
    bench: Bench, prompt: str, text: str, *, schema: dict[str, object]
) -> ChatRequest:
    """Return a question whose answer must obey a strict schema."""
    described = {"name": _FUNCTION, "schema": schema, "strict": True}
    return ChatRequest(
        model=bench.model,
        messages=messages(prompt, text),
        temperature=bench.number("temperature"),
        response_format={"type": "json_schema", "json_schema": described},
    )


def field_of(reply: ChatReply, name: str) -> str:
    """Return a field of the called function or of the JSON that was said, else what was said."""
    said = reply.tool_calls[0].arguments if reply.tool_calls else reply.text
    try:
        found = json.loads(said)
    except ValueError:
        return said
    value = found.get(name) if isinstance(found, dict) else found
    return value if isinstance(value, str) else said


def answer_of(text: str, reply: ChatReply, *, model: str) -> RawAnswer:
    """Return an answer with what it took to get it, ranked where the model told probabilities."""
    return RawAnswer(
        text=text,
        ranking=_ranking(text, reply),
        latency_ms=reply.latency_ms,
        spent=(Spent(model, reply.usage),),
    )


def _ranking(text: str, reply: ChatReply) -> tuple[RankedLabel, ...]:
    """Rank the tokens that were possible, where a whole answer is one token; else what was said."""
    import math

    probability = reply.probability_of(text)
    if probability is None:
        return ()
    ranked = {text: probability}
    if len(reply.tokens) == 1 and reply.tokens[0].text == text:
        ranked |= {other: math.exp(log) for other, log in reply.tokens[0].others.items()}
    ordered = sorted(ranked.items(), key=lambda one: -one[1])[:_MOST_OTHERS]
    return tuple(RankedLabel(label, share) for label, share in ordered)
