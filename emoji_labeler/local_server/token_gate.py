"""Lets in who knows the token."""

import secrets
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.responses import error_response

_NO_TOKEN = WireError(
    "The request carries no token. Send it as “Authorization: Bearer TOKEN”.",
    status=401,
    code="invalid_api_key",
)
_WRONG_TOKEN = WireError(
    "The token is not the one of this server.", status=401, code="invalid_api_key"
)


class TokenGate:
    """Middleware in front of everything; ``on_entry`` is called for each request let in."""

    def __init__(self, app: ASGIApp, *, token: str, on_entry: Callable[[], None]) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()
        self._on_entry = on_entry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not secrets.compare_digest(given, self._expected):
                refusal = _WRONG_TOKEN if given.strip() else _NO_TOKEN
                await error_response(refusal)(scope, receive, send)
                return
            self._on_entry()
        await self._app(scope, receive, send)
