"""Keeps a local model in one file, whole: it predicts the same wherever it is loaded.

The file is a NumPy archive without pickled objects; the array ``about`` holds JSON with the format
number, the labels, the state, and a SHA-256 of all the other arrays.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from emoji_labeler.domain.errors import BadFileError
from emoji_labeler.local_model import label_space
from emoji_labeler.local_model.lexicon import Lexicon
from emoji_labeler.local_model.memo_vector import SIZE
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.prior import Prior
from emoji_labeler.wording import tr

_FORMAT = 1
_Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]


def save_model(model: LocalModel, path: Path, *, compressed: bool = True) -> None:
    """Write the model beside its place, then rename: a half-written file never takes the name.

    Not compressed, it is about twice as large and written ten times as fast.
    """
    lexicon = model.prior.lexicon
    arrays: _Arrays = {
        "weights": model.weights,
        "space": model.prior.space,
        "liking": model.prior.liking,
        "terms": np.frombuffer("\n".join(lexicon.terms).encode(), np.uint8),
        "themed": lexicon.themed,
        "starts": lexicon.starts,
        "voted": lexicon.labels,
        "votes": lexicon.weights,
    }
    about = {
        "format": _FORMAT,
        "labels": model.labels,
        "sharpness": model.sharpness,
        "state": model.state.hex(),
        "sha256": _digest(arrays),
    }
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), np.uint8)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        write = np.savez_compressed if compressed else np.savez
        write(file, allow_pickle=False, **arrays)
    unfinished.replace(path)


def load_model(path: Path) -> LocalModel:
    """Return the model in a file; raise BadFileError unless it is whole and of this format."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays: _Arrays = {name: archive[name] for name in archive.files}
        about = json.loads(arrays.pop("about").tobytes())
        if about["format"] != _FORMAT:
            raise _refusal(path, why=tr("It is of a format that this version does not know."))
        if about["sha256"] != _digest(arrays):
            raise _refusal(path, why=tr("It was changed after it was written."))
        return _model(arrays, about)
    except FileNotFoundError as error:
        raise _refusal(path, why=tr("There is no such file.")) from error
    except (
        OSError,
        BadZipFile,
        EOFError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        raise _refusal(path, why=tr("It is not a whole model file.")) from error


def _model(arrays: _Arrays, about: dict[str, Any]) -> LocalModel:
    labels = tuple(about["labels"])
    if arrays["weights"].shape != (len(labels), SIZE):
        raise ValueError("The weights do not fit the labels.")
    if arrays["space"].shape != (len(labels), label_space.DIMENSIONS):
        raise ValueError("The space does not fit the labels.")
    terms = arrays["terms"].tobytes().decode()
    lexicon = Lexicon.of(
        terms.split("\n") if terms else (),
        starts=arrays["starts"],
        labels=arrays["voted"],
        weights=arrays["votes"],
        themed=arrays["themed"],
    )
    model = LocalModel(
        Prior(labels=labels, lexicon=lexicon, space=arrays["space"], liking=arrays["liking"])
    )
    model.weights[:] = arrays["weights"]
    model.sharpness = float(about["sharpness"])
    model.state = bytes.fromhex(about["state"])
    return model


def _digest(arrays: _Arrays) -> str:
    digest = sha256()
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _refusal(path: Path, *, why: str) -> BadFileError:
    return BadFileError(
        tr("The local model {name} was not loaded.", name=path.name),
        why=why,
        remedy=tr("Train it again, or choose another file."),
    )
