"""The routes of /v1/fine_tuning/jobs."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emoji_labeler.local_server import job_wording as wording
from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.job_request import read_job_order
from emoji_labeler.local_server.records import TRAINING_PURPOSE, JobStatus, NewEvent
from emoji_labeler.local_server.request_fields import json_fields, query_number
from emoji_labeler.local_server.responses import JsonResponse, list_response
from emoji_labeler.local_server.wire_objects import checkpoint_object, event_object, job_object
from emoji_labeler.local_server.workplace import Workplace, workplace_of

_PAGE, _CHECKPOINTS_PAGE, _LARGEST_PAGE = 20, 10, 1000


async def create(request: Request) -> Response:
    """POST /fine_tuning/jobs."""
    workplace = workplace_of(request)
    order = read_job_order(await json_fields(request), base_models=workplace.trainers)
    for param in ("training_file", "validation_file"):
        _check_file(workplace, getattr(order, param), param=param)
    with workplace.state.transaction():
        job = workplace.state.jobs.add(order)
        workplace.state.events.add(job.id, *wording.validating(job))
    workplace.queue.wake()
    return JsonResponse(job_object(job))


async def list_jobs(request: Request) -> Response:
    """GET /fine_tuning/jobs, the newest first."""
    workplace = workplace_of(request)
    after = request.query_params.get("after")
    if after is not None and workplace.state.jobs.get(after) is None:
        raise WireError(f"There is no fine-tuning job '{after}'.", param="after")
    found, has_more = workplace.state.jobs.page(
        after=after,
        limit=query_number(request, "limit", default=_PAGE, most=_LARGEST_PAGE),
        metadata=_metadata_filter(request),
    )
    return list_response(map(job_object, found), has_more=has_more)


async def retrieve(request: Request) -> Response:
    """GET /fine_tuning/jobs/{job_id}."""
    return JsonResponse(job_object(workplace_of(request).job(request.path_params["job_id"])))


async def list_events(request: Request) -> Response:
    """GET /fine_tuning/jobs/{job_id}/events, the newest first."""
    workplace = workplace_of(request)
    job = workplace.job(request.path_params["job_id"])
    after = request.query_params.get("after")
    if after is not None and not workplace.state.events.has(after, job_id=job.id):
        raise WireError(f"The job has no event '{after}'.", param="after")
    limit = query_number(request, "limit", default=_PAGE, most=_LARGEST_PAGE)
    found, has_more = workplace.state.events.page(job.id, after=after, limit=limit)
    return list_response(map(event_object, found), has_more=has_more)


async def list_checkpoints(request: Request) -> Response:
    """GET /fine_tuning/jobs/{job_id}/checkpoints, the newest first."""
    workplace = workplace_of(request)
    job = workplace.job(request.path_params["job_id"])
    kept = workplace.state.models.checkpoints(job.id)
    after = request.query_params.get("after")
    if after is not None:
        places = [place for place, one in enumerate(kept) if one.id == after]
        if not places:
            raise WireError(f"The job has no checkpoint '{after}'.", param="after")
        kept = kept[places[0] + 1 :]
    limit = query_number(request, "limit", default=_CHECKPOINTS_PAGE, most=_LARGEST_PAGE)
    page = kept[:limit]
    return list_response(
        map(checkpoint_object, page),
        has_more=len(kept) > limit,
        first_id=page[0].id if page else None,
        last_id=page[-1].id if page else None,
    )


async def cancel(request: Request) -> Response:
    """POST /fine_tuning/jobs/{job_id}/cancel."""
    return await _change(request, to=JobStatus.CANCELLED, event=wording.CANCELLED)


async def pause(request: Request) -> Response:
    """POST /fine_tuning/jobs/{job_id}/pause."""
    return await _change(request, to=JobStatus.PAUSED, event=wording.PAUSED)


async def resume(request: Request) -> Response:
    """POST /fine_tuning/jobs/{job_id}/resume."""
    return await _change(request, to=JobStatus.QUEUED, event=wording.RESUMED)


async def _change(request: Request, *, to: JobStatus, event: NewEvent) -> Response:
    """Change a job's status; asking twice for the same is no error."""
    workplace = workplace_of(request)
    job = workplace.job(request.path_params["job_id"])
    if job.status is not to:
        if not workplace.queue.change(job.id, to=to, event=event):
            raise WireError(
                f"The fine-tuning job {job.id} is {job.status}; that cannot be done with it now.",
                param="fine_tuning_job_id",
                code="invalid_status",
            )
        await workplace.queue.interrupt(job.id)
    return JsonResponse(job_object(workplace.job(job.id)))


def _check_file(workplace: Workplace, file_id: str | None, *, param: str) -> None:
    if file_id is None:
        return
    file = workplace.state.files.get(file_id)
    if file is None:
        raise WireError(f"There is no file '{file_id}'.", param=param, code="file_not_found")
    if file.purpose != TRAINING_PURPOSE:
        raise WireError(
            f"The file '{file_id}' was not uploaded for '{TRAINING_PURPOSE}'.", param=param
        )


def _metadata_filter(request: Request) -> dict[str, str]:
    """Return the pairs of ``metadata[key]=value`` in the query."""
    return {
        name.removeprefix("metadata[").removesuffix("]"): value
        for name, value in request.query_params.items()
        if name.startswith("metadata[") and name.endswith("]")
    }


_JOB = "/fine_tuning/jobs/{job_id}"
ROUTES = [
    Route("/fine_tuning/jobs", create, methods=["POST"]),
    Route("/fine_tuning/jobs", list_jobs, methods=["GET"]),
    Route(_JOB, retrieve, methods=["GET"]),
    Route(f"{_JOB}/events", list_events, methods=["GET"]),
    Route(f"{_JOB}/checkpoints", list_checkpoints, methods=["GET"]),
    Route(f"{_JOB}/cancel", cancel, methods=["POST"]),
    Route(f"{_JOB}/pause", pause, methods=["POST"]),
    Route(f"{_JOB}/resume", resume, methods=["POST"]),
]
