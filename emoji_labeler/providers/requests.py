"""Writing requests of the OpenAI wire."""

from typing import Any

from emoji_labeler.domain.chat import ChatRequest, ChoiceQuestion, Tool
from emoji_labeler.domain.fine_tuning import FineTuningSpec
from emoji_labeler.domain.provider import Capabilities

DROPPABLE = (
    ("temperature",),
    ("logprobs", "top_logprobs"),
    ("seed",),
    ("response_format",),
    ("tool_choice",),
    ("max_completion_tokens",),
)
"""Parameters without which a question still makes sense, those in one line together."""


def job_body(spec: FineTuningSpec, *, capabilities: Capabilities) -> dict[str, Any]:
    """Return the arguments of ``fine_tuning.jobs.create``; what is left open is left out."""
    body: dict[str, Any] = {"model": spec.base_model, "training_file": spec.training_file}
    hyperparameters = spec.hyperparameters.given()
    if capabilities.takes_method:
        teaching = {"hyperparameters": hyperparameters} if hyperparameters else {}
        body["method"] = {"type": spec.method.value, spec.method.value: teaching}
    elif hyperparameters:
        body["hyperparameters"] = hyperparameters
    optional = {
        "validation_file": spec.validation_file,
        "suffix": spec.suffix,
        "metadata": dict(spec.metadata) if capabilities.metadata else {},
    }
    body.update({name: value for name, value in optional.items() if value})
    if spec.seed is not None:
        body["seed"] = spec.seed
    return body


def chat_body(request: ChatRequest) -> dict[str, Any]:
    """Return the arguments of ``chat.completions.create``; what is left open is left out."""
    optional: dict[str, Any] = {
        "temperature": request.temperature,
        "seed": request.seed,
        "max_completion_tokens": request.most_tokens,
        "response_format": request.response_format,
        "logprobs": request.logprobs or None,
        "top_logprobs": (request.top_logprobs or None) if request.logprobs else None,
        "tools": [_tool(tool) for tool in request.tools] or None,
        "tool_choice": _tool_choice(request.must_call) if request.must_call else None,
    }
    return {
        "model": request.model,
        "messages": [{"role": m.role, "content": m.content} for m in request.messages],
        **{name: value for name, value in optional.items() if value is not None},
    }


def refused_parameters(parameter: str, message: str, *, body: dict[str, Any]) -> frozenset[str]:
    """Return which parameters of a body to leave out after a refusal; none where it names none."""
    for group in DROPPABLE:
        named = parameter in group or (
            not parameter and any(f"'{name}'" in message for name in group)
        )
        if named and not body.keys().isdisjoint(group):
            return frozenset(group)
    return frozenset()


def question_body(question: ChoiceQuestion) -> dict[str, Any]:
    """Return one question of ``decisions.create``."""
    choices = [
        {"value": choice.value}
        | ({"description": choice.description} if choice.description else {})
        for choice in question.choices
    ]
    return {"type": "choice", "instructions": question.instructions, "choices": choices}


def _tool(tool: Tool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": tool.name,
        "description": tool.description,
        "parameters": dict(tool.parameters),
    }
    if tool.strict is not None:
        described["strict"] = tool.strict
    return {"type": "function", "function": described}


def _tool_choice(name: str) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name}}
