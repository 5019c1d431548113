"""Which base models this machine can train: one line for each trainer."""

from collections.abc import Callable, Mapping
from pathlib import Path

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.text_classifier_trainer import TextClassifierTrainer
from emoji_labeler.local_server.trainer import Trainer


@record
class Materials:
    """What trainers are made from; ``cache_folder`` is for what can be made again."""

    pack_folder: Path
    theme_paths: tuple[Path, ...]
    cache_folder: Path


_MAKERS: tuple[Callable[[Materials], Trainer], ...] = (
    lambda materials: TextClassifierTrainer(
        pack_folder=materials.pack_folder,
        theme_paths=materials.theme_paths,
        cache_folder=materials.cache_folder,
    ),
)


def trainers_by_base_model(materials: Materials) -> Mapping[str, Trainer]:
    """Return every trainer under the name of its base model."""
    made = (make(materials) for make in _MAKERS)
    return {trainer.base_model: trainer for trainer in made}
