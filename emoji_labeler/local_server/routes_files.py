"""The routes of /v1/files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import PurePath

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from emoji_labeler.domain.text import fault_in_text
from emoji_labeler.local_server.errors import WireError, in_conflict
from emoji_labeler.local_server.records import TRAINING_PURPOSE
from emoji_labeler.local_server.request_fields import query_number
from emoji_labeler.local_server.responses import JsonResponse, list_response
from emoji_labeler.local_server.wire_objects import file_object
from emoji_labeler.local_server.workplace import workplace_of

_LARGEST_FILE = 512 * 1024 * 1024
_LONGEST_NAME = 255
_MOST_AT_ONCE = 10_000


async def upload(request: Request) -> Response:
    """POST /files."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > _LARGEST_FILE:
        raise WireError("A file may have at most 512 MB.", status=413, param="file")
    async with _form_of(request) as form:
        file, purpose = form.get("file"), form.get("purpose")
        if not isinstance(file, UploadFile):
            raise WireError("The parameter 'file' is missing.", param="file")
        if purpose != TRAINING_PURPOSE:
            raise WireError(f"'purpose' must be '{TRAINING_PURPOSE}' here.", param="purpose")
        if form.get("expires_after[seconds]") is not None:
            raise WireError("Files do not expire here.", param="expires_after")
        files = workplace_of(request).state.files
        file_id, size = await asyncio.to_thread(files.write, file.file)
        name = _plain_name(file.filename or "")
    return JsonResponse(
        file_object(files.add(file_id, filename=name, purpose=TRAINING_PURPOSE, size=size))
    )


@asynccontextmanager
async def _form_of(request: Request) -> AsyncIterator[FormData]:
    """Give the form of a request; what it keeps on the disk is gone afterwards."""
    try:
        form = await request.form(max_files=1, max_fields=8)
    except HTTPException as error:
        raise WireError(f"The form cannot be read: {error.detail}.") from error
    try:
        yield form
    finally:
        await form.close()


async def list_files(request: Request) -> Response:
    """GET /files."""
    query = request.query_params
    if query.get("order", "desc") not in ("asc", "desc"):
        raise WireError("'order' must be asc or desc.", param="order")
    workplace = workplace_of(request)
    after = query.get("after")
    if after is not None:
        workplace.file(after, param="after")
    found, has_more = workplace.state.files.page(
        purpose=query.get("purpose"),
        after=after,
        limit=query_number(request, "limit", default=_MOST_AT_ONCE, most=_MOST_AT_ONCE),
        newest_first=query.get("order", "desc") == "desc",
    )
    return list_response(
        map(file_object, found),
        has_more=has_more,
        first_id=found[0].id if found else "",
        last_id=found[-1].id if found else "",
    )


async def retrieve(request: Request) -> Response:
    """GET /files/{file_id}."""
    return JsonResponse(file_object(workplace_of(request).file(request.path_params["file_id"])))


async def content(request: Request) -> Response:
    """GET /files/{file_id}/content: the bytes as they were uploaded or made."""
    workplace = workplace_of(request)
    file = workplace.file(request.path_params["file_id"])
    return FileResponse(
        workplace.state.files.path(file.id),
        filename=file.filename,
        media_type="application/octet-stream",
    )


async def delete(request: Request) -> Response:
    """DELETE /files/{file_id}."""
    workplace = workplace_of(request)
    file = workplace.file(request.path_params["file_id"])
    job_id = workplace.state.jobs.using_file(file.id)
    if job_id is not None:
        raise in_conflict(f"The fine-tuning job {job_id} still needs the file.", param="file_id")
    workplace.state.files.remove(file.id)
    return JsonResponse({"object": "file", "id": file.id, "deleted": True})


def _plain_name(filename: str) -> str:
    """Return the last part of a file's name, in a form that can be sent back."""
    name = PurePath(filename.replace("\\", "/")).name[:_LONGEST_NAME]
    return name if name and not fault_in_text(name) and name.isprintable() else "upload"


ROUTES = [
    Route("/files", upload, methods=["POST"]),
    Route("/files", list_files, methods=["GET"]),
    Route("/files/{file_id}", retrieve, methods=["GET"]),
    Route("/files/{file_id}", delete, methods=["DELETE"]),
    Route("/files/{file_id}/content", content, methods=["GET"]),
]
