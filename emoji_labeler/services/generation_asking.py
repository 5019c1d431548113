"""Asking a chat model several questions at a time, so that no paid answer is ever lost.

What is asked is on disk before it is sent, and an answer is on disk before anybody looks into it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from emoji_labeler.datasets.generation_prompts import schema_of
from emoji_labeler.datasets.token_count import token_counter
from emoji_labeler.domain.chat import ChatMessage, ChatReply, ChatRequest, TokenUsage
from emoji_labeler.domain.errors import (
    NoCreditError,
    NotFoundError,
    NotOfferedError,
    ProviderError,
    StoppedError,
    WrongKeyError,
)
from emoji_labeler.domain.generation import KeptAnswer, Outcome, Purpose, Question, cost_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from emoji_labeler.domain.generation import GenerationPlan, GenerationRun
    from emoji_labeler.providers.provider import Provider
    from emoji_labeler.storage.project import ProjectStore

_AT_ONCE = 4
"""Each of them is lost, and may have been paid for, where the program is killed."""

_MOST_FAILURES_IN_A_ROW = 4
_HOPELESS = (WrongKeyError, NoCreditError, NotOfferedError, NotFoundError)
"""After these no other question would fare better."""

_TOKENS_A_THEME = 12


class Reader(Protocol):
    """What is made of answers that are kept, and of failures."""

    def read(self, answer: KeptAnswer) -> Question | None:
        """Make what there is to be made of an answer; return what to ask next, if anything."""
        ...

    def missed(self, request_id: str, question: Question, error: ProviderError) -> None:
        """Note that a request brought no answer."""
        ...


class Asking:
    """Puts questions of one run to one provider; used by the thread that opened the project."""

    def __init__(
        self,
        project: ProjectStore,
        run: GenerationRun,
        provider: Provider,
        *,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._answers = project.generation_answers
        self._run = run
        self._provider = provider
        self._is_cancelled = is_cancelled
        self._at_once = min(_AT_ONCE, provider.profile.capabilities.most_parallel)
        self._error: ProviderError | None = None
        self._failures_in_a_row = 0
        self.is_limited = False

    def ask(
        self,
        questions: Iterable[Question],
        *,
        reader: Reader,
        progress: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask until nothing is left, somebody cancels, or the money ends (``is_limited``).

        What is under way at that moment is waited for and kept. Raises the ProviderError after
        which the rest is hopeless.
        """
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

        waiting = deque(questions)
        running: dict[Future[ChatReply], tuple[str, Question]] = {}
        with ThreadPoolExecutor(self._at_once, thread_name_prefix="asking") as pool:
            while True:
                while waiting and self._may_ask(waiting[0], running=len(running)):
                    question = waiting.popleft()
                    request_id = self._answers.asking(self._run, question)
                    running[pool.submit(self._send, question)] = (request_id, question)
                if not running:
                    break
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                came = [(running.pop(future), future) for future in done]
                kept = [self._keep(*asked, future, reader=reader) for asked, future in came]
                follow_ups = (reader.read(answer) for answer in kept if answer is not None)
                waiting.extendleft(one for one in follow_ups if one is not None)
                progress()
        if self._error is not None:
            raise self._error

    def _may_ask(self, question: Question, *, running: int) -> bool:
        if running >= self._at_once or self._error is not None or self._is_cancelled():
            return False
        limit = self._run.plan.cost_limit
        if limit is None:
            return True
        spent = self._answers.spending(self._run)
        expected = cost_of(
            expected_usage(question, plan=self._run.plan), price=self._run.plan.price
        )
        average = (spent.cost or 0.0) / max(1, spent.requests)
        self.is_limited = (spent.cost or 0.0) + (running + 1) * max(
            expected or 0.0, average if question.purpose is Purpose.MEMO else 0.0
        ) > limit
        return not self.is_limited

    def _send(self, question: Question) -> ChatReply:
        plan = self._run.plan
        is_held_to_form = self._provider.profile.capabilities.strict_schema
        request = ChatRequest(
            model=plan.base_model,
            messages=tuple(
                ChatMessage(role=role, content=content) for role, content in question.messages
            ),
            temperature=plan.temperature,
            response_format=schema_of(question.purpose) if is_held_to_form else None,
        )
        return self._provider.chat(request, cancel=self._is_cancelled)

    def _keep(
        self, request_id: str, question: Question, future: Future[ChatReply], *, reader: Reader
    ) -> KeptAnswer | None:
        """Keep what came back; return the answer, or None where there is none."""
        error = future.exception()
        if error is None:
            reply = future.result()
            self._answers.keep(request_id, reply, run=self._run)
            self._failures_in_a_row = 0
            return KeptAnswer(
                request_id=request_id,
                question=question,
                text=reply.text,
                refusal=reply.refusal,
                finish_reason=reply.finish_reason,
            )
        if isinstance(error, StoppedError):
            self._answers.settle(request_id, Outcome.STOPPED)
        elif isinstance(error, _HOPELESS):
            self._answers.settle(request_id, Outcome.FAILED, why=error.why)
            self._error = error
        elif isinstance(error, ProviderError):
            reader.missed(request_id, question, error)
            self._failures_in_a_row += 1
            if self._failures_in_a_row >= _MOST_FAILURES_IN_A_ROW:
                self._error = error
        else:
            raise error
        return None


def expected_usage(question: Question, *, plan: GenerationPlan) -> TokenUsage:
    """Return about how many tokens a question and its answer have, rather too many."""
    count = token_counter().count
    asked = sum(count(content) for _, content in question.messages)
    if question.purpose is Purpose.THEMES:
        return TokenUsage(input=asked, output=question.wanted * _TOKENS_A_THEME)
    # A Japanese character is about a token; of an English word's letters, three and more are one.
    answered = plan.characters if question.language == "ja" else -(-plan.characters // 3)
    return TokenUsage(input=asked, output=answered + _TOKENS_A_THEME)
