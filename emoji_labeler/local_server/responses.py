"""Responses of the wire."""

from collections.abc import Iterable
from typing import Any

import orjson
from starlette.responses import Response

from emoji_labeler.local_server.errors import WireError


class JsonResponse(Response):
    """A response of JSON in UTF-8."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:  # noqa: ANN401 - Any JSON value is content.
        """Return the bytes to send."""
        return orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY)


def list_response(items: Iterable[dict[str, Any]], **more: object) -> JsonResponse:
    """Return a page of things; ``more`` are the fields beside them, such as has_more."""
    return JsonResponse({"object": "list", "data": list(items), **more})


def error_response(error: WireError) -> JsonResponse:
    """Return a refusal as the wire has it."""
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return JsonResponse(error.body, status_code=error.status, headers=headers)
