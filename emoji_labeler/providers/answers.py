"""Reading the objects of the OpenAI wire."""

import binascii
from collections.abc import Iterable

from emoji_labeler.domain.chat import (
    ChatReply,
    ChoiceAnswer,
    Decision,
    Embeddings,
    Token,
    TokenUsage,
    ToolCall,
)
from emoji_labeler.domain.fine_tuning import (
    Checkpoint,
    FineTuningJob,
    Hyperparameters,
    JobEvent,
    RemoteFile,
)
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.providers.fields import Fields


def model_of(fields: Fields) -> RemoteModel:
    """Read a ``model``."""
    return RemoteModel(
        id=fields.text("id"),
        owned_by=fields.text("owned_by", ""),
        created_at=fields.time("created"),
        shutdown_date=fields.text("shutdown_date", ""),
    )


def file_of(fields: Fields) -> RemoteFile:
    """Read a ``file``."""
    return RemoteFile(
        id=fields.text("id"),
        name=fields.text("filename", ""),
        size=fields.whole("bytes") or 0,
        status=fields.text("status", ""),
        created_at=fields.time("created_at"),
    )


def job_of(fields: Fields) -> FineTuningJob:
    """Read a ``fine_tuning.job``; an ``error`` without a code is no error."""
    error = fields.child("error")
    return FineTuningJob(
        id=fields.text("id"),
        status=fields.text("status"),
        base_model=fields.text("model", ""),
        training_file=fields.text("training_file", ""),
        validation_file=fields.text("validation_file", ""),
        fine_tuned_model=fields.text("fine_tuned_model", ""),
        created_at=fields.time("created_at"),
        finished_at=fields.time("finished_at"),
        estimated_finish=fields.time("estimated_finish"),
        trained_tokens=fields.whole("trained_tokens"),
        result_files=fields.texts("result_files"),
        hyperparameters=_hyperparameters(fields),
        suffix=fields.text("user_provided_suffix", ""),
        seed=fields.whole("seed"),
        metadata=fields.child("metadata").all_texts(),
        error_code=error.text("code", ""),
        error_message=error.text("message", ""),
        error_parameter=error.text("param", ""),
        raw=fields.as_json(),
    )


def _hyperparameters(fields: Fields) -> Hyperparameters:
    """Read them from ``method``, else from where they stood before there was one."""
    method = fields.child("method")
    given = method.child(method.text("type", "supervised")).child("hyperparameters")
    chosen = given if given.all_numbers() else fields.child("hyperparameters")
    return Hyperparameters(
        n_epochs=chosen.whole("n_epochs"),
        batch_size=chosen.whole("batch_size"),
        learning_rate_multiplier=chosen.number("learning_rate_multiplier"),
        beta=chosen.number("beta"),
    )


def event_of(fields: Fields) -> JobEvent:
    """Read a ``fine_tuning.job.event``."""
    return JobEvent(
        id=fields.text("id"),
        created_at=fields.time("created_at"),
        level=fields.text("level", "info"),
        message=fields.text("message", ""),
        kind=fields.text("type", "message"),
        metrics=fields.child("data").all_numbers(),
    )


def checkpoint_of(fields: Fields) -> Checkpoint:
    """Read a ``fine_tuning.job.checkpoint``."""
    return Checkpoint(
        id=fields.text("id"),
        model=fields.text("fine_tuned_model_checkpoint"),
        step=fields.whole("step_number") or 0,
        created_at=fields.time("created_at"),
        metrics=fields.child("metrics").all_numbers(),
    )


def chat_reply_of(fields: Fields, *, latency_ms: int, dropped: Iterable[str]) -> ChatReply:
    """Read a ``chat.completion``."""
    choices = fields.children("choices")
    if not choices:
        raise fields.bad("choices")
    message = choices[0].child("message")
    calls = [call.child("function") for call in message.children("tool_calls", needed=False)]
    tokens = choices[0].child("logprobs").children("content", needed=False)
    return ChatReply(
        model=fields.text("model", ""),
        text=message.text("content", ""),
        tool_calls=tuple(
            ToolCall(name=call.text("name"), arguments=call.text("arguments", "")) for call in calls
        ),
        refusal=message.text("refusal", ""),
        finish_reason=choices[0].text("finish_reason", ""),
        usage=_usage(fields),
        latency_ms=latency_ms,
        tokens=tuple(_token(token) for token in tokens),
        dropped=tuple(sorted(dropped)),
    )


def _token(fields: Fields) -> Token:
    logprob = fields.number("logprob")
    if logprob is None:
        raise fields.bad("logprob")
    others = fields.children("top_logprobs", needed=False)
    return Token(
        text=fields.text("token"),
        logprob=logprob,
        others={other.text("token"): other.number("logprob") or 0.0 for other in others},
    )


def _usage(fields: Fields) -> TokenUsage:
    """Read ``usage`` in the words of chat or of the newer calls."""
    usage = fields.child("usage")
    details = usage.child("prompt_tokens_details").whole("cached_tokens")
    if details is None:
        details = usage.child("input_tokens_details").whole("cached_tokens")
    return TokenUsage(
        input=usage.whole("prompt_tokens") or usage.whole("input_tokens") or 0,
        output=usage.whole("completion_tokens") or usage.whole("output_tokens") or 0,
        cached=details or 0,
    )


def embeddings_of(fields: Fields, *, count: int, latency_ms: int) -> Embeddings:
    """Read a list of ``embedding``, which must be ``count`` vectors of one length."""
    rows = sorted(fields.children("data"), key=lambda row: row.whole("index") or 0)
    vectors = tuple(row.numbers("embedding") for row in rows)
    if len(vectors) != count or len({len(vector) for vector in vectors}) > 1:
        raise fields.bad("data")
    return Embeddings(
        model=fields.text("model", ""),
        vectors=vectors,
        usage=_usage(fields),
        latency_ms=latency_ms,
    )


def decision_of(fields: Fields, *, count: int, latency_ms: int) -> Decision:
    """Read a decision, which must hold ``count`` answers; a refused one has no choice."""
    answers = fields.children("answers")
    if len(answers) != count:
        raise fields.bad("answers")
    return Decision(
        model=fields.text("model", ""),
        answers=tuple(_choice_answer(answer) for answer in answers),
        usage=_usage(fields),
        latency_ms=latency_ms,
    )


def _choice_answer(fields: Fields) -> ChoiceAnswer:
    likely = fields.children("probabilities", needed=False)
    return ChoiceAnswer(
        choice=fields.text("choice", ""),
        probabilities={one.text("value"): one.number("probability") or 0.0 for one in likely},
    )


def plain_content(content: bytes) -> bytes:
    """Return a file's content, decoded where it came in base64.

    A CSV or JSONL file always holds a comma or a brace, which base64 never does.
    """
    joined = b"".join(content.split())
    if not joined:
        return content
    try:
        return binascii.a2b_base64(joined, strict_mode=True)
    except binascii.Error:
        return content
