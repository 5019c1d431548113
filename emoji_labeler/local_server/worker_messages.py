"""What the server and a training process say to each other: JSON, one object a line."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from emoji_labeler.domain.record import record
from emoji_labeler.local_server.registry import Materials
from emoji_labeler.local_server.trainer import EpochDone, Measurement, News, Remark, StepDone

_KINDS: dict[str, type[News]] = {"step": StepDone, "epoch": EpochDone, "remark": Remark}
_NAMES = {kind: name for name, kind in _KINDS.items()}
FINISHED = b'{"kind":"finished"}\n'


@record
class WorkOrder:
    """One training as files and numbers, for a process that has nothing yet."""

    materials: Materials
    base_model: str
    training_file: Path
    validation_file: Path | None
    epochs: int
    batch_size: int
    learning_rate_multiplier: float
    seed: int
    folder: Path
    epochs_done: int
    resume_from: Path | None

    def line(self) -> bytes:
        """Return the order as a line."""
        return orjson.dumps(asdict(self), default=str) + b"\n"

    @classmethod
    def of_line(cls, line: bytes) -> "WorkOrder":
        """Return the order in a line."""
        values: dict[str, Any] = orjson.loads(line)
        materials = values.pop("materials")
        for name in ("training_file", "validation_file", "folder", "resume_from"):
            values[name] = values[name] and Path(values[name])
        return cls(
            materials=Materials(
                pack_folder=Path(materials["pack_folder"]),
                theme_paths=tuple(map(Path, materials["theme_paths"])),
                cache_folder=Path(materials["cache_folder"]),
            ),
            **values,
        )


def news_line(news: News) -> bytes:
    """Return news as a line."""
    return orjson.dumps({"kind": _NAMES[type(news)], **asdict(news)}) + b"\n"


def news_of_line(line: bytes) -> News | None:
    """Return the news in a line, or None for the end of the training."""
    values: dict[str, Any] = orjson.loads(line)
    kind = values.pop("kind")
    if kind == "finished":
        return None
    if "measured" in values:
        values["measured"] = Measurement(**values["measured"])
    return _KINDS[kind](**values)
