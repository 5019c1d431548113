"""Reads what a chat completion is asked for."""

from collections.abc import Mapping
from typing import Any

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.request_fields import Fields

_MOST_TOP_LOGPROBS = 20
_ROLES = frozenset(("system", "developer", "user", "assistant", "tool", "function"))


@record
class AnswerForm:
    """The shape in which the answer is wanted.

    Without a schema it is the bare label. With one it is JSON that obeys it: the arguments of a
    call of ``function``, or the content itself where that is empty.
    """

    schema: Mapping[str, Any] | None = None
    function: str = ""
    param: str = ""


@record
class ChatRequest:
    """One question: which label suits the memo?"""

    model: str
    memo: str
    form: AnswerForm
    logprobs: bool
    top_logprobs: int
    stream: bool
    include_usage: bool


def read_chat_request(fields: Fields) -> ChatRequest:
    """Return the question; raise WireError for one that cannot be answered here."""
    for name in ("functions", "function_call", "audio"):
        if fields.values.get(name) is not None:
            raise fields.refusal(name, "is not offered here", code="unsupported_parameter")
    if fields.values.get("n") not in (None, 1):
        raise fields.refusal(
            "n", "must be 1: the same memo always gets the same answer; ask for top_logprobs"
        )
    logprobs = fields.flag("logprobs")
    top_logprobs = fields.whole_number("top_logprobs", least=0, most=_MOST_TOP_LOGPROBS)
    if top_logprobs is not None and not logprobs:
        raise fields.refusal("top_logprobs", "needs 'logprobs' to be true")
    return ChatRequest(
        model=fields.required_text("model"),
        memo=_memo(fields),
        form=_form(fields),
        logprobs=logprobs,
        top_logprobs=top_logprobs or 0,
        stream=fields.flag("stream"),
        include_usage=fields.inner("stream_options").flag("include_usage"),
    )


def _memo(fields: Fields) -> str:
    """Return the text of the last user message."""
    messages = fields.objects("messages")
    if not messages:
        raise fields.refusal("messages", "must hold at least one message")
    for message in messages:
        if message.required_text("role") not in _ROLES:
            raise message.refusal("role", f"must be one of {', '.join(sorted(_ROLES))}")
    asked = [message for message in messages if message.values["role"] == "user"]
    if not asked:
        raise fields.refusal("messages", "must hold a user message: it is the memo")
    memo = _text_of(asked[-1])
    if not memo.strip():
        raise asked[-1].refusal("content", "holds no text")
    return memo


def _text_of(message: Fields) -> str:
    if not isinstance(message.values.get("content"), list):
        return message.required_text("content")
    parts = message.objects("content")
    for part in parts:
        if part.required_text("type") != "text":
            raise part.refusal("type", "must be 'text': this model reads nothing else")
    return "\n".join(part.required_text("text") for part in parts)


def _form(fields: Fields) -> AnswerForm:
    tools = fields.objects("tools")
    choice = fields.values.get("tool_choice")
    if choice is not None and choice != "none" and not tools:
        raise fields.refusal("tool_choice", "needs 'tools'")
    if tools and choice != "none":
        return _function_form(fields, tools, choice=choice)
    return _format_form(fields.inner("response_format"))


def _function_form(fields: Fields, tools: tuple[Fields, ...], *, choice: object) -> AnswerForm:
    """Return the form of a function call: the function chosen, else the first one."""
    functions: dict[str, Fields] = {}
    for tool in tools:
        if tool.required_text("type") != "function":
            raise tool.refusal("type", "must be 'function'", code="unsupported_parameter")
        function = tool.inner("function")
        functions.setdefault(function.required_text("name"), function)
    name = next(iter(functions))
    if isinstance(choice, dict):
        name = fields.inner("tool_choice").inner("function").required_text("name")
    elif choice not in (None, "auto", "required"):
        raise fields.refusal("tool_choice", "must be none, auto, required or a function")
    if name not in functions:
        raise fields.refusal("tool_choice", "names a function that is not among the tools")
    parameters = functions[name].inner("parameters")
    return AnswerForm(schema=parameters.values, function=name, param=parameters.path)


def _format_form(wanted: Fields) -> AnswerForm:
    if not wanted.values:
        return AnswerForm()
    kind = wanted.required_text("type")
    if kind == "text":
        return AnswerForm()
    if kind == "json_object":
        label = {"type": "object", "properties": {"label": {"type": "string"}}}
        return AnswerForm(schema=label, param=wanted.path)
    if kind != "json_schema":
        raise wanted.refusal("type", "must be text, json_object or json_schema")
    described = wanted.inner("json_schema")
    described.required_text("name")
    schema = described.inner("schema")
    if not schema.values:
        raise WireError("The schema is missing.", param=schema.path)
    return AnswerForm(schema=schema.values, param=schema.path)
