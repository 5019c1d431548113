"""Finding out what works at a provider without spending anything."""

import time
from collections.abc import Callable

from emoji_labeler.domain.chat import ChatMessage, ChatRequest
from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.domain.provider import ConnectionReport, Finding
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.providers.provider import Provider
from emoji_labeler.wording import sentences, tr


def check_connection(
    provider: Provider, *, chat_model: str = "", cancel: Cancel = never
) -> ConnectionReport:
    """Try the calls that cost nothing, and a chat of a few tokens where a model is named.

    What does not work is reported, not raised; StoppedError is raised.
    """
    models: list[RemoteModel] = []
    trials: list[tuple[str, Callable[[], object]]] = [
        (tr("list of models"), lambda: models.extend(provider.list_models(cancel=cancel)))
    ]
    if provider.profile.capabilities.fine_tuning:
        trials.append((tr("fine-tuning"), lambda: provider.list_jobs(limit=1, cancel=cancel)))
    if chat_model:
        trials.append((tr("chat"), lambda: _greet(provider, chat_model, cancel=cancel)))
    began = time.monotonic()
    findings = [_try(*trials[0])]
    latency_ms = round((time.monotonic() - began) * 1000)
    findings += [_try(what, trial) for what, trial in trials[1:]]
    return ConnectionReport(
        models=tuple(model.id for model in models),
        latency_ms=latency_ms,
        findings=tuple(findings),
    )


def _try(what: str, trial: Callable[[], object]) -> Finding:
    try:
        trial()
    except ProviderError as error:
        return Finding(what=what, works=False, why=sentences(error.why, error.remedy))
    return Finding(what=what, works=True)


def _greet(provider: Provider, model: str, *, cancel: Cancel) -> object:
    greeting = ChatMessage(role="user", content="Hello")
    return provider.chat(
        ChatRequest(model=model, messages=(greeting,), most_tokens=16), cancel=cancel
    )
