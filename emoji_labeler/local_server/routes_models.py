"""The routes of /v1/models."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emoji_labeler.local_server.errors import WireError, not_found
from emoji_labeler.local_server.records import TrainedModel
from emoji_labeler.local_server.responses import JsonResponse, list_response
from emoji_labeler.local_server.wire_objects import model_object
from emoji_labeler.local_server.workplace import Workplace, workplace_of


async def list_models(request: Request) -> Response:
    """GET /models: the base models, then the trained ones and their checkpoints."""
    workplace = workplace_of(request)
    base = (_base(workplace, name) for name in workplace.trainers)
    return list_response(map(model_object, [*base, *workplace.state.models.all()]))


async def retrieve(request: Request) -> Response:
    """GET /models/{model}."""
    workplace, name = workplace_of(request), request.path_params["model"]
    if name in workplace.trainers:
        return JsonResponse(model_object(_base(workplace, name)))
    return JsonResponse(model_object(_trained(workplace, name)))


async def delete(request: Request) -> Response:
    """DELETE /models/{model}: a trained model or a checkpoint."""
    workplace, name = workplace_of(request), request.path_params["model"]
    if name in workplace.trainers:
        raise WireError(
            "A base model cannot be deleted.", status=403, param="model", code="not_fine_tuned"
        )
    model = _trained(workplace, name)
    workplace.state.models.remove(model.name)
    return JsonResponse({"object": "model", "id": model.name, "deleted": True})


def _trained(workplace: Workplace, name: str) -> TrainedModel:
    model = workplace.state.models.get(name)
    if model is None:
        raise not_found(f"model '{name}'", param="model", code="model_not_found")
    return model


def _base(workplace: Workplace, name: str) -> TrainedModel:
    return TrainedModel(name=name, created_at=workplace.started_at, base_model=name, path="")


ROUTES = [
    Route("/models", list_models, methods=["GET"]),
    # Names of trained models may hold anything but a colon in their suffix, even a slash.
    Route("/models/{model:path}", retrieve, methods=["GET"]),
    Route("/models/{model:path}", delete, methods=["DELETE"]),
]
