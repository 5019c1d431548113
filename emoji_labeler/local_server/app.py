"""Puts the routes together into one application."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount

from emoji_labeler.local_server import (
    routes_answers,
    routes_decisions,
    routes_files,
    routes_jobs,
    routes_models,
)
from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.responses import error_response
from emoji_labeler.local_server.token_gate import TokenGate
from emoji_labeler.local_server.workplace import Workplace

_log = logging.getLogger(__name__)
_ROUTES = (
    *routes_models.ROUTES,
    *routes_files.ROUTES,
    *routes_jobs.ROUTES,
    *routes_answers.ROUTES,
    *routes_decisions.ROUTES,
)


def build_app(
    workplace: Workplace, *, token: str, on_request: Callable[[], None] = lambda: None
) -> Starlette:
    """Return the application; jobs train for as long as it is up."""

    @asynccontextmanager
    async def jobs_training(_: Starlette) -> AsyncIterator[None]:
        workplace.queue.start()
        yield
        await workplace.queue.stop()

    app = Starlette(
        routes=[Mount("/v1", routes=list(_ROUTES))],
        middleware=[Middleware(TokenGate, token=token, on_entry=on_request)],
        exception_handlers={
            WireError: _refused,
            HTTPException: _unknown_address,
            Exception: _failed,
        },
        lifespan=jobs_training,
    )
    app.state.workplace = workplace
    return app


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, WireError):
        raise error
    return error_response(error)


async def _unknown_address(request: Request, error: Exception) -> Response:
    """Answer for an address that is not part of the wire, or not with that method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    address = f"{request.method} {request.url.path}"
    return error_response(
        WireError(f"There is no such request: {address}.", status=status, code="unknown_url")
    )


async def _failed(request: Request, error: Exception) -> Response:
    """Answer for a bug; what it was stands in the log alone."""
    _log.error("%s %s failed.", request.method, request.url.path, exc_info=error)
    response = error_response(
        WireError("The server failed at this request.", status=500, kind="server_error")
    )
    # The HTTP server hangs up after a bug: a client not told so sends its next request in vain.
    response.headers["Connection"] = "close"
    return response
