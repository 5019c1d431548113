"""The models that answer: loaded when they are first asked, the last few kept in memory."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.local_server.errors import WireError
from emoji_labeler.local_server.records import TrainedModel
from emoji_labeler.local_server.trainer import ServedModel, Trainer

_KEPT_IN_MEMORY = 8


class ServedModels:
    """Loaded models by where they lie; may be asked in any thread."""

    def __init__(self, trainers: Mapping[str, Trainer]) -> None:
        self._trainers = trainers
        self._loaded: OrderedDict[tuple[str, Path | None], ServedModel] = OrderedDict()
        self._lock = Lock()

    def base(self, base_model: str) -> ServedModel:
        """Return a base model."""
        return self._get((base_model, None), lambda: self._trainers[base_model].load(None))

    def trained(self, model: TrainedModel, *, path: Path) -> ServedModel:
        """Return a trained model; raise WireError where its file cannot be read any more."""
        try:
            load = self._trainers[model.base_model].load
            return self._get((model.base_model, path), lambda: load(path))
        except BadFileError as error:
            raise WireError(str(error), status=500, kind="server_error", param="model") from error

    def _get(self, key: tuple[str, Path | None], load: Callable[[], ServedModel]) -> ServedModel:
        # One lock for all: two first questions to a model must not load it twice.
        with self._lock:
            if key not in self._loaded:
                self._loaded[key] = load()
            self._loaded.move_to_end(key)
            while len(self._loaded) > _KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
            return self._loaded[key]
