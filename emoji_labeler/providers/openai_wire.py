"""What all servers of the OpenAI wire share: models, files, chat, vectors, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from emoji_labeler.domain.errors import NotFoundError, NotOfferedError, RefusedRequestError
from emoji_labeler.providers import answers, requests
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import httpx2
    from openai import OpenAI

    from emoji_labeler.domain.chat import (
        ChatReply,
        ChatRequest,
        ChoiceQuestion,
        Decision,
        Embeddings,
    )
    from emoji_labeler.domain.fine_tuning import RemoteFile
    from emoji_labeler.domain.provider import Capabilities, ProviderProfile
    from emoji_labeler.domain.remote_model import RemoteModel
    from emoji_labeler.providers.connection import Answer, Connection
    from emoji_labeler.providers.fields import Fields

    Call = Callable[[OpenAI], httpx2.Response]


class OpenAIWire:
    """The shared half of an adapter; ``Provider`` tells what its calls promise."""

    def __init__(self, profile: ProviderProfile, connection: Connection) -> None:
        self._profile = profile
        self._connection = connection
        self._refused: dict[str, frozenset[str]] = {}

    @property
    def profile(self) -> ProviderProfile:
        """Who this is and what it offers."""
        return self._profile

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def list_models(self, *, cancel: Cancel = never) -> tuple[RemoteModel, ...]:
        """List the models."""
        fields = self._read(
            lambda client: client.models.with_raw_response.list().http_response,
            what=tr("The models were not listed."),
            cancel=cancel,
        )
        return tuple(answers.model_of(one) for one in fields.children("data"))

    def list_files(self, *, cancel: Cancel = never) -> tuple[RemoteFile, ...]:
        """List the files, page by page."""
        found: dict[str, RemoteFile] = {}
        has_more = True
        while has_more:
            before = len(found)
            page = self._read(
                _files_page(after=next(reversed(found), "")),
                what=tr("The files were not listed."),
                cancel=cancel,
            )
            found.update((file.id, file) for file in map(answers.file_of, page.children("data")))
            has_more = page.is_true("has_more") and len(found) > before
        return tuple(found.values())

    def delete_file(self, file_id: str) -> None:
        """Delete a file."""
        try:
            self._write(
                lambda client: client.files.with_raw_response.delete(file_id).http_response,
                what=tr("The file was not deleted."),
            )
        except NotFoundError:
            return

    def file_content(self, file_id: str, *, cancel: Cancel = never) -> bytes:
        """Fetch a file."""
        answer = self._connection.read(
            lambda client: client.files.with_raw_response.content(file_id).http_response,
            what=tr("The file was not fetched."),
            cancel=cancel,
        )
        return answers.plain_content(answer.content)

    def chat(self, request: ChatRequest, *, cancel: Cancel = never) -> ChatReply:
        """Ask a chat model, leaving out what it refuses by name."""
        what = tr("The model was not asked.")
        self._need(self._can.chat, what=what)
        whole = requests.chat_body(request)
        dropped = self._refused.get(request.model, frozenset()) & whole.keys()
        while True:
            body = {name: value for name, value in whole.items() if name not in dropped}
            try:
                answer = self._connection.ask("/chat/completions", body, what=what, cancel=cancel)
            except RefusedRequestError as error:
                refused = requests.refused_parameters(error.parameter, error.why, body=body)
                if not refused:
                    raise
                dropped |= refused & whole.keys()
                self._refused[request.model] = (
                    self._refused.get(request.model, frozenset()) | refused
                )
                continue
            fields = self._connection.fields(answer, what=what)
            return answers.chat_reply_of(fields, latency_ms=answer.latency_ms, dropped=dropped)

    def embeddings(self, model: str, texts: Sequence[str], *, cancel: Cancel = never) -> Embeddings:
        """Fetch the vectors of some texts."""
        what = tr("The texts were not turned into vectors.")
        self._need(self._can.embeddings, what=what)
        body = {"model": model, "input": list(texts), "encoding_format": "float"}
        answer = self._connection.ask("/embeddings", body, what=what, cancel=cancel)
        fields = self._connection.fields(answer, what=what)
        return answers.embeddings_of(fields, count=len(texts), latency_ms=answer.latency_ms)

    def decide(
        self,
        model: str,
        text: str,
        questions: Sequence[ChoiceQuestion],
        *,
        cancel: Cancel = never,
    ) -> Decision:
        """Ask questions about a text."""
        what = tr("The questions were not asked.")
        self._need(self._can.decisions, what=what)
        bodies = [requests.question_body(question) for question in questions]
        body = {"model": model, "input": text, "questions": bodies}
        answer = self._connection.ask("/decisions", body, what=what, cancel=cancel)
        fields = self._connection.fields(answer, what=what)
        return answers.decision_of(fields, count=len(questions), latency_ms=answer.latency_ms)

    @property
    def _can(self) -> Capabilities:
        return self._profile.capabilities

    def _need(self, offered: bool, *, what: str) -> None:  # noqa: FBT001 - it is the one question.
        """Raise NotOfferedError unless the provider offers what is asked for."""
        if not offered:
            raise self._not_offered(what)

    def _not_offered(self, what: str) -> NotOfferedError:
        return NotOfferedError(
            what,
            why=tr("{name} does not offer it.", name=self._profile.name),
            remedy=tr("Use a provider that does."),
        )

    def _read(self, call: Call, *, what: str, cancel: Cancel) -> Fields:
        return self._fields(self._connection.read(call, what=what, cancel=cancel), what=what)

    def _write(self, call: Call, *, what: str) -> Fields:
        return self._fields(self._connection.write(call, what=what), what=what)

    def _fields(self, answer: Answer, *, what: str) -> Fields:
        return self._connection.fields(answer, what=what)


def _files_page(*, after: str) -> Call:
    place: dict[str, Any] = {"after": after} if after else {}
    return lambda client: (
        client.files.with_raw_response.list(purpose="fine-tune", **place).http_response
    )
