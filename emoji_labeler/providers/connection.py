"""One server and one key: the SDK's client made safe, and its errors made ours."""

import threading
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from emoji_labeler.domain.errors import ProviderError
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.providers import failure
from emoji_labeler.providers.address import checked_base_url, is_loopback, origin_of
from emoji_labeler.providers.api_key import ApiKey
from emoji_labeler.providers.attempts import Cancel, Patience, never, persistently
from emoji_labeler.providers.fields import Fields

if TYPE_CHECKING:
    import httpx2
    from openai import APIConnectionError, OpenAI

_SENT_HEADERS = frozenset(
    {
        *("accept", "accept-encoding", "connection", "content-length", "content-type", "host"),
        *("idempotency-key", "transfer-encoding", "user-agent"),
        "x-stainless-raw-response",  # The SDK looks for it on the request when the answer comes.
    }
)
_UNAUTHORIZED = 401
_PLACEHOLDER = "the key is added by the connection"


@record
class Timeouts:
    """Seconds to wait for a connection and for the next bytes, short so that cancel works."""

    connect_s: float = 5.0
    answer_s: float = 30.0


@record
class Answer:
    """What came back, and how long it took."""

    content: bytes
    latency_ms: int


class Connection:
    """Calls to one provider.

    The key goes to this provider's scheme, host and port and nowhere else; redirects are never
    followed, proxies are ignored on loopback, and nothing but the key and the address given here
    is used, whatever variables of the SDK the environment holds. Raises WrongUseError for an
    address that may not be spoken to.
    """

    def __init__(
        self,
        profile: ProviderProfile,
        *,
        key: ApiKey | None,
        patience: Patience | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        self.name = profile.name
        self._base_url = checked_base_url(
            profile.base_url, allows_plain_http=profile.allows_plain_http
        )
        self._key = key
        self._key_variable = profile.key_variable
        self._patience = patience or Patience()
        self._timeouts = timeouts or Timeouts()
        self._opening = threading.RLock()

    def read(
        self, call: "Callable[[OpenAI], httpx2.Response]", *, what: str, cancel: Cancel = never
    ) -> Answer:
        """Make a call that may be repeated, and repeat it for a while where it fails."""
        return persistently(
            lambda: self._once(call, what=what, is_write=False),
            patience=self._patience,
            cancel=cancel,
        )

    def ask(
        self, path: str, body: Mapping[str, object], *, what: str, cancel: Cancel = never
    ) -> Answer:
        """Put a question, a call that may be repeated as those of ``read`` are.

        It goes past the SDK, which would take longer to write a body with all labels of a pack
        than a server to read it.
        """
        import json

        content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
        return persistently(
            lambda: self._ask_once(path, content, what=what),
            patience=self._patience,
            cancel=cancel,
        )

    def write(self, call: "Callable[[OpenAI], httpx2.Response]", *, what: str) -> Answer:
        """Make a call that must not happen twice, once."""
        return self._once(call, what=what, is_write=True)

    def close(self) -> None:
        """Close the lines that are open; a call that is under way ends with its time-out."""
        with self._opening:
            if "_lines" in self.__dict__:
                self._lines.close()

    def fields(self, answer: Answer, *, what: str) -> Fields:
        """Return the JSON object of an answer; a bare list becomes its field ``data``."""
        import json

        try:
            data = json.loads(answer.content)
        except ValueError:
            data = None
        if isinstance(data, list):
            data = {"data": data}
        if not isinstance(data, dict):
            raise failure.bad_answer(what, provider=self.name)
        return Fields(data, what=what)

    def _once(
        self, call: "Callable[[OpenAI], httpx2.Response]", *, what: str, is_write: bool
    ) -> Answer:
        import openai

        began = time.monotonic()
        try:
            response = call(self._client)
        except openai.APIConnectionError as error:
            ours = self._line_error(error, what=what, is_write=is_write)
        except openai.APIStatusError as error:
            ours = self._status_error(error.response, what=what, is_write=is_write)
        else:
            latency_ms = round((time.monotonic() - began) * 1000)
            return Answer(content=response.content, latency_ms=latency_ms)
        # Raised outside of the handlers: the SDK's error holds the request, and with it the key.
        raise ours

    def _ask_once(self, path: str, content: bytes, *, what: str) -> Answer:
        import httpx2

        began = time.monotonic()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            response = self._http.post(self._base_url + path, content=content, headers=headers)
        except httpx2.TimeoutException:
            ours: ProviderError = failure.timed_out(what, provider=self.name)
        except httpx2.HTTPError as error:
            detail = self._hidden(str(error))
            ours = failure.unreachable(what, provider=self.name, detail=detail)
        else:
            if response.is_success:
                latency_ms = round((time.monotonic() - began) * 1000)
                return Answer(content=response.content, latency_ms=latency_ms)
            ours = self._status_error(response, what=what, is_write=False)
        # Raised outside of the handlers, as above.
        raise ours

    def _status_error(
        self, response: "httpx2.Response", *, what: str, is_write: bool
    ) -> ProviderError:
        found = failure.failure_of(
            response.status_code, headers=response.headers, body=self._hidden(response.text)
        )
        if found.status == _UNAUTHORIZED and self._key is None:
            return failure.no_key(what, provider=self.name, variable=self._key_variable)
        return failure.error_for(found, what=what, provider=self.name, is_write=is_write)

    def _line_error(
        self, error: "APIConnectionError", *, what: str, is_write: bool
    ) -> ProviderError:
        import httpx2
        import openai

        cause = error.__cause__
        unsent = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
        may_have_acted = is_write and not isinstance(cause, unsent)
        if isinstance(error, openai.APITimeoutError):
            return failure.timed_out(what, provider=self.name, may_have_acted=may_have_acted)
        detail = self._hidden(str(cause or ""))
        return failure.unreachable(
            what, provider=self.name, detail=detail, may_have_acted=may_have_acted
        )

    def _hidden(self, text: str) -> str:
        return self._key.hidden_in(text) if self._key else text

    @property
    def _http(self) -> "httpx2.Client":
        """What every thread calls through: a second one would be lost, and its lines left open."""
        with self._opening:
            return self._lines

    @cached_property
    def _lines(self) -> "httpx2.Client":
        import httpx2

        return httpx2.Client(
            timeout=httpx2.Timeout(self._timeouts.answer_s, connect=self._timeouts.connect_s),
            trust_env=not is_loopback(self._base_url),
            follow_redirects=False,
            event_hooks={"request": [self._guard]},
        )

    @property
    def _client(self) -> "OpenAI":
        with self._opening:
            return self._sdk

    @cached_property
    def _sdk(self) -> "OpenAI":
        import openai

        return openai.OpenAI(
            api_key=_PLACEHOLDER,
            admin_api_key="",
            organization="",
            project="",
            webhook_secret="",
            base_url=self._base_url,
            max_retries=0,
            http_client=self._lines,
        )

    def _guard(self, request: "httpx2.Request") -> None:
        """Let only known headers leave this machine, and the key only to its own address.

        The SDK adds the machine's description, and whatever the environment holds for it.
        """
        for name in [name for name in request.headers if name.lower() not in _SENT_HEADERS]:
            del request.headers[name]
        if self._key and origin_of(str(request.url)) == origin_of(self._base_url):
            request.headers["Authorization"] = f"Bearer {self._key.reveal()}"
